// One or some of many: people by their codes, sites, countries, towns. What is typed narrows the list.
#include "app/gui/form_parts.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

float lay_found(FormDraw& draw, const FormItemFacts& item, const FormChoiceFacts& choice, bool many, Rect rect,
                bool paint) {
  const std::string language = code_of_column(draw.task, draw.task.person_language);
  ui::OptionSpec spec;
  spec.label = choice.label;
  spec.second = choice.second;
  spec.second_language = language;
  spec.chosen = choice.chosen;
  spec.many = many;
  spec.second_x = (rect.w + 24) / 2;
  const float height = ui::option_height(draw.ui, rect.w, spec);
  if (!paint) return height;
  if (ui::option_row(draw.ui, form_option_id(item, choice.name), {rect.x, rect.y, rect.w, height}, spec)) {
    draw.out.push(ChooseOption{item.path, choice.name});
    if (!many) draw.ui.focus(form_item_id(item));
  }
  return height;
}

// What is chosen, or that nothing is: pressing it opens the search.
float lay_closed(FormDraw& draw, const FormItemFacts& item, bool many, Rect rect, bool paint) {
  const float height = ui::kFieldHeight;
  if (!paint) return height;
  ui::Ui& ui = draw.ui;
  const Rect box{rect.x, rect.y, rect.w, height};
  const std::string id = form_item_id(item);
  const ui::Touch touch = ui.touch(id, box);
  ui.fill(box, touch.hovered ? Token::Hover : Token::Card, ui::kRadiusControl);
  ui.edge(box, touch.focused ? Token::Accent : Token::Control, ui::kRadiusControl, touch.focused ? 2.0F : 1.0F);
  const bool has_one = !many && !item.choices.empty();
  const std::string words = has_one ? item.choices.front().label
                            : many  ? ui.tr("Add: type to find")
                                    : ui.tr("Type to find, or choose");
  const bool second = has_one && !item.choices.front().second.empty();
  ui.text({box.x + 12, box.y + 10, second ? box.w / 2 - 12 : box.w - 56, 24}, words, TextKind::Body,
          has_one ? Token::Text : Token::Text3, {.lines_max = 1, .by_own_direction = has_one});
  if (second) {
    const std::string language = code_of_column(draw.task, draw.task.person_language);
    ui.text({box.x + (box.w + 24) / 2, box.y + 10, box.w / 2 - 56, 24}, item.choices.front().second, TextKind::Body,
            Token::Text, {.lines_max = 1, .language = language, .by_own_direction = true});
  }
  ui.icon(draw::Icon::Down, box.end() - 32, box.y + 12, 20, Token::Text2);
  ui.note(id, box, has_one ? item.choices.front().label : std::string());
  if (touch.activated) draw.out.push(SearchChoices{item.path, {}});
  // Typing on the closed field opens it with what was typed.
  if (touch.focused) {
    std::string typed;
    for (const ui::Event& event : ui.events()) {
      const auto* text = std::get_if<ui::TextTyped>(&event);
      const bool plain = text != nullptr && text->character > 0x20 && text->character < 0x7f;
      if (plain) typed += static_cast<char>(text->character);
    }
    if (!typed.empty()) {
      std::erase_if(ui.events(), [](const ui::Event& event) { return std::holds_alternative<ui::TextTyped>(event); });
      draw.out.push(SearchChoices{item.path, typed});
    }
  }
  return height;
}

void meet_filter(FormDraw& draw, const FormItemFacts& item, Rect rect) {
  ui::Ui& ui = draw.ui;
  const FormSearch& search = *draw.task.search;
  const std::string id = form_item_id(item) + "/filter";
  if (draw.view.searched != item.path) {
    draw.view.searched = item.path;
    draw.view.search.set_text(search.typed);
    draw.view.search.move_to(search.typed.size(), false);
    ui.focus(id);
  }
  const std::string placeholder = ui.tr("Type to find");
  const ui::FieldResult result =
      ui::text_field(ui, id, rect, draw.view.search, {.placeholder = placeholder, .icon = draw::Icon::Search});
  if (result.changed) draw.out.push(SearchChoices{item.path, std::string(draw.view.search.text())});
  if (result.entered && !search.found.empty()) {
    draw.out.push(ChooseOption{item.path, search.found.front().name});
    ui.focus(form_item_id(item));
  } else if (result.entered && search.free) {
    draw.out.push(AnswerQuestion{item.path, search.typed, false});
    draw.out.push(CloseSearch{});
    ui.focus(form_item_id(item));
  }
  if (ui.take_key(ui::Key::Escape)) {
    draw.out.push(CloseSearch{});
    ui.focus(form_item_id(item));
  }
}

float lay_open(FormDraw& draw, const FormItemFacts& item, bool many, Rect rect, bool paint) {
  const FormSearch& search = *draw.task.search;
  if (paint) meet_filter(draw, item, {rect.x, rect.y, rect.w, ui::kFieldHeight});
  float height = ui::kFieldHeight + 8;
  for (const FormChoiceFacts& choice : search.found) {
    const Rect row{rect.x, rect.y + height, rect.w, 1e4F};
    height += lay_found(draw, item, choice, many, row, paint) + ui::kOptionGap;
  }
  const Rect below{rect.x, rect.y + height, rect.w, 20};
  std::string words;
  if (search.more > 0) words = draw.ui.trn("One more. Type more of it.", "{n} more. Type more of it.", search.more);
  else if (search.found.empty() && search.free) words = draw.ui.tr("Not on the list. Enter takes it as it is written.");
  else if (search.found.empty()) words = draw.ui.tr("Nothing is found. Check the spelling, or type less of it.");
  return height + lay_form_text(draw, below, words, TextKind::Small, Token::Text2, {}, paint);
}

}  // namespace

float lay_form_picker(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  const bool many = item.field == FormField::SeveralPicker;
  const bool open = draw.task.search && draw.task.search->path == item.path;
  if (!open && paint && draw.view.searched == item.path) draw.view.searched.clear();
  float height = 0;
  if (many && !open) {
    for (const FormChoiceFacts& choice : item.choices) {
      const Rect row{rect.x, rect.y + height, rect.w, 1e4F};
      height += lay_found(draw, item, choice, true, row, paint) + ui::kOptionGap;
    }
  }
  const Rect rest{rect.x, rect.y + height, rect.w, 1e5F};
  return height + (open ? lay_open(draw, item, many, rest, paint) : lay_closed(draw, item, many, rest, paint));
}

}  // namespace holdfast::gui
