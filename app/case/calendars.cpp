#include "app/case/calendars.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <map>

#include "app/case/calendar_myanmar.h"
#include "app/text/calendar.h"
#include "assets/assets.h"

namespace holdfast::cases {

namespace {

// --- Gregorian and Buddhist ---------------------------------------------------------------------------------------

constexpr int kBuddhistYearsMore = 543;
constexpr int kBuddhistNewRule = 2484;  // the first year that began on 1 January (1941)

Day day_number_of(std::chrono::year_month_day date) {
  return static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count());
}

std::optional<DaySpan> gregorian_month(int year, int month) {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
  const auto y = std::chrono::year(year);
  const auto m = std::chrono::month(static_cast<unsigned>(month));
  const std::chrono::year_month_day_last last(y, std::chrono::month_day_last(m));
  return DaySpan{day_number_of(y / m / 1), day_number_of(std::chrono::year_month_day(last))};
}

std::optional<DaySpan> joined(const std::optional<DaySpan>& first, const std::optional<DaySpan>& last) {
  if (!first || !last) return std::nullopt;
  return DaySpan{first->first, last->last};
}

// Months keep their Gregorian numbers; what moved was the day on which the year number changes.
std::optional<DaySpan> buddhist_month(int year, int month) {
  const bool before_rule = year < kBuddhistNewRule;
  if (year == kBuddhistNewRule - 1 && month <= 3) return std::nullopt;  // that year ended in December
  return gregorian_month(year - kBuddhistYearsMore + (before_rule && month <= 3 ? 1 : 0), month);
}

std::optional<DaySpan> buddhist_year(int year) {
  if (year >= kBuddhistNewRule) return joined(buddhist_month(year, 1), buddhist_month(year, 12));
  return joined(buddhist_month(year, 4), buddhist_month(year, year == kBuddhistNewRule - 1 ? 12 : 3));
}

// --- Bikram Sambat: a table of facts -------------------------------------------------------------------------------

struct NepalTable {
  std::map<int, std::array<int, 12>> years;
};
// 1 Baisakh 2000 was 14 April 1943.
constexpr int kNepalAnchorYear = 2000;
constexpr Day kNepalAnchorDay = -9759;

int next_number(std::string_view& text) {
  while (!text.empty() && (text.front() < '0' || text.front() > '9')) text.remove_prefix(1);
  int value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return status == std::errc() ? value : 0;
}

NepalTable read_nepal_table() {
  NepalTable out;
  for (const Asset& asset : embedded_assets()) {
    if (asset.name != "calendars/bikram_sambat.txt") continue;
    std::string_view rest = asset.content;
    while (!rest.empty()) {
      std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      if (line.starts_with('#')) continue;
      const int year = next_number(line);
      for (int& days : out.years[year]) days = next_number(line);
    }
  }
  return out;
}

int days_of_year(const std::array<int, 12>& months) {
  int sum = 0;
  for (const int days : months) sum += days;
  return sum;
}

std::optional<DaySpan> nepal_months(int year, int first_month, int last_month) {
  const NepalTable table = read_nepal_table();
  const auto here = table.years.find(year);
  if (here == table.years.end()) return std::nullopt;
  Day first = kNepalAnchorDay;
  for (const auto& [other, months] : table.years) {
    if (other >= kNepalAnchorYear && other < year) first += days_of_year(months);
    if (other < kNepalAnchorYear && other >= year) first -= days_of_year(months);
  }
  Day last = first - 1;
  for (int month = 1; month <= last_month; ++month) {
    const int days = here->second[static_cast<std::size_t>(month - 1)];
    if (month < first_month) first += days;
    last += days;
  }
  return DaySpan{first, last};
}

std::optional<DaySpan> nepal_month(int year, int month) {
  return month < 1 || month > 12 ? std::nullopt : nepal_months(year, month, month);
}

// --- what ICU knows ------------------------------------------------------------------------------------------------

struct IcuRange {
  text::CalendarSystem system;
  int first_year;
  int last_year;
  int months;
};
// The years are those that matter to people alive; further out the tables are guesses.
constexpr IcuRange kChinese{text::CalendarSystem::Chinese, 1900, 2099, 12};
constexpr IcuRange kEthiopian{text::CalendarSystem::Ethiopian, 1800, 2199, 13};
constexpr IcuRange kIslamic{text::CalendarSystem::Islamic, 1301, 1599, 12};
constexpr IcuRange kPersian{text::CalendarSystem::Persian, 1200, 1499, 12};

std::optional<DaySpan> icu_month(const IcuRange& range, int year, int month, bool added) {
  if (year < range.first_year || year > range.last_year || month > range.months) return std::nullopt;
  const auto days = text::days_of_month(range.system, year, month, added);
  if (!days) return std::nullopt;
  return DaySpan{days->first, days->last};
}

std::optional<DaySpan> icu_year(const IcuRange& range, int year) {
  std::optional<DaySpan> last = icu_month(range, year, range.months, false);
  // An added twelfth month is rarer than a lifetime, yet it ends the year.
  if (const auto added = icu_month(range, year, range.months, true)) last = added;
  return joined(icu_month(range, year, 1, false), last);
}

}  // namespace

