// Where a stick may be: the seam between the screen and what the system has mounted. Reads names and free space only;
// never mounts, unmounts or writes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/files.h"

namespace holdfast::gui {

struct Stick {
  std::string path, name;
  std::uint64_t free_bytes = 0;
  bool read_only = false;
  friend bool operator==(const Stick&, const Stick&) = default;
};

inline constexpr const char* kMountsFile = "/proc/self/mounts";

// Mount points below /media and /run/media in the text of /proc/self/mounts, by name. Free space is not filled in.
std::vector<Stick> sticks_in_mounts(std::string_view mounts);
// What is plugged in now. Nothing where the system does not tell.
std::vector<Stick> mounted_sticks(Files& files);

}  // namespace holdfast::gui
