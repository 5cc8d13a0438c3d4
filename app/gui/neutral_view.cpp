#include "app/gui/neutral_view.h"

#include "app/gui/commands.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {
namespace {

constexpr draw::Color kNeutralGround = draw::rgb(0xEEF0F1);
constexpr draw::Color kNeutralClock = draw::rgb(0x23282C);
constexpr draw::Color kNeutralDay = draw::rgb(0x4A5157);

// Middle on the screen's middle; in physical px, since these sizes belong to no part of the look.
void draw_centred(ui::Ui& ui, const std::string& words, float size, float line, float top, draw::Color color) {
  draw::TextStyle style;
  style.size_px = size * ui.scale();
  style.line_px = line * ui.scale();
  const draw::TextLayout& layout = ui.text_engine().layout(words, style);
  const ui::Rect screen = ui.physical(ui.screen());
  ui.painter().text(layout, (screen.w - layout.width()) / 2, top * ui.scale(), color);
}

void take_typed(const State& state, NeutralUi& view, ui::Ui& ui, Commands& out) {
  if (ui.take_key(ui::Key::F12) || ui.take_key(ui::Key::Escape)) {
    view.passphrase.wipe();
    if (state.stage == Stage::NoVault) out.push(LeaveNeutral{});  // there is nothing to hide
  }
  const ui::PassphraseResult typed = ui::passphrase_unseen(ui, view.passphrase);
  if (typed.entered && !view.passphrase.empty()) out.push(LeaveNeutral{view.passphrase.take()});
}

}  // namespace

void draw_neutral(const State& state, NeutralUi& view, ui::Ui& ui, Commands& out) {
  take_typed(state, view, ui, out);
  const ui::Rect all = ui.physical(ui.screen());
  ui.painter().fill(all.x, all.y, all.w, all.h, 0, kNeutralGround);
  const std::string clock = time_words(ui, state.now_ms, state.utc_offset_minutes);
  const std::string day = long_day_words(ui, state.now_ms, state.utc_offset_minutes);
  const float top = (ui.screen().h - 164) / 2;
  draw_centred(ui, clock, 120, 132, top, kNeutralClock);
  draw_centred(ui, day, 22, 32, top + 132, kNeutralDay);
  ui.note("neutral.clock", ui.screen(), clock);
}

}  // namespace holdfast::gui
