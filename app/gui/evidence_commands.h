// Commands of evidence.
#pragma once

#include <string>
#include <variant>

namespace holdfast::gui {

struct LookAtExhibits {};

using EvidenceCommand = std::variant<LookAtExhibits>;

}  // namespace holdfast::gui
