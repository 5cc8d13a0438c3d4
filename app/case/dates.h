// Dates as people know them: EDTF level 0-1 subset ("2022", "2022-02", "2022-02-14", with ~ or ?, "2021-12/2022-02").
// A date is kept as it was said; what it covers is a range of days. Calendars other than Gregorian come with the forms.
#pragma once

#include <cstdint>
#include <string>

#include "app/case/reasons.h"
#include "crypto/base/result.h"

namespace holdfast::cases {

// Days since 1970-01-01, Gregorian.
using Day = std::int32_t;

struct DateRange {
  Day earliest = 0;
  Day latest = 0;
  bool approximate = false;  // "~": stretched by nothing, but said to be about
  bool uncertain = false;    // "?"
  friend bool operator==(const DateRange&, const DateRange&) = default;
};

Result<DateRange> parse_edtf(std::string_view text);
// "2022-12-31" only.
Result<Day> parse_day(std::string_view text);
std::string format_day(Day day);
Day day_of_ms(std::int64_t wall_ms);

// Where a dated event stands against a day: a range counts when its latest day is not after it.
enum class When : std::uint8_t { Before, Straddles, After };
When compare(const DateRange& range, Day as_of);

}  // namespace holdfast::cases
