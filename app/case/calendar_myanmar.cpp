#include "app/case/calendar_myanmar.h"

#include <cmath>

namespace holdfast::cases {

namespace {

constexpr int kYearFirst = 1262;  // 1900
constexpr int kYearLast = 1400;   // 2039: beyond it the board's own decisions are unknown
constexpr double kSolarYear = 1577917828.0 / 4320000.0;
constexpr double kLunarMonth = 1577917828.0 / 53433336.0;
constexpr double kEpoch = 1954168.050623;  // Julian day at which year 0 begins
constexpr int kJulianDayOf1970 = 2440588;
constexpr int kNewEra = 1312;  // from here on other constants fit what was printed

constexpr int kWaso = 4;
constexpr int kNayon = 3;

struct FullMoon {
  bool added_month = false;  // the year has two months Waso
  int julian_day = 0;        // of the full moon of (Second) Waso
};

int rounded(double value) { return static_cast<int>(std::floor(value + 0.5)); }

// Decisions that no formula gives: the board added the month a year earlier, or took the full moon a day later.
bool decided_added(int year, bool computed) {
  if (year == 1263 || year == 1344) return true;
  if (year == 1264 || year == 1345) return false;
  return computed;
}

FullMoon full_moon_of_waso(int year) {
  const bool old_era = year < kNewEra;
  const double excess_a_month = kSolarYear / 12.0 - kLunarMonth;
  const double months = old_era ? 4.0 : 8.0;
  double excess = std::fmod(kSolarYear * (year + 3739), kLunarMonth);
  if (excess < excess_a_month * (12.0 - months)) excess += kLunarMonth;
  FullMoon out;
  out.added_month = decided_added(year, excess >= kLunarMonth - excess_a_month * months);
  out.julian_day = rounded(kSolarYear * year + kEpoch - excess + 4.5 * kLunarMonth + (old_era ? -1.0 : -0.5));
  if (year == 1377) out.julian_day += 1;
  return out;
}

struct YearShape {
  bool added_month = false;
  bool added_day = false;   // Nayon has 30 days
  int first_of_tagu = 0;    // Julian day
};

YearShape shape_of(int year) {
  // The months are counted on from the last year that had an added one, at most three years back.
  int back = 0;
  FullMoon before;
  do {
    ++back;
    before = full_moon_of_waso(year - back);
  } while (!before.added_month && back < 3);
  const FullMoon here = full_moon_of_waso(year);
  YearShape out;
  out.added_month = here.added_month;
  out.added_day = here.added_month && (here.julian_day - before.julian_day) % 354 >= 31;
  out.first_of_tagu = before.julian_day + 354 * back - 102;
  return out;
}

// Odd months have 29 days, even ones 30.
int length_of(const YearShape& shape, int month) {
  return month % 2 == 0 || (month == kNayon && shape.added_day) ? 30 : 29;
}

// Julian day of the day after Thingyan.
int new_year(int year) { return rounded(kSolarYear * year + kEpoch) + 1; }

}  // namespace

std::optional<DaySpan> myanmar_year(int year) {
  if (year < kYearFirst || year > kYearLast) return std::nullopt;
  return DaySpan{new_year(year) - kJulianDayOf1970, new_year(year + 1) - 1 - kJulianDayOf1970};
}

std::optional<DaySpan> myanmar_month(int year, int month, bool first_waso) {
  if (year < kYearFirst || year > kYearLast || month < 1 || month > 12) return std::nullopt;
  const YearShape shape = shape_of(year);
  if (first_waso && (month != kWaso || !shape.added_month)) return std::nullopt;
  int first = shape.first_of_tagu;
  for (int earlier = 1; earlier < month; ++earlier) first += length_of(shape, earlier);
  // First Waso lies before Waso and has 30 days.
  const bool behind_added = shape.added_month && (month > kWaso || (month == kWaso && !first_waso));
  if (behind_added) first += 30;
  const int length = first_waso ? 30 : length_of(shape, month);
  return DaySpan{first - kJulianDayOf1970, first + length - 1 - kJulianDayOf1970};
}

}  // namespace holdfast::cases
