// The "choices" sheet: lists by name.
#pragma once

#include "app/forms/headings.h"
#include "app/forms/xlsform.h"

namespace holdfast::forms {

using ChoiceLists = std::map<std::string, std::vector<Choice>>;

// kFormChoices where a name stands in a list twice (unless duplicates are allowed) or is no name at all.
Result<ChoiceLists> read_choices(const HeadedSheet& sheet, bool allow_duplicates);
// kFormChoices (without row) where the question's list is missing or cannot be used for it.
Result<void> check_list(const Question& question, const ChoiceLists& lists);

}  // namespace holdfast::forms
