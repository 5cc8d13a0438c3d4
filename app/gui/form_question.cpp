// One question: its words in two languages, what is typed into it, what is wrong with it.
#include <algorithm>

#include "app/gui/form_parts.h"
#include "app/text/unicode.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kColumnGap = 24;
constexpr float kWordsHeight = 72, kManyWordsHeight = 156;
constexpr std::size_t kManyWords = 160;

float later_of(float a, float b) { return a > b ? a : b; }

// Two columns where the person's language has words, else one.
struct QuestionColumns {
  Rect first, second;
};
QuestionColumns form_columns(Rect rect, bool two) {
  if (!two) return {rect, {rect.x, rect.y, 0, rect.h}};
  const float width = (rect.w - kColumnGap) / 2;
  return {{rect.x, rect.y, width, rect.h}, {rect.x + width + kColumnGap, rect.y, width, rect.h}};
}

std::string hint_words(FormDraw& draw, const FormItemFacts& item) {
  if (!item.required) return item.hint;
  return item.hint.empty() ? draw.ui.tr("Required") : draw.ui.tr("Required. {1}", {item.hint});
}

float lay_words(FormDraw& draw, const FormItemFacts& item, Rect rect, TextKind kind, bool paint) {
  const QuestionColumns columns = form_columns(rect, !item.second.empty() || !item.second_hint.empty());
  const std::string own = code_of_column(draw.task, draw.task.language);
  const std::string person = code_of_column(draw.task, draw.task.person_language);
  float first = lay_form_text(draw, columns.first, item.label, kind, Token::Text, own, paint);
  float second = 0;
  if (!item.second.empty()) second = lay_form_text(draw, columns.second, item.second, kind, Token::Text, person, paint);
  const std::string hint = hint_words(draw, item);
  if (!hint.empty()) {
    const Rect below{columns.first.x, columns.first.y + first + 2, columns.first.w, 20};
    first += 2 + lay_form_text(draw, below, hint, TextKind::Small, Token::Text3, own, paint);
  }
  if (!item.second_hint.empty()) {
    const Rect below{columns.second.x, columns.second.y + second + 2, columns.second.w, 20};
    second += 2 + lay_form_text(draw, below, item.second_hint, TextKind::Small, Token::Text3, person, paint);
  }
  const std::string both = item.label + (item.second.empty() ? "" : " | " + item.second);
  if (paint) draw.ui.note("form.label/" + item.path, rect, both);
  return later_of(first, second);
}

// The edit model of a question; what the form holds goes into it while nobody types there.
draw::TextEdit& edit_of(FormDraw& draw, const FormItemFacts& item, bool many_lines) {
  draw::EditLimits limits;
  limits.multi_line = many_lines;
  const auto [place, made] = draw.view.edits.try_emplace(item.path, limits);
  draw::TextEdit& edit = place->second;
  if (!draw.ui.is_focused(form_item_id(item)) && edit.text() != item.value) edit.set_text(item.value);
  return edit;
}

ui::Doubt form_doubt_of(const FormItemFacts& item) {
  switch (item.doubt) {
    case FormDoubt::None: return ui::Doubt::None;
    case FormDoubt::Caution: return ui::Doubt::Caution;
    case FormDoubt::Error: return ui::Doubt::Error;
  }
  return ui::Doubt::None;
}

float lay_typed(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  const bool many = item.field == FormField::Words;
  const std::string sentence = draw.ui.tr(item.sentence);
  std::string example;
  if (item.field == FormField::Date) example = draw.ui.tr("2022, 2022-02, 2022-02-14, 2022~, 2000 @ethiopian");
  ui::FieldSpec spec;
  spec.placeholder = example;
  spec.doubt = form_doubt_of(item);
  spec.doubt_sentence = sentence;
  spec.read_only = item.read_only;
  spec.multi_line = many;
  spec.sensitive = true;
  if (many) spec.box_height = item.value.size() > kManyWords ? kManyWordsHeight : kWordsHeight;
  // A number is not wider than a number.
  const Rect field{rect.x, rect.y, item.number ? std::min(rect.w, 220.0F) : rect.w, rect.h};
  float height = ui::field_height(draw.ui, field.w, spec);
  if (paint) {
    draw::TextEdit& edit = edit_of(draw, item, many);
    const ui::FieldResult result = ui::text_field(draw.ui, form_item_id(item), field, edit, spec);
    const bool left = result.left || result.entered;
    // Said once more when the field is left: what does not fit is then told.
    if (result.changed && !left) draw.out.push(AnswerQuestion{item.path, std::string(edit.text()), true});
    else if (left && (edit.text() != item.value || draw.task.typed.count(item.path) > 0)) {
      draw.out.push(AnswerQuestion{item.path, std::string(edit.text()), false});
    }
  }
  if (!item.reading.empty()) {
    const Rect below{rect.x, rect.y + height + 4, rect.w, 20};
    height += 4 + lay_form_text(draw, below, item.reading, TextKind::Small, Token::Text2, {}, paint);
  }
  return height;
}

void take_dropped_file(FormDraw& draw, const FormItemFacts& item, Rect rect) {
  if (!draw.ui.enabled() || !draw.ui.mouse_in(rect)) return;
  std::vector<ui::Event>& events = draw.ui.events();
  for (auto it = events.begin(); it != events.end(); ++it) {
    const auto* dropped = std::get_if<ui::FilesDropped>(&*it);
    if (dropped == nullptr || dropped->paths.empty()) continue;
    draw.out.push(AttachToQuestion{item.path, dropped->paths.front()});
    events.erase(it);
    return;
  }
}

