// Inside of app/forms: the rows of a survey, one after the other, into the questions of a form.
#pragma once

#include "app/forms/headings.h"
#include "app/forms/xlsform.h"

namespace holdfast::forms {

struct SurveyOptions {
  bool flat = false;        // settings: groups have no node of their own
  bool keep_blanks = false; // settings: clean_text_values = no
};

// REQUIRES: form.choices is read already. Fills questions, warnings, actions and files_named.
Result<void> walk_survey(const HeadedSheet& sheet, const SurveyOptions& options, Form& form);

// The class that a cell names; nothing where it is none of the six.
std::optional<sync::FieldClass> class_from_text(std::string_view text);
// A default that has to be computed: it names another question, calls a function or, for a number, reckons.
bool is_computed_default(const Question& question);
// Actions of defaults and triggers, itemsets of choices taken from a repeat's answers. After all questions are known.
void finish_questions(Form& form);

}  // namespace holdfast::forms
