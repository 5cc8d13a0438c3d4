// The forms that come with the program (assets/forms): what a new headquarters signs and sends to its laptops.
#pragma once

#include <vector>

#include "app/forms/xlsform.h"

namespace holdfast::hq {

// Every folder of assets/forms as a form, ascending by id. A form of ours that does not load is a broken build.
Result<std::vector<forms::Form>> builtin_forms();

}  // namespace holdfast::hq
