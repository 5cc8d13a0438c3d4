#include "app/forms/survey_walk.h"

#include <algorithm>
#include <set>

#include "app/forms/choices.h"
#include "app/forms/question_cells.h"
#include "app/forms/question_types.h"

namespace holdfast::forms {
namespace {

// A group or repeat that is open while rows are read.
struct OpenGroup {
  bool repeat = false;
  std::string prefix;                 // of the paths inside, with the slash
  std::vector<std::string> repeats;
  bool conditional = false;
  std::string inherited_relevant{};   // of groups without a node: each member carries it
  std::optional<sync::FieldClass> field_class{};
  std::size_t position = Question::kNoParent;
};

std::string both_hold(const std::string& outer, const std::string& inner) {
  if (outer.empty() || inner.empty()) return outer + inner;
  return "(" + outer + ") and (" + inner + ")";
}

class SurveyWalk {
 public:
  SurveyWalk(const HeadedSheet& sheet, const SurveyOptions& options, Form& form)
      : sheet_(sheet), options_(options), form_(form) {
    open_.push_back(OpenGroup{});
  }

  Result<void> walk() {
    for (std::size_t row = 0; row < sheet_.size(); ++row) {
      if (is_yes(sheet_.cell(row, "disabled"))) continue;
      TRY(take_row(row));
    }
    if (open_.size() == 1) return {};
    const Question& group = form_.questions[open_.back().position];
    return Error{kFormStructure, "survey, row " + std::to_string(group.row) + ", column type: this " +
                                     std::string(to_string(group.type)) + " is never ended"};
  }

