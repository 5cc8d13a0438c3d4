// What the screen shows of a form: its pages and the questions of one page, as plain values, made from the session
// after every change. Knows neither the vault nor the drawing.
#pragma once

#include "app/forms/form_session.h"
#include "app/gui/form_task.h"
#include "app/text/messages.h"

namespace holdfast::gui {

// At most so many choices are listed on the page; longer lists are searched.
inline constexpr std::size_t kFormOptionsListed = 14;
inline constexpr std::size_t kFormChoicesFound = 30;

// Pages, counts and the items of the current page, which stays the same where it is still there.
void refresh_form(FormTask& task, const text::Messages& messages);
// Fills in what an open search finds.
void refresh_search(FormTask& task);
// The page on which a question stands; nothing where it is not asked now.
std::optional<std::size_t> page_of(const FormTask& task, const std::string& path);
// The label of a question in the interviewer's language, or its name.
std::string label_of(const FormTask& task, const std::string& path);
// How the choice is called; its name where nobody knows.
FormChoiceFacts choice_facts(const FormTask& task, const forms::Question& question, const std::string& name);
// What a date that somebody said means: its days, and what the same figures mean in other calendars.
std::string date_reading(std::string_view said, const text::Messages& messages);
// Names of what was chosen, in the order of the answer.
std::vector<std::string> chosen_names(const CborValue& value);

}  // namespace holdfast::gui
