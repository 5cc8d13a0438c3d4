// Months of the calendars that ICU knows and we do not compute ourselves: which days they cover.
// Values in, values out; which day is meant by somebody's words is app/case's matter.
#pragma once

#include <cstdint>
#include <optional>

namespace holdfast::text {

enum class CalendarSystem : std::uint8_t { Chinese, Ethiopian, Islamic, Persian };

// Days since 1970-01-01, both ends included.
struct MonthDays {
  std::int32_t first = 0;
  std::int32_t last = 0;
};

// `year` as people of that calendar write it; of the Chinese one the Gregorian year in which it begins. `month` from 1.
// `added`: the leap month that follows a month of this number (Chinese only). Nothing where the year has no such month.
std::optional<MonthDays> days_of_month(CalendarSystem system, int year, int month, bool added);

}  // namespace holdfast::text
