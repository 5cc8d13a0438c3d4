// Lists of choices: those nobody asks from, those that are not here, labels that stand there twice.
#include <algorithm>
#include <set>

#include "app/forms/lint.h"

namespace holdfast::forms {
namespace {

using ListWeight = LintFinding::Weight;

// instance('list') in an expression uses a list too.
bool is_named_in_logic(const Form& form, const std::string& list) {
  for (const Question& question : form.questions) {
    for (const std::string* text : {&question.relevant, &question.constraint, &question.calculation,
                                    &question.choice_filter, &question.default_value, &question.itemset}) {
      if (text->find("'" + list + "'") != std::string::npos || text->find('"' + list + '"') != std::string::npos) {
        return true;
      }
    }
  }
  return false;
}

// A list that the program fills: every question that asks from it says so by an appearance of our own (x-person).
bool is_program_list(const Form& form, const std::string& file) {
  bool asked = false;
  for (const Question& question : form.questions) {
    if (question.list != file) continue;
    const bool ours = question.appearance.substr(0, 2) == "x-" || question.appearance.find(" x-") != std::string::npos;
    if (!ours) return false;
    asked = true;
  }
  return asked;
}

void lint_labels(const Question& question, const std::vector<Choice>& choices, std::vector<LintFinding>& out) {
  std::map<std::string, std::map<std::string, std::string>> seen;  // language -> label -> name
  std::set<std::string> names;
  for (const Choice& choice : choices) {
    // With columns to filter by, a label may come back under another district.
    if (!choice.columns.empty()) return;
    if (!names.insert(choice.name).second) {
      out.push_back({ListWeight::Advice, "duplicate", question.row, question.path,
                     "The choice \"" + choice.name + "\" stands in the list twice."});
      continue;
    }
    for (const auto& [language, label] : choice.labels) {
      const auto [at, fresh] = seen[language].emplace(label, choice.name);
      if (fresh) continue;
      out.push_back({ListWeight::Advice, "duplicate", question.row, question.path,
                     "The choices \"" + at->second + "\" and \"" + choice.name + "\" have the same label."});
    }
  }
}

}  // namespace

void lint_lists(const Form& form, std::vector<LintFinding>& out) {
  std::set<std::string> used;
  for (const Question& question : form.questions) {
    const auto list = form.choices.find(question.list);
    if (list == form.choices.end() || !used.insert(question.list).second) continue;
    lint_labels(question, list->second, out);
  }
  for (const auto& [name, choices] : form.choices) {
    if (used.count(name) != 0 || is_named_in_logic(form, name)) continue;
    out.push_back({ListWeight::Advice, "unused_list", 0, "", "No question uses the list \"" + name + "\"."});
  }
  for (const std::string& file : form.files_missing) {
    if (is_program_list(form, file)) continue;
    const std::string what = media_type_of(file).empty() ? "The list " : "The picture or sound ";
    out.push_back({ListWeight::Problem, "missing_file", 0, "",
                   what + file + " is named by the form and does not lie beside it."});
  }
  for (const std::string& file : media_named(form)) {
    if (!media_type_of(file).empty()) continue;
    out.push_back({ListWeight::Problem, "missing_file", 0, "",
                   "The file " + file + " is no picture, sound or film that travels with a form, and is never shown."});
  }
}

}  // namespace holdfast::forms
