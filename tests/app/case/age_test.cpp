#include "app/case/age.h"

#include <catch2/catch_test_macros.hpp>

using namespace holdfast;
using namespace holdfast::cases;

namespace {

constexpr std::string_view kToday = "2026-11-24";

AgeSaid years(int said, AgeCounted counted) {
  AgeSaid out;
  out.band = "adult";
  out.years = said;
  out.counted = counted;
  return out;
}

AgeSaid born(std::string_view date) {
  AgeSaid out;
  out.band = "adult";
  out.born = *parse_date(date);
  return out;
}

bool may_be_child(const AgeSaid& said, std::string_view on = kToday) { return may_be_minor(said, *parse_day(on)); }

std::string reasons_of(const std::vector<AgeSaid>& said, std::string_view on = kToday) {
  std::string out;
  for (const AgeReason& reason : judge_age(said, *parse_day(on)).reasons) {
    out += (out.empty() ? "" : " ") + reason.code;
  }
  return out;
}

}  // namespace

TEST_CASE("Unknown or in doubt means minor") {
  CHECK(may_be_child({}));
  AgeSaid unknown;
  unknown.band = "unknown";
  CHECK(may_be_child(unknown));
  CHECK(reasons_of({}) == "age_not_known");
  CHECK(reasons_of({unknown, {}}) == "age_not_known");
  AgeSaid doubted = years(30, AgeCounted::Completed);
  doubted.in_doubt = true;
  CHECK(reasons_of({doubted}) == "age_in_doubt");
  AgeSaid adult;
  adult.band = "adult";
  CHECK(!may_be_child(adult));
}

TEST_CASE("An age of 17 to 21 under each way of counting") {
  struct Row {
    int said;
    bool completed, nominal, unknown;  // may be a minor
  };
  for (const Row& row : {Row{17, true, true, true}, Row{18, false, true, true}, Row{19, false, true, true},
                         Row{20, false, false, false}, Row{21, false, false, false}}) {
    INFO(row.said);
    CHECK(may_be_child(years(row.said, AgeCounted::Completed)) == row.completed);
    CHECK(may_be_child(years(row.said, AgeCounted::Nominal)) == row.nominal);
    CHECK(may_be_child(years(row.said, AgeCounted::Unknown)) == row.unknown);
  }
  CHECK(age_counted_from_text("yes") == AgeCounted::Nominal);
  CHECK(age_counted_from_text("no") == AgeCounted::Completed);
  CHECK(age_counted_from_text("unknown") == AgeCounted::Unknown);
  CHECK(age_counted_from_text("") == AgeCounted::Unknown);
}

TEST_CASE("Who turns 18 today is of age, who turns 18 tomorrow is not") {
  CHECK(!may_be_child(born("2008-11-24")));
  CHECK(may_be_child(born("2008-11-25")));
  CHECK(may_be_child(born("2008-11")));   // the last of the month is possible
  CHECK(!may_be_child(born("2008-10")));
  CHECK(may_be_child(born("2008")));
  CHECK(!may_be_child(born("2007")));
  CHECK(may_be_child(born("2007~")));     // about: a year later is possible
  CHECK(!may_be_child(born("2006~")));
  CHECK(may_be_child(born("2006/2009")));
  // Born on 29 February: of age on the first of March.
  CHECK(may_be_child(born("2004-02-29"), "2022-02-28"));
  CHECK(!may_be_child(born("2004-02-29"), "2022-03-01"));
}

TEST_CASE("A birth in another calendar is judged by its own days") {
  // 2000 Ethiopian ended in September 2008: most of it leaves room for a child in November 2026, all of 1999 does not.
  CHECK(may_be_child(born("2000 @ethiopian"), "2026-09-01"));
  CHECK(!may_be_child(born("2000 @ethiopian"), "2026-11-24"));
  CHECK(may_be_child(born("2001 @ethiopian")));
  CHECK(!may_be_child(born("2550 @buddhist")));
  CHECK(may_be_child(born("2551 @buddhist")));
}

TEST_CASE("One record that leaves room for a child is enough, and silence does not outweigh a certain date") {
  AgeSaid unknown;
  unknown.band = "unknown";
  CHECK(reasons_of({unknown, born("1999-05-01")}).empty());
  CHECK(reasons_of({born("1999-05-01"), years(17, AgeCounted::Completed)}) == "said_minor");
  AgeSaid band;
  band.band = "12_17";
  CHECK(reasons_of({band, years(22, AgeCounted::Completed)}) == "said_minor");
}

TEST_CASE("Somebody said to be a child comes of age as the years go by") {
  AgeSaid said = years(16, AgeCounted::Completed);
  said.said_on = *parse_day("2024-11-24");
  CHECK(may_be_child(said, "2026-11-23"));
  CHECK(!may_be_child(said, "2026-11-24"));
  AgeSaid band;
  band.band = "12_17";
  band.said_on = *parse_day("2020-01-01");
  CHECK(may_be_child(band, "2025-12-31"));
  CHECK(!may_be_child(band, "2026-01-01"));
}

TEST_CASE("The judgement says how young and how old somebody may be") {
  const AgeJudgement judged = judge_age({years(19, AgeCounted::Nominal)}, *parse_day(kToday));
  CHECK(judged.youngest == 17);
  CHECK(judged.oldest == 18);
  REQUIRE(judged.reasons.size() == 1);
  CHECK(judged.reasons[0].code == "counted_otherwise");
  const AgeJudgement by_birth = judge_age({born("2005-11-25/2006-11-24")}, *parse_day(kToday));
  CHECK(by_birth.youngest == 20);
  CHECK(by_birth.oldest == 20);
}
