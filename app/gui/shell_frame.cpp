#include "app/gui/shell_frame.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/lock_clock.h"
#include "app/gui/places.h"
#include "app/gui/state.h"
#include "app/gui/words_of_time.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kNavHeight = 44, kNavGap = 2;

void draw_rail_mark(const State& state, ui::Ui& ui, Rect rail, bool narrow) {
  const float icon = 24;
  if (narrow) return ui.icon(draw::Icon::Mark, rail.x + (rail.w - icon) / 2, rail.y + 26, icon, Token::Accent);
  ui.icon(draw::Icon::Mark, rail.x + 20, rail.y + 26, icon, Token::Accent);
  const Rect words{rail.x + 54, rail.y + 16, rail.w - 62, 40};
  const std::string& name = state.home.laptop.name;
  ui.text({words.x, words.y, words.w, 20}, "Holdfast", TextKind::ControlBold, Token::Text, {.lines_max = 1});
  const std::string below = state.home.is_hq ? ui.tr("Headquarters") : name;
  ui.text({words.x, words.y + 22, words.w, 18}, below, TextKind::Least, Token::Text3, {.lines_max = 1});
}

struct NavItem {
  std::string_view id;
  draw::Icon icon;
  std::string name;
  std::string number{};
  bool chosen = false;
};

bool draw_nav(ui::Ui& ui, Rect rect, const NavItem& item, bool narrow) {
  const ui::Touch touch = ui.touch(item.id, rect);
  if (item.chosen) {
    ui.fill(rect, Token::Selected, ui::kRadiusControl);
    ui.fill({rect.x, rect.y + 8, 3, rect.h - 16}, Token::Accent, 1.5F);
  } else if (touch.hovered || touch.held) {
    ui.fill(rect, Token::Hover, ui::kRadiusControl);
  }
  if (touch.focused) ui.edge(rect, Token::Accent, ui::kRadiusControl, 2);
  const float icon_x = narrow ? rect.x + (rect.w - 20) / 2 : rect.x + 12;
  ui.icon(item.icon, icon_x, rect.y + (rect.h - 20) / 2, 20, item.chosen ? Token::Accent : Token::Text2);
  if (!narrow) {
    const float number_width = item.number.empty() ? 0 : ui.measure(item.number, TextKind::Small).w + 8;
    ui.text({rect.x + 44, rect.y + (rect.h - 20) / 2, rect.w - 52 - number_width, 20}, item.name,
            item.chosen ? TextKind::ControlBold : TextKind::Control, item.chosen ? Token::Text : Token::Text2,
            {.lines_max = 1});
    if (number_width > 0) {
      const Rect number{rect.end() - 12 - number_width, rect.y + (rect.h - 20) / 2, number_width, 20};
      ui.text(number, item.number, TextKind::Small, Token::Text3, {.align = ui::Align::End, .lines_max = 1});
    }
  }
  ui.note(item.id, rect, item.name, item.chosen);
  return touch.activated;
}

std::string rail_number(const State& state, Place place) {
  if (place == Place::Sync && state.home.not_sent > 0) return std::to_string(state.home.not_sent);
  return {};
}

void draw_rail(const State& state, ui::Ui& ui, Commands& out, Rect rail, bool narrow) {
  ui.begin_group("rail");
  ui.fill(rail, Token::Panel);
  ui.line(rail.end() - 0.5F, rail.y, rail.end() - 0.5F, rail.bottom(), Token::Line);
  const std::span<const RailItem> items = rail_items(state);
  const auto low = static_cast<float>(std::count_if(items.begin(), items.end(), [](const auto& i) { return i.low; }));
  const auto all = static_cast<float>(items.size() + 1);
  // Large text leaves few px of height: the mark goes first, then the items are lower. Every place stays in sight.
  const bool marked = 74 + 8 + all * (kNavHeight + kNavGap) <= rail.h;
  const float top = marked ? 74.0F : 8.0F;
  const float nav = std::min(kNavHeight, (rail.h - top - 8) / all - kNavGap);
  if (marked) draw_rail_mark(state, ui, rail, narrow);
  Rect upper{rail.x + 8, rail.y + top, rail.w - 17, rail.h - top - 8};
  Rect lower = upper.take_bottom((low + 1) * nav + low * kNavGap);
  for (const RailItem& item : items) {
    Rect& column = item.low ? lower : upper;
    const bool here = state.place == item.place;
    if (draw_nav(ui, column.take_top(nav, kNavGap),
                 {item.id, item.icon, ui.tr(item.name), rail_number(state, item.place), here}, narrow)) {
      out.push(GoTo{item.place});
    }
  }
  if (draw_nav(ui, lower.take_top(nav), {"rail.lock", draw::Icon::Lock, ui.tr("Lock now")}, narrow)) {
    out.push(LockNow{});
  }
}

std::string saving_words(const State& state, ui::Ui& ui) {
  if (state.saved_at_ms == 0) return ui.tr("All changes are saved on this laptop");
  const std::string at = time_words(ui, state.saved_at_ms, state.utc_offset_minutes, true);
  if (!state.saved_words.empty()) return ui.tr("{1}, {2}", {state.saved_words, at});
  return ui.tr("All changes saved on this laptop, {1}", {at});
}

