#include "app/gui/form_items.h"

#include <algorithm>
#include <cstdlib>

#include "app/forms/answer_shapes.h"

namespace holdfast::gui {
namespace {

using forms::Question;
using forms::QuestionType;

bool is_many(QuestionType type) {
  return type == QuestionType::SelectMultiple || type == QuestionType::SelectMultipleFromFile;
}

// The list stands in the form itself and is short; what is not known yet is looked for by typing.
bool is_listed(const forms::Form& form, const Question& question) {
  if (!question.itemset.empty()) return true;
  const auto choices = form.choices.find(question.list);
  return choices != form.choices.end() && choices->second.size() <= kFormOptionsListed &&
         !forms::has_appearance(question, "autocomplete") && !forms::has_appearance(question, "search");
}

FormField choice_field(const forms::Form& form, const Question& question) {
  const bool many = is_many(question.type);
  if (is_listed(form, question)) return many ? FormField::Several : FormField::Options;
  return many ? FormField::SeveralPicker : FormField::Picker;
}

FormField text_field_kind(const Question& question) {
  if (forms::has_appearance(question, "x-date")) return FormField::Date;
  const bool short_one = forms::has_appearance(question, "numbers") || forms::has_appearance(question, "url");
  const bool told = question.field_class == sync::FieldClass::Account || forms::has_appearance(question, "multiline");
  return told && !short_one ? FormField::Words : FormField::Line;
}

FormField field_of_question(const forms::Form& form, const Question& question) {
  switch (question.type) {
    case QuestionType::Group: return FormField::Heading;
    case QuestionType::Repeat: return FormField::RepeatHead;
    case QuestionType::Note: return FormField::Note;
    case QuestionType::Text: return text_field_kind(question);
    case QuestionType::Date: return FormField::Date;
    case QuestionType::SelectOne:
    case QuestionType::SelectMultiple:
    case QuestionType::SelectOneFromFile:
    case QuestionType::SelectMultipleFromFile: return choice_field(form, question);
    case QuestionType::Acknowledge: return FormField::Agreed;
    case QuestionType::Range: return FormField::Range;
    case QuestionType::Rank: return FormField::Rank;
    case QuestionType::Image:
    case QuestionType::Audio:
    case QuestionType::Video:
    case QuestionType::File: return FormField::File;
    case QuestionType::Calculate:
    case QuestionType::Hidden:
    case QuestionType::Metadata: return FormField::Fixed;
    case QuestionType::Integer:
    case QuestionType::Decimal:
    case QuestionType::Time:
    case QuestionType::DateTime:
    case QuestionType::Geopoint:
    case QuestionType::Geotrace:
    case QuestionType::Geoshape:
    case QuestionType::Barcode: return FormField::Line;
  }
  return FormField::Line;
}

// "start=0 end=10 step=2", as the form's author wrote it.
double range_parameter(const Question& question, std::string_view name, double otherwise) {
  const std::string wanted = std::string(name) + "=";
  const std::size_t at = question.parameters.find(wanted);
  if (at == std::string::npos) return otherwise;
  return std::strtod(question.parameters.c_str() + at + wanted.size(), nullptr);
}

void add_listed_choices(const FormTask& task, const Question& question, const forms::QuestionState& state,
                        FormItemFacts& item) {
  const std::vector<std::string> chosen = chosen_names(state.given);
  const auto is_chosen = [&](const std::string& name) {
    return std::find(chosen.begin(), chosen.end(), name) != chosen.end();
  };
  const auto offered = task.session->choices(item.path);
  if (!offered) return;
  for (const forms::OfferedChoice& choice : *offered) {
    FormChoiceFacts facts = choice_facts(task, question, choice.name);
    if (!choice.label.empty() && facts.label == facts.name) facts.label = choice.label;
    facts.chosen = is_chosen(choice.name);
    item.choices.push_back(std::move(facts));
  }
}

// What is chosen, in order; of a ranking the rest behind it.
void add_chosen_choices(const FormTask& task, const Question& question, const forms::QuestionState& state,
                        FormItemFacts& item) {
  for (const std::string& name : chosen_names(state.given)) {
    item.choices.push_back(choice_facts(task, question, name));
    item.choices.back().chosen = true;
  }
  if (item.field != FormField::Rank) return;
  const auto offered = task.session->choices(item.path);
  if (!offered) return;
  for (const forms::OfferedChoice& choice : *offered) {
    const auto same = [&](const FormChoiceFacts& known) { return known.name == choice.name; };
    if (std::none_of(item.choices.begin(), item.choices.end(), same)) {
      item.choices.push_back(choice_facts(task, question, choice.name));
    }
  }
}

void add_texts(const FormTask& task, FormItemFacts& item) {
  const forms::FormSession& session = *task.session;
  item.label = session.label_in(item.path, task.language).text;
  item.hint = session.hint_in(item.path, task.language).text;
  item.guidance = session.guidance_in(item.path, task.language).text;
  if (task.person_language == task.language) return;
  const forms::ShownText label = session.label_in(item.path, task.person_language);
  if (label.in_language) item.second = label.text;
  const forms::ShownText hint = session.hint_in(item.path, task.person_language);
  if (hint.in_language) item.second_hint = hint.text;
}

void add_answer(const FormTask& task, const Question& question, const forms::QuestionState& state,
                FormItemFacts& item, const text::Messages& messages) {
  switch (item.field) {
    case FormField::Options:
    case FormField::Several: add_listed_choices(task, question, state, item); break;
    case FormField::Picker:
    case FormField::SeveralPicker:
    case FormField::Rank: add_chosen_choices(task, question, state, item); break;
    case FormField::Range:
      item.range_from = range_parameter(question, "start", 0);
      item.range_to = range_parameter(question, "end", 10);
      item.range_step = range_parameter(question, "step", 1);
      break;
    default: break;
  }
  item.value = forms::value_text(item.field == FormField::Fixed ? state.value : state.given);
  const auto typed = task.typed.find(item.path);
  if (typed != task.typed.end()) item.value = typed->second;
  if (item.field == FormField::Date) item.reading = date_reading(item.value, messages);
  if (item.field == FormField::Agreed) item.value = state.given.is_null() ? "" : "ok";
}

}  // namespace

bool is_hidden_item(const Question& question) {
  return question.type == QuestionType::Calculate || question.type == QuestionType::Hidden ||
         question.type == QuestionType::Metadata;
}

bool is_asked_item(const forms::QuestionState& state) {
  return !forms::has_no_answer(state.question->type) && !is_hidden_item(*state.question) && !state.read_only;
}

FormItemFacts item_facts(const FormTask& task, const std::string& path, const forms::QuestionState& state,
                         const forms::AnswerProblem* problem, const text::Messages& messages) {
  const Question& question = *state.question;
  FormItemFacts item;
  item.path = path;
  item.depth = static_cast<int>(std::count(path.begin(), path.end(), '['));
  item.field = field_of_question(task.session->logic().form(), question);
  item.required = state.required;
  item.read_only = state.read_only;
  item.number = question.type == QuestionType::Integer || question.type == QuestionType::Decimal;
  if (state.read_only && !forms::has_no_answer(question.type)) item.field = FormField::Fixed;
  add_texts(task, item);
  if (item.label.empty() && item.field != FormField::Note) item.label = question.name;
  add_answer(task, question, state, item, messages);
  const auto doubt = task.doubts.find(path);
  if (doubt != task.doubts.end()) {
    item.doubt = FormDoubt::Caution;
    item.sentence = doubt->second;
  } else if (problem != nullptr) {
    item.doubt = problem->code == "required" ? FormDoubt::Caution : FormDoubt::Error;
    item.sentence = problem->sentence;
  }
  return item;
}

}  // namespace holdfast::gui
