// What set-up and enrolment know.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::gui {

struct SetupFacts {};

}  // namespace holdfast::gui
