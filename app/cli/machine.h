// The one fact about this machine that the command line needs.
#pragma once

#include <cstdint>

namespace holdfast::cli {

// Physical memory, 0 where the system does not tell.
std::uint64_t machine_memory_bytes();

}  // namespace holdfast::cli
