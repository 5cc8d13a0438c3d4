// Years and months of eight calendars as spans of Gregorian days, and back. The spelling of dates is in dates.h.
//
// How far each reaches, and how sure it is:
//   buddhist       Thai: the year is Gregorian + 543; years before 2484 began on 1 April
//   myanmar        computed from the year's full moon of Waso and the rule of added months; 1262 to 1400
//   ethiopian, persian, chinese, islamic: from ICU (app/text/calendar.h). Islamic months begin with the new moon that
//                  is seen, so a day may be one off to either side, and spans are that much wider
//   bikram_sambat  month lengths as Nepal's calendar printed them (assets/calendars); 1975 to 2083
#pragma once

#include <optional>

#include "app/case/dates.h"

namespace holdfast::cases {

struct DaySpan {  // both ends included
  Day first = 0;
  Day last = 0;
  friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

// Nothing where the calendar's table does not reach the year, or the year has no such month.
std::optional<DaySpan> year_in(Calendar calendar, int year);
// `added`: the leap month, which has the number of the month it follows (Chinese) or precedes (Waso).
std::optional<DaySpan> month_in(Calendar calendar, int year, int month, bool added);
// Days by which a day of this calendar may be off to either side.
Day slack_of(Calendar calendar);

// One Gregorian day as another calendar writes it.
struct CalendarDay {
  int year = 0;
  int month = 0;
  bool added = false;
  int day = 0;
};
std::optional<CalendarDay> day_in(Calendar calendar, Day day);
// "2000-01-01", "2020-04L-10".
std::string to_text(const CalendarDay& day);

}  // namespace holdfast::cases
