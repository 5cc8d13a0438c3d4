// Texts of a form: what is missing in a language, and what names nothing.
#include <algorithm>
#include <set>

#include "app/forms/lint.h"
#include "app/forms/references.h"

namespace holdfast::forms {
namespace {

using TextWeight = LintFinding::Weight;

constexpr std::size_t kRowsNamedMax = 12;

struct MissingTexts {
  std::string what;
  std::vector<std::size_t> rows{};
};

// Rows once each, the first dozen by number.
std::string rows_text(const std::vector<std::size_t>& rows) {
  std::string out;
  for (std::size_t i = 0; i < rows.size() && i < kRowsNamedMax; ++i) {
    out += (i == 0 ? "" : ", ") + std::to_string(rows[i]);
  }
  if (rows.size() > kRowsNamedMax) out += " and " + std::to_string(rows.size() - kRowsNamedMax) + " more";
  return out;
}

// bind::holdfast:said: "yes" where a question is read out or shown to the person with its choices, "label" where the
// choices are for the interviewer alone. A form that says so needs other languages for these only: hints, messages and
// all other questions are read by the team, in the form's default language.
enum class Said : std::uint8_t { Nothing, Label, All };

Said said_of(const Question& question) {
  const auto at = question.bind_attributes.find("holdfast:said");
  if (at == question.bind_attributes.end()) return Said::Nothing;
  return at->second == "label" ? Said::Label : Said::All;
}

// A text that exists in some language, but not in this one.
bool lacks(const Texts& texts, const std::string& language, bool plain_counts) {
  if (texts.empty() || texts.count(language) != 0) return false;
  return !(plain_counts && texts.count("") != 0);
}

void lint_language(const Form& form, const std::string& language, std::vector<LintFinding>& out) {
  // A column without a language is in the form's default language.
  const bool plain_counts = language == form.default_language;
  MissingTexts missing[] = {{"label"}, {"hint"}, {"guidance hint"}, {"constraint message"}, {"required message"}};
  std::set<std::string> lists;
  const bool marks_said = std::any_of(form.questions.begin(), form.questions.end(), [](const Question& question) {
    return said_of(question) != Said::Nothing;
  });
  for (const Question& question : form.questions) {
    if (marks_said && said_of(question) == Said::Nothing) continue;
    const Texts* const texts[] = {&question.labels, &question.hints, &question.guidance_hints,
                                  &question.constraint_messages, &question.required_messages};
    for (std::size_t i = 0; i < (marks_said ? 1 : std::size(texts)); ++i) {
      if (lacks(*texts[i], language, plain_counts)) missing[i].rows.push_back(question.row);
    }
    if (marks_said && said_of(question) == Said::Label) continue;
    const auto list = form.choices.find(question.list);
    if (list == form.choices.end() || !lists.insert(question.list).second) continue;
    const auto count = std::count_if(list->second.begin(), list->second.end(), [&](const Choice& choice) {
      return lacks(choice.labels, language, plain_counts);
    });
    if (count == 0) continue;
    out.push_back({TextWeight::Problem, "translation", question.row, question.path,
                   "In " + language + " " + std::to_string(count) + " of the choices have no label."});
  }
  for (const MissingTexts& one : missing) {
    if (one.rows.empty()) continue;
    out.push_back({TextWeight::Problem, "translation", 0, "",
                   "In " + language + " the " + one.what + " is missing in rows " + rows_text(one.rows) + "."});
  }
}

bool is_plain_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || static_cast<unsigned char>(c) >= 0x80;
  });
}

// "Hello ${name}" where nothing is called so.
void lint_named(const ReferenceIndex& index, const Question& question, const Texts& texts,
                std::vector<LintFinding>& out) {
  std::set<std::string> said;
  for (const auto& [language, text] : texts) {
    for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at + 2)) {
      const std::size_t end = text.find('}', at);
      if (end == std::string::npos) break;
      const std::string name = text.substr(at + 2, end - at - 2);
      if (!is_plain_name(name) || index.by_name(name, question.path) != nullptr || !said.insert(name).second) continue;
      out.push_back({TextWeight::Problem, "reference", question.row, question.path,
                     "A text names ${" + name + "}, and no question is called so."});
    }
  }
}

}  // namespace

void lint_texts(const Form& form, std::vector<LintFinding>& out) {
  for (const std::string& language : form.languages) {
    if (!language.empty()) lint_language(form, language, out);
  }
  const bool plain = std::any_of(form.questions.begin(), form.questions.end(), [](const Question& question) {
    return question.labels.count("") != 0;  // a column without a language is in the default one
  });
  const bool known = plain || form.default_language.empty() || form.languages.size() < 2 ||
                     std::find(form.languages.begin(), form.languages.end(), form.default_language) !=
                         form.languages.end();
  if (!known) {
    out.push_back({TextWeight::Problem, "translation", 0, "",
                   "The default language \"" + form.default_language + "\" is none of the form's languages."});
  }
  const ReferenceIndex index(form);
  for (const Question& question : form.questions) {
    for (const Texts* texts : {&question.labels, &question.hints, &question.guidance_hints,
                               &question.constraint_messages, &question.required_messages}) {
      lint_named(index, question, *texts, out);
    }
    const bool shown = question.type != QuestionType::Calculate && question.type != QuestionType::Hidden &&
                       question.type != QuestionType::Metadata && question.type != QuestionType::Group &&
                       question.type != QuestionType::Repeat;
    if (shown && question.labels.empty() && question.hints.empty() && question.media.empty() && !question.or_other) {
      out.push_back({TextWeight::Advice, "translation", question.row, question.path, "This question has no label."});
    }
  }
}

}  // namespace holdfast::forms
