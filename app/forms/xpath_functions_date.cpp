#include <cmath>

#include "app/forms/xpath_dates.h"
#include "app/forms/xpath_functions.h"

namespace holdfast::forms::xpath {
namespace {

constexpr double kDayLength = 86'400'000.0;
constexpr double kDaysMax = 3'000'000;  // before and after which no calendar of ours reaches

LocalClock clock_of(Evaluation& evaluation) { return evaluation.context().clock(); }

Result<Value> run_now(Evaluation& evaluation, const Expr&) {
  return Value::of(clock_of(evaluation).moment(evaluation.context().now_ms));
}

Result<Value> run_today(Evaluation& evaluation, const Expr&) {
  const LocalClock clock = clock_of(evaluation);
  return Value::of(clock.day(clock.moment(evaluation.context().now_ms).local_days()));
}

// A day (or with its time, if `keep_time`) from a date, a number of days or a text; '' and NaN stay what they are.
Result<Value> to_date(Evaluation& evaluation, const Expr& call, bool keep_time) {
  const Value value = TRY(evaluation.single(call.parts[0]));
  const LocalClock clock = clock_of(evaluation);
  if (value.date() != nullptr) {
    return keep_time ? value : Value::of(clock.day(value.date()->local_days()));
  }
  if (value.kind() == Value::Kind::Number) {
    const double days = value.to_number();
    if (std::isnan(days)) return value;
    if (std::fabs(days) > kDaysMax) return evaluation.failed(call, "this number of days is no date");
    if (!keep_time) return Value::of(clock.day(static_cast<std::int64_t>(std::trunc(days))));
    return Value::of(clock.moment(static_cast<std::int64_t>(days * kDayLength)));
  }
  if (value.kind() == Value::Kind::Boolean) return evaluation.failed(call, "true and false are no date");
  const std::string text = value.to_text();
  if (text.empty()) return value;
  const std::optional<DateValue> date = read_date_value(text, clock);
  if (!date.has_value()) return evaluation.failed(call, "this text is no date; a date is written 2026-11-24");
  return keep_time ? Value::of(*date) : Value::of(clock.day(date->local_days()));
}

Result<Value> run_date(Evaluation& evaluation, const Expr& call) { return to_date(evaluation, call, false); }
Result<Value> run_date_time(Evaluation& evaluation, const Expr& call) { return to_date(evaluation, call, true); }

Result<Value> run_decimal_date_time(Evaluation& evaluation, const Expr& call) {
  const Value date = TRY(to_date(evaluation, call, true));
  if (date.date() == nullptr) return date;
  return Value::of(static_cast<double>(date.date()->utc_ms) / kDayLength);
}

// The part of the day that is over, by the clock on the wall.
Result<Value> run_decimal_time(Evaluation& evaluation, const Expr& call) {
  const Value value = TRY(evaluation.single(call.parts[0]));
  if (value.kind() == Value::Kind::Text) {
    const std::optional<ClockTime> clock = read_clock(value.to_text());
    if (clock.has_value()) return Value::of(static_cast<double>(clock->day_ms) / kDayLength);
  }
  if (value.kind() == Value::Kind::Number) {
    const double number = value.to_number();
    return Value::of(std::isnan(number) ? number : number - std::floor(number));
  }
  const Value date = TRY(to_date(evaluation, call, true));
  if (date.date() == nullptr) return date;
  const double days = date.date()->fractional_days();
  return Value::of(days - std::floor(days));
}

constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view kWeekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

// Nothing for a letter that stands for nothing.
std::optional<std::string> formatted(char letter, const DateParts& parts) {
  switch (letter) {
    case '%': return "%";
    case 'Y': return padded_number(parts.year, 4);
    case 'y': return padded_number(parts.year, 4).substr(2);
    case 'm': return padded_number(parts.month, 2);
    case 'n': return std::to_string(parts.month);
    case 'b': return std::string(kMonths[static_cast<std::size_t>(parts.month - 1)]);
    case 'd': return padded_number(parts.day, 2);
    case 'e': return std::to_string(parts.day);
    case 'H': return padded_number(parts.hour, 2);
    case 'h': return std::to_string(parts.hour);
    case 'M': return padded_number(parts.minute, 2);
    case 'S': return padded_number(parts.second, 2);
    case '3': return padded_number(parts.millisecond, 3);
    case 'a': return std::string(kWeekdays[static_cast<std::size_t>(parts.weekday)]);
    case 'W': return std::to_string(parts.week);
    default: return std::nullopt;
  }
}

Result<Value> run_format(Evaluation& evaluation, const Expr& call) {
  const Value date = TRY(to_date(evaluation, call, true));
  const std::string format = TRY(evaluation.text(call.parts[1]));
  if (date.date() == nullptr) return Value::of(std::string());
  const DateParts parts = date_parts(*date.date());
  std::string out;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      out.push_back(format[i]);
      continue;
    }
    const std::optional<std::string> piece = ++i < format.size() ? formatted(format[i], parts) : std::nullopt;
    if (!piece.has_value()) {
      return evaluation.failed(call, "after % stands one of Y y m n b d e H h M S 3 a W");
    }
    out += *piece;
  }
  return evaluation.text_value(std::move(out));
}

constexpr Function kDateFunctions[] = {
    {"now", 0, 0, run_now},
    {"today", 0, 0, run_today},
    {"date", 1, 1, run_date},
    {"date-time", 1, 1, run_date_time},
    {"decimal-date-time", 1, 1, run_decimal_date_time},
    {"decimal-time", 1, 1, run_decimal_time},
    {"format-date", 2, 2, run_format},
    {"format-date-time", 2, 2, run_format},
};

}  // namespace

std::span<const Function> date_functions() { return kDateFunctions; }

}  // namespace holdfast::forms::xpath
