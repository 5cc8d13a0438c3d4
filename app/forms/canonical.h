// Inside of app/forms: from the three sheets to a form, without its canonical bytes.
#pragma once

#include "app/forms/xlsform.h"

namespace holdfast::forms {

// Everything of load_form but identity: no hash, no canonical bytes, no fallback id.
Result<Form> read_sheets(const FormSheets& sheets);

}  // namespace holdfast::forms
