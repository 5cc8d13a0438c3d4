// The screen "Sync": the title is the answer, one key writes the stick, an early end says what is safe.
#include "app/gui/sync_view.h"
#include "tests/app/gui/records/views_bench.h"

namespace holdfast::test {
namespace {

using Bench = ViewsBench<gui::SyncUi>;

gui::State with_road() {
  gui::State state = opened_state(gui::Place::Sync);
  gui::RoadFacts& road = state.road;
  road.known = road.enrolled = true;
  road.records = 45;
  road.records_confirmed = 41;
  road.hq_time_ms = 1'789'000'000'000;
  road.sticks = {{"/media/anna/ORANGE 3", "ORANGE 3", 14'200'000'000, false}};
  gui::RoadLine line;
  line.id = std::string(32, 'd');
  line.name = "KPS-0045";
  line.form_title = "Exhibit";
  line.mark = gui::RoadMark::OnTheRoad;
  road.lines = {line};
  return state;
}

TEST_CASE("the title says how many records are confirmed, and S writes the one stick") {
  Bench bench(with_road(), gui::draw_sync);
  CHECK(bench.bench.painter.find_text("Headquarters has confirmed 41 of 45 records") != nullptr);
  bench.forget();
  bench.bench.press(ui::Key::S);
  const auto asked = bench.road<gui::SyncWith>();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].path == "/media/anna/ORANGE 3");
}

TEST_CASE("who may open this laptop is one press away") {
  Bench bench(with_road(), gui::draw_sync);
  bench.forget();
  bench.bench.click("sync.laptop");
  const auto asked = bench.shell<gui::GoTo>();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].place == gui::Place::Enrolment);
}

TEST_CASE("while it runs it can be stopped, and nothing else is begun") {
  gui::State state = with_road();
  state.road.run.emplace();
  state.road.run->place = "/media/anna/ORANGE 3";
  state.road.run->progress = std::make_shared<gui::RoadProgress>();
  state.road.run->progress->done = 231'000'000;
  state.road.run->progress->total = 320'000'000;
  Bench bench(std::move(state), gui::draw_sync);
  CHECK(bench.bench.seen("sync.progress").value.find("231.0 MB of 320.0 MB") != std::string::npos);
  bench.forget();
  bench.bench.press(ui::Key::S);
  CHECK(bench.road<gui::SyncWith>().empty());
  bench.bench.click("sync.stop");
  CHECK(bench.road<gui::StopSync>().size() == 1);
}

TEST_CASE("a stick pulled out too early gives its sentence and what lies whole on it") {
  gui::State state = with_road();
  state.road.run.emplace();
  state.road.run->place = "/media/anna/ORANGE 3";
  Bench bench(std::move(state), gui::draw_sync);
  gui::RoadRun& run = *bench.state.road.run;
  run.done = run.failed = true;
  run.whole = 2;
  run.sentence = {"The stick is not there any more.", "Nothing is lost.", "Plug it in again."};
  bench.bench.frame();
  CHECK(bench.bench.seen("sync.failed").value == "The stick is not there any more.");
  bool said = false;
  for (const PaintedText& text : bench.bench.painter.texts) {
    said = said || text.words.find("2 bundles lie whole on it.") != std::string::npos;
  }
  CHECK(said);
}

TEST_CASE("a stick that cannot be written to is not offered") {
  gui::State state = with_road();
  state.road.sticks[0].read_only = true;
  Bench bench(std::move(state), gui::draw_sync);
  CHECK_FALSE(bench.bench.seen("sync.write").enabled);
  bench.forget();
  bench.bench.press(ui::Key::S);
  CHECK(bench.road<gui::SyncWith>().empty());
}

TEST_CASE("a folder that is typed is used by Enter") {
  gui::State state = with_road();
  state.road.sticks.clear();
  Bench bench(std::move(state), gui::draw_sync);
  bench.bench.click("sync.path");
  bench.bench.type(U"/srv/road");
  bench.forget();
  bench.bench.press(ui::Key::Enter);
  const auto asked = bench.road<gui::SyncWith>();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].path == "/srv/road");
}

TEST_CASE("at headquarters what became of each bundle stands there") {
  gui::State state = with_road();
  state.road.is_hq = true;
  state.road.run.emplace();
  state.road.run->done = true;
  gui::OutcomeLine taken, refused;
  taken.name = "11111111";
  taken.device = "R7";
  taken.entries = 12;
  refused.kind = gui::OutcomeLine::Kind::Refused;
  refused.name = "22222222";
  refused.words = "Part 3 of 7 does not match its seal.";
  refused.safe = "Nothing of it was taken in.";
  state.road.run->outcomes = {taken, refused};
  Bench bench(std::move(state), gui::draw_sync);
  CHECK(bench.bench.seen("sync.outcome/22222222").value == "Part 3 of 7 does not match its seal.");
  CHECK(bench.bench.painter.find_text("Nothing of it was taken in.") != nullptr);
}

}  // namespace
}  // namespace holdfast::test