std::optional<DaySpan> month_in(Calendar calendar, int year, int month, bool added) {
  if (added && calendar != Calendar::Chinese && calendar != Calendar::Myanmar) return std::nullopt;
  switch (calendar) {
    case Calendar::Gregorian: return gregorian_month(year, month);
    case Calendar::Buddhist: return buddhist_month(year, month);
    case Calendar::Myanmar: return myanmar_month(year, month, added);
    case Calendar::Ethiopian: return icu_month(kEthiopian, year, month, false);
    case Calendar::Chinese: return icu_month(kChinese, year, month, added);
    case Calendar::BikramSambat: return nepal_month(year, month);
    case Calendar::Islamic: return icu_month(kIslamic, year, month, false);
    case Calendar::Persian: return icu_month(kPersian, year, month, false);
  }
  return std::nullopt;
}

std::optional<DaySpan> year_in(Calendar calendar, int year) {
  switch (calendar) {
    case Calendar::Gregorian: return joined(gregorian_month(year, 1), gregorian_month(year, 12));
    case Calendar::Buddhist: return buddhist_year(year);
    case Calendar::Myanmar: return myanmar_year(year);
    case Calendar::Ethiopian: return icu_year(kEthiopian, year);
    case Calendar::Chinese: return icu_year(kChinese, year);
    case Calendar::BikramSambat: return nepal_months(year, 1, 12);
    case Calendar::Islamic: return icu_year(kIslamic, year);
    case Calendar::Persian: return icu_year(kPersian, year);
  }
  return std::nullopt;
}

Day slack_of(Calendar calendar) { return calendar == Calendar::Islamic ? 1 : 0; }

std::optional<CalendarDay> day_in(Calendar calendar, Day day) {
  // A year of ours in which the other one may be looked for: three of them hold every day.
  constexpr double kDaysAYear[] = {365.2425, 365.2425, 365.2588, 365.25, 365.2425, 365.2588, 354.367, 365.2422};
  constexpr double kYearOf1970[] = {1970.0, 2513.0, 1331.7, 1962.3, 1969.9, 2026.7, 1389.8, 1348.8};
  const auto index = static_cast<std::size_t>(calendar);
  const int guess = static_cast<int>(kYearOf1970[index] + day / kDaysAYear[index]);
  for (int year = guess - 1; year <= guess + 1; ++year) {
    for (int month = 1; month <= 13; ++month) {
      for (const bool added : {false, true}) {
        const auto span = month_in(calendar, year, month, added);
        if (span && span->first <= day && day <= span->last) {
          return CalendarDay{year, month, added, day - span->first + 1};
        }
      }
    }
  }
  return std::nullopt;
}

std::string to_text(const CalendarDay& day) {
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02d%s-%02d", day.year, day.month, day.added ? "L" : "", day.day);
  return text;
}

}  // namespace holdfast::cases
