#include "app/text/calendar.h"

#include <catch2/catch_test_macros.hpp>

using namespace holdfast::text;

TEST_CASE("A month that a year does not have covers no days") {
  CHECK(days_of_month(CalendarSystem::Chinese, 2020, 4, true).has_value());
  CHECK(!days_of_month(CalendarSystem::Chinese, 2021, 4, true).has_value());
  CHECK(!days_of_month(CalendarSystem::Chinese, 2020, 13, false).has_value());
  CHECK(days_of_month(CalendarSystem::Ethiopian, 2014, 13, false)->last -
            days_of_month(CalendarSystem::Ethiopian, 2014, 13, false)->first == 4);
  CHECK(!days_of_month(CalendarSystem::Ethiopian, 2014, 1, true).has_value());
  CHECK(!days_of_month(CalendarSystem::Persian, 1400, 0, false).has_value());
  CHECK(!days_of_month(CalendarSystem::Islamic, 1440, 14, false).has_value());
}

TEST_CASE("The year 2033, whose added month confuses many tables, has it behind the eleventh") {
  CHECK(days_of_month(CalendarSystem::Chinese, 2033, 11, true).has_value());
  for (int month = 1; month <= 12; ++month) {
    if (month != 11) CHECK(!days_of_month(CalendarSystem::Chinese, 2033, month, true).has_value());
  }
}
