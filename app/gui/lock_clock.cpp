#include "app/gui/lock_clock.h"

#include <algorithm>

namespace holdfast::gui {
namespace {

constexpr std::int64_t kLastMinuteMs = 60'000;

std::int64_t clock_step_ms(std::int64_t left_ms) { return left_ms > kLastMinuteMs ? 10'000 : 1'000; }

// Rounded down to a step: what is promised is there.
std::int64_t shown_ms(std::int64_t left_ms) { return left_ms / clock_step_ms(left_ms) * clock_step_ms(left_ms); }

}  // namespace

std::string lock_clock_words(std::int64_t left_ms) {
  const std::int64_t seconds = shown_ms(std::max<std::int64_t>(left_ms, 0)) / 1000;
  std::string out = std::to_string(seconds / 60) + ":";
  if (seconds % 60 < 10) out += '0';
  return out + std::to_string(seconds % 60);
}

std::int64_t next_lock_words_ms(std::int64_t locks_at_ms, std::int64_t now_ms) {
  const std::int64_t left = locks_at_ms - now_ms;
  if (left <= 0) return now_ms;
  const std::int64_t until = left - shown_ms(left) + 1;
  return std::min(now_ms + until, locks_at_ms);
}

}  // namespace holdfast::gui
