// Commands of sync, set-up and enrolment.
#pragma once

#include <string>
#include <variant>

namespace holdfast::gui {

struct LookAtRoad {};

using RoadCommand = std::variant<LookAtRoad>;

}  // namespace holdfast::gui
