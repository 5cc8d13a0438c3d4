// A form being filled in: the session of the form and what the interview knows around it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::gui {

struct FormTask {};

}  // namespace holdfast::gui
