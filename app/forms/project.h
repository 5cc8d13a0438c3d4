// From a record's values to the entities it tells of: a pure function that the store calls to fill its views.
#pragma once

#include "app/case/entities.h"
#include "app/forms/xlsform.h"

namespace holdfast::forms {

// `record` is the object id of the record. Which forms make which entities is decided by the form's id for the
// built-in forms and by its save_to columns for others. Sealed or hidden values simply are not in `values`.
std::vector<cases::EntityFact> project(const Form& form, const sync::ObjectId& record, const sync::Values& values);

// A short, safe title for lists ("register R7-0417K"): never an answer of class account or health.
std::string record_title(const Form& form, const sync::Values& values);
// All text that search should find, by class.
std::vector<std::pair<sync::FieldClass, std::string>> searchable_text(const Form& form, const sync::Values& values);

}  // namespace holdfast::forms
