// What Home knows: drafts, what headquarters confirmed, this laptop.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::gui {

struct HomeFacts {};

}  // namespace holdfast::gui
