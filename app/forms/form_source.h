// A form from the files a person has: a workbook, an XForm, a folder of CSV sheets, and the lists that lie beside it.
// Decided by the first bytes, not by the name alone. Pure: whoever calls has read the files.
#pragma once

#include "app/forms/xlsform.h"

namespace holdfast::forms {

struct FormFiles {
  std::string name;   // of the file or folder, without the folders around it: "interview.xlsx"
  Bytes bytes;        // of the file; empty for a folder of sheets
  std::map<std::string, Bytes> sheets{};   // of a folder: "survey.csv" and so on, names in lower case
  std::map<std::string, Bytes> beside{};   // lists and media; those that the form does not name are left out
};

// kFormNotForm where it is none of the three.
Result<Form> form_from_files(const FormFiles& files);
// The same without its lists, to see which it names (Form::files_named).
Result<Form> form_without_lists(const FormFiles& files);

}  // namespace holdfast::forms
