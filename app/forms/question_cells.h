// Inside of app/forms: the cells of one row of a survey, but for type, name and list.
#pragma once

#include "app/forms/headings.h"
#include "app/forms/xlsform.h"

namespace holdfast::forms {

// Texts, logic, media, appearance, attributes. kFormCell where an expression cannot be one.
Result<void> read_question_cells(const HeadedSheet& sheet, std::size_t row, bool keep_blanks, Form& form,
                                 Question& question);
// Media columns of a row of the survey or of a choice; their files are added to `named`.
MediaTexts read_media(const HeadedSheet& sheet, std::size_t row, std::vector<std::string>& named);

}  // namespace holdfast::forms
