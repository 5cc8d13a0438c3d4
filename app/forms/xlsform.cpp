#include "app/forms/xlsform.h"

#include <algorithm>
#include <set>

#include "app/forms/canonical.h"
#include "app/forms/choices.h"
#include "app/forms/headings.h"
#include "app/forms/question_types.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kFormIdMax = 128;
constexpr std::size_t kFormTitleMax = 512;

std::optional<sync::FieldClass> class_from_text(std::string_view text) {
  constexpr std::string_view kClasses[sync::kFieldClassCount] = {"identity",     "account", "health",
                                                                 "intelligence", "plain",   "card"};
  for (std::size_t i = 0; i < sync::kFieldClassCount; ++i) {
    if (kClasses[i] == text) return static_cast<sync::FieldClass>(i);
  }
  return std::nullopt;
}

// A group or repeat that is open while rows are read.
struct OpenGroup {
  bool repeat = false;
  std::string prefix;                 // of the paths inside, with the slash
  std::vector<std::string> repeats;
  bool conditional = false;
  std::optional<sync::FieldClass> field_class{};
  std::set<std::string> names{};
};

// Builds the questions of a form, one row of the survey after the other.
class SurveyWalk {
 public:
  SurveyWalk(const HeadedSheet& sheet, Form& form) : sheet_(sheet), form_(form) { open_.push_back(OpenGroup{}); }

  Result<void> walk() {
    for (std::size_t row = 0; row < sheet_.size(); ++row) {
      if (is_yes(sheet_.cell(row, "disabled"))) continue;
      TRY(take_row(row));
    }
    if (open_.size() != 1) return Error{kFormStructure, "survey: a group or repeat is never ended"};
    return {};
  }

 private:
  Result<void> take_row(std::size_t row) {
    const std::string cell = sheet_.cell(row, "type");
    if (cell.empty()) {
      // A remark between the questions; a name without a type is a question somebody forgot to finish.
      if (sheet_.cell(row, "name").empty()) return {};
      return sheet_.error(kFormType, row, "a question without a type");
    }
    const std::optional<TypeCell> type = read_type(cell);
    if (!type) return sheet_.error(kFormType, row, "the type is not known");
    if (!type->warning.empty()) form_.warnings.push_back(sheet_.error(kFormType, row, type->warning).detail);
    switch (type->row) {
      case TypeCell::Row::Skipped: return {};
      case TypeCell::Row::EndGroup: return end(row, false);
      case TypeCell::Row::EndRepeat: return end(row, true);
      case TypeCell::Row::Begin:
      case TypeCell::Row::Question: break;
    }
    if (form_.questions.size() >= kFormQuestionsMax) return sheet_.error(kFormTooLarge, row, "too many questions");
    Question question = TRY(read_question(row, *type));
    const bool other = question.or_other;
    if (type->row == TypeCell::Row::Begin) {
      TRY(begin(row, question));
    }
    form_.questions.push_back(std::move(question));
    if (other) TRY(add_other(row));
    return {};
  }

  Result<void> end(std::size_t row, bool repeat) {
    if (open_.size() == 1 || open_.back().repeat != repeat) {
      return sheet_.error(kFormStructure, row, repeat ? "no repeat is open here" : "no group is open here");
    }
    open_.pop_back();
    return {};
  }

  Result<void> begin(std::size_t row, const Question& group) {
    if (open_.size() > kFormDepthMax) return sheet_.error(kFormTooLarge, row, "groups are nested too deeply");
    OpenGroup inside;
    inside.repeat = group.type == QuestionType::Repeat;
    inside.prefix = group.path + "/";
    inside.repeats = group.repeats;
    if (inside.repeat) inside.repeats.push_back(group.path);
    inside.conditional = group.conditional;
    inside.field_class = own_class_ ? own_class_ : open_.back().field_class;
    open_.push_back(std::move(inside));
    return {};
  }

  Result<Question> read_question(std::size_t row, const TypeCell& type) {
    OpenGroup& around = open_.back();
    Question out;
    out.row = sheet_.row_number(row);
    out.type = type.type;
    out.list = type.list;
    out.or_other = type.or_other;
    out.name = sheet_.cell(row, "name");
    if (!is_question_name(out.name)) return sheet_.error(kFormName, row, "a name has letters, digits, _ . - only");
    if (!around.names.insert(out.name).second) return sheet_.error(kFormName, row, "the name is taken in this group");
    out.path = around.prefix + out.name;
    out.repeats = around.repeats;
    TRY(read_class(row, out));
    read_logic(row, out);
    out.conditional = around.conditional || !out.relevant.empty();
    out.labels = sheet_.texts(row, "label");
    out.hints = sheet_.texts(row, "hint");
    out.constraint_messages = sheet_.texts(row, "constraint_message");
    const auto list = check_list(out, form_.choices);
    if (!list.ok()) return sheet_.error(list.error().reason, row, list.error().detail);
    return out;
  }

