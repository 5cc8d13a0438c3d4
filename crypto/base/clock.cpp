#include "crypto/base/clock.h"

#include <chrono>

namespace holdfast {

namespace {

template <typename SomeClock>
std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(SomeClock::now().time_since_epoch()).count();
}

}  // namespace

std::int64_t SystemClock::wall_ms() { return now_ms<std::chrono::system_clock>(); }
std::int64_t SystemClock::steady_ms() { return now_ms<std::chrono::steady_clock>(); }

}  // namespace holdfast
