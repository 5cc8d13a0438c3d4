// What sync knows: sticks, what is on the road, what is confirmed; and how enrolment stands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::gui {

struct RoadFacts {};

}  // namespace holdfast::gui
