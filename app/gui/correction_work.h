// One answer of a record, corrected: a revision of app/field, made from what the dialog gives. On the vault's lane.
#pragma once

#include "app/gui/records_commands.h"
#include "app/store/vault.h"

namespace holdfast::gui {

// What a form refused is an error whose detail is the sentence of the first problem.
Result<void> correct_answer(store::Vault& vault, const CorrectAnswer& command, Progress& progress);
// The answers of a revision as JSON: "group/repeat[16 hex]/question" becomes objects around the answer.
std::string correction_json(const CorrectAnswer& command);

}  // namespace holdfast::gui
