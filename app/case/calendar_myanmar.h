// The Myanmar calendar, computed: its year is the sun's, its months are the moon's, and in some years a month (First
// Waso) and a day are added so that both keep step. Method and constants: Yan Naing Aye, "Algorithm, Program and
// Calculation of Myanmar Calendar"; the years in which the calendar board decided otherwise are named in the .cpp.
#pragma once

#include <optional>

#include "app/case/calendars.h"

namespace holdfast::cases {

// From the new year's day (the one after Thingyan) to the day before the next.
std::optional<DaySpan> myanmar_year(int year);
// Tagu is 1, Tabaung 12. Tagu is the month around the New Year with which the year begins.
std::optional<DaySpan> myanmar_month(int year, int month, bool first_waso);

}  // namespace holdfast::cases
