// Inside of app/forms: what the parser knows of axes and of predicates that an index can answer.
#pragma once

#include <optional>
#include <string_view>

#include "app/forms/xpath_program.h"

namespace holdfast::forms::xpath {

std::optional<Axis> axis_named(std::string_view name);
// node() and text(), which look like functions.
bool is_node_test(std::string_view name);
// Fills step.lookup where the first predicate begins with [column = key] and counts no positions.
void plan_lookup(const Program& program, Step& step);

}  // namespace holdfast::forms::xpath
