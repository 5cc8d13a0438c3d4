// Answers as somebody typed them become values that may be signed, or a list of everything that is wrong with them.
#pragma once

#include "app/field/submit.h"
#include "app/forms/logic_check.h"

namespace holdfast::field {

// References resolved, each answer in its one spelling. What is missing, and what the answers mean together, is for the
// form's logic.
Result<forms::CheckedAnswers> check_submission(store::Vault& vault, const forms::Form& form, const std::string& json,
                                               const forms::CheckOptions& options);
// What a form's logic may ask of this vault.
forms::SessionWorld session_world(store::Vault& vault, const sync::ObjectId& record);

}  // namespace holdfast::field
