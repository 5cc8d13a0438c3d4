// Days on which two calendars are known to agree: new-year days, feasts that newspapers dated in both, and days of
// history. Each line stands in almanacs of its country.
#include "app/case/calendars.h"

#include <catch2/catch_test_macros.hpp>

using namespace holdfast;
using namespace holdfast::cases;

namespace {

void check_days(std::string_view said, std::string_view from, std::string_view to) {
  INFO(said);
  const auto range = parse_date(said);
  REQUIRE(range.ok());
  CHECK(format_day(range->earliest) == from);
  CHECK(format_day(range->latest) == to);
}

void check_day(std::string_view said, std::string_view gregorian) { check_days(said, gregorian, gregorian); }

Reason why_not(std::string_view said) {
  INFO(said);
  const auto range = parse_date(said);
  REQUIRE(!range.ok());
  return range.error().reason;
}

}  // namespace

TEST_CASE("Ethiopian dates fall on the days that Ethiopia's almanacs give") {
  check_days("2000 @ethiopian", "2007-09-12", "2008-09-10");  // the millennium of 12 September 2007
  check_day("2000-01-01 @ethiopian", "2007-09-12");
  check_day("2015-01-01 @ethiopian", "2022-09-11");
  check_day("2016-01-01 @ethiopian", "2023-09-12");
  check_day("2014-04-29 @ethiopian", "2022-01-07");  // Christmas
  check_day("1888-06-23 @ethiopian", "1896-03-01");  // Adwa
  check_days("2015-13 @ethiopian", "2023-09-06", "2023-09-11");  // Pagume of a leap year has six days
  check_days("2014-13 @ethiopian", "2022-09-06", "2022-09-10");
  CHECK(why_not("2014-13-06 @ethiopian") == kDateMalformed);
  CHECK(why_not("2014-14 @ethiopian") == kDateMalformed);
}

TEST_CASE("Thai Buddhist years changed their first day in 1941") {
  check_days("2566 @buddhist", "2023-01-01", "2023-12-31");
  check_days("2484 @buddhist", "1941-01-01", "1941-12-31");
  check_days("2483 @buddhist", "1940-04-01", "1940-12-31");  // the short year
  check_day("2475-06-24 @buddhist", "1932-06-24");           // the revolution in Siam
  check_day("2475-02-01 @buddhist", "1933-02-01");           // January to March still belonged to the old year
  CHECK(why_not("2483-02 @buddhist") == kDateMalformed);
}

TEST_CASE("Myanmar full moons fall on the days that were public holidays") {
  check_days("1380 @myanmar", "2018-04-17", "2019-04-16");
  check_day("1380-02-15 @myanmar", "2018-04-29");  // full moon of Kason
  check_day("1380-04-15 @myanmar", "2018-07-27");  // full moon of Second Waso
  check_day("1380-07-15 @myanmar", "2018-10-24");  // Thadingyut
  check_day("1380-08-15 @myanmar", "2018-11-22");  // Tazaungdaing
  check_day("1380-12-15 @myanmar", "2019-03-20");  // Tabaung
  check_day("1381-02-15 @myanmar", "2019-05-18");
  check_day("1381-04-15 @myanmar", "2019-07-16");
  check_day("1381-07-15 @myanmar", "2019-10-13");
  check_day("1382-07-15 @myanmar", "2020-10-31");
  check_day("1382-08-15 @myanmar", "2020-11-29");
  check_day("1383-04-15 @myanmar", "2021-07-23");
  check_days("1380-04L @myanmar", "2018-06-13", "2018-07-12");  // First Waso, before the Waso of every year
  CHECK(why_not("1381-04L @myanmar") == kDateMalformed);        // a year without
  CHECK(why_not("1380-05L @myanmar") == kDateMalformed);
  CHECK(why_not("1100 @myanmar") == kDateOutside);
  CHECK(why_not("1401 @myanmar") == kDateOutside);
}

TEST_CASE("Chinese lunar years begin on the days of the spring festival") {
  check_day("2000-01-01 @chinese", "2000-02-05");
  check_day("2020-01-01 @chinese", "2020-01-25");
  check_day("2023-01-01 @chinese", "2023-01-22");
  check_day("1985-01-01 @chinese", "1985-02-20");
  check_day("2020-05-05 @chinese", "2020-06-25");  // dragon boats
  check_day("2020-08-15 @chinese", "2020-10-01");  // mid-autumn
  check_days("2020-04L @chinese", "2020-05-23", "2020-06-20");
  check_days("2020 @chinese", "2020-01-25", "2021-02-11");
  CHECK(why_not("2021-04L @chinese") == kDateMalformed);
}

TEST_CASE("Bikram Sambat dates fall on the days that Nepal printed, and only in the years of the table") {
  check_day("2080-01-01 @bikram_sambat", "2023-04-14");
  check_day("2081-01-01 @bikram_sambat", "2024-04-13");
  check_day("2072-01-12 @bikram_sambat", "2015-04-25");  // the earthquake of 2015
  check_day("1990-10-02 @bikram_sambat", "1934-01-15");  // and of 1934
  check_day("2058-02-19 @bikram_sambat", "2001-06-01");
  check_day("2007-11-07 @bikram_sambat", "1951-02-18");  // Democracy Day
  check_day("2072-06-03 @bikram_sambat", "2015-09-20");  // the constitution
  check_days("2057 @bikram_sambat", "2000-04-13", "2001-04-13");
  CHECK(why_not("1974 @bikram_sambat") == kDateOutside);
  CHECK(why_not("2084 @bikram_sambat") == kDateOutside);
  CHECK(why_not("2080-01-32 @bikram_sambat") == kDateMalformed);
}