// From the end towards the start; returns where it begins.
float draw_hint(ui::Ui& ui, float end, float middle, const FootKey& hint) {
  const float words = ui.measure(hint.words, TextKind::Least).w;
  const float key = ui.measure(hint.key, TextKind::Least).w + 12;
  const float x = end - words - 6 - key;
  ui::key_cap(ui, x, middle, hint.key);
  ui.text({x + key + 6, middle - 9, words + 2, 18}, hint.words, TextKind::Least, Token::Text3, {.lines_max = 1});
  return x - 20;
}

void draw_foot(const State& state, ui::Ui& ui, Rect foot, const ScreenSpec& spec) {
  ui.fill(foot, Token::Panel);
  ui.line(foot.x, foot.y + 0.5F, foot.end(), foot.y + 0.5F, Token::Line);
  const float middle = foot.y + foot.h / 2;
  const bool own = !spec.foot_words.empty();
  const std::string left = own ? spec.foot_words : saving_words(state, ui);
  const float left_width = ui.measure(left, TextKind::Least).w + 44;
  float end = foot.end() - 16;
  const std::int64_t left_ms = state.lock.locks_at_steady_ms - ui.steady_ms();
  const std::string lock = ui.tr("Locks in {1}", {lock_clock_words(left_ms)});
  const float lock_width = ui.measure(lock, TextKind::Least).w;
  ui.text({end - lock_width - 1, middle - 9, lock_width + 2, 18}, lock, TextKind::Least, Token::Text3,
          {.lines_max = 1, .probe_id = "foot.lock_clock"});
  ui.icon(draw::Icon::Clock, end - lock_width - 22, middle - 8, 16, Token::Text3);
  end -= lock_width + 42;
  if (state.settings.hints) {
    std::vector<FootKey> keys = spec.keys;
    keys.push_back({ui.tr("Ctrl L"), ui.tr("Lock")});
    keys.push_back({"F12", ui.tr("Neutral screen")});
    for (auto it = keys.rbegin(); it != keys.rend(); ++it) {
      // What does not fit beside the state of saving is left out: that state never is.
      const float width = ui.measure(it->words, TextKind::Least).w + ui.measure(it->key, TextKind::Least).w + 38;
      if (end - width < foot.x + left_width) break;
      end = draw_hint(ui, end, middle, *it);
    }
  }
  if (!own) ui.icon(draw::Icon::Check, foot.x + 16, middle - 8, 16, Token::Accent);
  const float x = foot.x + (own ? 16.0F : 40.0F);
  ui.text({x, middle - 9, std::max(0.0F, end - x), 18}, left, TextKind::Least, own ? Token::Text2 : Token::Text,
          {.lines_max = 1, .probe_id = "foot.saved"});
}

std::optional<std::size_t> draw_head(ui::Ui& ui, Rect head, const ScreenSpec& spec) {
  ui.begin_group("head");
  ui.line(head.x, head.bottom() - 0.5F, head.end(), head.bottom() - 0.5F, Token::Line);
  Rect row = head.inset(ui::kBodyInset, 0);
  std::optional<std::size_t> pressed;
  float width = 0;
  for (const HeadButton& button : spec.buttons) {
    width += ui::button_width(ui, {.label = button.label, .icon = button.icon, .key = button.key}) + 12;
  }
  Rect buttons = row.take_end(width);
  for (std::size_t i = 0; i < spec.buttons.size(); ++i) {
    const HeadButton& button = spec.buttons[i];
    const ui::ButtonSpec look{.label = button.label,
                              .kind = button.kind,
                              .icon = button.icon,
                              .key = button.key,
                              .enabled = button.enabled};
    buttons.take_start(12);
    const Rect place = buttons.take_start(ui::button_width(ui, look));
    if (ui::button(ui, button.id, {place.x, head.y + 14, place.w, ui::kButtonHeight}, look)) pressed = i;
  }
  ui.text({row.x, head.y + 11, row.w, 30}, spec.title, TextKind::Title, Token::Text,
          {.lines_max = 1, .probe_id = "head.title"});
  ui.text({row.x, head.y + 41, row.w, 20}, spec.line, TextKind::Small, Token::Text2,
          {.lines_max = 1, .probe_id = "head.line"});
  return pressed;
}

}  // namespace

Screen begin_screen(const State& state, ui::Ui& ui, Commands& out, const ScreenSpec& spec) {
  Rect rest = ui.screen();
  ui.fill(rest, Token::Background);
  draw_foot(state, ui, rest.take_bottom(ui::kFootHeight), spec);
  Screen screen;
  const bool narrow = ui.narrow();
  if (!spec.task) {
    draw_rail(state, ui, out, rest.take_start(narrow ? ui::kRailNarrow : ui::kRailWidth), narrow);
    screen.pressed = draw_head(ui, rest.take_top(ui::kHeadHeight), spec);
  }
  screen.side_hidden = narrow && spec.side_width > 0;
  if (spec.side_width > 0 && !narrow) {
    screen.side = rest.take_end(spec.side_width);
    ui.fill(screen.side, Token::Panel);
    ui.line(screen.side.x + 0.5F, screen.side.y, screen.side.x + 0.5F, screen.side.bottom(), Token::Line);
  }
  screen.body = rest;
  ui.begin_group("body");
  return screen;
}

}  // namespace holdfast::gui
