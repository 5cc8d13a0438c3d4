// What can be said of a form only when all its questions are known.
#include <algorithm>

#include "app/forms/references.h"
#include "app/forms/survey_walk.h"

namespace holdfast::forms {
namespace {

bool is_call_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == ':';
}

// "today()", "if(": a name with a bracket right behind it.
bool has_call(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '(' && is_call_letter(text[i - 1])) return text.find(')', i) != std::string_view::npos;
  }
  return false;
}

bool has_reckoning(std::string_view text) {
  return text.find(" + ") != std::string_view::npos || text.find(" - ") != std::string_view::npos ||
         text.find(" * ") != std::string_view::npos || text.find(" div ") != std::string_view::npos ||
         text.find(" mod ") != std::string_view::npos;
}

void add_default_action(Form& form, const Question& question) {
  FormAction action;
  action.at_first_load = true;
  action.at_new_repeat = !question.repeats.empty();
  action.target = question.path;
  action.value = question.default_value;
  action.row = question.row;
  form.actions.push_back(std::move(action));
}

// Several questions may stand in one trigger cell: "${a}, ${b}".
void add_trigger_actions(Form& form, const ReferenceIndex& index, const Question& question) {
  std::string_view rest = question.trigger;
  while (true) {
    const std::size_t start = rest.find("${");
    if (start == std::string_view::npos) break;
    const std::size_t end = rest.find('}', start);
    if (end == std::string_view::npos) break;
    const Question* source = index.by_name(rest.substr(start + 2, end - start - 2), question.path);
    if (source != nullptr) {
      FormAction action;
      action.at_change = true;
      action.trigger = source->path;
      action.target = question.path;
      action.value = question.calculation;
      action.row = question.row;
      form.actions.push_back(std::move(action));
    } else {
      form.warnings.push_back("survey, row " + std::to_string(question.row) + ": the trigger names no question");
    }
    rest.remove_prefix(end + 1);
  }
}

// select_one ${name}: the instances of the repeat around that question are the choices.
void take_choices_from_answers(Form& form, const ReferenceIndex& index, Question& question) {
  if (question.list.substr(0, 2) != "${") return;
  const std::string name = question.list.substr(2, question.list.size() - 3);
  const Question* source = index.by_name(name, question.path);
  if (source == nullptr || source->repeats.empty()) {
    form.warnings.push_back("survey, row " + std::to_string(question.row) +
                            ": the choices are to come from a question that stands in no repeat");
    return;
  }
  const std::string& repeat = source->repeats.back();
  const std::string inner = source->path.substr(repeat.size() + 1);
  question.list.clear();
  question.itemset = index.absolute(repeat);
  question.value_column = question.label_column = inner;
  const std::string named = "./" + inner + " != ''";
  question.choice_filter =
      question.choice_filter.empty() ? named : named + " and (" + question.choice_filter + ")";
}

std::string parameter_of(std::string_view parameters, std::string_view name) {
  const std::string key = std::string(name) + "=";
  for (std::size_t at = parameters.find(key); at != std::string_view::npos; at = parameters.find(key, at + 1)) {
    if (at != 0 && parameters[at - 1] != ' ' && parameters[at - 1] != ';' && parameters[at - 1] != ',') continue;
    const std::string_view value = parameters.substr(at + key.size());
    return std::string(value.substr(0, value.find_first_of(" ;,")));
  }
  return {};
}

void take_file_columns(Form& form, Question& question) {
  const bool from_file = question.type == QuestionType::SelectOneFromFile ||
                         question.type == QuestionType::SelectMultipleFromFile;
  if (!from_file) return;
  form.files_named.push_back(question.list);
  if (form.is_xform) return;  // it names them itself
  if (question.list.size() > 8 && question.list.substr(question.list.size() - 8) == ".geojson") {
    question.value_column = "id";
    question.label_column = "title";
  }
  const std::string value = parameter_of(question.parameters, "value");
  const std::string label = parameter_of(question.parameters, "label");
  if (!value.empty()) question.value_column = value;
  if (!label.empty()) question.label_column = label;
}

// pulldata('towns', …) and instance('towns') read a file whose name they do not say in full.
void take_named_instances(Form& form, std::string_view expression) {
  for (const std::string_view call : {std::string_view("pulldata("), std::string_view("instance(")}) {
    for (std::size_t at = expression.find(call); at != std::string_view::npos; at = expression.find(call, at + 1)) {
      const std::size_t quote = expression.find_first_not_of(' ', at + call.size());
      if (quote == std::string_view::npos || (expression[quote] != '\'' && expression[quote] != '"')) continue;
      const std::size_t end = expression.find(expression[quote], quote + 1);
      if (end == std::string_view::npos) continue;
      const std::string name(expression.substr(quote + 1, end - quote - 1));
      const bool known = form.choices.count(name) != 0 || form.lists.count(name) != 0 || form.trees.count(name) != 0 ||
                         name.substr(0, 2) == "__" || name == "last-saved" ||
                         std::any_of(form.files_named.begin(), form.files_named.end(),
                                     [&](const std::string& file) { return list_instance_name(file) == name; });
      if (!known && is_list_file_name(name + ".csv")) form.files_named.push_back(name + ".csv");
    }
  }
}

void sort_names(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

}  // namespace

bool is_computed_default(const Question& question) {
  const std::string_view text = question.default_value;
  if (text.empty()) return false;
  if (text.find("${") != std::string_view::npos || has_call(text)) return true;
  const bool number = question.type == QuestionType::Integer || question.type == QuestionType::Decimal ||
                      question.type == QuestionType::Calculate || question.type == QuestionType::Range;
  return number && has_reckoning(text);
}

void finish_questions(Form& form) {
  for (Question& question : form.questions) {
    if (!form.is_xform) question.default_is_expression = is_computed_default(question);
    take_file_columns(form, question);
  }
  const ReferenceIndex index(form);
  for (Question& question : form.questions) {
    if (!form.is_xform && question.default_is_expression) add_default_action(form, question);
    if (!question.trigger.empty()) add_trigger_actions(form, index, question);
    take_choices_from_answers(form, index, question);
    for (const std::string* expression :
         {&question.calculation, &question.relevant, &question.constraint, &question.choice_filter,
          &question.repeat_count, &question.required_expression, &question.itemset, &question.default_value}) {
      take_named_instances(form, *expression);
    }
  }
  for (std::string& file : media_named(form)) form.files_named.push_back(std::move(file));
  sort_names(form.files_named);
  for (const std::string& file : form.files_named) {
    if (!media_type_of(file).empty() && form.media.count(file) == 0) form.files_missing.push_back(file);
    if (!is_list_file_name(file)) continue;
    const std::string name = list_instance_name(file);
    if (form.lists.count(name) == 0 && form.trees.count(name) == 0) form.files_missing.push_back(file);
  }
}

}  // namespace holdfast::forms
