#include "app/forms/choices.h"

#include <algorithm>
#include <set>

#include "app/forms/question_cells.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kChoiceNameMax = 255;

// "${person_name}": the answers of a repeat are the choices.
bool is_answer_reference(std::string_view list) {
  return list.size() > 3 && list.substr(0, 2) == "${" && list.back() == '}' &&
         is_question_name(list.substr(2, list.size() - 3));
}

}  // namespace

Result<ChoiceLists> read_choices(const HeadedSheet& sheet, bool allow_duplicates, std::vector<std::string>& named) {
  ChoiceLists lists;
  std::map<std::string, std::set<std::string>> seen;
  for (std::size_t row = 0; row < sheet.size(); ++row) {
    const std::string list = sheet.cell(row, "list_name");
    Choice choice;
    choice.name = sheet.cell(row, "name");
    // A row that belongs to no list is a remark of the author.
    if (list.empty() && choice.name.empty()) continue;
    if (list.empty()) return sheet.error(kFormChoices, row, "list_name", "a choice without a list");
    if (choice.name.empty() || choice.name.size() > kChoiceNameMax) {
      return sheet.error(kFormChoices, row, "name", "a choice without a name, or with one that is too long");
    }
    if (!seen[list].insert(choice.name).second && !allow_duplicates) {
      return sheet.error(kFormChoices, row, "name", "the list has this choice twice");
    }
    choice.labels = sheet.texts(row, "label");
    choice.media = read_media(sheet, row, named);
    for (const auto& [heading, position] : sheet.extensions()) {
      std::string value = sheet.extension_cell(row, position);
      if (!value.empty()) choice.columns.emplace(heading, std::move(value));
    }
    lists[list].push_back(std::move(choice));
  }
  return lists;
}

Result<void> add_external_choices(const HeadedSheet& sheet, Form& form) {
  // The same place may stand in it under several districts: names need not be unique here.
  ChoiceLists lists = TRY(read_choices(sheet, true, form.files_named));
  for (auto& [name, list] : lists) form.choices.emplace(external_choices_name(name), std::move(list));
  return {};
}

std::string external_choices_name(std::string_view list) { return std::string(list) + "@external_choices"; }

void add_other_choice(std::vector<Choice>& list) {
  if (std::any_of(list.begin(), list.end(), [](const Choice& choice) { return choice.name == "other"; })) return;
  Choice other;
  other.name = "other";
  if (!list.empty()) {
    for (const auto& [language, label] : list.front().labels) other.labels.emplace(language, "Other");
  }
  list.push_back(std::move(other));
}

Result<void> check_list(const Question& question, const ChoiceLists& lists) {
  if (!is_choice(question.type)) return {};
  if (question.list.empty()) return Error{kFormChoices, "a select without a list"};
  const bool from_file =
      question.type == QuestionType::SelectOneFromFile || question.type == QuestionType::SelectMultipleFromFile;
  if (from_file) {
    if (!is_list_file_name(question.list)) return Error{kFormChoices, "a list file is named like people.csv"};
    return {};
  }
  if (is_answer_reference(question.list)) return {};
  const auto list = lists.find(question.list);
  if (list == lists.end()) return Error{kFormChoices, "the list is not on the sheet of choices"};
  if (question.type == QuestionType::SelectOne) return {};
  for (const Choice& choice : list->second) {
    if (choice.name.find(' ') != std::string::npos) {
      return Error{kFormChoices, "a choice of this list has a blank in its name and cannot be one of several"};
    }
  }
  return {};
}

}  // namespace holdfast::forms
