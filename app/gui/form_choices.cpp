// Choices of a question: a few as rows, many found by typing, an order.
#include <algorithm>
#include <cmath>

#include "app/gui/form_parts.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr std::size_t kRangeShown = 11;

bool has_second(const std::vector<FormChoiceFacts>& choices) {
  return std::any_of(choices.begin(), choices.end(), [](const auto& choice) { return !choice.second.empty(); });
}

struct OptionRow {
  const FormChoiceFacts& choice;
  bool many = false;
  std::string number{};   // the key that chooses it
  bool two_columns = false;
  bool enabled = true;
};

float lay_option(FormDraw& draw, const std::string& id, const OptionRow& row, Rect rect, bool paint, bool& pressed) {
  const std::string language = code_of_column(draw.task, draw.task.person_language);
  ui::OptionSpec spec;
  spec.label = row.choice.label;
  spec.second = row.choice.second;
  spec.second_language = language;
  spec.chosen = row.choice.chosen;
  spec.many = row.many;
  spec.enabled = row.enabled;
  spec.number = row.number;
  spec.second_x = row.two_columns ? (rect.w + 24) / 2 : 0;
  const float height = ui::option_height(draw.ui, rect.w, spec);
  if (paint) pressed = ui::option_row(draw.ui, id, {rect.x, rect.y, rect.w, height}, spec);
  return height;
}

// Digits choose, Tab leaves the whole question: inside, the arrows move.
void take_choice_keys(FormDraw& draw, const FormItemFacts& item) {
  for (std::size_t i = 0; i < item.choices.size() && i < 9; ++i) {
    const auto key = static_cast<ui::Key>(static_cast<std::size_t>(ui::Key::Digit1) + i);
    if (!draw.ui.take_key(key)) continue;
    draw.out.push(ChooseOption{item.path, item.choices[i].name});
    draw.ui.focus(form_option_id(item, item.choices[i].name));
  }
}

std::string range_text(double value) {
  const double rounded = std::round(value * 1000) / 1000;
  std::string text = std::to_string(rounded);
  while (text.find('.') != std::string::npos && (text.back() == '0' || text.back() == '.')) {
    const bool point = text.back() == '.';
    text.pop_back();
    if (point) break;
  }
  return text;
}

std::vector<std::string> range_values(const FormItemFacts& item) {
  std::vector<std::string> out;
  const double step = item.range_step == 0 ? 1 : std::abs(item.range_step);
  const double from = std::min(item.range_from, item.range_to), to = std::max(item.range_from, item.range_to);
  for (double value = from; value <= to + step / 1000 && out.size() <= kRangeShown; value += step) {
    out.push_back(range_text(value));
  }
  return out;
}

float lay_range_buttons(FormDraw& draw, const FormItemFacts& item, const std::vector<std::string>& values, Rect rect,
                        bool paint) {
  if (!paint) return 44;
  const float width = std::min(64.0F, (rect.w - 6 * static_cast<float>(values.size() - 1)) /
                                          static_cast<float>(values.size()));
  for (const std::string& value : values) {
    const bool chosen = item.value == value;
    const std::string id = form_option_id(item, value);
    const Rect box = rect.take_start(width, 6);
    const Rect place{box.x, box.y, box.w, 44};
    const ui::ButtonSpec spec{.label = value, .kind = chosen ? ui::ButtonKind::Primary : ui::ButtonKind::Secondary};
    if (ui::button(draw.ui, id, place, spec)) draw.out.push(AnswerQuestion{item.path, chosen ? "" : value, false});
  }
  return 44;
}

// Too many steps for buttons: less, more, and the number itself.
float lay_range_steps(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  if (!paint) return 44;
  const auto [place, made] = draw.view.edits.try_emplace(item.path, draw::EditLimits{});
  draw::TextEdit& edit = place->second;
  const std::string id = form_item_id(item);
  if (!draw.ui.is_focused(id) && edit.text() != item.value) edit.set_text(item.value);
  const double now = item.value.empty() ? item.range_from : std::strtod(item.value.c_str(), nullptr);
  const std::string words = draw.ui.tr("{1} to {2}", {range_text(item.range_from), range_text(item.range_to)});
  const Rect less = rect.take_start(44, 8);
  if (ui::icon_button(draw.ui, id + "/less", {less.x, less.y, 44, 44}, draw::Icon::Minus, draw.ui.tr("Less"))) {
    draw.out.push(AnswerQuestion{item.path, range_text(std::max(item.range_from, now - item.range_step)), false});
  }
  const Rect field = rect.take_start(120, 8);
  const ui::FieldResult result = ui::text_field(draw.ui, id, field, edit, {});
  if (result.left || result.entered) draw.out.push(AnswerQuestion{item.path, std::string(edit.text()), false});
  const Rect more = rect.take_start(44, 12);
  if (ui::icon_button(draw.ui, id + "/more", {more.x, more.y, 44, 44}, draw::Icon::Plus, draw.ui.tr("More"))) {
    draw.out.push(AnswerQuestion{item.path, range_text(std::min(item.range_to, now + item.range_step)), false});
  }
  draw.ui.text({rect.x, rect.y + 12, rect.w, 20}, words, TextKind::Small, Token::Text2);
  return 44;
}

