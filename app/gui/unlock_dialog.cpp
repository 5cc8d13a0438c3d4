#include "app/gui/commands.h"
#include "app/gui/unlock_view.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

// Two buttons at the dialog's end; 1: the first, 2: the second, which is also what Esc means.
int draw_dialog_buttons(ui::Ui& ui, Rect body, const std::string& first, const std::string& second) {
  Rect row = body.take_bottom(ui::kButtonHeight);
  const ui::ButtonSpec safe{.label = second};
  const bool left = ui::button(ui, "dialog.close", row.take_end(ui::button_width(ui, safe), 12), safe);
  int pressed = left || ui.take_key(ui::Key::Escape) ? 2 : 0;
  if (first.empty()) return pressed;
  const ui::ButtonSpec go{.label = first, .kind = ui::ButtonKind::Primary};
  if (ui::button(ui, "dialog.go", row.take_end(ui::button_width(ui, go)), go)) pressed = 1;
  return pressed;
}

void draw_other_notebook(UnlockUi& view, ui::Ui& ui, Commands& out) {
  const std::string title = ui.tr("Open another notebook");
  const std::string label = ui.tr("Folder"), guidance = ui.tr("The whole path, as in a file manager.");
  const ui::FieldSpec spec{.label = label, .guidance = guidance};
  const float field = ui::field_height(ui, 472, spec);
  const Rect body = ui::begin_dialog(ui, "unlock.dialog", {.title = title, .body_height = field + 64});
  ui.focus_if_none("unlock.path");
  const ui::FieldResult typed = ui::text_field(ui, "unlock.path", {body.x, body.y, body.w, field}, view.path, spec);
  const int pressed = draw_dialog_buttons(ui, body, ui.tr("Open"), ui.tr("Cancel"));
  if ((pressed == 1 || typed.entered) && !view.path.text().empty()) {
    out.push(OpenNotebook{std::string(view.path.text())});
    view.dialog = UnlockUi::Dialog::None;
  }
  if (pressed == 2) view.dialog = UnlockUi::Dialog::None;
  ui::end_dialog(ui);
}

void draw_no_way_in(UnlockUi& view, ui::Ui& ui) {
  const std::string title = ui.tr("If the passphrase does not open it");
  const std::string words[] = {
      ui.tr("Nobody can look it up: it is written down nowhere, not at headquarters either."),
      ui.tr("Another person of your team who is entered on this laptop can open it with their own passphrase."),
      ui.tr("Headquarters may hold a recovery key for this laptop. Take the laptop there."),
      ui.tr("What headquarters has confirmed is safe there, whatever becomes of this laptop."),
  };
  float height = 64;
  for (const std::string& one : words) height += ui.measure(one, TextKind::Body, 472).h + 10;
  const Rect body = ui::begin_dialog(ui, "unlock.dialog", {.title = title, .body_height = height});
  float y = body.y;
  for (const std::string& one : words) y += ui.text({body.x, y, body.w, 200}, one, TextKind::Body, Token::Text2) + 10;
  ui.focus_if_none("dialog.close");
  if (draw_dialog_buttons(ui, body, {}, ui.tr("Close")) == 2) view.dialog = UnlockUi::Dialog::None;
  ui::end_dialog(ui);
}

}  // namespace

void draw_unlock_dialog(UnlockUi& view, ui::Ui& ui, Commands& out) {
  if (view.dialog == UnlockUi::Dialog::OtherNotebook) draw_other_notebook(view, ui, out);
  if (view.dialog == UnlockUi::Dialog::NoWayIn) draw_no_way_in(view, ui);
}

}  // namespace holdfast::gui
