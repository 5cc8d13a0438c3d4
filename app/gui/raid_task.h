// A raid: people counted at the door, one line a person.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::gui {

struct RaidTask {};

}  // namespace holdfast::gui
