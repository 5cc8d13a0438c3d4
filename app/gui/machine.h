// Facts about this machine that the window shows or needs: battery, memory. Never a reason to refuse anything.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace holdfast::gui {

struct Battery {
  int percent = 0;
  bool charging = false;
};
// Nothing where there is no battery, or the system does not say. `folder` is another one in tests.
std::optional<Battery> read_battery(const std::string& folder = "/sys/class/power_supply");

// Physical memory, 0 where the system does not tell.
std::uint64_t memory_of_machine();
// A folder of this person for their notes, where nobody named one: "/home/x/notes".
std::string usual_vault_path();

}  // namespace holdfast::gui
