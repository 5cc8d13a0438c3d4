// Days, moments and clocks, in several zones.
#include <cmath>

#include "tests/app/forms/xpath_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using test::SmallForm;

TEST_CASE("today and now are those of the zone that the form is filled in") {
  SmallForm form;  // at 2026-11-24T14:30Z
  CHECK(form.text("today()") == "2026-11-24");
  CHECK(form.text("now()") == "2026-11-24T14:30:00.000+00:00");
  form.utc_offset_minutes = 12 * 60;
  CHECK(form.text("today()") == "2026-11-25");
  CHECK(form.text("now()") == "2026-11-25T02:30:00.000+12:00");
  form.utc_offset_minutes = -15 * 60 + 1;
  CHECK(form.text("today()") == "2026-11-23");
  form.utc_offset_minutes = 390;  // Yangon
  CHECK(form.text("now()") == "2026-11-24T21:00:00.000+06:30");
  CHECK(form.text("format-date-time(now(), '%H:%M')") == "21:00");
}

TEST_CASE("Days count from 1970, in every zone alike") {
  SmallForm form;
  form.utc_offset_minutes = GENERATE(0, 390, 480, -300, 840, -720);
  CHECK(form.number("number(date('1970-01-01'))") == 0);
  CHECK(form.number("number(date('1969-12-31'))") == -1);
  CHECK(form.number("number(date('2008-09-05'))") == 14127);
  CHECK(form.number("date('2008-09-08') - date('1983-10-06')") == 9104);
  CHECK(form.text("date(14127)") == "2008-09-05");
  CHECK(form.text("date(-10252)") == "1941-12-07");
  CHECK(form.text("date(6.5)") == "1970-01-07");
  CHECK(form.text("date(date('2024-02-28') + 1)") == "2024-02-29");
  CHECK(form.text("date('2026-11-24T23:59:59.999')") == "2026-11-24");
  CHECK(form.holds("date('1996-02-29') = '1996-02-29'"));
  CHECK(form.text("format-date(date('2026-11-24'), '%Y/%n/%e')") == "2026/11/24");
}

TEST_CASE("A moment with an offset is shown by the clock of the zone") {
  SmallForm form;
  form.utc_offset_minutes = 7 * 60;
  CHECK(form.text("format-date-time('2018-01-02T10:20:30.123', '%Y-%m-%d %H:%M:%S.%3')") == "2018-01-02 10:20:30.123");
  CHECK(form.text("format-date-time('2018-01-02T10:20:30.123Z', '%d %H:%M')") == "02 17:20");
  CHECK(form.text("format-date-time('2018-01-02T23:20:30-05:00', '%d %h')") == "03 11");
  CHECK(form.text("date-time('2018-01-02T23:20-0500')") == "2018-01-03T11:20:00.000+07:00");
  CHECK(form.holds("date-time('2018-01-02T10:00+07:00') = date-time('2018-01-02T03:00Z')"));
  CHECK(form.number("decimal-date-time('1970-01-02T07:00:00')") == 1);
  CHECK(form.number("decimal-date-time('1970-01-01T12:00:00Z')") == 0.5);
  CHECK(form.number("decimal-time('1970-01-01T06:00:00')") == 0.25);
  CHECK(form.number("decimal-time('18:00')") == 0.75);
  CHECK(form.number("decimal-time('06:00:00.000+07:00')") == 0.25);
  CHECK(form.number("decimal-time(1.75)") == 0.75);
}

TEST_CASE("A moment is compared by its day; fractions are for decimal-date-time") {
  SmallForm form;
  CHECK_FALSE(form.holds("now() > today()"));
  CHECK(form.holds("now() >= today()"));
  CHECK(form.holds("decimal-date-time(now()) > decimal-date-time(today())"));
  CHECK(form.number("now() - today()") == 0);
}

TEST_CASE("Every letter of a format") {
  SmallForm form;
  const std::string at = "'2026-03-04T05:06:07.008', ";
  CHECK(form.text("format-date-time(" + at + "'%Y %y %m %n %b %d %e %a')") == "2026 26 03 3 Mar 04 4 Wed");
  CHECK(form.text("format-date-time(" + at + "'%H %h %M %S %3 %W %%')") == "05 5 06 07 008 10 %");
  CHECK(form.text("format-date('2027-01-03', '%W %a')") == "53 Sun");
  CHECK(form.text("format-date(" + at + "'%Q')").find("after % stands one of") != std::string::npos);
  CHECK(form.text("format-date(" + at + "'%')").starts_with("! "));
  CHECK(form.text("format-date('', '%Y')") == "");
  CHECK(form.text("format-date(number('x'), '%Y')") == "");
}

TEST_CASE("What is no date is said, and what is not answered stays empty") {
  SmallForm form;
  for (const char* text :
       {"'1983-09-31'", "'not a date'", "'2026-13-01'", "'26-01-01'", "'2026-1-1'", "'2026-01-01T25:00'",
        "'2026-01-01T10'", "'2026-01-01T10:00:00x'", "'2026-01-01 10:00'", "true()", "1 div 0", "9000000000"}) {
    INFO(text);
    CHECK(form.text(std::string("date(") + text + ")").starts_with("! "));
  }
  CHECK(form.text("date('')") == "");
  CHECK(form.text("date(number('x'))") == "NaN");
  CHECK(form.text("decimal-date-time('')") == "");
  CHECK(form.text("date(${born})") == "2009-02-28");
}

TEST_CASE("Dates far before 1970 keep their clocks") {
  SmallForm form;
  CHECK(form.text("format-date-time('1899-12-31T23:59:58.997', '%Y-%m-%d %H:%M:%S.%3 %a')") ==
        "1899-12-31 23:59:58.997 Sun");
  CHECK(form.text("date-time(-0.25)") == "1969-12-31T18:00:00.000+00:00");
  CHECK(read_date_value("0001-01-01", {})->text() == "0001-01-01");
}
