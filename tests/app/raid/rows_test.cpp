// A raid without a screen: what keys answer, what counts, what the draft keeps.
#include "app/gui/raid_draft.h"

namespace holdfast::test {
namespace {

using gui::RaidRow;
using gui::RaidTask;
using gui::Went;

RaidTask raid() {
  RaidTask task;
  task.stage = gui::RaidStage::Running;
  task.plan = {"Lantern", "Invented tower", "KH", "compound", {"Bus A", "Bus B"}, {"CN", "MY"}};
  task.plan.began_ms = 1'790'000'000'000;
  task.plan.utc_offset_minutes = 420;
  return task;
}

// Number keys, then Enter: true where the line was complete.
bool write_line(RaidTask& task, std::initializer_list<int> digits) {
  for (const int digit : digits) REQUIRE(gui::pick_answer(task, digit));
  if (!gui::accept_row(task)) return false;
  gui::take_line(task, task.plan.began_ms + 1000).state = gui::RaidLineState::Saved;
  return true;
}

TEST_CASE("four keys and Enter write a person down") {
  RaidTask task = raid();
  REQUIRE(write_line(task, {2, 3, 1, 1}));
  REQUIRE(task.lines.size() == 1);
  const gui::RaidLine& line = task.lines.front();
  CHECK(line.number == 1);
  CHECK(line.answers.nationality == "MY");
  CHECK(line.answers.seems == "adult");
  CHECK(line.answers.needs == std::vector<std::string>{"urgent_medical"});
  CHECK(line.answers.going == gui::RaidGoing{Went::Registered, "Bus A"});
}

TEST_CASE("what was the same for the last person is filled in, what must be looked at is not") {
  RaidTask task = raid();
  REQUIRE(write_line(task, {1, 3, 0, 2}));
  CHECK(task.entry.nationality == "CN");
  CHECK(task.entry.going->vehicle == "Bus B");
  CHECK_FALSE(task.entry.seems);
  CHECK_FALSE(task.entry.needs);
  CHECK(task.row == RaidRow::Nationality);
  // Enter keeps the nationality, and does not save what is not answered.
  CHECK_FALSE(gui::accept_row(task));
  CHECK(task.row == RaidRow::Seems);
  CHECK_FALSE(gui::accept_row(task));
  CHECK(task.row == RaidRow::Seems);
  CHECK_FALSE(task.hint.empty());
  CHECK(write_line(task, {3, 0}));
  CHECK(task.lines.back().answers.going->vehicle == "Bus B");
  // Whoever did not want to be registered is no example for the next.
  CHECK(write_line(task, {1, 3, 0, 7}));
  CHECK_FALSE(task.entry.going);
}

TEST_CASE("Backspace goes one answer back, and several needs can be said") {
  RaidTask task = raid();
  REQUIRE(gui::pick_answer(task, 1));
  REQUIRE(gui::pick_answer(task, 1));
  REQUIRE(gui::pick_answer(task, 1));
  gui::go_back(task);
  CHECK(task.row == RaidRow::Needs);
  REQUIRE(gui::pick_answer(task, 3));
  CHECK(task.entry.needs == std::vector<std::string>{"urgent_medical", "with_child"});
  gui::go_back(task);
  REQUIRE(gui::pick_answer(task, 0));
  CHECK(task.entry.needs->empty());
  CHECK(task.row == RaidRow::Going);
  gui::go_back(task);
  gui::go_back(task);
  gui::go_back(task);
  gui::go_back(task);
  CHECK(task.row == RaidRow::Nationality);
}

TEST_CASE("a key that means nothing in its row changes nothing") {
  RaidTask task = raid();
  for (const int digit : {3, 8, 9, -1, 10}) CHECK_FALSE(gui::pick_answer(task, digit));
  CHECK(task.entry == gui::RaidAnswers{});
  task.row = RaidRow::Going;
  for (const int digit : {0, 4, 5, 6}) CHECK_FALSE(gui::pick_answer(task, digit));
  CHECK(gui::pick_answer(task, 3));
  CHECK(task.entry.going == gui::RaidGoing{});
}

TEST_CASE("every head is in one number, and the numbers meet") {
  RaidTask task = raid();
  REQUIRE(write_line(task, {1, 3, 0, 1}));
  REQUIRE(write_line(task, {1, 2, 1, 2}));
  REQUIRE(write_line(task, {0, 0, 0, 3}));
  REQUIRE(write_line(task, {2, 3, 0, 7}));
  REQUIRE(write_line(task, {2, 3, 0, 8}));
  REQUIRE(write_line(task, {2, 3, 0, 9}));
  task.at_door = 8;
  const gui::RaidSums sums = gui::raid_sums(task);
  CHECK(sums.found == 8);
  CHECK(sums.registered == 3);
  CHECK((sums.refused == 1 && sums.left == 1 && sums.taken == 1));
  CHECK(sums.not_yet == 2);
  CHECK(sums.found == sums.registered + sums.refused + sums.left + sums.taken + static_cast<std::size_t>(sums.not_yet));
  REQUIRE(sums.places.size() == 3);
  CHECK((sums.places[0].people == 1 && sums.places[1].people == 1 && sums.places[2].people == 1));
  // An unknown age is a child's; those who were not registered are not counted as somebody's nationality.
  CHECK(sums.children == 2);
  CHECK(sums.medical == 1);
  REQUIRE(sums.nationalities.size() == 2);
  CHECK((sums.nationalities[0].name == "CN" && sums.nationalities[0].people == 2));
  CHECK(sums.nationalities[1].name.empty());
  task.lines[0].taken_back = true;
  CHECK(gui::raid_sums(task).registered == 2);
  task.at_door = 3;
  CHECK(gui::raid_sums(task).not_yet == -2);
}

TEST_CASE("the draft keeps plan, count and the lines without a record") {
  RaidTask task = raid();
  REQUIRE(write_line(task, {1, 3, 0, 1}));
  REQUIRE(write_line(task, {2, 0, 2, 9}));
  task.at_door = 12;
  const std::string content = gui::raid_draft_content(task, std::string(64, 'a'));
  const std::optional<RaidTask> back = gui::read_raid_draft(content);
  REQUIRE(back);
  CHECK(back->plan == task.plan);
  CHECK(back->at_door == 12U);
  REQUIRE(back->lines.size() == 1);
  CHECK(back->lines.front().number == 2);
  CHECK(back->lines.front().answers == task.lines.back().answers);
  CHECK_FALSE(gui::read_raid_draft("{\"@draft\": 1, \"answers\": {}}"));
  for (std::size_t size = 0; size < content.size(); ++size) CHECK_FALSE(gui::read_raid_draft(content.substr(0, size)));
}

TEST_CASE("an unknown age is marked so that the person is kept apart") {
  RaidTask task = raid();
  REQUIRE(write_line(task, {1, 0, 0, 1}));
  CHECK(gui::register_answers(task.plan, task.lines[0]).find("maybe_minor") != std::string::npos);
  REQUIRE(write_line(task, {1, 3, 0, 1}));
  CHECK(gui::register_answers(task.plan, task.lines[1]).find("maybe_minor") == std::string::npos);
}

}  // namespace
}  // namespace holdfast::test
