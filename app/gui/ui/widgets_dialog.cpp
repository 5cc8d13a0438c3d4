// A dialog: a card in the middle, nothing else on the screen, the focus kept inside.
#include <algorithm>

#include "app/gui/ui/parts.h"

namespace holdfast::ui {

namespace {

constexpr float kDialogPad = 20;

}  // namespace

Rect begin_dialog(Ui& ui, std::string_view id, const DialogSpec& spec) {
  Ui::Kept& kept = ui.kept();
  if (kept.dialogs == 0 && kept.dialogs_before == 0) kept.before_dialog = kept.focused;
  ++kept.dialogs;
  // Whoever drew the ground without knowing of the dialog loses its keys and clicks here.
  kept.order.clear();
  const Rect screen = ui.screen();
  kept.hits.push_back({std::string(id) + "/ground", ui.physical(screen)});
  // Only the one on top can be met.
  ui.set_enabled(kept.dialogs >= kept.dialogs_before);
  ui.begin_group(id);
  ui.fill(screen, Token::Background);
  const float width = std::min(spec.width, screen.w - 32);
  Rect inside{0, 0, width - 2 * kDialogPad, 0};
  const float title = spec.title.empty() ? 0 : ui.measure(spec.title, TextKind::Heading, inside.w).h + 6;
  const float height = std::min(screen.h - 16, 2 * kDialogPad + title + spec.body_height);
  const Rect box{(screen.w - width) / 2, std::max(8.0F, (screen.h - height) / 2), width, height};
  ui.fill(box, Token::Card, kRadiusCard);
  ui.edge(box, Token::Control, kRadiusCard);
  inside = box.inset(kDialogPad);
  if (!spec.title.empty()) ui.text(inside.take_top(title), spec.title, TextKind::Heading, Token::Text);
  note_says(ui, id, box, {spec.title, false, true, height >= 2 * kDialogPad + title + spec.body_height - 0.5F});
  return inside;
}

void end_dialog(Ui&) {}

}  // namespace holdfast::ui
