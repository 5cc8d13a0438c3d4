// What is known about a person, and withdrawing consent on a real vault.
#include "app/gui/person_work.h"
#include "app/case/codes.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

TEST_CASE("withdrawing needs no other answer, counts at once and travels ahead") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20");
  CHECK(need(gui::read_person(world.r7(), person, "en")).consent == "none");
  need(gui::withdraw_consent(world.r7(), person, world.progress));
  const gui::PersonFacts facts = need(gui::read_person(world.r7(), person, "en"));
  CHECK(facts.consent == "withdrawn");
  CHECK(facts.records.size() == 2);
  const std::vector<exchange::WrittenBundle> written = world.bundle("R7");
  REQUIRE_FALSE(written.empty());
  CHECK(written.front().tip);
}

TEST_CASE("flags are shown by their labels, set and lifted by name") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20", R"(, "flags": ["injured"])");
  const gui::PersonFacts before = need(gui::read_person(world.r7(), person, "en"));
  REQUIRE(before.flags.size() == 1);
  CHECK(before.flags[0].label == "Injured");
  world.clock.now_ms += 1000;
  need(gui::set_flag(world.r7(), {person, "keep_apart", "", false, "an invented reason"}, world.progress));
  world.clock.now_ms += 1000;
  need(gui::set_flag(world.r7(), {person, "injured", "", true, ""}, world.progress));
  const gui::PersonFacts after = need(gui::read_person(world.r7(), person, "en"));
  REQUIRE(after.flags.size() == 1);
  CHECK(after.flags[0].flag == "keep_apart");
  for (const gui::FormChoice& choice : after.flag_choices) CHECK(choice.id != "keep_apart");
  CHECK_FALSE(gui::set_flag(world.r7(), {person, "nonsense", "", false, ""}, world.progress).ok());
}

TEST_CASE("a person is found by code, and a misheard letter finds nobody") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20");
  const std::string code = need(store::find_record(world.r7(), person))->code;
  CHECK(need(gui::find_person(world.r7(), code)) == person);
  std::string misheard = code;
  misheard.back() = misheard.back() == 'A' ? 'B' : 'A';
  CHECK_FALSE(gui::find_person(world.r7(), misheard).ok());
  const sync::ObjectId other = world.exhibit("R7", "plan.txt", as_bytes("invented"));
  CHECK_FALSE(gui::find_person(world.r7(), to_hex(other)).ok());
}

TEST_CASE("whoever must be seen to first stands first among the people") {
  TeamWorld world;
  world.person("R7", "MM", "2026-09-20");
  const sync::ObjectId urgent = world.person("R7", "TH", "2026-09-20", R"(, "flags": ["urgent_medical"])");
  const std::vector<gui::PersonLine> people = need(gui::read_people(world.r7(), "en"));
  REQUIRE(people.size() == 2);
  CHECK(people[0].id == to_hex(urgent));
  CHECK(people[0].nationality == "Thailand");
  CHECK(people[0].flags == std::vector<std::string>{"Urgent medical"});
}

TEST_CASE("topics that an interview covered are named, never its answers") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20");
  CHECK(need(gui::read_person(world.r7(), person, "en")).topics.empty());
}

}  // namespace
}  // namespace holdfast::test
