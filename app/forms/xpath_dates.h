// Inside of app/forms: the pieces of days and moments.
#pragma once

#include "app/forms/xpath.h"

namespace holdfast::forms::xpath {

struct ClockTime {
  std::int64_t day_ms = 0;
  std::optional<std::int32_t> utc_offset_minutes{};  // as written
};

struct DateParts {
  std::int64_t year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0;
  std::int64_t weekday = 0;  // 0: Sunday
  std::int64_t week = 0;     // of ISO 8601
};

std::optional<std::int64_t> day_number(std::int64_t year, std::int64_t month, std::int64_t day);
std::optional<std::int64_t> read_day(std::string_view text);       // "2026-11-24"
std::optional<ClockTime> read_clock(std::string_view text);        // "14:30", "14:30:15.250+07:00"
DateParts date_parts(const DateValue& date);
std::string padded_number(std::int64_t number, std::size_t width);

}  // namespace holdfast::forms::xpath
