// What the author of a form should look at before people are asked: nothing here refuses a form.
// Pure: a form in, findings out, in the order of the form.
#pragma once

#include "app/forms/xlsform.h"

namespace holdfast::forms {

struct LintFinding {
  enum class Weight : std::uint8_t { Problem, Advice };
  Weight weight = Weight::Advice;
  // Stable: "translation", "unreachable", "choice", "appearance", "column", "expression", "regex", "duplicate",
  // "unused_list", "missing_file", "reference", "required", "namespace", "reading", "circle".
  std::string code;
  std::size_t row = 0;    // of the survey; 0: the form as a whole
  std::string path;       // of the question; empty: the form as a whole
  std::string sentence;   // plain English; may quote the form, so it is printed with care
};

std::vector<LintFinding> lint_form(const Form& form);

// Inside of app/forms: the parts of it.
void lint_texts(const Form& form, std::vector<LintFinding>& out);
void lint_logic(const Form& form, std::vector<LintFinding>& out);
void lint_lists(const Form& form, std::vector<LintFinding>& out);
bool is_known_appearance(std::string_view word);

}  // namespace holdfast::forms
