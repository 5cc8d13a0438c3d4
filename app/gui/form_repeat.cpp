// Repeats: a title, each instance with its number, one more.
#include "app/gui/form_parts.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

float lay_instance(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  if (!paint) return 44;
  ui::Ui& ui = draw.ui;
  ui::separator(ui, rect.x, rect.y, rect.w);
  const std::string title = ui.tr("{1} {2}", {item.label, std::to_string(item.count)});
  ui.text({rect.x, rect.y + 12, rect.w - 130, 24}, title, TextKind::Heading, Token::Text,
          {.lines_max = 1, .by_own_direction = true});
  if (item.may_change) {
    const std::string remove = ui.tr("Remove");
    const ui::ButtonSpec spec{.label = remove, .kind = ui::ButtonKind::Quiet, .icon = draw::Icon::Trash};
    const float width = ui::button_width(ui, spec);
    if (ui::button(ui, "form.remove/" + item.path, {rect.end() - width, rect.y + 2, width, 40}, spec)) {
      draw.out.push(RemoveInstance{item.path});
    }
  }
  ui.note("form.instance/" + item.path, rect, title);
  return 44;
}

float lay_add(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  if (!paint) return ui::kButtonHeight;
  const std::string words = draw.ui.tr("Add: {1}", {item.label});
  const ui::ButtonSpec spec{.label = words, .icon = draw::Icon::Plus};
  const float width = std::min(rect.w, ui::button_width(draw.ui, spec));
  if (ui::button(draw.ui, form_item_id(item), {rect.x, rect.y, width, ui::kButtonHeight}, spec)) {
    draw.out.push(AddInstance{item.path});
  }
  return ui::kButtonHeight;
}

float lay_head(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  const std::string own = code_of_column(draw.task, draw.task.language);
  float height = lay_form_text(draw, rect, item.label, TextKind::Question, Token::Text, own, paint);
  if (!item.hint.empty()) {
    const Rect below{rect.x, rect.y + height + 2, rect.w, 20};
    height += 2 + lay_form_text(draw, below, item.hint, TextKind::Small, Token::Text3, own, paint);
  }
  return height;
}

}  // namespace

float lay_form_repeat(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  if (item.field == FormField::Instance) return lay_instance(draw, item, rect, paint);
  if (item.field == FormField::RepeatAdd) return lay_add(draw, item, rect, paint);
  return lay_head(draw, item, rect, paint);
}

}  // namespace holdfast::gui
