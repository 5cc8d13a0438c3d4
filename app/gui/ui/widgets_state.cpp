// Whole states of a place: nothing there, not there yet, something went wrong.
#include <algorithm>
#include <array>

#include "app/gui/ui/parts.h"

namespace holdfast::ui {

namespace {

constexpr std::int64_t kLoadingSilentMs = 200;

constexpr Ink kLead{TextKind::BodyBold, Token::Text};
constexpr Ink kTold{TextKind::Body, Token::Text2};

}  // namespace

bool empty_state(Ui& ui, std::string_view id, Rect rect, const EmptySpec& spec) {
  const float width = std::min(rect.w, 560.0F);
  const float bold = ui.measure(spec.bold, TextKind::BodyBold, width).h;
  const float words = ui.measure(spec.words, TextKind::Small, width).h;
  const float height = 32 + 6 + bold + 6 + words + (spec.button.empty() ? 0 : 12 + 40);
  Rect column{rect.x + (rect.w - width) / 2, rect.y + std::max(0.0F, (rect.h - height) / 2), width, height};
  const Rect picture = column.take_top(32, 6);
  ui.icon(spec.icon, picture.x + (picture.w - 32) / 2, picture.y, 32, Token::Text3);
  TextOptions centred;
  centred.align = Align::Center;
  ui.text(column.take_top(bold, 6), spec.bold, TextKind::BodyBold, Token::Text, centred);
  const Rect told = column.take_top(words, 12);
  ui.text(told, spec.words, TextKind::Small, Token::Text2, centred);
  note_says(ui, std::string(id) + "/state", told, {spec.bold, false, true, height <= rect.h + 0.5F});
  if (spec.button.empty()) return false;
  const ButtonSpec button_spec{spec.button, ButtonKind::Secondary, spec.button_icon};
  const float button_w = button_width(ui, button_spec) - 8;
  return button(ui, id, {rect.x + (rect.w - button_w) / 2, column.y, button_w, 40}, button_spec);
}

void loading_state(Ui& ui, Rect rect, std::int64_t since_steady_ms) {
  const std::int64_t shown_at = since_steady_ms + kLoadingSilentMs;
  if (ui.steady_ms() < shown_at) {
    ui.kept().due(shown_at);
    return;
  }
  constexpr std::array<float, 5> kShares = {0.70F, 0.92F, 0.48F, 0.80F, 0.62F};
  for (std::size_t i = 0; rect.h >= 12; ++i) {
    const Rect bar = rect.take_top(12, 8);
    ui.fill({bar.x, bar.y, bar.w * kShares.at(i % kShares.size()), bar.h}, Token::Hover, kRadiusChip);
    if (i >= 9) break;
  }
}

int error_state(Ui& ui, std::string_view id, Rect rect, const std::string& happened, const std::string& safe,
                const std::string& do_next, std::string_view first_button, std::string_view second_button) {
  const std::array<std::string, 3> leads = {ui.tr("What happened."), ui.tr("What is safe."), ui.tr("What to do.")};
  const std::array<const std::string*, 3> told = {&happened, &safe, &do_next};
  const float width = std::min(rect.w, 620.0F);
  float height = 0;
  for (std::size_t i = 0; i < 3; ++i)
    height += told[i]->empty() ? 0 : two_inks_height(ui, width - 36, leads[i], kLead, *told[i], kTold) + 8;
  const bool buttons = !first_button.empty() || !second_button.empty();
  if (buttons) height += 12 + kButtonHeight;
  Rect column{rect.x + std::max(0.0F, (rect.w - width) / 2), rect.y + std::max(0.0F, (rect.h - height) / 2), width,
              height};
  ui.icon(draw::Icon::Damaged, column.x, column.y, 24, Token::Stop);
  column.take_start(24, 12);
  for (std::size_t i = 0; i < 3; ++i) {
    if (told[i]->empty()) continue;
    const float used = two_inks(ui, column, leads[i], kLead, *told[i], kTold);
    column.take_top(used, 8);
  }
  note_says(ui, std::string(id) + "/state", rect, {happened, false, true, height <= rect.h + 0.5F});
  column.take_top(4, 0);
  Rect row = column.take_top(kButtonHeight);
  int pressed = 0;
  if (!first_button.empty()) {
    const ButtonSpec spec{first_button, ButtonKind::Primary};
    if (button(ui, std::string(id) + ".first", row.take_start(button_width(ui, spec), 12), spec)) pressed = 1;
  }
  if (!second_button.empty()) {
    const ButtonSpec spec{second_button, ButtonKind::Secondary};
    if (button(ui, std::string(id) + ".second", row.take_start(button_width(ui, spec)), spec)) pressed = 2;
  }
  return pressed;
}

}  // namespace holdfast::ui
