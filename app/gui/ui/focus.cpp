// Who has the focus, who is under the mouse, and what Tab, F6 and the arrows do with keys that nobody took.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "app/gui/ui/kept.h"

namespace holdfast::ui {

namespace {

bool is_plain(const KeyPressed& key) { return !key.modifiers.control && !key.modifiers.alt; }

std::string_view top_of(const std::vector<Hit>& hits, Point at) {
  for (auto it = hits.rbegin(); it != hits.rend(); ++it) {
    if (it->rect.contains(at.x, at.y)) return it->id;
  }
  return {};
}

std::size_t place_in(const std::vector<Stop>& order, std::string_view id) {
  const auto it = std::find_if(order.begin(), order.end(), [&](const Stop& stop) { return stop.id == id; });
  return static_cast<std::size_t>(it - order.begin());
}

// The stop after `at`, or before it; `at` may be order.size() where nothing has the focus.
std::size_t neighbour(const std::vector<Stop>& order, std::size_t at, bool back) {
  const std::size_t count = order.size();
  if (at >= count) return back ? count - 1 : 0;
  return back ? (at + count - 1) % count : (at + 1) % count;
}

// The first stop of the next part of the frame, or of the one before.
std::size_t next_group(const std::vector<Stop>& order, std::size_t at, bool back) {
  const std::size_t count = order.size();
  if (at >= count) return 0;
  std::size_t to = at;
  for (std::size_t i = 0; i < count && order[to].group == order[at].group; ++i) to = neighbour(order, to, back);
  while (to > 0 && order[to - 1].group == order[to].group) --to;
  return to;
}

// Up and down within one part of the frame.
std::size_t step_in_group(const std::vector<Stop>& order, std::size_t at, bool back) {
  if (at >= order.size()) return at;
  const std::size_t to = neighbour(order, at, back);
  const bool wrapped = back ? to >= at : to <= at;
  return wrapped || order[to].group != order[at].group ? at : to;
}

void move_focus(Ui& ui, const KeyPressed& key) {
  Ui::Kept& kept = ui.kept();
  if (kept.order.empty()) return;
  const std::size_t at = place_in(kept.order, kept.focused);
  std::size_t to = at;
  if (key.key == Key::Tab && is_plain(key)) to = neighbour(kept.order, at, key.modifiers.shift);
  else if (key.key == Key::F6) to = next_group(kept.order, at, key.modifiers.shift);
  else if (key.key == Key::Down && key.modifiers == Modifiers{}) to = step_in_group(kept.order, at, false);
  else if (key.key == Key::Up && key.modifiers == Modifiers{}) to = step_in_group(kept.order, at, true);
  if (to == at || to >= kept.order.size()) return;
  focus_now(ui, kept.order[to].id);
  kept.reveal = true;
}

// What is no longer on the screen cannot have the focus.
void settle_focus(Ui::Kept& kept) {
  const bool closed = kept.dialogs_before > 0 && kept.dialogs == 0;
  if (closed && (kept.wanted.empty() || kept.wanted_if_there) && !kept.before_dialog.empty()) {
    kept.wanted = std::exchange(kept.before_dialog, {});
    kept.wanted_if_there = false;  // what lay below was not to be met in this pass
  }
  if (kept.dialogs != kept.dialogs_before) kept.again = true;
  // Else it would come and go for ever.
  if (kept.wanted_if_there && place_in(kept.order, kept.wanted) == kept.order.size()) kept.wanted.clear();
  kept.wanted_if_there = false;
  if (!kept.wanted.empty()) {
    if (kept.wanted != kept.focused) {
      kept.focused = kept.wanted;
      kept.reveal = true;
      kept.again = true;
    }
    kept.wanted.clear();
    return;
  }
  if (!kept.focused.empty() && place_in(kept.order, kept.focused) == kept.order.size()) {
    kept.focused.clear();
    kept.again = true;
  }
}

}  // namespace

std::string_view Ui::Kept::target(float x, float y) const { return top_of(hits_before, {x, y}); }

void focus_now(Ui& ui, std::string_view id) {
  Ui::Kept& kept = ui.kept();
  if (kept.focused == id) return;
  kept.focused = id;
  kept.caret_since = ui.steady_ms();
  kept.again = true;
}

// A field that is typed in owns plain keys; nobody else gets to see them first.
bool takes_plain(const KeyPressed& pressed, bool types, bool types_lines) {
  if (!types) return false;
  const Key key = pressed.key;
  if (types_lines && (key == Key::Enter || key == Key::Up || key == Key::Down)) return !pressed.modifiers.alt;
  if (pressed.modifiers.alt) return false;
  if (pressed.modifiers.control) {
    return key == Key::A || key == Key::C || key == Key::V || key == Key::X || key == Key::Z || key == Key::Y ||
           key == Key::Left || key == Key::Right || key == Key::Home || key == Key::End || key == Key::Backspace ||
           key == Key::Delete;
  }
  return (key >= Key::Digit0 && key <= Key::Slash) || key == Key::Space || key == Key::Backspace ||
         key == Key::Delete || key == Key::Left || key == Key::Right || key == Key::Home || key == Key::End;
}

Met meet(Ui& ui, std::string_view id, Rect rect, bool enabled, bool types, bool types_lines) {
  Ui::Kept& kept = ui.kept();
  const Rect seen = overlap(ui.physical(rect), kept.clip());
  if (!is_empty(seen)) kept.hits.push_back({std::string(id), seen});
  Met met;
  met.enabled = enabled && ui.enabled();
  if (!met.enabled) return met;
  kept.order.push_back({std::string(id), kept.group, types, types_lines});
  met.focused = kept.focused == id;
  met.hovered = kept.hovered == id;
  met.held = kept.pressed == id;
  if (met.focused && !kept.scrolls.empty()) {
    kept.scrolls.back().has_focus = true;
    if (kept.reveal) kept.scrolls.back().reveal = rect;
  }
  return met;
}

std::optional<MouseButton> take_press(Ui& ui, std::string_view id) {
  Ui::Kept& kept = ui.kept();
  std::vector<Event>& events = ui.events();
  for (auto it = events.begin(); it != events.end(); ++it) {
    const MouseButton* button = std::get_if<MouseButton>(&*it);
    if (button == nullptr || !button->down || button->second) continue;
    if (kept.target(button->x, button->y) != id) continue;
    const MouseButton taken = *button;
    events.erase(it);
    kept.pressed = id;
    kept.again = true;
    return taken;
  }
  return std::nullopt;
}

std::optional<Release> take_release(Ui& ui, std::string_view id) {
  Ui::Kept& kept = ui.kept();
  if (kept.pressed != id) return std::nullopt;
  std::vector<Event>& events = ui.events();
  for (auto it = events.begin(); it != events.end(); ++it) {
    const MouseButton* button = std::get_if<MouseButton>(&*it);
    if (button == nullptr || button->down || button->second) continue;
    const Release release{kept.target(button->x, button->y) == id, button->clicks};
    events.erase(it);
    kept.pressed.clear();
    kept.again = true;
    return release;
  }
  return std::nullopt;
}

Touch Ui::touch(std::string_view id, Rect rect, bool enabled) {
  const Met met = meet(*this, id, rect, enabled);
  Touch touch;
  if (!met.enabled) return touch;
  touch.hovered = met.hovered;
  if (take_press(*this, id).has_value()) focus_now(*this, id);
  if (const std::optional<Release> release = take_release(*this, id)) {
    touch.activated = release->inside;
    touch.clicks = release->inside ? release->clicks : 0;
  }
  touch.focused = kept_->focused == id;
  touch.held = kept_->pressed == id || kept_->flashed == id;
  if (!touch.focused || kept_->types) return touch;
  for (auto it = events_.begin(); it != events_.end(); ++it) {
    const KeyPressed* key = std::get_if<KeyPressed>(&*it);
    if (key == nullptr || (key->key != Key::Enter && key->key != Key::Space)) continue;
    if (key->again || key->modifiers != Modifiers{}) continue;
    const Key which = key->key;
    take_key(which);
    kept_->flashed = id;
    kept_->flashed_until = input_.steady_ms + kPressedMs;
    kept_->due(kept_->flashed_until);
    touch.activated = touch.held = true;
    kept_->again = true;
    break;
  }
  return touch;
}

void Ui::focus(std::string_view id) {
  kept_->wanted = id;
  kept_->wanted_if_there = false;
}

void Ui::focus_if_none(std::string_view id) {
  if (!enabled_ || !kept_->focused.empty() || !kept_->wanted.empty()) return;
  kept_->wanted = id;
  kept_->wanted_if_there = true;
}

bool Ui::is_focused(std::string_view id) const { return !id.empty() && kept_->focused == id; }

void Ui::begin_group(std::string_view) { ++kept_->group; }

bool Ui::end_pass() {
  Kept& kept = *kept_;
  while (!kept.clips.empty()) pop_clip();
  kept.shift = 0;
  for (const std::function<void()>& paint : kept.overlays) paint();
  kept.overlays.clear();
  kept.reveal = false;  // whoever has the focus was drawn and seen
  for (const Event& event : events_) {
    if (const KeyPressed* key = std::get_if<KeyPressed>(&event)) move_focus(*this, *key);
    const MouseButton* button = std::get_if<MouseButton>(&event);
    if (button != nullptr && !button->down && !kept.pressed.empty()) {
      kept.pressed.clear();
      kept.again = true;
    }
  }
  settle_focus(kept);
  if (top_of(kept.hits, kept.mouse) != kept.hovered) kept.again = true;  // what lies under a still mouse changed
  const std::size_t at = place_in(kept.order, kept.focused);
  kept.types = at < kept.order.size() && kept.order[at].types;
  kept.types_lines = at < kept.order.size() && kept.order[at].types_lines;
  painter_ = nullptr;
  return kept.again;
}

}  // namespace holdfast::ui
