// A record's versions as a fork, and what two people answered differently.
#include "app/gui/history_work.h"
#include "app/hq/inbox/conflicts.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

TEST_CASE("a version goes on in its parent's lane, a second one beside it, and a decision joins them") {
  // 0 <- 1 <- 3, 0 <- 2, {2, 3} <- 4
  const std::vector<std::vector<std::size_t>> parents{{}, {0}, {0}, {1}, {2, 3}};
  CHECK(gui::lanes_of(parents) == std::vector<std::size_t>{0, 0, 1, 0, 0});
  CHECK(gui::lanes_of({{}}) == std::vector<std::size_t>{0});
}

TEST_CASE("the history names who changed which answer and why, the newest on top") {
  TeamWorld world;
  const sync::ObjectId id = world.person("R7", "MM", "2026-09-01");
  world.clock.now_ms += 60'000;
  need(field::revise(world.r7(), {id, R"({"group_ref": "bus 2"})", "asked again"}, world.progress));
  const gui::HistoryFacts history = need(gui::read_history(world.r7(), id, "en"));
  REQUIRE(history.versions.size() == 2);
  CHECK(history.versions[0].who == "R7");
  CHECK(history.versions[0].reason == "asked again");
  CHECK(history.versions[0].what == "Group or vehicle");
  CHECK(history.versions[0].parents == std::vector<std::size_t>{1});
  CHECK(history.versions[1].first);
  CHECK_FALSE(history.open_fork);
}

TEST_CASE("two teams' answers about one person stand side by side; headquarters decides, a laptop does not") {
  TeamWorld world;
  const std::string document = R"(, "doc_number": "K1234567")";
  world.person("R7", "MM", "2026-09-01", document + R"(, "age_band": "adult")");
  world.person("R8", "TH", "2026-09-01", document + R"(, "age_band": "12_17")");
  world.carry("R7");
  world.carry("R8");
  const gui::ConflictsFacts facts = need(gui::read_conflicts(world.hq(), "en"));
  CHECK(facts.may_decide);
  REQUIRE(facts.records.size() == 1);
  REQUIRE(facts.records[0].lines.size() == 2);
  std::vector<std::string> authors;
  for (const gui::ConflictValue& value : facts.records[0].lines[0].values) authors.push_back(value.author);
  std::sort(authors.begin(), authors.end());
  CHECK(authors == std::vector<std::string>{"R7", "R8"});
  CHECK(facts.records[0].lines[0].values[0].written_ms > 0);
  CHECK_FALSE(need(gui::read_conflicts(world.r7(), "en")).may_decide);
  for (const gui::ConflictLine& line : facts.records[0].lines) {
    const auto id = need(array_from_hex<16>(facts.records[0].record));
    need(hq::resolve_conflict(world.hq(), id, line.path, 0, "document seen"));
  }
  CHECK(need(gui::read_conflicts(world.hq(), "en")).records.empty());
}

}  // namespace
}  // namespace holdfast::test
