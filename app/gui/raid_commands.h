// Commands of a raid.
#pragma once

#include <string>
#include <variant>

namespace holdfast::gui {

struct FinishRaid {};

using RaidCommand = std::variant<FinishRaid>;

}  // namespace holdfast::gui
