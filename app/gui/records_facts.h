// What records, search, person, history and conflicts know.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::gui {

struct RecordsFacts {};

}  // namespace holdfast::gui
