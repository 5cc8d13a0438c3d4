#include "app/field/moment.h"

#include <cstdio>

#include "app/case/dates.h"

namespace holdfast::field {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 24 * 60 * kMinuteMs;

// Two digits at `at`, or nothing.
std::optional<std::int64_t> two_digits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size()) return std::nullopt;
  const char tens = text[at];
  const char ones = text[at + 1];
  if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return std::nullopt;
  return (tens - '0') * 10 + (ones - '0');
}

// "+07:00" behind the time, in minutes; zero where none is said.
std::int64_t zone_minutes(std::string_view text) {
  const std::size_t sign = text.find_first_of("+-", 11);
  if (sign == std::string_view::npos) return 0;
  const std::int64_t hours = two_digits(text, sign + 1).value_or(0);
  const std::int64_t minutes = two_digits(text, sign + 4).value_or(0);
  return (text[sign] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

std::string moment_text(std::int64_t wall_ms) {
  const std::int64_t in_day = ((wall_ms % kDayMs) + kDayMs) % kDayMs;
  char clock[40];
  std::snprintf(clock, sizeof clock, "T%02d:%02d:%02d.%03dZ", static_cast<int>(in_day / 3'600'000),
                static_cast<int>(in_day / kMinuteMs % 60), static_cast<int>(in_day / 1000 % 60),
                static_cast<int>(in_day % 1000));
  return cases::format_day(cases::day_of_ms(wall_ms)) + clock;
}

std::optional<std::int64_t> moment_ms(std::string_view text) {
  const Result<cases::Day> day = cases::parse_day(text.substr(0, 10));
  if (!day.ok()) return std::nullopt;
  std::int64_t ms = *day * kDayMs;
  if (text.size() <= 10) return ms;
  const std::optional<std::int64_t> hours = two_digits(text, 11);
  const std::optional<std::int64_t> minutes = two_digits(text, 14);
  if (!hours || !minutes) return std::nullopt;
  ms += (*hours * 60 + *minutes - zone_minutes(text)) * kMinuteMs;
  if (text.size() < 19 || text[16] != ':') return ms;
  ms += two_digits(text, 17).value_or(0) * 1000;
  if (text.size() < 23 || text[19] != '.') return ms;
  return ms + two_digits(text, 20).value_or(0) * 10 + (text[22] >= '0' && text[22] <= '9' ? text[22] - '0' : 0);
}

}  // namespace holdfast::field
