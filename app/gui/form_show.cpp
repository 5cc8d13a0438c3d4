// One question for the person to read: large, in their language. No code, no name, no list, no earlier answer, and no
// way to anything else but back.
#include <algorithm>

#include "app/gui/form_parts.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

// What the person sees: their language where the form has it, else the interviewer's.
const std::string& shown_text(const std::string& first, const std::string& second) {
  return second.empty() ? first : second;
}

float lay_shown(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  const std::string language = code_of_column(draw.task, item.second.empty() ? draw.task.language
                                                                             : draw.task.person_language);
  const std::string& question = shown_text(item.label, item.second);
  float height = lay_form_text(draw, rect, question, TextKind::Display, Token::Text, language, paint);
  const bool listed = item.field == FormField::Options || item.field == FormField::Several;
  if (!listed) return height;
  height += 24;
  for (const FormChoiceFacts& choice : item.choices) {
    const std::string& words = shown_text(choice.label, choice.second);
    const Rect row{rect.x + 24, rect.y + height + 12, rect.w - 48, 1e4F};
    const float taken = lay_form_text(draw, row, words, TextKind::Title, Token::Text, language, paint);
    if (paint) draw.ui.edge({rect.x, rect.y + height, rect.w, taken + 24}, Token::Control, ui::kRadiusControl);
    height += taken + 24 + 12;
  }
  return height;
}

}  // namespace

void draw_form_show(FormDraw& draw, Rect rect) {
  ui::Ui& ui = draw.ui;
  Rect body = rect.inset(std::max(24.0F, (rect.w - 900) / 2), 24);
  const Rect low = body.take_bottom(ui::kButtonBig, 16);
  const std::string back = ui.tr("Back");
  const ui::ButtonSpec spec{.label = back, .icon = draw::Icon::Back, .big = true};
  bool leave = ui::button(ui, "form.show.back", {low.x, low.y, ui::button_width(ui, spec), ui::kButtonBig}, spec);
  ui.focus_if_none("form.show.back");
  leave = ui.take_key(ui::Key::Escape) || leave;
  leave = ui.take_key(ui::Key::F9) || leave;
  if (leave) draw.out.push(ShowQuestion{});
  for (const FormItemFacts& item : draw.task.items) {
    if (item.path != draw.task.showing) continue;
    const float height = lay_shown(draw, item, {0, 0, body.w - 20, 0}, false);
    const Rect content = ui.begin_scroll("form.show", body, height, draw.view.show_scroll);
    lay_shown(draw, item, content, true);
    ui.end_scroll();
    ui.note("form.show", body, shown_text(item.label, item.second));
  }
}

}  // namespace holdfast::gui
