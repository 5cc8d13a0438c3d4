// Texts by the ids that jr:itext('id') asks for: those of an XForm's <itext>, and for a form in sheets those that the
// converters of ODK give: "/data/group/question:label" (":hint", ":jr:constraintMsg", ":jr:requiredMsg") and "list-3"
// for the fourth choice of a list.
#pragma once

#include <optional>

#include "app/forms/xlsform.h"

namespace holdfast::forms {

// In all its languages; nothing where the form has no text of this id. What stands in ${…} inside stays as it is.
std::optional<Texts> text_by_id(const Form& form, std::string_view id);

}  // namespace holdfast::forms
