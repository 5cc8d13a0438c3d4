// Commands of form filling.
#pragma once

#include <string>
#include <variant>

namespace holdfast::gui {

struct PauseForm {};

using FormCommand = std::variant<PauseForm>;

}  // namespace holdfast::gui
