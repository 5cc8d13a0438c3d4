// A closed list that opens below its box. What is open lies on top of all that is drawn after it, so it is painted at
// the end of the pass, and meets clicks by where it lay in the pass before.
#include <algorithm>

#include "app/gui/ui/parts.h"
#include "app/text/unicode.h"

namespace holdfast::ui {

namespace {

constexpr float kItemHeight = 40, kListPad = 4;
constexpr std::size_t kItemsSeen = 8;

struct Item {
  std::size_t index = 0;
  std::string label;
};

// Labels that hold what was typed, in any case; all where nothing was.
std::vector<Item> matching(std::span<const std::string> labels, const draw::TextEdit* filter) {
  const std::string wanted = filter == nullptr ? std::string() : text::casefold(filter->text());
  std::vector<Item> out;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (wanted.empty() || text::casefold(labels[i]).find(wanted) != std::string::npos) out.push_back({i, labels[i]});
  }
  return out;
}

struct OpenList {
  Rect box;  // px at 100 %, not scrolled
  std::vector<Item> items;
  std::size_t at = 0, first = 0;
  std::string id, chosen;
};

void paint_list(Ui& ui, const OpenList& list) {
  ui.kept().hits.push_back({list.id, ui.physical(list.box)});
  ui.fill(list.box, Token::Card, kRadiusControl);
  Rect rest = list.box.inset(1, kListPad);
  const std::size_t end = std::min(list.items.size(), list.first + kItemsSeen);
  for (std::size_t i = list.first; i < end; ++i) {
    const Rect row = rest.take_top(kItemHeight);
    const bool lit = i == list.at;
    if (lit) ui.fill(row, Token::Selected);
    else if (ui.mouse_in(row)) ui.fill(row, Token::Hover);
    const bool fits = centred_line(ui, row.inset(12, 0), list.items[i].label, TextKind::Body, Token::Text);
    if (list.items[i].label == list.chosen) {
      ui.icon(draw::Icon::Check, row.end() - 32, row.y + 10, 20, Token::Accent);
    }
    note_says(ui, list.id + "/" + std::to_string(list.items[i].index), row, {list.items[i].label, lit, true, fits});
  }
  if (list.items.empty()) {
    centred_line(ui, rest.take_top(kItemHeight).inset(12, 0), ui.tr("Nothing fits"), TextKind::Body, Token::Text3);
  }
  ui.edge(list.box, Token::Control, kRadiusControl);
}

Rect list_box(Ui& ui, Rect box, std::size_t items) {
  const std::size_t seen = std::clamp<std::size_t>(items, 1, kItemsSeen);
  const float height = static_cast<float>(seen) * kItemHeight + 2 * kListPad;
  const Rect visible = box.moved(0, -ui.kept().shift);
  const bool below = visible.bottom() + 6 + height <= ui.screen().h;
  return {visible.x, below ? visible.bottom() + 6 : std::max(0.0F, visible.y - 6 - height), visible.w, height};
}

void close(PickerState& state) {
  state.open = false;
  if (state.filter != nullptr) state.filter->wipe();
}

// Arrows, Enter, Escape; the index of what was chosen.
std::optional<std::size_t> take_list_keys(Ui& ui, const std::vector<Item>& items, PickerState& state) {
  if (ui.take_key(Key::Escape)) {
    close(state);
    ui.kept().again = true;
    return std::nullopt;
  }
  while (ui.take_key(Key::Down)) state.at = std::min(items.empty() ? 0 : items.size() - 1, state.at + 1);
  while (ui.take_key(Key::Up)) state.at -= state.at > 0 ? 1 : 0;
  const bool chosen = ui.take_key(Key::Enter) || (state.filter == nullptr && ui.take_key(Key::Space));
  if (!chosen || state.at >= items.size()) return std::nullopt;
  const std::size_t index = items[state.at].index;
  close(state);
  ui.kept().again = true;
  return index;
}

// A click in the list chooses, one elsewhere closes it.
std::optional<std::size_t> take_list_click(Ui& ui, std::string_view id, const OpenList& list, PickerState& state) {
  Ui::Kept& kept = ui.kept();
  if (kept.pressed == list.id) take_release(ui, list.id);
  for (const Event& event : ui.events()) {
    const MouseButton* button = std::get_if<MouseButton>(&event);
    if (button == nullptr || !button->down) continue;
    const std::string_view target = kept.target(button->x, button->y);
    if (target == id) return std::nullopt;
    if (target != list.id) {
      close(state);
      kept.again = true;
      return std::nullopt;
    }
    const float down = ui.mouse().y - list.box.y - kListPad;
    const std::size_t row = list.first + static_cast<std::size_t>(std::max(0.0F, down / kItemHeight));
    take_press(ui, list.id);
    if (row >= list.items.size()) return std::nullopt;
    close(state);
    return list.items[row].index;
  }
  return std::nullopt;
}

void take_list_wheel(Ui& ui, const OpenList& list, PickerState& state) {
  std::vector<Event>& events = ui.events();
  for (auto it = events.begin(); it != events.end();) {
    const Wheel* wheel = std::get_if<Wheel>(&*it);
    if (wheel == nullptr) {
      ++it;
      continue;
    }
    if (wheel->lines > 0) state.at -= state.at > 0 ? 1 : 0;
    else if (state.at + 1 < list.items.size()) ++state.at;
    ui.kept().again = true;
    it = events.erase(it);
  }
}

bool draw_closed(Ui& ui, std::string_view id, Rect rect, std::string_view shown, bool open) {
  const Touch touch = ui.touch(id, rect);
  ui.fill(rect, touch.hovered || touch.held ? Token::Hover : Token::Card, kRadiusControl);
  ui.edge(rect, touch.focused ? Token::Accent : Token::Control, kRadiusControl, touch.focused ? 2 : 1);
  Rect inside = rect.inset(13, 0);
  const Rect sign = inside.take_end(20, 8);
  ui.icon(open ? draw::Icon::Up : draw::Icon::Down, sign.x, rect.y + rect.h / 2 - 10, 20, Token::Text2);
  const bool fits = centred_line(ui, inside, shown, TextKind::Body, Token::Text);
  if (touch.focused) focus_ring(ui, rect, kRadiusControl);
  note_says(ui, id, rect, {shown, open, true, fits});
  return touch.activated;
}

void open_list(std::string_view shown, std::span<const std::string> labels, PickerState& state) {
  state.open = true;
  state.at = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == shown) state.at = i;
  }
}

}  // namespace

