// Answers as somebody typed them become values that may be signed, or a list of everything that is wrong with them.
#pragma once

#include "app/field/submit.h"

namespace holdfast::field {

// References resolved, defaults filled in, what the program fills (the code) not demanded.
Result<forms::CheckedAnswers> check_submission(store::Vault& vault, const forms::Form& form, const std::string& json,
                                               const forms::CheckOptions& options);
// The question that the program answers with the next code of this device; null where the form has none.
const forms::Question* code_question(const forms::Form& form);

}  // namespace holdfast::field
