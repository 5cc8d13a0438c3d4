// Hybrid logical time: for display and sorting only, never for deciding (sync/FORMAT.md, "Time").
// 48 bits of milliseconds, 16 bits of counter.
#pragma once

#include <compare>
#include <cstdint>

namespace holdfast::sync {

struct Hlc {
  std::uint64_t value = 0;
  std::int64_t ms() const { return static_cast<std::int64_t>(value >> 16); }
  friend auto operator<=>(const Hlc&, const Hlc&) = default;
};

// The time of a new entry: later than `last`, and not before the wall clock.
Hlc next_hlc(Hlc last, std::int64_t wall_ms);

// How far another device's time moves ours: not at all where it is more than 24 h ahead of the wall clock.
Hlc merge_hlc(Hlc last, Hlc other, std::int64_t wall_ms);

}  // namespace holdfast::sync
