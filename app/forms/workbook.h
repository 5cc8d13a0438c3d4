// A spreadsheet file (.xlsx, .xlsm) as the sheets of a form. Macros, formulas, links and pictures in it are not looked
// at: a cell is what the spreadsheet program last showed.
#pragma once

#include "app/forms/xlsform.h"

namespace holdfast::forms {

inline constexpr std::size_t kBlankRunMax = 20;       // as many blank rows or columns end a sheet
inline constexpr std::size_t kWorkbookCellsMax = 1'000'000;

// The sheets survey, choices, settings, entities and external_choices, in any case, as CSV with their blank rows; a
// workbook with one sheet is a survey. Every refusal names sheet, row and column where there is one: a file that is no
// workbook or a damaged, an encrypted or an old one, a cell that holds an error (#REF!), a sheet that is too large.
Result<FormSheets> read_workbook(ByteView bytes);

}  // namespace holdfast::forms
