// Inside of app/forms: which questions an expression looks at, known without evaluating it.
#pragma once

#include "app/forms/xpath.h"
#include "app/forms/xpath_program.h"

namespace holdfast::forms::xpath {

// The form path of a path expression seen from `context_path`, predicates left out; nothing where it is no plain path
// through the form's own instance.
std::optional<std::string> form_path_of(const Program& program, ExprId id, std::string_view context_path);

// "/data/group" and "question" apart; the names of a form path in order.
std::vector<std::string> path_names(std::string_view form_path);

}  // namespace holdfast::forms::xpath