 private:
  Result<void> take_row(std::size_t row) {
    const std::string cell = sheet_.cell(row, "type");
    if (cell.empty()) {
      // A remark between the questions; a name without a type is a question somebody forgot to finish.
      if (sheet_.cell(row, "name").empty()) return {};
      return sheet_.error(kFormType, row, "type", "a question without a type");
    }
    const std::optional<TypeCell> type = read_type(cell);
    if (!type) return sheet_.error(kFormType, row, "type", "the type is not known");
    if (type->row == TypeCell::Row::Refused) return sheet_.error(kFormType, row, "type", type->warning);
    if (!type->warning.empty()) form_.warnings.push_back(sheet_.error(kFormType, row, "type", type->warning).detail);
    switch (type->row) {
      case TypeCell::Row::Refused:
      case TypeCell::Row::Skipped: return skip(row, *type);
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

  // A row that asks nothing; "csv-external" and "xml-external" name a list beside the form.
  Result<void> skip(std::size_t row, const TypeCell& type) {
    if (type.file_ending.empty()) return {};
    const std::string file = sheet_.cell(row, "name") + type.file_ending;
    if (!is_list_file_name(file)) return sheet_.error(kFormName, row, "name", "a list file is named like people.csv");
    form_.files_named.push_back(file);
    return {};
  }

  Result<void> end(std::size_t row, bool repeat) {
    if (open_.size() == 1 || open_.back().repeat != repeat) {
      return sheet_.error(kFormStructure, row, "type", repeat ? "no repeat is open here" : "no group is open here");
    }
    open_.pop_back();
    return {};
  }

  Result<void> begin(std::size_t row, Question& group) {
    if (open_.size() > kFormDepthMax) return sheet_.error(kFormTooLarge, row, "type", "groups are nested too deeply");
    const OpenGroup& around = open_.back();
    OpenGroup inside;
    inside.repeat = group.type == QuestionType::Repeat;
    inside.prefix = group.presentation ? around.prefix : group.path + "/";
    inside.repeats = group.repeats;
    if (inside.repeat) inside.repeats.push_back(group.path);
    inside.conditional = group.conditional;
    inside.field_class = own_class_ ? own_class_ : around.field_class;
    inside.position = form_.questions.size();
    if (group.presentation) {
      inside.inherited_relevant = group.relevant;
      group.relevant.clear();
    }
    open_.push_back(std::move(inside));
    return {};
  }

  Result<Question> read_question(std::size_t row, const TypeCell& type) {
    const OpenGroup& around = open_.back();
    Question out;
    out.row = sheet_.row_number(row);
    out.type = type.type;
    out.metadata = type.metadata;
    out.or_other = type.or_other;
    out.name = sheet_.cell(row, "name");
    out.repeats = around.repeats;
    out.parent = around.position;
    TRY(place(row, out));
    TRY(read_class(row, out));
    TRY(read_question_cells(sheet_, row, options_.keep_blanks, form_, out));
    out.relevant = both_hold(around.inherited_relevant, out.relevant);
    out.conditional = around.conditional || !out.relevant.empty();
    TRY(take_list(row, type, out));
    return out;
  }

  Result<void> place(std::size_t row, Question& question) {
    if (!is_question_name(question.name)) {
      return sheet_.error(kFormName, row, "name", "a name has letters, digits, _ . - only");
    }
    question.presentation = options_.flat && question.type == QuestionType::Group;
    question.path = question.presentation ? "@" + std::to_string(question.row) : open_.back().prefix + question.name;
    if (!paths_.insert(question.path).second) {
      return sheet_.error(kFormName, row, "name", "the name is taken in this group");
    }
    return {};
  }

  Result<void> read_class(std::size_t row, Question& question) {
    const std::string text = sheet_.cell(row, "holdfast:class");
    own_class_ = class_from_text(text);
    if (!text.empty() && !own_class_) {
      return sheet_.error(kFormColumn, row, "holdfast:class", "the class is not one of the six");
    }
    if (own_class_) question.field_class = *own_class_;
    else if (open_.back().field_class) question.field_class = *open_.back().field_class;
    const std::string keep = sheet_.cell(row, "holdfast:keep");
    if (!keep.empty() && keep != "card" && !is_no(keep)) {
      return sheet_.error(kFormColumn, row, "holdfast:keep", "only a card is kept");
    }
    question.keep_as_card = keep == "card" || question.field_class == sync::FieldClass::Card;
    return {};
  }

  Result<void> take_list(std::size_t row, const TypeCell& type, Question& question) {
    question.list = type.list;
    if (type.external) {
      if (form_.choices.count(external_choices_name(type.list)) != 0) {
        question.list = external_choices_name(type.list);
        question.type = QuestionType::SelectOne;
      } else {
        question.type = QuestionType::SelectOneFromFile;
        question.list += ".csv";
        form_.warnings.push_back(
            sheet_.error(kFormType, row, "type", "choices of an external sheet that is not here are not checked")
                .detail);
      }
    }
    const auto list = check_list(question, form_.choices);
    if (!list.ok()) return sheet_.error(list.error().reason, row, "type", list.error().detail);
    return {};
  }

  // "or_other" adds a choice and the question what it is.
  Result<void> add_other(std::size_t row) {
    const Question& select = form_.questions.back();
    add_other_choice(form_.choices[select.list]);
    Question other;
    other.row = select.row;
    other.name = select.name + "_other";
    other.path = open_.back().prefix + other.name;
    if (!paths_.insert(other.path).second) {
      return sheet_.error(kFormName, row, "name", "the name of the question for other answers is taken");
    }
    other.repeats = select.repeats;
    other.parent = select.parent;
    other.conditional = true;
    other.relevant = "selected(${" + select.name + "}, 'other')";
    other.field_class = select.field_class;
    other.keep_as_card = select.keep_as_card;
    for (const auto& [language, label] : select.labels) other.labels.emplace(language, "");
    form_.questions.push_back(std::move(other));
    return {};
  }

  const HeadedSheet& sheet_;
  const SurveyOptions options_;
  Form& form_;
  std::vector<OpenGroup> open_;
  std::set<std::string> paths_;
  std::optional<sync::FieldClass> own_class_{};
};

}  // namespace

std::optional<sync::FieldClass> class_from_text(std::string_view text) {
  constexpr std::string_view kClasses[sync::kFieldClassCount] = {"identity",     "account", "health",
                                                                 "intelligence", "plain",   "card"};
  for (std::size_t i = 0; i < sync::kFieldClassCount; ++i) {
    if (kClasses[i] == text) return static_cast<sync::FieldClass>(i);
  }
  return std::nullopt;
}

Result<void> walk_survey(const HeadedSheet& sheet, const SurveyOptions& options, Form& form) {
  SurveyWalk walk(sheet, options, form);
  return walk.walk();
}

}  // namespace holdfast::forms