TEST_CASE("Persian years begin at the equinox") {
  check_day("1379-01-01 @persian", "2000-03-20");
  check_day("1380-01-01 @persian", "2001-03-21");
  check_day("1400-01-01 @persian", "2021-03-21");
  check_day("1403-01-01 @persian", "2024-03-20");
  check_day("1399-12-30 @persian", "2021-03-20");  // a leap year
  check_day("1357-11-22 @persian", "1979-02-11");  // the revolution
  CHECK(why_not("1400-12-30 @persian") == kDateMalformed);
}

TEST_CASE("Islamic days are as wide as the sighting of the moon makes them") {
  check_days("1445-01-01 @islamic", "2023-07-18", "2023-07-20");
  check_days("1442-01-01 @islamic", "2020-08-19", "2020-08-21");
  check_days("1444-10-01 @islamic", "2023-04-20", "2023-04-22");  // the feast after Ramadan
  check_days("1421 @islamic", "2000-04-05", "2001-03-26");
  CHECK(why_not("1444-13 @islamic") == kDateMalformed);
}

TEST_CASE("A date keeps its calendar and the words that were said") {
  const auto said = parse_said_date("2000~ @ethiopian 'the year o''the big feast'");
  REQUIRE(said.ok());
  CHECK(said->edtf == "2000~");
  CHECK(said->calendar == Calendar::Ethiopian);
  CHECK(said->words == "the year o'the big feast");
  CHECK(said->days.approximate);
  CHECK(said_date_text(said->edtf, said->calendar, said->words) == "2000~ @ethiopian 'the year o''the big feast'");
  CHECK(said_date_text("2022-02", Calendar::Gregorian, "") == "2022-02");
  const auto plain = parse_said_date("2022-02-14 'Valentine''s day'");
  REQUIRE(plain.ok());
  CHECK(plain->calendar == Calendar::Gregorian);
  CHECK(plain->words == "Valentine's day");
  check_days("2014-12/2015-02 @ethiopian", "2022-08-07", "2022-11-09");
}

TEST_CASE("A date in a calendar nobody knows, or with half its words, is refused") {
  CHECK(why_not("2000 @martian") == kDateCalendar);
  CHECK(why_not("2000 @") == kDateCalendar);
  for (const char* text : {"2000 ", "2000 @ethiopian ", "2000 'x", "2000 x'", "2000 ''", "2000 'a'b'", "2000 'a\nb'",
                           "2000 @ethiopian x", "@ethiopian", "'x'", "2000 '''", "2022-04L", "2022-04L-01",
                           "2000 @ethiopian @persian"}) {
    CHECK(why_not(text) == kDateMalformed);
  }
  CHECK(why_not("2000 '" + std::string(kDateWordsMax + 1, 'x') + "'") == kDateMalformed);
  CHECK(parse_date("2000 '" + std::string(kDateWordsMax, 'x') + "'").ok());
}

TEST_CASE("Every calendar writes a day so that it reads back as that day") {
  for (const Calendar calendar : kCalendars) {
    INFO(to_string(calendar));
    for (Day day = *parse_day("1925-01-05"); day < *parse_day("2026-06-01"); day += 211) {
      const auto there = day_in(calendar, day);
      REQUIRE(there.has_value());
      const auto back = parse_date(said_date_text(to_text(*there), calendar, ""));
      REQUIRE(back.ok());
      CHECK(back->earliest + slack_of(calendar) == day);
    }
  }
}

TEST_CASE("The months of a year follow each other without a gap in every calendar") {
  for (const Calendar calendar : kCalendars) {
    const int last = day_in(calendar, *parse_day("2020-01-01"))->year;
    std::optional<DaySpan> before;
    for (int year = last - 60; year <= last; ++year) {
      for (int month = 1; month <= 13; ++month) {
        // Waso's added month stands before it, a Chinese one behind.
        const bool added_first = calendar == Calendar::Myanmar;
        for (const bool added : {added_first, !added_first}) {
          const auto span = month_in(calendar, year, month, added);
          if (!span) continue;
          if (before) CHECK(span->first == before->last + 1);
          before = span;
        }
      }
    }
  }
}

TEST_CASE("What else the figures of a year may have meant is always shown") {
  const auto others = other_readings(*parse_said_date("2000 @ethiopian"));
  REQUIRE(!others.empty());
  CHECK(others.front().calendar == Calendar::Gregorian);
  CHECK(format_day(others.front().days.earliest) == "2000-01-01");
  const auto gregorian = other_readings(*parse_said_date("2000"));
  const auto ethiopian = std::find_if(gregorian.begin(), gregorian.end(), [](const SaidDate& reading) {
    return reading.calendar == Calendar::Ethiopian;
  });
  REQUIRE(ethiopian != gregorian.end());
  CHECK(format_day(ethiopian->days.earliest) == "2007-09-12");
  CHECK(format_day(ethiopian->days.latest) == "2008-09-10");
  // 2566 can only be Buddhist: nobody is born in that year of ours.
  const auto buddhist = other_readings(*parse_said_date("2566"));
  REQUIRE(buddhist.size() == 1);
  CHECK(buddhist.front().calendar == Calendar::Buddhist);
}
