// The screen "Conflicts": no answer is chosen before a person chooses it, and only headquarters decides.
#include "app/gui/conflict_view.h"
#include "tests/app/gui/records/views_bench.h"

namespace holdfast::test {
namespace {

using Bench = ViewsBench<gui::ConflictUi>;

gui::State with_conflict(bool may_decide) {
  gui::State state = opened_state(gui::Place::Conflicts);
  gui::ConflictFacts facts;
  facts.record = std::string(32, 'c');
  facts.name = "KPS-0029";
  facts.sides = {"R7", "M2"};
  facts.lines = {{"name", "Name", {{"R7", "S1", "王小明", 1}, {"M2", "S1", "王晓明", 2}}},
                 {"room", "Room", {{"R7", "S1", "B-204", 1}, {"M2", "S1", "B-240", 2}}}};
  gui::AnswerLine same;
  same.label = "Found";
  same.value = "Grey Tower, floor 4";
  facts.same = {same};
  gui::ConflictsFacts all;
  all.records = {facts};
  all.may_decide = may_decide;
  state.records.conflicts = all;
  state.records.conflicts_asked = true;
  gui::HistoryFacts history;
  history.record = facts.record;
  history.open_fork = true;
  gui::VersionLine first, left, right;
  first.who = "R7";
  first.first = true;
  left.who = "R7";
  left.parents = {2};
  right.who = "M2";
  right.lane = 1;
  right.parents = {2};
  history.versions = {right, left, first};
  state.records.history = history;
  state.records.history_asked = facts.record;
  return state;
}

TEST_CASE("nothing is chosen beforehand, and a decision needs every answer chosen") {
  Bench bench(with_conflict(true), gui::draw_conflicts);
  CHECK_FALSE(bench.bench.seen("conflict.decide").enabled);
  for (const ui::Seen& seen : bench.bench.probe.seen()) {
    if (seen.id.starts_with("conflict.choice/")) CHECK_FALSE(seen.chosen);
  }
  bench.bench.click("conflict.choice/name/A");
  CHECK_FALSE(bench.bench.seen("conflict.decide").enabled);
  bench.bench.click("conflict.choice/room/B");
  bench.bench.click("conflict.reason");
  bench.bench.type(U"the badge shows it");
  bench.forget();
  bench.bench.click("conflict.decide");
  const auto asked = bench.records<gui::ResolveConflict>();
  REQUIRE(asked.size() == 1);
  const std::vector<std::pair<std::string, std::size_t>> wanted{{"name", 0}, {"room", 1}};
  CHECK(asked[0].choices == wanted);
  CHECK(asked[0].reason == "the badge shows it");
}

TEST_CASE("all of one side is one press, and can still be changed") {
  Bench bench(with_conflict(true), gui::draw_conflicts);
  bench.bench.click("conflict.all/B");
  CHECK(bench.bench.seen("conflict.choice/name/B").chosen);
  bench.bench.click("conflict.choice/name/A");
  CHECK(bench.view.choices.at("name") == 0);
  CHECK(bench.view.choices.at("room") == 1);
}

TEST_CASE("a laptop sees both versions and decides nothing") {
  Bench bench(with_conflict(false), gui::draw_conflicts);
  CHECK_FALSE(bench.bench.has("conflict.decide"));
  bench.bench.click("conflict.choice/name/A");
  CHECK(bench.view.choices.empty());
  CHECK(bench.bench.painter.find_text("王晓明") != nullptr);
}

TEST_CASE("both versions of the fork are drawn, with a line to what they build on") {
  Bench bench(with_conflict(true), gui::draw_conflicts);
  CHECK(bench.bench.has("history.version/2"));
  CHECK_FALSE(bench.bench.painter.polylines.empty());
}

TEST_CASE("where nobody disagrees it says so") {
  gui::State state = with_conflict(true);
  state.records.conflicts->records.clear();
  Bench bench(std::move(state), gui::draw_conflicts);
  CHECK(bench.bench.painter.find_text("Nobody disagrees") != nullptr);
}

}  // namespace
}  // namespace holdfast::test
