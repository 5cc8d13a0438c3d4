// What the evidence screen knows: exhibits, their custody, what lies on a card.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::gui {

struct EvidenceFacts {};

}  // namespace holdfast::gui
