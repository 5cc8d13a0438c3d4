// The "choices" sheet: lists by name.
#pragma once

#include "app/forms/headings.h"
#include "app/forms/xlsform.h"

namespace holdfast::forms {

using ChoiceLists = std::map<std::string, std::vector<Choice>>;

// kFormChoices where a name stands in a list twice (unless duplicates are allowed) or is no name at all. Files of media
// are added to `named`.
Result<ChoiceLists> read_choices(const HeadedSheet& sheet, bool allow_duplicates, std::vector<std::string>& named);
// Adds the lists of the sheet "external_choices" under names of their own.
Result<void> add_external_choices(const HeadedSheet& sheet, Form& form);
std::string external_choices_name(std::string_view list);
// The choice that or_other brings, behind all others.
void add_other_choice(std::vector<Choice>& list);
// kFormChoices (without row) where the question's list is missing or cannot be used for it.
Result<void> check_list(const Question& question, const ChoiceLists& lists);

}  // namespace holdfast::forms
