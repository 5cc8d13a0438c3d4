#include "app/forms/answer_value.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "app/case/dates.h"
#include "app/forms/answer_shapes.h"
#include "app/text/unicode.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kChoiceAnswerMax = 255;
constexpr std::size_t kChoicesNamedMax = 12;

CheckedValue problem(std::string code, std::string sentence) {
  return {CborValue(), std::move(code), std::move(sentence)};
}
CheckedValue fine(CborValue value) { return {std::move(value), {}, {}}; }

CheckedValue wrong_type(const AnswerNode& node, std::string_view wanted) {
  std::string sentence = "This must be " + std::string(wanted);
  const bool shown = node.kind == AnswerNode::Kind::Text || node.kind == AnswerNode::Kind::Number;
  sentence += shown ? ", not " + quoted_answer(node.text) + "." : ".";
  return problem("type", sentence);
}

// Text as it is, or a number as it was written.
const std::string* written(const AnswerNode& node) {
  const bool has_text = node.kind == AnswerNode::Kind::Text || node.kind == AnswerNode::Kind::Number;
  return has_text ? &node.text : nullptr;
}

CheckedValue check_text(const Question& question, const AnswerNode& node) {
  const std::string* text = written(node);
  if (text == nullptr) return wrong_type(node, "text");
  if (text->size() > kAnswerTextMax) return problem("too_long", "This text is too long for one answer.");
  if (text->find('\0') != std::string::npos) return problem("type", "This text contains a zero byte.");
  if (has_appearance(question, "x-date")) {
    const auto date = cases::parse_date(*text);
    if (!date.ok()) {
      return wrong_type(node, "a date like 2022, 2022-02, 2022-02-14, 2022-02~, 2021-12/2022-02 or 2000 @ethiopian");
    }
  }
  return fine(*text);
}

CheckedValue check_integer(const AnswerNode& node) {
  const std::string* text = written(node);
  if (text == nullptr) return wrong_type(node, "a whole number");
  const std::optional<std::string> decimal = canonical_decimal(*text);
  if (!decimal) return wrong_type(node, "a whole number");
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(decimal->data(), decimal->data() + decimal->size(), value);
  if (status != std::errc() || end != decimal->data() + decimal->size()) return wrong_type(node, "a whole number");
  return fine(value);
}

CheckedValue check_shaped(const AnswerNode& node, std::optional<std::string> (*shape)(std::string_view),
                          std::string_view wanted) {
  const std::string* text = written(node);
  if (text == nullptr || text->size() > kAnswerTextMax) return wrong_type(node, wanted);
  std::optional<std::string> value = shape(*text);
  return value ? fine(*value) : wrong_type(node, wanted);
}

// Lists kept in files of their own: what may stand there is for whoever has the file; that it can be a name is ours.
std::string external_problem(const Form& form, const Question& question, const std::string& name) {
  if (name.empty() || name.size() > kChoiceAnswerMax) return "This is too long for a choice.";
  if (std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
    return "A choice cannot contain line ends or control characters.";
  }
  if (names_objects(question.list) && !array_from_hex<16>(name).ok()) {
    return quoted_answer(name) + " names nobody and nothing here; choose from the list or give a code.";
  }
  // A list that came with the form says what there is to choose.
  const auto list = form.lists.find(list_instance_name(question.list));
  if (question.itemset.empty() && list != form.lists.end()) {
    const std::size_t column = list->second->column(question.value_column);
    if (column == ExternalList::npos) return "The list " + question.list + " has no column with the names of choices.";
    const bool known = std::any_of(list->second->rows.begin(), list->second->rows.end(),
                                   [&](const std::vector<std::string>& row) { return row[column] == name; });
    if (!known) return quoted_answer(name) + " is not on the list " + question.list + ".";
  }
  return {};
}

std::string list_problem(const Form& form, const Question& question, const std::string& name) {
  if (question.or_other && name == "other") return {};
  const auto list = form.choices.find(question.list);
  std::string known;
  std::size_t count = 0;
  if (list != form.choices.end()) {
    for (const Choice& choice : list->second) {
      if (choice.name == name) return {};
      if (++count <= kChoicesNamedMax) known += (known.empty() ? "" : ", ") + choice.name;
    }
  }
  if (count > kChoicesNamedMax) known += ", …";
  return quoted_answer(name) + " is not one of the choices: " + known + ".";
}

std::string choice_problem(const Form& form, const Question& question, const std::string& name) {
  const bool from_file = question.type == QuestionType::SelectOneFromFile ||
                         question.type == QuestionType::SelectMultipleFromFile;
  // Choices that come from other answers are for the forms' logic.
  const bool elsewhere = from_file || !question.itemset.empty();
  return elsewhere ? external_problem(form, question, name) : list_problem(form, question, name);
}

CheckedValue check_one_choice(const Form& form, const Question& question, const AnswerNode& node) {
  const std::string* name = written(node);
  if (name == nullptr) return wrong_type(node, "one of the choices");
  std::string wrong = choice_problem(form, question, *name);
  if (!wrong.empty()) return problem("choice", std::move(wrong));
  return fine(*name);
}

// An array of names, or one text with blanks between them, as ODK writes it.
std::optional<std::vector<std::string>> chosen_names(const AnswerNode& node) {
  std::vector<std::string> names;
  if (node.kind == AnswerNode::Kind::Array) {
    for (const AnswerNode& item : node.items) {
      const std::string* name = written(item);
      if (name == nullptr) return std::nullopt;
      names.push_back(*name);
    }
    return names;
  }
  const std::string* text = written(node);
  if (text == nullptr) return std::nullopt;
  std::size_t from = 0;
  while ((from = text->find_first_not_of(" \t\r\n", from)) != std::string::npos) {
    const std::size_t to = std::min(text->find_first_of(" \t\r\n", from), text->size());
    names.push_back(text->substr(from, to - from));
    from = to;
  }
  return names;
}

