#include "app/forms/choices.h"

#include <set>

namespace holdfast::forms {
namespace {

constexpr std::size_t kChoiceNameMax = 255;

bool has_ending(std::string_view text, std::string_view ending) {
  return text.size() > ending.size() && text.substr(text.size() - ending.size()) == ending;
}

// A list in a file of its own is named, never opened here; still, a name is a name and not a path.
bool is_list_file(std::string_view name) {
  if (name.size() > kChoiceNameMax || name.front() == '.') return false;
  for (const char c : name) {
    const bool fine = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                      c == '-' || c == '.' || c == ' ';
    if (!fine) return false;
  }
  return has_ending(name, ".csv") || has_ending(name, ".xml") || has_ending(name, ".geojson");
}

}  // namespace

Result<ChoiceLists> read_choices(const HeadedSheet& sheet, bool allow_duplicates) {
  ChoiceLists lists;
  std::map<std::string, std::set<std::string>> seen;
  for (std::size_t row = 0; row < sheet.size(); ++row) {
    const std::string list = sheet.cell(row, "list_name");
    Choice choice;
    choice.name = sheet.cell(row, "name");
    // A row that belongs to no list is a remark of the author.
    if (list.empty() && choice.name.empty()) continue;
    if (list.empty()) return sheet.error(kFormChoices, row, "a choice without a list");
    if (choice.name.empty() || choice.name.size() > kChoiceNameMax) {
      return sheet.error(kFormChoices, row, "a choice without a name, or with one that is too long");
    }
    if (!seen[list].insert(choice.name).second && !allow_duplicates) {
      return sheet.error(kFormChoices, row, "the list has this choice twice");
    }
    choice.labels = sheet.texts(row, "label");
    lists[list].push_back(std::move(choice));
  }
  return lists;
}

Result<void> check_list(const Question& question, const ChoiceLists& lists) {
  if (!is_choice(question.type)) return {};
  if (question.list.empty()) return Error{kFormChoices, "a select without a list"};
  const bool from_file =
      question.type == QuestionType::SelectOneFromFile || question.type == QuestionType::SelectMultipleFromFile;
  if (from_file) {
    if (!is_list_file(question.list)) return Error{kFormChoices, "a list file is named like people.csv"};
    return {};
  }
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
