#include "app/case/dates.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "app/case/calendars.h"

namespace holdfast::cases {
namespace {

constexpr std::int64_t kMsPerDay = 86'400'000;

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

struct Written {
  int year = 0;
  int month = 0;  // 0: not said
  bool added = false;
  int day = 0;
};

// "2022", "2022-02" or "2022-02-14"; an added month is "04L".
std::optional<Written> read_written(std::string_view text) {
  Written out;
  unsigned number = 0;
  if (!take_digits(text, 4, number) || number == 0) return std::nullopt;
  out.year = static_cast<int>(number);
  if (text.empty()) return out;
  if (!take_character(text, '-') || !take_digits(text, 2, number) || number == 0) return std::nullopt;
  out.month = static_cast<int>(number);
  out.added = take_character(text, 'L');
  if (text.empty()) return out;
  if (!take_character(text, '-') || !take_digits(text, 2, number) || number == 0 || !text.empty()) return std::nullopt;
  out.day = static_cast<int>(number);
  return out;
}

// Behind the date: "~", "?" or "%" (both).
Result<DateRange> parse_one_date(std::string_view text, Calendar calendar) {
  DateRange out;
  if (!text.empty() && (text.back() == '~' || text.back() == '?' || text.back() == '%')) {
    out.approximate = text.back() != '?';
    out.uncertain = text.back() != '~';
    text.remove_suffix(1);
  }
  const std::optional<Written> written = read_written(text);
  if (!written) return kDateMalformed;
  std::optional<DaySpan> span = year_in(calendar, written->year);
  if (!span) return kDateOutside;
  if (written->month != 0) span = month_in(calendar, written->year, written->month, written->added);
  if (!span || written->day > span->last - span->first + 1) return kDateMalformed;
  const Day slack = slack_of(calendar);
  out.earliest = (written->day == 0 ? span->first : span->first + written->day - 1) - slack;
  out.latest = (written->day == 0 ? span->last : span->first + written->day - 1) + slack;
  return out;
}

Result<DateRange> parse_in(std::string_view text, Calendar calendar) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return parse_one_date(text, calendar);
  // An open end ("2022/..") would say "until now", and now is no answer: refused like every other half date.
  const auto from = TRY(parse_one_date(text.substr(0, slash), calendar));
  const auto to = TRY(parse_one_date(text.substr(slash + 1), calendar));
  if (to.earliest < from.earliest || to.latest < from.latest) return kDateMalformed;
  return DateRange{from.earliest, to.latest, from.approximate || to.approximate, from.uncertain || to.uncertain};
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
}

// 'It was the rice harvest': everything to the end, quotes inside doubled.
Result<std::string> read_words(std::string_view text) {
  if (text.size() < 3 || text.front() != '\'' || text.back() != '\'') return kDateMalformed;
  text = text.substr(1, text.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return kDateMalformed;
    if (text[i] == '\'' && (++i == text.size() || text[i] != '\'')) return kDateMalformed;
    out.push_back(text[i]);
  }
  if (out.size() > kDateWordsMax) return kDateMalformed;
  return out;
}

constexpr std::string_view kCalendarNames[] = {"gregorian", "buddhist",      "myanmar", "ethiopian",
                                               "chinese",   "bikram_sambat", "islamic", "persian"};

}  // namespace

Result<DateRange> parse_edtf(std::string_view text) { return parse_in(text, Calendar::Gregorian); }

std::string_view to_string(Calendar calendar) { return kCalendarNames[static_cast<std::size_t>(calendar)]; }

std::optional<Calendar> calendar_from_text(std::string_view text) {
  const auto found = std::find(std::begin(kCalendarNames), std::end(kCalendarNames), text);
  if (found == std::end(kCalendarNames)) return std::nullopt;
  return kCalendars[found - std::begin(kCalendarNames)];
}

Result<SaidDate> parse_said_date(std::string_view text) {
  SaidDate out;
  std::string_view rest = text;
  const std::string_view edtf = rest.substr(0, rest.find(' '));
  rest.remove_prefix(edtf.size());
  const bool more = !rest.empty();
  skip_blanks(rest);
  if (more && rest.empty()) return kDateMalformed;  // a blank at the end is no spelling
  if (take_character(rest, '@')) {
    const std::string_view name = rest.substr(0, rest.find(' '));
    const std::optional<Calendar> calendar = calendar_from_text(name);
    if (!calendar) return kDateCalendar;
    out.calendar = *calendar;
    rest.remove_prefix(name.size());
    if (!rest.empty() && rest.find_first_not_of(' ') == std::string_view::npos) return kDateMalformed;
    skip_blanks(rest);
  }
  if (!rest.empty()) out.words = TRY(read_words(rest));
  out.edtf = std::string(edtf);
  out.days = TRY(parse_in(edtf, out.calendar));
  return out;
}

Result<DateRange> parse_date(std::string_view text) {
  const auto said = TRY(parse_said_date(text));
  return said.days;
}

std::string said_date_text(std::string_view edtf, Calendar calendar, std::string_view words) {
  std::string out(edtf);
  if (calendar != Calendar::Gregorian) out += " @" + std::string(to_string(calendar));
  if (words.empty()) return out;
  out += " '";
  for (const char c : words) {
    if (c == '\'') out.push_back(c);
    out.push_back(c);
  }
  return out + "'";
}

std::vector<SaidDate> other_readings(const SaidDate& said) {
  constexpr Day kEarliest = -25567;  // 1900-01-01
  constexpr Day kLatest = 47846;     // 2100-12-31
  std::vector<SaidDate> out;
  for (const Calendar calendar : kCalendars) {
    if (calendar == said.calendar) continue;
    const Result<DateRange> days = parse_in(said.edtf, calendar);
    if (!days.ok() || days->earliest < kEarliest || days->latest > kLatest) continue;
    out.push_back({said.edtf, calendar, {}, days.value()});
  }
  return out;
}

Result<Day> parse_day(std::string_view text) {
  if (text.size() != 10) return kDateMalformed;
  const auto range = TRY(parse_one_date(text, Calendar::Gregorian));
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
