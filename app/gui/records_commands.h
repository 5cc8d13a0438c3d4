// Commands of records, persons, history and conflicts.
#pragma once

#include <string>
#include <variant>

namespace holdfast::gui {

struct LookAtRecords {};

using RecordsCommand = std::variant<LookAtRecords>;

}  // namespace holdfast::gui
