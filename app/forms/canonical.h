// Inside of app/forms: from sheets or an XForm to a form, without its canonical bytes.
#pragma once

#include "app/forms/xlsform.h"

namespace holdfast::forms {

// Everything of load_form but identity: no hash, no canonical bytes, no fallback id.
Result<Form> read_sheets(const FormSheets& sheets);
// The same of an XForm and its lists.
Result<Form> read_xform(ByteView xml, const std::map<std::string, Bytes>& files);
// Id, title and version: there, and of a length.
Result<void> check_form_name(Form& form);
// The lists and media that came with a form, checked, into form.lists, form.trees and form.media.
Result<void> read_lists(const std::map<std::string, Bytes>& files, Form& form);

}  // namespace holdfast::forms
