#include "app/case/dates.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/fake_seams.h"

using namespace holdfast;
using namespace holdfast::cases;

namespace {

void check_range(std::string_view text, std::string_view from, std::string_view to, bool about = false,
                 bool unsure = false) {
  INFO(text);
  const auto range = parse_edtf(text);
  REQUIRE(range.ok());
  CHECK(format_day(range->earliest) == from);
  CHECK(format_day(range->latest) == to);
  CHECK(range->approximate == about);
  CHECK(range->uncertain == unsure);
}

}  // namespace

TEST_CASE("A date covers the days that it says") {
  check_range("2022", "2022-01-01", "2022-12-31");
  check_range("2022-02", "2022-02-01", "2022-02-28");
  check_range("2024-02", "2024-02-01", "2024-02-29");
  check_range("2022-02-14", "2022-02-14", "2022-02-14");
  check_range("2022-02~", "2022-02-01", "2022-02-28", true);
  check_range("2022?", "2022-01-01", "2022-12-31", false, true);
  check_range("2022-02-14%", "2022-02-14", "2022-02-14", true, true);
  check_range("2021-12/2022-02", "2021-12-01", "2022-02-28");
  check_range("2021/2022-03-05?", "2021-01-01", "2022-03-05", false, true);
  check_range("2022-03/2022-03", "2022-03-01", "2022-03-31");
}

TEST_CASE("Half dates, open ranges and impossible days are refused") {
  for (const char* text :
       {"", "/", "22", "20220", "2022-", "2022-1", "2022-13", "2022-00", "2022-02-30", "2023-02-29", "2022-02-14x",
        " 2022", "2022 ", "..", "2022/..", "../2022", "2022/", "/2022", "2022/2021", "2022-05/2022", "2022/2023/2024",
        "0000", "-2022", "2022-02-14T10:00", "2022~~", "~2022", "~", "2022-1a", "\xE0\xB9\x92\xE0\xB9\x95"}) {
    INFO(text);
    const auto range = parse_edtf(text);
    REQUIRE(!range.ok());
    CHECK(range.error().reason == kDateMalformed);
  }
}

TEST_CASE("A day is a whole day only") {
  CHECK(*parse_day("1970-01-01") == 0);
  CHECK(*parse_day("1970-01-02") == 1);
  CHECK(*parse_day("2022-12-31") == 19357);
  for (const char* text : {"2022-12", "2022-12-3", "2022-12-31~", "2022-02-30", "2022-12-311"}) {
    CHECK(!parse_day(text).ok());
  }
}

TEST_CASE("Every day reads back as itself") {
  const Day last = *parse_day("2100-12-31");
  std::size_t wrong = 0;
  for (Day day = *parse_day("1899-12-31"); day <= last; ++day) {
    if (*parse_day(format_day(day)) != day) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("A device's clock falls on the right day, before 1970 too") {
  CHECK(day_of_ms(0) == 0);
  CHECK(day_of_ms(86'399'999) == 0);
  CHECK(day_of_ms(86'400'000) == 1);
  CHECK(day_of_ms(-1) == -1);
  CHECK(day_of_ms(-86'400'000) == -1);
}

TEST_CASE("A range counts when its latest day has come and straddles while it runs") {
  const DateRange february = *parse_edtf("2022-02");
  CHECK(compare(february, *parse_day("2022-01-31")) == When::After);
  CHECK(compare(february, *parse_day("2022-02-01")) == When::Straddles);
  CHECK(compare(february, *parse_day("2022-02-27")) == When::Straddles);
  CHECK(compare(february, *parse_day("2022-02-28")) == When::Before);
  const DateRange day = *parse_edtf("2022-02-14");
  CHECK(compare(day, *parse_day("2022-02-14")) == When::Before);
  CHECK(compare(day, *parse_day("2022-02-13")) == When::After);
}
