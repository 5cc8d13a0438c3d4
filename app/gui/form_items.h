// One question as the screen needs it. Part of form_pages.
#pragma once

#include "app/gui/form_pages.h"

namespace holdfast::gui {

// Nothing of it is on the screen: calculations, metadata.
bool is_hidden_item(const forms::Question& question);
// The person can answer it.
bool is_asked_item(const forms::QuestionState& state);
// `problem`: what is wrong with the answer, as the form says it.
FormItemFacts item_facts(const FormTask& task, const std::string& path, const forms::QuestionState& state,
                         const forms::AnswerProblem* problem, const text::Messages& messages);

}  // namespace holdfast::gui
