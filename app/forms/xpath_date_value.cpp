// Days and moments as expressions know them: proleptic Gregorian, each with its offset from UTC.
#include <array>
#include <chrono>
#include <cmath>

#include "app/forms/xpath.h"
#include "app/forms/xpath_dates.h"

namespace holdfast::forms {
namespace xpath {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kMinuteMs = 60'000;

// Exactly `digits` digits, taken from the front.
bool take_number(std::string_view& text, std::size_t digits, std::int64_t& out) {
  if (text.size() < digits) return false;
  out = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return false;
    out = out * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return true;
}

bool take_sign(std::string_view& text, char sign) {
  if (text.empty() || text.front() != sign) return false;
  text.remove_prefix(1);
  return true;
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string out = std::to_string(number < 0 ? -number : number);
  if (out.size() < width) out.insert(0, width - out.size(), '0');
  return number < 0 ? "-" + out : out;
}

}  // namespace

std::optional<std::int64_t> read_day(std::string_view text) {
  std::int64_t year = 0, month = 0, day = 0;
  if (!take_number(text, 4, year) || !take_sign(text, '-')) return std::nullopt;
  if (!take_number(text, 2, month) || !take_sign(text, '-') || !take_number(text, 2, day)) return std::nullopt;
  if (!text.empty()) return std::nullopt;
  return day_number(year, month, day);
}

std::optional<std::int64_t> day_number(std::int64_t year, std::int64_t month, std::int64_t day) {
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::optional<ClockTime> read_clock(std::string_view text) {
  ClockTime out;
  std::int64_t hour = 0, minute = 0, second = 0, fraction = 0;
  if (!take_number(text, 2, hour) || !take_sign(text, ':') || !take_number(text, 2, minute)) return std::nullopt;
  if (take_sign(text, ':')) {
    if (!take_number(text, 2, second)) return std::nullopt;
    if (take_sign(text, '.')) {
      std::int64_t weight = 100;
      bool any = false;
      while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        fraction += (text.front() - '0') * weight;
        weight /= 10;
        text.remove_prefix(1);
        any = true;
      }
      if (!any) return std::nullopt;
    }
  }
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  out.day_ms = ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
  if (text.empty()) return out;
  if (text == "Z") {
    out.utc_offset_minutes = 0;
    return out;
  }
  const bool west = text.front() == '-';
  if (!take_sign(text, '+') && !take_sign(text, '-')) return std::nullopt;
  std::int64_t hours = 0, minutes = 0;
  if (!take_number(text, 2, hours)) return std::nullopt;
  if (!text.empty()) {
    take_sign(text, ':');
    if (!take_number(text, 2, minutes) || !text.empty()) return std::nullopt;
  }
  if (hours > 14 || minutes > 59) return std::nullopt;
  const auto offset = static_cast<std::int32_t>(hours * 60 + minutes);
  out.utc_offset_minutes = west ? -offset : offset;
  return out;
}

DateParts date_parts(const DateValue& date) {
  const std::int64_t days = date.local_days();
  const std::int64_t day_ms = date.utc_ms + date.utc_offset_minutes * kMinuteMs - days * kDayMs;
  const std::chrono::sys_days at{std::chrono::days(days)};
  const std::chrono::year_month_day civil(at);
  DateParts out;
  out.year = static_cast<int>(civil.year());
  out.month = static_cast<unsigned>(civil.month());
  out.day = static_cast<unsigned>(civil.day());
  out.weekday = std::chrono::weekday(at).c_encoding();
  out.hour = day_ms / 3'600'000;
  out.minute = day_ms / kMinuteMs % 60;
  out.second = day_ms / 1000 % 60;
  out.millisecond = day_ms % 1000;
  // ISO 8601: the week that holds the year's first Thursday is week 1.
  const std::int64_t thursday = days - (out.weekday + 6) % 7 + 3;
  const std::chrono::year_month_day of_thursday{std::chrono::sys_days(std::chrono::days(thursday))};
  const auto first = day_number(static_cast<int>(of_thursday.year()), 1, 1);
  out.week = (thursday - first.value_or(thursday)) / 7 + 1;
  return out;
}

std::string padded_number(std::int64_t number, std::size_t width) { return padded(number, width); }

}  // namespace xpath

std::int64_t DateValue::local_days() const {
  const std::int64_t local = utc_ms + utc_offset_minutes * xpath::kMinuteMs;
  return local >= 0 ? local / xpath::kDayMs : -((-local + xpath::kDayMs - 1) / xpath::kDayMs);
}

double DateValue::fractional_days() const {
  return static_cast<double>(utc_ms + utc_offset_minutes * xpath::kMinuteMs) / static_cast<double>(xpath::kDayMs);
}

std::string DateValue::text() const {
  const xpath::DateParts parts = xpath::date_parts(*this);
  std::string out =
      xpath::padded(parts.year, 4) + "-" + xpath::padded(parts.month, 2) + "-" + xpath::padded(parts.day, 2);
  if (day_only) return out;
  out += "T" + xpath::padded(parts.hour, 2) + ":" + xpath::padded(parts.minute, 2) + ":" +
         xpath::padded(parts.second, 2) + "." + xpath::padded(parts.millisecond, 3);
  const std::int64_t offset = utc_offset_minutes < 0 ? -utc_offset_minutes : utc_offset_minutes;
  out += utc_offset_minutes < 0 ? "-" : "+";
  return out + xpath::padded(offset / 60, 2) + ":" + xpath::padded(offset % 60, 2);
}

std::int32_t LocalClock::offset_at(std::int64_t utc_ms) const {
  return zone == nullptr ? utc_offset_minutes : zone->offset_minutes(utc_ms);
}

std::int64_t LocalClock::utc_of(std::int64_t local_ms) const {
  // Zones change their offset at most once within two days.
  const std::int64_t before = local_ms - offset_at(local_ms - xpath::kDayMs) * xpath::kMinuteMs;
  const std::int64_t after = local_ms - offset_at(local_ms + xpath::kDayMs) * xpath::kMinuteMs;
  const auto shows = [&](std::int64_t utc_ms) { return utc_ms + offset_at(utc_ms) * xpath::kMinuteMs == local_ms; };
  return !shows(before) && shows(after) ? after : before;
}

DateValue LocalClock::moment(std::int64_t utc_ms) const { return {utc_ms, offset_at(utc_ms), false}; }

// Where the clocks go from midnight to one, the day begins at one.
DateValue LocalClock::day(std::int64_t days) const {
  const std::int64_t utc_ms = utc_of(days * xpath::kDayMs);
  return {utc_ms, offset_at(utc_ms), true};
}

std::optional<DateValue> read_date_value(std::string_view text, const LocalClock& wall) {
  const std::size_t mark = text.find('T');
  const std::optional<std::int64_t> day = xpath::read_day(text.substr(0, mark));
  if (!day.has_value()) return std::nullopt;
  if (mark == std::string_view::npos) return wall.day(*day);
  const std::optional<xpath::ClockTime> clock = xpath::read_clock(text.substr(mark + 1));
  if (!clock.has_value()) return std::nullopt;
  const std::int64_t local_ms = *day * xpath::kDayMs + clock->day_ms;
  if (!clock->utc_offset_minutes.has_value()) return wall.moment(wall.utc_of(local_ms));
  const std::int32_t written = *clock->utc_offset_minutes;
  const std::int64_t utc_ms = local_ms - written * xpath::kMinuteMs;
  return wall.as_written ? DateValue{utc_ms, written, false} : wall.moment(utc_ms);
}

}  // namespace holdfast::forms
