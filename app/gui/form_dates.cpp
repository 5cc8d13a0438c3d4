// What a date that somebody said means, in words: its days, and what the same figures mean in other calendars.
#include <array>
#include <chrono>

#include "app/case/dates.h"
#include "app/gui/form_pages.h"

namespace holdfast::gui {
namespace {

// Messages are asked for whole names, so that a translator sees them.
constexpr std::array<std::string_view, 12> kMonthNames = {
    text::msgid("January"), text::msgid("February"), text::msgid("March"),
    text::msgid("April"), text::msgid("May"), text::msgid("June"),
    text::msgid("July"), text::msgid("August"), text::msgid("September"),
    text::msgid("October"), text::msgid("November"), text::msgid("December")};

std::string day_spelled(cases::Day day, const text::Messages& messages) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  const std::string number = std::to_string(static_cast<unsigned>(date.day()));
  const std::string month = messages.say(kMonthNames[static_cast<unsigned>(date.month()) - 1]);
  const std::string year = std::to_string(static_cast<int>(date.year()));
  return messages.say("{1} {2} {3}", {number, month, year});
}

std::string range_spelled(const cases::DateRange& days, const text::Messages& messages) {
  if (days.earliest == days.latest) return day_spelled(days.earliest, messages);
  return messages.say("{1} to {2}", {day_spelled(days.earliest, messages), day_spelled(days.latest, messages)});
}

std::string calendar_spelled(cases::Calendar calendar, const text::Messages& messages) {
  switch (calendar) {
    case cases::Calendar::Gregorian: return messages.say("Gregorian");
    case cases::Calendar::Buddhist: return messages.say("Buddhist");
    case cases::Calendar::Myanmar: return messages.say("Myanmar");
    case cases::Calendar::Ethiopian: return messages.say("Ethiopian");
    case cases::Calendar::Chinese: return messages.say("Chinese");
    case cases::Calendar::BikramSambat: return messages.say("Bikram Sambat");
    case cases::Calendar::Islamic: return messages.say("Islamic");
    case cases::Calendar::Persian: return messages.say("Persian");
  }
  return {};
}

}  // namespace

std::string date_reading(std::string_view said, const text::Messages& messages) {
  if (said.empty()) return {};
  const Result<cases::SaidDate> date = cases::parse_said_date(said);
  if (!date.ok()) return {};
  std::string out = range_spelled(date->days, messages);
  if (date->days.approximate) out = messages.say("about {1}", {out});
  if (date->days.uncertain) out = messages.say("{1}, not certain", {out});
  for (const cases::SaidDate& other : cases::other_readings(date.value())) {
    const std::string calendar = calendar_spelled(other.calendar, messages);
    out += "\n" + messages.say("If it was {1}: {2}", {calendar, range_spelled(other.days, messages)});
  }
  return out;
}

}  // namespace holdfast::gui
