// Days and moments where the clocks on the wall change: each moment has the offset of its own day.
#include <catch2/catch_test_macros.hpp>

#include "app/text/time_zone.h"
#include "tests/app/forms/session_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

constexpr std::int64_t kMidJuly = 1'784'116'800'000;     // 2026-07-15T12:00Z
constexpr std::int64_t kMidJanuary = 1'768'478'400'000;  // 2026-01-15T12:00Z

// What an expression gives for somebody in a place, at a moment.
std::string in_zone(const char* zone, std::int64_t now_ms, std::string_view text, bool as_written = false) {
  const auto place = text::TimeZone::named(zone);
  REQUIRE(place.has_value());
  Instance tree("data");
  tree.add_child(Instance::root(), "winter", "2026-01-15T18:30:00.000+01:00", NodeType::DateTime);
  EvalContext context;
  context.main = &tree;
  context.node = {&tree, Instance::root()};
  context.now_ms = now_ms;
  context.zone = &*place;
  context.as_written = as_written;
  const auto expression = Expression::parse(text);
  REQUIRE(expression.ok());
  const auto value = expression->evaluate(context);
  return value.ok() ? value->to_text() : "! " + value.error().detail;
}

}  // namespace

TEST_CASE("A zone is known by its name, with its summer time") {
  const auto berlin = text::TimeZone::named("Europe/Berlin");
  REQUIRE(berlin.has_value());
  CHECK(berlin->offset_minutes(kMidJuly) == 120);
  CHECK(berlin->offset_minutes(kMidJanuary) == 60);
  CHECK(text::TimeZone::named("Asia/Yangon")->offset_minutes(kMidJuly) == 390);
  CHECK(text::TimeZone::named("UTC")->offset_minutes(kMidJuly) == 0);
  CHECK_FALSE(text::TimeZone::named("Europe/Atlantis").has_value());
  CHECK_FALSE(text::TimeZone::named("").has_value());
}

TEST_CASE("A winter's evening looked at in summer is that evening still, in three zones") {
  for (const std::int64_t now : {kMidJuly, kMidJanuary}) {
    INFO(now);
    // Berlin has summer time, Bangkok and Yangon have none.
    CHECK(in_zone("Europe/Berlin", now, "format-date-time(/data/winter, '%H:%M')") == "18:30");
    CHECK(in_zone("Asia/Bangkok", now, "format-date-time(/data/winter, '%d %H:%M')") == "16 00:30");
    CHECK(in_zone("Asia/Yangon", now, "format-date-time(/data/winter, '%d %H:%M')") == "16 00:00");
    CHECK(in_zone("Europe/Berlin", now, "string(date-time('2026-01-15T12:00'))") == "2026-01-15T12:00:00.000+01:00");
    CHECK(in_zone("Europe/Berlin", now, "string(date-time('2026-07-15T12:00'))") == "2026-07-15T12:00:00.000+02:00");
    CHECK(in_zone("Asia/Yangon", now, "string(date-time('2026-07-15T00:00Z'))") == "2026-07-15T06:30:00.000+06:30");
    CHECK(in_zone("Europe/Berlin", now, "date('2026-03-30') - date('2026-03-28')") == "2");
    CHECK(in_zone("Europe/Berlin", now, "string(date(20541))") == "2026-03-29");
  }
}

TEST_CASE("Today is the day on the wall, also in the night in which the clocks go back") {
  constexpr std::int64_t kHalfPastTen = 1'792'967'400'000;  // 2026-10-25T22:30Z: 23:30 in Berlin, by winter time
  CHECK(in_zone("Europe/Berlin", kHalfPastTen, "string(today())") == "2026-10-25");
  CHECK(in_zone("Europe/Berlin", kHalfPastTen, "string(now())") == "2026-10-25T23:30:00.000+01:00");
  CHECK(in_zone("Asia/Bangkok", kHalfPastTen, "string(today())") == "2026-10-26");
  constexpr std::int64_t kDayBefore = kHalfPastTen - 86'400'000;  // 00:30 of the 25th, by summer time
  CHECK(in_zone("Europe/Berlin", kDayBefore, "string(now())") == "2026-10-25T00:30:00.000+02:00");
  CHECK(in_zone("Europe/Berlin", kDayBefore, "today() = date('2026-10-25')") == "true");
}

TEST_CASE("A time that the change skips is moved on, of one that comes twice the first is meant") {
  CHECK(in_zone("Europe/Berlin", kMidJuly, "string(date-time('2026-03-29T02:30'))") ==
        "2026-03-29T03:30:00.000+02:00");
  CHECK(in_zone("Europe/Berlin", kMidJuly, "string(date-time('2026-10-25T02:30'))") ==
        "2026-10-25T02:30:00.000+02:00");
  // Here the clocks went from midnight to one: the day is there all the same, and is the same day.
  CHECK(in_zone("America/Sao_Paulo", kMidJuly, "string(date('2018-11-04'))") == "2018-11-04");
  CHECK(in_zone("America/Sao_Paulo", kMidJuly, "date('2018-11-05') - date('2018-11-04')") == "1");
}

TEST_CASE("Whoever judges sees the wall of whoever wrote, wherever that is") {
  for (const char* zone : {"Europe/Berlin", "Asia/Bangkok", "America/Sao_Paulo"}) {
    CHECK(in_zone(zone, kMidJuly, "format-date-time(/data/winter, '%d %H:%M')", true) == "15 18:30");
    CHECK(in_zone(zone, kMidJuly, "decimal-time(/data/winter) > 0.75", true) == "true");
  }
}

TEST_CASE("A session writes its moments with the offset of the place, and others judge them alike") {
  const auto logic = logic_of("type,name,label,relevant\nstart,start,,\ntoday,today,,\ndateTime,when,When,\n"
                              "text,evening,Evening,decimal-time(${when}) > 0.75\n");
  Filling summer(logic);
  SessionWorld world = summer.world();
  world.zone = text::TimeZone::named("Europe/Berlin");
  world.now_ms = [] { return kMidJuly; };
  FormSession session = FormSession::create(logic, std::move(world));
  CHECK(value_text(session.state("start")->value) == "2026-07-15T14:00:00.000+02:00");
  CHECK(value_text(session.state("today")->value) == "2026-07-15");
  // 18:30 in Berlin's winter; by the offset of the summer it would be 19:30, by UTC 17:30.
  session.set_answer("when", AnswerNode::of_text("2026-01-15T17:45:00.000+01:00"));
  CHECK_FALSE(session.state("evening")->shown);
  session.set_answer("when", AnswerNode::of_text("2026-01-15T18:30:00.000+01:00"));
  CHECK(session.state("evening")->shown);
  session.set_answer("evening", AnswerNode::of_text("dark"));
  CHECK(judge_values(logic, session.counting().values).empty());
}