  Result<void> read_class(std::size_t row, Question& question) {
    const std::string text = sheet_.cell(row, "holdfast:class");
    own_class_ = class_from_text(text);
    if (!text.empty() && !own_class_) return sheet_.error(kFormColumn, row, "the class is not one of the six");
    if (own_class_) question.field_class = *own_class_;
    else if (open_.back().field_class) question.field_class = *open_.back().field_class;
    const std::string keep = sheet_.cell(row, "holdfast:keep");
    if (!keep.empty() && keep != "card" && !is_no(keep)) return sheet_.error(kFormColumn, row, "only a card is kept");
    question.keep_as_card = keep == "card" || question.field_class == sync::FieldClass::Card;
    return {};
  }

  void read_logic(std::size_t row, Question& question) {
    const std::string required = sheet_.cell(row, "required");
    question.required = is_yes(required);
    if (!question.required && !is_no(required)) question.required_expression = plain_quotes(required);
    question.read_only = is_yes(sheet_.cell(row, "read_only"));
    question.relevant = plain_quotes(sheet_.cell(row, "relevant"));
    question.constraint = plain_quotes(sheet_.cell(row, "constraint"));
    question.calculation = plain_quotes(sheet_.cell(row, "calculation"));
    question.choice_filter = plain_quotes(sheet_.cell(row, "choice_filter"));
    question.repeat_count = plain_quotes(sheet_.cell(row, "repeat_count"));
    question.default_value = sheet_.cell(row, "default");
    question.appearance = sheet_.cell(row, "appearance");
    question.parameters = sheet_.cell(row, "parameters");
    question.trigger = sheet_.cell(row, "trigger");
    question.save_to = sheet_.cell(row, "save_to");
  }

  // "or_other" adds a choice and the question what it is.
  Result<void> add_other(std::size_t row) {
    const Question& select = form_.questions.back();
    Question other;
    other.row = select.row;
    other.name = select.name + "_other";
    if (!open_.back().names.insert(other.name).second) {
      return sheet_.error(kFormName, row, "the name of the question for other answers is taken");
    }
    other.path = open_.back().prefix + other.name;
    other.repeats = select.repeats;
    other.conditional = true;
    other.relevant = "selected(${" + select.name + "}, 'other')";
    other.field_class = select.field_class;
    other.keep_as_card = select.keep_as_card;
    for (const auto& [language, label] : select.labels) other.labels.emplace(language, "");
    form_.questions.push_back(std::move(other));
    return {};
  }

  const HeadedSheet& sheet_;
  Form& form_;
  std::vector<OpenGroup> open_;
  std::optional<sync::FieldClass> own_class_{};
};

void warn_of_unknown(Form& form, std::string_view sheet, const HeadedSheet& headed) {
  if (headed.unknown().empty()) return;
  form.warnings.push_back(std::string(sheet) + ": " + std::to_string(headed.unknown().size()) +
                          " columns are not known and not read");
}

bool is_form_id(std::string_view id) {
  if (id.empty() || id.size() > kFormIdMax) return false;
  return std::none_of(id.begin(), id.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || c == '/' || c == '\\';
  });
}

Result<void> read_settings(const HeadedSheet& sheet, Form& form) {
  if (sheet.size() > 0) {
    form.id = sheet.cell(0, "form_id");
    form.title = sheet.cell(0, "form_title");
    form.version = sheet.cell(0, "version");
    form.default_language = sheet.cell(0, "default_language");
    form.entity = sheet.cell(0, "holdfast:entity");
    const std::string seal = sheet.cell(0, "holdfast:seal");
    form.seals = is_yes(seal);
    if (!form.seals && !is_no(seal)) return sheet.error(kFormColumn, 0, "holdfast:seal is yes or no");
  }
  if (!is_form_id(form.id)) return Error{kFormName, "settings: the form has no id, or one that cannot be one"};
  if (form.title.empty()) form.title = form.id;
  if (form.title.size() > kFormTitleMax || form.version.size() > kFormIdMax) return Error{kFormTooLarge, "settings"};
  return {};
}

}  // namespace

const Question* Form::find(std::string_view path) const {
  for (const Question& question : questions) {
    if (question.path == path) return &question;
  }
  return nullptr;
}

Result<Form> load_form(const FormSheets& sheets) { return read_form(canonical_form(sheets)); }

Result<Form> read_sheets(const FormSheets& sheets) {
  Form form;
  const auto settings = TRY(HeadedSheet::read(SheetKind::Settings, "settings", sheets.settings));
  const auto choices = TRY(HeadedSheet::read(SheetKind::Choices, "choices", sheets.choices));
  const auto survey = TRY(HeadedSheet::read(SheetKind::Survey, "survey", sheets.survey));
  if (survey.size() == 0) return Error{kFormNotForm, "survey: no question"};
  TRY(read_settings(settings, form));
  const bool duplicates = settings.size() > 0 && is_yes(settings.cell(0, "allow_choice_duplicates"));
  form.choices = TRY(read_choices(choices, duplicates));
  warn_of_unknown(form, "survey", survey);
  warn_of_unknown(form, "settings", settings);
  SurveyWalk walk(survey, form);
  TRY(walk.walk());
  if (form.questions.empty()) return Error{kFormNotForm, "survey: no question"};
  return form;
}

}  // namespace holdfast::forms
