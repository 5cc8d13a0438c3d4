// The forms that come with the program (assets/forms): what a new headquarters signs and sends to its laptops.
#pragma once

#include <vector>

#include "app/forms/xlsform.h"

namespace holdfast::hq {

// Every folder of assets/forms as a form, ascending by id. A form of ours that does not load is a broken build.
Result<std::vector<forms::Form>> builtin_forms();

// Whether somebody who grew up with a language read a form's texts in it (assets/forms/REVIEWED.csv). Our own language
// is; every other one only where a reviewer's name stands there. `column`: as in Question::labels.
Result<bool> is_text_reviewed(const forms::Form& form, const std::string& column);

}  // namespace holdfast::hq
