// Which languages a form speaks, and which of them nobody who grew up with them has read.
#pragma once

#include "app/cli/json_text.h"
#include "app/forms/xlsform.h"

namespace holdfast::cli {

// [{"code", "name", "checked_by_native_speaker"}]
Result<Json> form_languages_json(const forms::Form& form);
// One sentence that names those not checked; empty where all are.
Result<std::string> form_languages_text(const forms::Form& form);

}  // namespace holdfast::cli