float lay_file(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  ui::Ui& ui = draw.ui;
  const auto file = draw.task.files.find(item.path);
  if (file != draw.task.files.end() || !item.value.empty()) {
    const Rect row{rect.x, rect.y, rect.w, 44};
    if (!paint) return row.h;
    ui::card(ui, row);
    ui.icon(draw::Icon::File, row.x + 12, row.y + 12, 20, Token::Accent);
    ui.text({row.x + 44, row.y + 10, row.w - 150, 24}, item.value, TextKind::Body, Token::Text,
            {.lines_max = 1, .by_own_direction = true, .probe_id = form_item_id(item)});
    const std::string remove = ui.tr("Remove");
    if (ui::button(ui, form_item_id(item) + "/remove", {row.end() - 100, row.y + 2, 96, 40},
                   {.label = remove, .kind = ui::ButtonKind::Quiet})) {
      draw.out.push(AttachToQuestion{item.path, {}});
    }
    return row.h;
  }
  const std::string guidance = ui.tr("Drop a file here, or type where it lies and press Enter. It is copied into the "
                                     "record; the original stays where it is.");
  const std::string placeholder = ui.tr("/media/stick/photo.jpg");
  ui::FieldSpec spec;
  spec.guidance = guidance;
  spec.placeholder = placeholder;
  spec.icon = draw::Icon::File;
  const float height = ui::field_height(ui, rect.w, spec);
  if (!paint) return height;
  take_dropped_file(draw, item, {rect.x, rect.y, rect.w, height});
  const auto [place, made] = draw.view.edits.try_emplace(item.path, draw::EditLimits{});
  const ui::FieldResult result = ui::text_field(ui, form_item_id(item), rect, place->second, spec);
  if (result.entered && !place->second.text().empty()) {
    draw.out.push(AttachToQuestion{item.path, std::string(place->second.text())});
  }
  return height;
}

float lay_note(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  const Rect inner{rect.x + 15, rect.y, rect.w - 15, rect.h};
  const float height = lay_words(draw, item, inner, TextKind::Body, paint);
  if (paint) draw.ui.fill({rect.x, rect.y, 3, height}, Token::Control, 1.5F);
  return height;
}

float lay_fixed(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  return lay_form_text(draw, rect, item.value, TextKind::Body, Token::Text2, {}, paint);
}

float lay_answer(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  switch (item.field) {
    case FormField::Line:
    case FormField::Words:
    case FormField::Date: return lay_typed(draw, item, rect, paint);
    case FormField::Options:
    case FormField::Several:
    case FormField::Agreed:
    case FormField::Range: return lay_form_choices(draw, item, rect, paint);
    case FormField::Picker:
    case FormField::SeveralPicker: return lay_form_picker(draw, item, rect, paint);
    case FormField::Rank: return lay_form_rank(draw, item, rect, paint);
    case FormField::File: return lay_file(draw, item, rect, paint);
    case FormField::Fixed: return lay_fixed(draw, item, rect, paint);
    default: return 0;
  }
}

bool says_doubt_itself(FormField field) {
  return field == FormField::Line || field == FormField::Words || field == FormField::Date;
}

float lay_doubt(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  if (item.doubt == FormDoubt::None || says_doubt_itself(item.field)) return 0;
  const bool error = item.doubt == FormDoubt::Error;
  const Token token = error ? Token::Stop : Token::Caution;
  if (paint) draw.ui.icon(error ? draw::Icon::Damaged : draw::Icon::Warning, rect.x, rect.y + 8, 16, token);
  const Rect words{rect.x + 24, rect.y + 6, rect.w - 24, 20};
  return 6 + lay_form_text(draw, words, draw.ui.tr(item.sentence), TextKind::Small, Token::Text, {}, paint);
}

}  // namespace

float lay_form_text(FormDraw& draw, Rect rect, std::string_view text, TextKind kind, Token token,
                    std::string_view language, bool paint) {
  if (text.empty()) return 0;
  if (!paint) return draw.ui.measure(text, kind, rect.w, language).h;
  ui::TextOptions options;
  options.language = language;
  options.by_own_direction = !language.empty();
  return draw.ui.text({rect.x, rect.y, rect.w, 1e5F}, text, kind, token, options);
}

std::string form_item_id(const FormItemFacts& item) { return "form.q/" + item.path; }

bool is_form_item_focused(const FormDraw& draw, const FormItemFacts& item) {
  const std::string id = form_item_id(item);
  if (draw.ui.is_focused(id) || draw.ui.is_focused(id + "/filter") || draw.ui.is_focused(id + "/OK")) return true;
  return std::any_of(item.choices.begin(), item.choices.end(), [&](const FormChoiceFacts& choice) {
    return draw.ui.is_focused(form_option_id(item, choice.name));
  });
}

float lay_form_item(FormDraw& draw, const FormItemFacts& item, Rect rect, bool paint) {
  const float indent = static_cast<float>(item.depth) * 16;
  rect.x += indent;
  rect.w -= indent;
  switch (item.field) {
    case FormField::Note: return lay_note(draw, item, rect, paint);
    case FormField::Heading: return lay_words(draw, item, rect, TextKind::Heading, paint);
    case FormField::RepeatHead:
    case FormField::Instance:
    case FormField::RepeatAdd: return lay_form_repeat(draw, item, rect, paint);
    default: break;
  }
  float height = lay_words(draw, item, rect, TextKind::Question, paint) + 8;
  const auto rest = [&] { return Rect{rect.x, rect.y + height, rect.w, 1e5F}; };
  height += lay_answer(draw, item, rest(), paint);
  height += lay_doubt(draw, item, rest(), paint);
  return height;
}

}  // namespace holdfast::gui
