#include "app/gui/shell_overlay.h"

#include "app/gui/commands.h"
#include "app/gui/state.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kDialogWidth = 528;
constexpr float kDialogWords = kDialogWidth - 48 - 40;

// One paragraph; returns the y below it.
float draw_paragraph(ui::Ui& ui, Rect body, float y, std::string_view words, TextKind kind, Token token) {
  return y + ui.text({body.x + 40, y, body.w - 40, 400}, words, kind, token) + 8;
}

void draw_error(const SentenceFacts& error, ui::Ui& ui, Commands& out) {
  const float words = ui.measure(error.happened, TextKind::BodyBold, kDialogWords).h +
                      ui.measure(error.safe, TextKind::Body, kDialogWords).h +
                      ui.measure(error.do_next, TextKind::Body, kDialogWords).h;
  const std::string title = ui.tr("That did not work");
  const Rect body = ui::begin_dialog(ui, "error",
                                     {.title = title, .width = kDialogWidth, .body_height = words + 32 + 60});
  ui.icon(draw::Icon::Damaged, body.x, body.y, 24, Token::Stop);
  ui.note("error.code", {body.x, body.y, 1, 1}, error.code);
  float y = draw_paragraph(ui, body, body.y, error.happened, TextKind::BodyBold, Token::Text);
  y = draw_paragraph(ui, body, y, error.safe, TextKind::Body, Token::Text2);
  draw_paragraph(ui, body, y, error.do_next, TextKind::Body, Token::Text2);
  const std::string label = ui.tr("Close");
  const ui::ButtonSpec close{.label = label, .kind = ui::ButtonKind::Primary};
  const float width = ui::button_width(ui, close);
  ui.focus_if_none("error.close");
  const Rect place{body.end() - width, body.bottom() - ui::kButtonHeight, width, ui::kButtonHeight};
  if (ui::button(ui, "error.close", place, close) || ui.take_key(ui::Key::Escape)) out.push(CloseError{});
  ui::end_dialog(ui);
}

void draw_notices(const std::vector<std::string>& notices, ui::Ui& ui, Commands& out) {
  float height = 60;
  for (const std::string& notice : notices) height += ui.measure(notice, TextKind::Body, kDialogWords).h + 16;
  const std::string title = ui.tr("Before you go on");
  const Rect body = ui::begin_dialog(ui, "notices", {.title = title, .width = kDialogWidth, .body_height = height});
  float y = body.y;
  for (const std::string& notice : notices) {
    ui.icon(draw::Icon::Warning, body.x, y, 24, Token::Caution);
    y = draw_paragraph(ui, body, y, notice, TextKind::Body, Token::Text) + 8;
  }
  const std::string label = ui.tr("Understood");
  const ui::ButtonSpec close{.label = label, .kind = ui::ButtonKind::Primary};
  const float width = ui::button_width(ui, close);
  ui.focus_if_none("notices.close");
  const Rect place{body.end() - width, body.bottom() - ui::kButtonHeight, width, ui::kButtonHeight};
  if (ui::button(ui, "notices.close", place, close) || ui.take_key(ui::Key::Escape)) out.push(CloseNotices{});
  ui::end_dialog(ui);
}

void draw_toast(const Toast& toast, ui::Ui& ui, Commands& out) {
  const std::string label = ui.tr("Undo");
  const ui::ButtonSpec undo{.label = label, .kind = ui::ButtonKind::Quiet};
  const float button = toast.undo ? ui::button_width(ui, undo) : 0;
  const float words = ui.measure(toast.words, TextKind::Control).w;
  const Rect screen = ui.screen();
  const float rail = ui.narrow() ? ui::kRailNarrow : ui::kRailWidth;
  const Rect box{rail + 24, screen.h - ui::kFootHeight - 16 - 52, words + button + 40, 52};
  ui.fill(box, Token::Card, ui::kRadiusCard);
  ui.edge(box, Token::Control, ui::kRadiusCard);
  ui.text({box.x + 16, box.y + 16, words + 4, 20}, toast.words, TextKind::Control, Token::Text,
          {.lines_max = 1, .probe_id = "toast"});
  if (!toast.undo) return;
  if (ui::button(ui, "toast.undo", {box.end() - button - 8, box.y + 4, button, 44}, undo)) out.push(UndoLast{});
}

}  // namespace

void draw_overlay(const State& state, OverlayUi&, ui::Ui& ui, Commands& out) {
  if (state.stage != Stage::Open) return;  // the locked screens say their own
  if (state.toast) draw_toast(*state.toast, ui, out);
  if (state.error) draw_error(*state.error, ui, out);
  else if (!state.lock.notices.empty()) draw_notices(state.lock.notices, ui, out);
}

}  // namespace holdfast::gui