// In the order of the list, whatever the order of typing: one choice, one spelling. Names of a file's list are sorted
// by themselves; a rank keeps its order, which is the answer.
void sort_choices(const Form& form, const Question& question, std::vector<std::string>& names) {
  if (question.type == QuestionType::Rank) return;
  const auto list = form.choices.find(question.list);
  if (question.type == QuestionType::SelectMultipleFromFile || list == form.choices.end()) {
    std::sort(names.begin(), names.end());
    return;
  }
  const auto position = [&](const std::string& name) {
    const auto at = std::find_if(list->second.begin(), list->second.end(),
                                 [&](const Choice& choice) { return choice.name == name; });
    return at - list->second.begin();  // "other" of or_other stands behind all
  };
  std::stable_sort(names.begin(), names.end(),
                   [&](const std::string& a, const std::string& b) { return position(a) < position(b); });
}

CheckedValue check_choices(const Form& form, const Question& question, const AnswerNode& node) {
  std::optional<std::vector<std::string>> names = chosen_names(node);
  if (!names) return wrong_type(node, "a list of choices");
  std::set<std::string> seen;
  for (const std::string& name : *names) {
    std::string wrong = choice_problem(form, question, name);
    if (!wrong.empty()) return problem("choice", std::move(wrong));
    if (!seen.insert(name).second) return problem("choice", quoted_answer(name) + " is chosen twice.");
  }
  sort_choices(form, question, *names);
  CborValue::Array array;
  for (std::string& name : *names) array.emplace_back(std::move(name));
  return fine(std::move(array));
}

// The name of an attachment. A name is data; one that could lead to another folder is refused all the same.
CheckedValue check_file_name(const AnswerNode& node) {
  if (node.kind != AnswerNode::Kind::Text) return problem("file", "This must be the name of a file.");
  const std::string& name = node.text;
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
  const bool plain = name.find_first_of("/\\") == std::string::npos && name != "." && name != ".." &&
                     std::none_of(name.begin(), name.end(), is_control);
  if (!plain) return problem("file", "A file is named without a folder.");
  if (name.size() > kFileNameMax) return problem("file", "The name of this file is too long.");
  return fine(name);
}

CheckedValue check_acknowledged(const AnswerNode& node) {
  const bool yes = (node.kind == AnswerNode::Kind::Boolean && node.boolean) ||
                   (node.kind == AnswerNode::Kind::Text && (node.text == "OK" || node.text == "yes"));
  return yes ? fine("OK") : wrong_type(node, "\"OK\"");
}

CheckedValue check_range(const AnswerNode& node) {
  CheckedValue integer = check_integer(node);
  return integer.code.empty() ? integer : check_shaped(node, canonical_decimal, "a number");
}

}  // namespace

CheckedValue check_answer(const Form& form, const Question& question, const AnswerNode& node) {
  switch (question.type) {
    case QuestionType::Text:
    case QuestionType::Barcode:
    case QuestionType::Hidden:
    case QuestionType::Calculate:
    case QuestionType::Metadata: return check_text(question, node);
    case QuestionType::Integer: return check_integer(node);
    case QuestionType::Decimal: return check_shaped(node, canonical_decimal, "a number");
    case QuestionType::Range: return check_range(node);
    case QuestionType::Date: return check_shaped(node, date_shape, "a date like 2022-02-14");
    case QuestionType::Time: return check_shaped(node, time_shape, "a time like 14:30");
    case QuestionType::DateTime: return check_shaped(node, date_time_shape, "a date and time like 2022-02-14T14:30");
    case QuestionType::Geopoint: return check_shaped(node, point_shape, "a position: latitude and longitude");
    case QuestionType::Geotrace: return check_shaped(node, trace_shape, "positions, separated by semicolons");
    case QuestionType::Geoshape: return check_shaped(node, area_shape, "positions that come back to the first");
    case QuestionType::SelectOne:
    case QuestionType::SelectOneFromFile: return check_one_choice(form, question, node);
    case QuestionType::SelectMultiple:
    case QuestionType::SelectMultipleFromFile:
    case QuestionType::Rank: return check_choices(form, question, node);
    case QuestionType::Image:
    case QuestionType::Audio:
    case QuestionType::Video:
    case QuestionType::File: return check_file_name(node);
    case QuestionType::Acknowledge: return check_acknowledged(node);
    case QuestionType::Note:
    case QuestionType::Group:
    case QuestionType::Repeat: break;
  }
  HOLDFAST_ASSERT(false);
  return {};
}

bool is_unanswered(const AnswerNode& node) {
  switch (node.kind) {
    case AnswerNode::Kind::Null: return true;
    case AnswerNode::Kind::Text: return node.text.find_first_not_of(" \t\r\n") == std::string::npos;
    case AnswerNode::Kind::Array: return node.items.empty();
    case AnswerNode::Kind::Boolean:
    case AnswerNode::Kind::Number:
    case AnswerNode::Kind::Object: return false;
  }
  return false;
}

std::string quoted_answer(std::string_view text) {
  std::size_t size = 0;
  std::size_t characters = 0;
  while (size < text.size() && characters <= 40) {
    ++size;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    if (++characters == 40 && size < text.size()) return "\"" + text::printable(text.substr(0, size)) + "…\"";
  }
  return "\"" + text::printable(text) + "\"";
}

bool names_objects(std::string_view list) { return list == "people.csv" || list == "exhibits.csv"; }

}  // namespace holdfast::forms
