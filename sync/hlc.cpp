#include "sync/hlc.h"

#include <algorithm>
#include <limits>

namespace holdfast::sync {

namespace {

constexpr std::int64_t kHlcMsMax = (std::int64_t{1} << 48) - 1;
constexpr std::int64_t kHlcAheadMaxMs = std::int64_t{24} * 60 * 60 * 1000;

Hlc hlc_at(std::int64_t wall_ms) {
  const std::int64_t ms = std::clamp<std::int64_t>(wall_ms, 0, kHlcMsMax);
  return Hlc{static_cast<std::uint64_t>(ms) << 16};
}

}  // namespace

Hlc next_hlc(Hlc last, std::int64_t wall_ms) {
  // The very last value can only be reached by a wall clock in the year 10889; staying there is better than going
  // round to 1970.
  if (last.value == std::numeric_limits<std::uint64_t>::max()) return last;
  return std::max(Hlc{last.value + 1}, hlc_at(wall_ms));
}

Hlc merge_hlc(Hlc last, Hlc other, std::int64_t wall_ms) {
  const std::int64_t now_ms = std::clamp<std::int64_t>(wall_ms, 0, kHlcMsMax);
  if (other.ms() > now_ms + kHlcAheadMaxMs) return last;
  return std::max(last, other);
}

}  // namespace holdfast::sync
