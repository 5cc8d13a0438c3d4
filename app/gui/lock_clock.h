// How long until the window locks by itself, as the foot says it. In the last minute by the second, before that by ten:
// a window that redraws every second would never sleep.
#pragma once

#include <cstdint>
#include <string>

namespace holdfast::gui {

std::string lock_clock_words(std::int64_t left_ms);  // "2:40", "0:09"
// When these words change, or the window locks, as steady ms; after `now_ms`.
std::int64_t next_lock_words_ms(std::int64_t locks_at_ms, std::int64_t now_ms);

}  // namespace holdfast::gui