float lay_agreed(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  const FormChoiceFacts done{"OK", draw.ui.tr("Yes, this was done"), {}, !item.value.empty()};
  bool pressed = false;
  const float height = lay_option(draw, form_item_id(item) + "/OK", {done, true}, rect, paint, pressed);
  if (pressed) draw.out.push(ChooseOption{item.path, "OK"});
  return height;
}

}  // namespace

std::string form_option_id(const FormItemFacts& item, const std::string& name) {
  return form_item_id(item) + "/" + name;
}

std::string form_first_id(const FormItemFacts& item) {
  switch (item.field) {
    case FormField::Options:
    case FormField::Several: {
      const auto is_chosen = [](const FormChoiceFacts& choice) { return choice.chosen; };
      const auto chosen = std::find_if(item.choices.begin(), item.choices.end(), is_chosen);
      if (chosen != item.choices.end()) return form_option_id(item, chosen->name);
      return item.choices.empty() ? std::string() : form_option_id(item, item.choices.front().name);
    }
    case FormField::Rank: return item.choices.empty() ? std::string() : form_option_id(item, item.choices.front().name);
    case FormField::Agreed: return form_item_id(item) + "/OK";
    case FormField::Range: {
      const std::vector<std::string> values = range_values(item);
      const bool buttons = values.size() <= kRangeShown && !values.empty();
      return buttons ? form_option_id(item, values.front()) : form_item_id(item);
    }
    case FormField::Line:
    case FormField::Words:
    case FormField::Date:
    case FormField::Picker:
    case FormField::SeveralPicker:
    case FormField::File:
    case FormField::RepeatAdd: return form_item_id(item);
    default: return {};
  }
}

float lay_form_choices(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  if (item.field == FormField::Agreed) return lay_agreed(draw, item, rect, paint);
  if (item.field == FormField::Range) {
    const std::vector<std::string> values = range_values(item);
    if (values.size() > kRangeShown) return lay_range_steps(draw, item, rect, paint);
    return lay_range_buttons(draw, item, values, rect, paint);
  }
  const bool focused = paint && is_form_item_focused(draw, item);
  const bool two = has_second(item.choices);
  float height = 0;
  for (std::size_t i = 0; i < item.choices.size(); ++i) {
    const FormChoiceFacts& choice = item.choices[i];
    const std::string number = focused && i < 9 ? std::to_string(i + 1) : std::string();
    bool pressed = false;
    const Rect place{rect.x, rect.y + height, rect.w, 1e4F};
    const OptionRow row{choice, item.field == FormField::Several, number, two, !item.read_only};
    height += lay_option(draw, form_option_id(item, choice.name), row, place, paint, pressed) + ui::kOptionGap;
    if (pressed) draw.out.push(ChooseOption{item.path, choice.name});
  }
  if (focused) take_choice_keys(draw, item);
  return std::max(0.0F, height - ui::kOptionGap);
}

float lay_form_rank(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  float height = 0;
  std::size_t place_in_order = 0;
  for (const FormChoiceFacts& choice : item.choices) {
    FormChoiceFacts shown = choice;
    if (choice.chosen) shown.label = std::to_string(++place_in_order) + ".  " + choice.label;
    bool pressed = false;
    const std::string id = form_option_id(item, choice.name);
    const Rect row{rect.x, rect.y + height, rect.w - (choice.chosen ? 100.0F : 0.0F), 1e4F};
    const float taken = lay_option(draw, id, {shown, true}, row, paint, pressed);
    if (paint && choice.chosen) {
      const Rect up{rect.end() - 92, row.y, 44, 44}, down{rect.end() - 44, row.y, 44, 44};
      if (ui::icon_button(draw.ui, id + "/up", up, draw::Icon::Up, draw.ui.tr("Earlier"))) {
        draw.out.push(MoveRanked{item.path, choice.name, -1});
      }
      if (ui::icon_button(draw.ui, id + "/down", down, draw::Icon::Down, draw.ui.tr("Later"))) {
        draw.out.push(MoveRanked{item.path, choice.name, 1});
      }
    }
    if (pressed) draw.out.push(ChooseOption{item.path, choice.name});
    height += taken + ui::kOptionGap;
  }
  return std::max(0.0F, height - ui::kOptionGap);
}

}  // namespace holdfast::gui
