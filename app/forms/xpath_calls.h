// Inside of app/forms: what can be known of a call before anybody answers.
#pragma once

#include "app/forms/xpath.h"
#include "app/forms/xpath_program.h"

namespace holdfast::forms::xpath {

// Prepares and judges one call just parsed: compiles the pattern of regex(), finds the question of jr:choice-name(),
// refuses a value where nodes are counted. kFormExpression.
Result<void> check_call(Program& program, ExprId id, const NameResolver& names);

}  // namespace holdfast::forms::xpath
