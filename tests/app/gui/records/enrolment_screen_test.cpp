// Set-up and enrolment: a passphrase typed twice, eight words in reading order, and "A word differs" as near as "They
// all match".
#include "app/gui/enrolment_view.h"
#include "tests/app/gui/records/views_bench.h"

namespace holdfast::test {
namespace {

using Bench = ViewsBench<gui::EnrolmentUi>;
using Step = gui::EnrolmentUi::Step;

gui::State nothing_here() {
  gui::State state;
  state.stage = gui::Stage::NoVault;
  return state;
}

gui::State with_words() {
  gui::State state = opened_state(gui::Place::Enrolment);
  state.setup.asked = true;
  state.setup.name = "R9";
  state.setup.request_file = "R9.request";
  state.setup.words = {"lantern", "orbit", "maple", "ferry", "canvas", "thirteen", "almond", "window"};
  return state;
}

TEST_CASE("a notebook is made only when a long enough passphrase was typed twice the same") {
  Bench bench(nothing_here(), gui::draw_enrolment);
  bench.bench.press(ui::Key::Enter);
  REQUIRE(bench.view.step == Step::Passphrase);
  bench.bench.type(U"short");
  CHECK_FALSE(bench.bench.seen("enrolment.go").enabled);
  bench.bench.type(U" but longer now");
  bench.bench.click("enrolment.again");
  bench.bench.type(U"short but longer");
  CHECK_FALSE(bench.bench.seen("enrolment.go").enabled);
  bench.bench.type(U" now");
  CHECK(bench.bench.seen("enrolment.go").enabled);
  bench.forget();
  bench.bench.press(ui::Key::Enter);
  const auto asked = bench.road<gui::MakeVault>();
  REQUIRE(asked.size() == 1);
  REQUIRE(asked[0].passphrase);
  CHECK(bench.view.passphrase.empty());
  CHECK(bench.view.again.empty());
}

TEST_CASE("the words stand in reading order: four in the first column, four in the second") {
  Bench bench(with_words(), gui::draw_enrolment);
  bench.view.step = Step::Words;
  bench.bench.frame();
  const ui::Rect one = bench.bench.seen("enrolment.word/1").rect;
  const ui::Rect four = bench.bench.seen("enrolment.word/4").rect;
  const ui::Rect five = bench.bench.seen("enrolment.word/5").rect;
  CHECK(one.x == four.x);
  CHECK(four.y > one.y);
  CHECK(five.y == one.y);
  CHECK(five.x > one.x);
  CHECK(bench.bench.seen("enrolment.word/8").value == "window");
}

TEST_CASE("a word that differs stops everything, beside the button that goes on") {
  Bench bench(with_words(), gui::draw_enrolment);
  bench.view.step = Step::Words;
  bench.bench.frame();
  const ui::Rect differ = bench.bench.seen("enrolment.differ").rect;
  const ui::Rect match = bench.bench.seen("enrolment.go").rect;
  CHECK(differ.y == match.y);
  CHECK(match.x - differ.end() < 24);
  bench.bench.click("enrolment.differ");
  const auto asked = bench.road<gui::WordsCompared>();
  REQUIRE(asked.size() == 1);
  CHECK_FALSE(asked[0].match);
  CHECK(bench.view.step == Step::Words);
  bench.state.setup.words_differ = true;
  bench.bench.frame();
  CHECK(bench.bench.has("enrolment.differs"));
  bench.bench.click("enrolment.go");
  CHECK(bench.view.step == Step::Answer);
}

TEST_CASE("the answer is read from a stick only with the words of headquarters") {
  gui::State state = with_words();
  state.road.sticks = {{"/media/anna/BLUE", "BLUE", 1, false}};
  Bench bench(std::move(state), gui::draw_enrolment);
  bench.view.step = Step::Answer;
  bench.bench.frame();
  bench.forget();
  bench.bench.click("enrolment.stick/BLUE");
  CHECK(bench.road<gui::AcceptEnrolment>().empty());
  bench.bench.click("enrolment.hq");
  bench.bench.type(U"one two three");
  bench.forget();
  bench.bench.click("enrolment.stick/BLUE");
  const auto asked = bench.road<gui::AcceptEnrolment>();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].path == "/media/anna/BLUE");
  CHECK(asked[0].hq_words == "one two three");
}

TEST_CASE("once it belongs to a team: who opens it, and one more with a passphrase of their own") {
  gui::State state = with_words();
  state.setup.enrolled = true;
  state.setup.team = "Invented team";
  state.setup.staff = std::vector<gui::StaffLine>{{"S1", 1, true}, {"S2", 2, false}};
  Bench bench(std::move(state), gui::draw_enrolment);
  CHECK(bench.bench.has("staff.row/S1"));
  CHECK_FALSE(bench.bench.has("staff.remove/S1"));  // nobody shuts themselves out
  bench.bench.click("staff.remove/S2");
  REQUIRE(bench.road<gui::RemoveStaff>().size() == 1);
  bench.bench.click("staff.code");
  bench.bench.type(U"S3");
  bench.bench.click("enrolment.passphrase");
  bench.bench.type(U"four words or more");
  bench.bench.click("enrolment.again");
  bench.bench.type(U"four words or more");
  bench.forget();
  bench.bench.click("staff.add");
  const auto asked = bench.road<gui::AddStaff>();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].code == "S3");
  CHECK(asked[0].passphrase);
}

}  // namespace
}  // namespace holdfast::test
