#include "app/gui/words_of_time.h"

#include <array>
#include <chrono>

#include "app/gui/shell_frame.h"

namespace holdfast::gui {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::string two_digits(int number) {
  std::string out = std::to_string(number);
  return out.size() < 2 ? "0" + out : out;
}

std::int64_t local_day(std::int64_t wall_ms, std::int32_t offset) {
  const std::int64_t local = wall_ms + std::int64_t{offset} * 60'000;
  return local >= 0 ? local / kDayMs : (local - kDayMs + 1) / kDayMs;
}

std::string month_words(ui::Ui& ui, int month) {
  switch (month) {
    case 1: return ui.tr("January");
    case 2: return ui.tr("February");
    case 3: return ui.tr("March");
    case 4: return ui.tr("April");
    case 5: return ui.tr("May");
    case 6: return ui.tr("June");
    case 7: return ui.tr("July");
    case 8: return ui.tr("August");
    case 9: return ui.tr("September");
    case 10: return ui.tr("October");
    case 11: return ui.tr("November");
    default: return ui.tr("December");
  }
}

std::string short_month_words(ui::Ui& ui, int month) {
  switch (month) {
    case 1: return ui.tr("Jan");
    case 2: return ui.tr("Feb");
    case 3: return ui.tr("Mar");
    case 4: return ui.tr("Apr");
    case 5: return ui.tr("May");
    case 6: return ui.tr("Jun");
    case 7: return ui.tr("Jul");
    case 8: return ui.tr("Aug");
    case 9: return ui.tr("Sep");
    case 10: return ui.tr("Oct");
    case 11: return ui.tr("Nov");
    default: return ui.tr("Dec");
  }
}

// Digits up to `digits` long; moves `at` behind them.
bool read_number(std::string_view text, std::size_t& at, std::size_t digits, int& out) {
  out = 0;
  std::size_t count = 0;
  for (; count < digits && at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++count) {
    out = out * 10 + (text[at] - '0');
  }
  return count > 0;
}

bool take_one_of(std::string_view text, std::size_t& at, std::string_view signs) {
  if (at >= text.size() || signs.find(text[at]) == std::string_view::npos) return false;
  ++at;
  return true;
}

}  // namespace

LocalTime local_time(std::int64_t wall_ms, std::int32_t utc_offset_minutes) {
  const std::int64_t day = local_day(wall_ms, utc_offset_minutes);
  const std::int64_t in_day = wall_ms + std::int64_t{utc_offset_minutes} * 60'000 - day * kDayMs;
  const std::chrono::sys_days days{std::chrono::days{day}};
  const std::chrono::year_month_day date{days};
  LocalTime out;
  out.year = static_cast<int>(date.year());
  out.month = static_cast<int>(static_cast<unsigned>(date.month()));
  out.day = static_cast<int>(static_cast<unsigned>(date.day()));
  out.weekday = static_cast<int>(std::chrono::weekday{days}.c_encoding());
  out.hour = static_cast<int>(in_day / 3'600'000);
  out.minute = static_cast<int>(in_day / 60'000 % 60);
  out.second = static_cast<int>(in_day / 1000 % 60);
  return out;
}

bool read_local_time(std::string_view text, std::int32_t utc_offset_minutes, std::int64_t& wall_ms) {
  std::size_t at = 0;
  int year = 0, month = 0, day = 0, hour = 12, minute = 0;  // a day alone is taken at noon
  if (!read_number(text, at, 4, year) || !take_one_of(text, at, "-./") || !read_number(text, at, 2, month) ||
      !take_one_of(text, at, "-./") || !read_number(text, at, 2, day)) {
    return false;
  }
  if (take_one_of(text, at, " T")) {
    if (!read_number(text, at, 2, hour) || !take_one_of(text, at, ":.")) return false;
    if (!read_number(text, at, 2, minute)) return false;
  }
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (at != text.size() || !date.ok() || year < 1970 || hour > 23 || minute > 59) return false;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  wall_ms = days * kDayMs + hour * 3'600'000LL + minute * 60'000LL - std::int64_t{utc_offset_minutes} * 60'000;
  return true;
}

std::string weekday_words(ui::Ui& ui, int weekday) {
  switch (weekday) {
    case 1: return ui.tr("Monday");
    case 2: return ui.tr("Tuesday");
    case 3: return ui.tr("Wednesday");
    case 4: return ui.tr("Thursday");
    case 5: return ui.tr("Friday");
    case 6: return ui.tr("Saturday");
    default: return ui.tr("Sunday");
  }
}

std::string time_words(ui::Ui&, std::int64_t wall_ms, std::int32_t utc_offset_minutes, bool seconds) {
  const LocalTime t = local_time(wall_ms, utc_offset_minutes);
  std::string out = two_digits(t.hour) + ":" + two_digits(t.minute);
  if (seconds) out += ":" + two_digits(t.second);
  return out;
}

std::string day_words(ui::Ui& ui, std::int64_t wall_ms, std::int32_t utc_offset_minutes) {
  const LocalTime t = local_time(wall_ms, utc_offset_minutes);
  return ui.tr("{1} {2}", {std::to_string(t.day), short_month_words(ui, t.month)});
}

std::string moment_words(ui::Ui& ui, std::int64_t wall_ms, std::int32_t utc_offset_minutes) {
  return ui.tr("{1}, {2}", {day_words(ui, wall_ms, utc_offset_minutes), time_words(ui, wall_ms, utc_offset_minutes)});
}

std::string long_day_words(ui::Ui& ui, std::int64_t wall_ms, std::int32_t utc_offset_minutes) {
  const LocalTime t = local_time(wall_ms, utc_offset_minutes);
  return ui.tr("{1} {2} {3}", {weekday_words(ui, t.weekday), std::to_string(t.day), month_words(ui, t.month)});
}

std::string age_words(ui::Ui& ui, std::int64_t then_ms, std::int64_t now_ms, std::int32_t utc_offset_minutes) {
  const std::int64_t days = local_day(now_ms, utc_offset_minutes) - local_day(then_ms, utc_offset_minutes);
  const std::string at = time_words(ui, then_ms, utc_offset_minutes);
  if (days <= 0) return ui.tr("today {1}", {at});
  if (days == 1) return ui.tr("yesterday {1}", {at});
  return ui.trn("{n} day old", "{n} days old", static_cast<std::uint64_t>(days));
}

}  // namespace holdfast::gui