std::optional<std::size_t> picker(Ui& ui, std::string_view id, Rect rect, std::string_view shown,
                                  std::span<const std::string> labels, PickerState& state) {
  if (!state.open) {
    if (draw_closed(ui, id, rect, shown, false)) {
      open_list(shown, labels, state);
      ui.kept().again = true;
    }
    return std::nullopt;
  }
  if (!ui.is_focused(id)) {  // Tab went on
    close(state);
    draw_closed(ui, id, rect, shown, false);
    return std::nullopt;
  }
  OpenList list;
  list.id = std::string(id) + "/list";
  list.chosen = shown;
  list.items = matching(labels, state.filter);
  state.at = std::min(state.at, list.items.empty() ? 0 : list.items.size() - 1);
  list.box = list_box(ui, rect, list.items.size());
  list.first = state.at < kItemsSeen ? 0 : state.at - kItemsSeen + 1;
  std::optional<std::size_t> chosen = take_list_click(ui, id, list, state);
  if (!chosen.has_value() && state.open) chosen = take_list_keys(ui, list.items, state);
  if (state.open) take_list_wheel(ui, list, state);
  if (state.open && state.filter != nullptr) {
    FieldSpec spec;
    spec.placeholder = shown;
    spec.icon = draw::Icon::Search;
    spec.box_height = rect.h;
    if (text_field(ui, id, rect, *state.filter, spec).changed) state.at = 0;
    list.items = matching(labels, state.filter);
    list.box = list_box(ui, rect, list.items.size());
  } else if (draw_closed(ui, id, rect, chosen.has_value() ? std::string_view(labels[*chosen]) : shown, state.open)) {
    close(state);
  }
  if (!state.open) return chosen;
  list.at = std::min(state.at, list.items.empty() ? 0 : list.items.size() - 1);
  list.first = list.at < kItemsSeen ? 0 : list.at - kItemsSeen + 1;
  ui.kept().overlays.push_back([&ui, list = std::move(list)] { paint_list(ui, list); });
  return chosen;
}

}  // namespace holdfast::ui
