// The walls around the program while it reads a hostile picture: little memory, little time, and of the system only
// reading its input, writing its answer, memory and the end. Put up before the first byte is read.
#pragma once

#include <cstdint>

namespace holdfast::decoder {

inline constexpr std::uint64_t kMemoryMax = std::uint64_t{1} << 30;
inline constexpr unsigned kSecondsMax = 10;

// False where a wall could not be put up: the caller then reads nothing. A forbidden call ends the process at once.
// Under a sanitizer, which needs more of the system, only core dumps are turned off.
bool confine();

}  // namespace holdfast::decoder
