// Inside of app/forms: from words to a program.
#pragma once

#include "app/forms/xpath.h"
#include "app/forms/xpath_program.h"

namespace holdfast::forms::xpath {

Result<Program> parse_program(std::string_view text, const NameResolver& names);
// "/data/group/question" as steps from the root.
Path path_to(std::string_view form_path);

// True if the value can differ between the nodes that a predicate is asked of: a relative path, '.', position(), last()
// and what reads '.' by itself.
bool depends_on_focus(const Program& program, ExprId id);
bool is_call(const Program& program, ExprId id, std::string_view function);

}  // namespace holdfast::forms::xpath
