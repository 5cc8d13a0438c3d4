// Two teams that contradict each other are both shown until HQ decides; the decision is signed, and what it did not
// know of opens the question again.
#include "app/hq/inbox/conflicts.h"
#include "app/hq/match/people.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

struct Twins {
  sync::ObjectId r7{};
  sync::ObjectId r8{};
};

// One invented person, registered by two teams that disagree.
Twins disagree(TeamWorld& world) {
  const std::string document = R"(, "doc_number": "K1234567")";
  return {world.person("R7", "MM", "2026-09-01", document + R"(, "age_band": "adult")"),
          world.person("R8", "TH", "2026-09-01", document + R"(, "age_band": "12_17", "seen_sex": "woman")")};
}

const hq::ConflictView* conflict_about(const std::vector<hq::ConflictView>& all, const std::string& path) {
  for (const hq::ConflictView& view : all) {
    if (view.row.path == path) return &view;
  }
  return nullptr;
}

std::size_t choice_of(const hq::ConflictView& view, const std::string& value) {
  for (std::size_t i = 0; i < view.row.values.size(); ++i) {
    if (*view.row.values[i].value.text() == value) return i;
  }
  return SIZE_MAX;
}

std::vector<std::string> nationalities(const hq::StatusReport& report) {
  std::vector<std::string> out;
  for (const cases::StatusRow& row : report.figures.nationalities) {
    for (std::size_t i = 0; i < row.people.size(); ++i) out.push_back(row.nationality);
  }
  return out;
}

TEST_CASE("two teams' words about one person are in conflict, merged or not yet decided") {
  TeamWorld world;
  const Twins twins = disagree(world);
  world.carry("R7");
  CHECK(need(hq::conflicts(world.hq())).empty());
  world.carry("R8");
  if (GENERATE(false, true)) need(hq::merge_people(world.hq(), twins.r7, twins.r8, "the same passport"));
  const std::vector<hq::ConflictView> all = need(hq::conflicts(world.hq()));
  REQUIRE(all.size() == 2);
  CHECK(conflict_about(all, "person/age_band") != nullptr);
  const hq::ConflictView* view = conflict_about(all, "person/nationality");
  REQUIRE(view != nullptr);
  CHECK(view->row.object == std::min(twins.r7, twins.r8));
  REQUIRE(view->row.values.size() == 2);
  std::vector<std::string> authors = view->authors;
  std::sort(authors.begin(), authors.end());
  CHECK(authors == std::vector<std::string>{"R7", "R8"});
  CHECK(nationalities(world.report("2026-09-21")) == std::vector<std::string>{"conflict"});
}

TEST_CASE("a decision settles what it was about, in conflicts and in figures") {
  TeamWorld world;
  disagree(world);
  world.carry("R7");
  world.carry("R8");
  const std::vector<hq::ConflictView> all = need(hq::conflicts(world.hq()));
  const hq::ConflictView view = *conflict_about(all, "person/nationality");
  CHECK(hq::resolve_conflict(world.hq(), view.row.object, view.row.path, 2, "").error().reason == hq::kConflictValue);
  CHECK(hq::resolve_conflict(world.hq(), view.row.object, "person/born", 0, "").error().reason == hq::kConflictNone);
  CHECK_FALSE(hq::resolve_conflict(world.r7(), view.row.object, view.row.path, 0, "").ok());
  const std::string chosen = GENERATE(std::string("TH"), std::string("MM"));
  need(hq::resolve_conflict(world.hq(), view.row.object, view.row.path, choice_of(view, chosen), "document seen"));
  const std::vector<hq::ConflictView> left = need(hq::conflicts(world.hq()));
  REQUIRE(left.size() == 1);
  CHECK(left[0].row.path == "person/age_band");
  CHECK(nationalities(world.report("2026-09-21")) == std::vector<std::string>{chosen});
  CHECK(hq::resolve_conflict(world.hq(), view.row.object, view.row.path, 0, "").error().reason == hq::kConflictNone);
  NoProgress progress;
  need(store::rebuild(world.hq(), progress));
  CHECK(need(hq::conflicts(world.hq())).size() == 1);
  CHECK(nationalities(world.report("2026-09-21")) == std::vector<std::string>{chosen});
}

TEST_CASE("what a team says after the decision opens the question again, the same word does not") {
  TeamWorld world;
  const Twins twins = disagree(world);
  world.carry("R7");
  world.carry("R8");
  const hq::ConflictView view = *conflict_about(need(hq::conflicts(world.hq())), "person/nationality");
  need(hq::resolve_conflict(world.hq(), view.row.object, view.row.path, choice_of(view, "TH"), ""));
  // Another answer of the same record changes nothing about the nationality.
  need(field::revise(world.r7(), {twins.r7, R"({"group_ref": "bus 2"})", ""}, world.progress));
  world.carry("R7");
  CHECK(conflict_about(need(hq::conflicts(world.hq())), "person/nationality") == nullptr);
  const bool same = GENERATE(true, false);
  const std::string word = same ? "TH" : "VN";
  need(field::revise(world.r7(), {twins.r7, R"({"nationality": ")" + word + "\"}", "asked again"}, world.progress));
  world.carry("R7");
  const std::vector<hq::ConflictView> all = need(hq::conflicts(world.hq()));
  const hq::ConflictView* again = conflict_about(all, "person/nationality");
  CHECK((again == nullptr) == same);
  if (again == nullptr) return;
  CHECK(choice_of(*again, "TH") != SIZE_MAX);
  CHECK(choice_of(*again, "VN") != SIZE_MAX);
  CHECK(choice_of(*again, "MM") == SIZE_MAX);
  need(hq::resolve_conflict(world.hq(), again->row.object, again->row.path, choice_of(*again, "VN"), ""));
  CHECK(nationalities(world.report("2026-09-21")) == std::vector<std::string>{"VN"});
}

TEST_CASE("the document's nationality counts before a spoken one and is no conflict with it") {
  TeamWorld world;
  world.person("R7", "MM", "2026-09-01", R"(, "doc_number": "K1234567")");
  world.person("R8", "MM", "2026-09-01", R"(, "doc_number": "K1234567", "doc_country": "TH")");
  world.carry("R7");
  world.carry("R8");
  CHECK(need(hq::conflicts(world.hq())).empty());
  CHECK(nationalities(world.report("2026-09-21")) == std::vector<std::string>{"TH"});
}

TEST_CASE("one record that two authors changed is a conflict of that record, settled by a decision") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-01");
  world.carry("R7");
  need(field::revise(world.hq(), {person, R"({"nationality": "TH"})", "heard at the desk"}, world.progress));
  const std::vector<hq::ConflictView> all = need(hq::conflicts(world.hq()));
  REQUIRE(all.size() == 1);
  CHECK(all[0].row.object == person);
  CHECK(all[0].row.path == "nationality");
  CHECK(all[0].record_code.starts_with("R7-0001"));
  REQUIRE(all[0].row.values.size() == 2);
  need(hq::resolve_conflict(world.hq(), person, "nationality", choice_of(all[0], "TH"), "document seen"));
  CHECK(need(hq::conflicts(world.hq())).empty());
  CHECK(nationalities(world.report("2026-09-21")) == std::vector<std::string>{"TH"});
}

}  // namespace
}  // namespace holdfast::test
