#include "app/case/dates.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace holdfast::cases {
namespace {

constexpr std::int64_t kMsPerDay = 86'400'000;

Day day_number(std::chrono::year_month_day date) {
  return static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count());
}

// Exactly `count` digits from the front.
bool take_digits(std::string_view& text, std::size_t count, unsigned& out) {
  if (text.size() < count) return false;
  out = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    out = out * 10 + static_cast<unsigned>(text[i] - '0');
  }
  text.remove_prefix(count);
  return true;
}

bool take_character(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// "2022", "2022-02" or "2022-02-14", with "~", "?" or "%" (both) behind.
Result<DateRange> parse_one_date(std::string_view text) {
  DateRange out;
  if (!text.empty() && (text.back() == '~' || text.back() == '?' || text.back() == '%')) {
    out.approximate = text.back() != '?';
    out.uncertain = text.back() != '~';
    text.remove_suffix(1);
  }
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (!take_digits(text, 4, year) || year == 0) return kDateMalformed;
  const auto y = std::chrono::year(static_cast<int>(year));
  if (text.empty()) {
    out.earliest = day_number(y / std::chrono::January / 1);
    out.latest = day_number(y / std::chrono::December / 31);
    return out;
  }
  if (!take_character(text, '-') || !take_digits(text, 2, month)) return kDateMalformed;
  const auto m = std::chrono::month(month);
  if (!m.ok()) return kDateMalformed;
  if (text.empty()) {
    out.earliest = day_number(y / m / 1);
    const auto last = std::chrono::year_month_day_last(y, std::chrono::month_day_last(m));
    out.latest = day_number(std::chrono::year_month_day(last));
    return out;
  }
  if (!take_character(text, '-') || !take_digits(text, 2, day) || !text.empty()) return kDateMalformed;
  const std::chrono::year_month_day date(y, m, std::chrono::day(day));
  if (!date.ok()) return kDateMalformed;
  out.earliest = day_number(date);
  out.latest = out.earliest;
  return out;
}

}  // namespace

Result<DateRange> parse_edtf(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return parse_one_date(text);
  // An open end ("2022/..") would say "until now", and now is no answer: refused like every other half date.
  const auto from = TRY(parse_one_date(text.substr(0, slash)));
  const auto to = TRY(parse_one_date(text.substr(slash + 1)));
  if (to.earliest < from.earliest || to.latest < from.latest) return kDateMalformed;
  return DateRange{from.earliest, to.latest, from.approximate || to.approximate, from.uncertain || to.uncertain};
}

Result<Day> parse_day(std::string_view text) {
  if (text.size() != 10) return kDateMalformed;
  const auto range = TRY(parse_one_date(text));
  return range.earliest;
}

std::string format_day(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

Day day_of_ms(std::int64_t wall_ms) {
  std::int64_t day = wall_ms / kMsPerDay;
  if (wall_ms % kMsPerDay < 0) --day;
  return static_cast<Day>(day);
}

When compare(const DateRange& range, Day as_of) {
  if (range.latest <= as_of) return When::Before;
  return range.earliest > as_of ? When::After : When::Straddles;
}

}  // namespace holdfast::cases
