// Dates as people know them: EDTF level 0-1 subset ("2022", "2022-02", "2022-02-14", with ~ or ?, "2021-12/2022-02").
// A date is kept as it was said; what it covers is a range of days.
//
// One spelling for every answer that is a date (questions with the appearance x-date):
//
//     DATE [@CALENDAR] ['WORDS SAID']        2022-02~      2000 @ethiopian      2566-03 @buddhist 'end of the rains'
//
// Without @ it is Gregorian, and a plain EDTF date means what it always meant. DATE counts years, months and days in
// the calendar that is named: 2000-13-05 @ethiopian is the fifth of Pagume. An added month has an L behind its number
// (2020-04L @chinese; the First Waso of a year with two is 04L @myanmar). Days of a Myanmar month run from 1 to 30:
// waxing 1 to 15, then waning. A quote inside the words is written twice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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

// Gregorian, without calendar and words.
Result<DateRange> parse_edtf(std::string_view text);

enum class Calendar : std::uint8_t {
  Gregorian, Buddhist, Myanmar, Ethiopian, Chinese, BikramSambat, Islamic, Persian
};
inline constexpr Calendar kCalendars[] = {
    Calendar::Gregorian, Calendar::Buddhist,     Calendar::Myanmar, Calendar::Ethiopian,
    Calendar::Chinese,   Calendar::BikramSambat, Calendar::Islamic, Calendar::Persian};
// "gregorian", "buddhist", "myanmar", "ethiopian", "chinese", "bikram_sambat", "islamic", "persian".
std::string_view to_string(Calendar calendar);
std::optional<Calendar> calendar_from_text(std::string_view text);

// A date as it stands in an answer, taken apart.
struct SaidDate {
  std::string edtf;                          // in its own calendar
  Calendar calendar = Calendar::Gregorian;
  std::string words;                         // as said; may be empty
  DateRange days;                            // what it covers, in Gregorian days
};
inline constexpr std::size_t kDateWordsMax = 400;  // bytes
// kDateMalformed, kDateCalendar (no such calendar), kDateOutside (years that its table does not know).
Result<SaidDate> parse_said_date(std::string_view text);
// The days alone: what figures, flags and checks ask for.
Result<DateRange> parse_date(std::string_view text);
// The spelling above; leaves out what is Gregorian or empty.
std::string said_date_text(std::string_view edtf, Calendar calendar, std::string_view words);
// The same figures counted in every other calendar in which they fall between 1900 and 2100: what else a year may have
// meant, shown beside it always.
std::vector<SaidDate> other_readings(const SaidDate& said);

// "2022-12-31" only.
Result<Day> parse_day(std::string_view text);
std::string format_day(Day day);
Day day_of_ms(std::int64_t wall_ms);

// Where a dated event stands against a day: a range counts when its latest day is not after it.
enum class When : std::uint8_t { Before, Straddles, After };
When compare(const DateRange& range, Day as_of);

}  // namespace holdfast::cases
