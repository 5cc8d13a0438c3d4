#include "app/gui/shell_keys.h"

#include "app/gui/commands.h"
#include "app/gui/places.h"
#include "app/gui/state.h"

namespace holdfast::gui {
namespace {

constexpr ui::Modifiers kControl{true, false, false};
constexpr ui::Modifiers kControlShift{true, true, false};
constexpr ui::Modifiers kAlt{false, false, true};

ui::Key digit_key(std::size_t digit) {
  return static_cast<ui::Key>(static_cast<std::size_t>(ui::Key::Digit0) + digit);
}

void take_place_keys(const State& state, ui::Ui& ui, Commands& out) {
  const std::span<const RailItem> items = rail_items(state);
  for (std::size_t i = 0; i < items.size() && i < 9; ++i) {
    if (ui.take_key(digit_key(i + 1), kAlt)) out.push(GoTo{items[i].place});
  }
  if (state.place != Place::Records && !state.form && ui.take_key(ui::Key::F, kControl)) out.push(GoTo{Place::Records});
  if (state.place != Place::Help && ui.take_key(ui::Key::F1)) out.push(ShowHelp{});
  if (ui.take_key(ui::Key::U, kControl)) out.push(SwitchPerson{});
}

}  // namespace

void take_shell_keys(const State& state, ui::Ui& ui, Commands& out) {
  if (ui.take_key(ui::Key::L, kControl)) out.push(LockNow{});
  if (state.neutral) return;  // its own view takes everything else
  if (ui.take_key(ui::Key::F12)) out.push(ShowNeutral{});
  const bool larger = ui.take_key(ui::Key::Plus, kControl) || ui.take_key(ui::Key::Plus, kControlShift);
  if (larger) out.push(StepTextSize{1});
  if (ui.take_key(ui::Key::Minus, kControl)) out.push(StepTextSize{-1});
  // While the person reads a question, nothing else can be reached.
  const bool shown = state.form && !state.form->showing.empty();
  if (state.stage == Stage::Open && !shown) take_place_keys(state, ui, out);
}

}  // namespace holdfast::gui
