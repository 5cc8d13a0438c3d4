#include "app/text/calendar.h"

#include <unicode/ucal.h>

#include <memory>

namespace holdfast::text {

namespace {

constexpr double kMsOfOneDay = 86'400'000.0;
// ICU counts Chinese years from 2637 before our era.
constexpr int kChineseYearsBefore = 2637;

struct CloseCalendar {
  void operator()(void* calendar) const { ucal_close(static_cast<UCalendar*>(calendar)); }
};
using OpenCalendar = std::unique_ptr<void, CloseCalendar>;

const char* locale_of(CalendarSystem system) {
  switch (system) {
    case CalendarSystem::Chinese: return "en@calendar=chinese";
    case CalendarSystem::Ethiopian: return "en@calendar=ethiopic";
    // The table of Umm al-Qura: the one that is printed for years ahead.
    case CalendarSystem::Islamic: return "en@calendar=islamic-umalqura";
    case CalendarSystem::Persian: return "en@calendar=persian";
  }
  return "en";
}

OpenCalendar open_calendar(CalendarSystem system) {
  UErrorCode status = U_ZERO_ERROR;
  const UChar zone[] = u"UTC";
  UCalendar* calendar = ucal_open(zone, -1, locale_of(system), UCAL_DEFAULT, &status);
  return OpenCalendar(U_FAILURE(status) ? nullptr : calendar);
}

// ICU rolls what does not exist over into the next month; what reads back otherwise did not exist.
bool set_first_day(UCalendar* calendar, int year, int month, bool added) {
  ucal_clear(calendar);
  ucal_set(calendar, UCAL_EXTENDED_YEAR, year);
  ucal_set(calendar, UCAL_MONTH, month);
  ucal_set(calendar, UCAL_IS_LEAP_MONTH, added ? 1 : 0);
  ucal_set(calendar, UCAL_DATE, 1);
  UErrorCode status = U_ZERO_ERROR;
  ucal_getMillis(calendar, &status);
  const bool same = ucal_get(calendar, UCAL_EXTENDED_YEAR, &status) == year &&
                    ucal_get(calendar, UCAL_MONTH, &status) == month &&
                    (ucal_get(calendar, UCAL_IS_LEAP_MONTH, &status) != 0) == added &&
                    ucal_get(calendar, UCAL_DATE, &status) == 1;
  return U_SUCCESS(status) && same;
}

}  // namespace

std::optional<MonthDays> days_of_month(CalendarSystem system, int year, int month, bool added) {
  if (month < 1 || month > 13 || (added && system != CalendarSystem::Chinese)) return std::nullopt;
  const OpenCalendar open = open_calendar(system);
  if (open == nullptr) return std::nullopt;
  auto* calendar = static_cast<UCalendar*>(open.get());
  const int counted = system == CalendarSystem::Chinese ? year + kChineseYearsBefore : year;
  if (!set_first_day(calendar, counted, month - 1, added)) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const double first_ms = ucal_getMillis(calendar, &status);
  const std::int32_t length = ucal_getLimit(calendar, UCAL_DATE, UCAL_ACTUAL_MAXIMUM, &status);
  if (U_FAILURE(status) || length < 1) return std::nullopt;
  const double first_day = first_ms / kMsOfOneDay;
  if (first_day < -1'000'000.0 || first_day > 1'000'000.0) return std::nullopt;
  const auto first = static_cast<std::int32_t>(first_day);  // exact: midnight in UTC
  return MonthDays{first, first + length - 1};
}

}  // namespace holdfast::text
