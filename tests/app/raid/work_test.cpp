// A raid on a vault: each line a signed record, found again after any crash, taken back without being deleted; and an
// exhibit that two people hand over at one laptop.
#include "app/field/hand_over_here.h"
#include "app/field/staff.h"
#include "app/gui/raid_draft.h"
#include "app/gui/raid_work.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

gui::RaidTask begun(TeamWorld& world) {
  gui::RaidTask task;
  task.stage = gui::RaidStage::Running;
  task.plan = {"Lantern", "Invented tower", "KH", "compound", {"Bus A", "Bus B"}, {"CN", "MY"}};
  task.plan.began_ms = world.r7().now_ms();
  task.draft = need(gui::save_raid(world.r7(), task));
  return task;
}

gui::RaidLine& save_one(TeamWorld& world, gui::RaidTask& task, std::initializer_list<int> digits) {
  for (const int digit : digits) REQUIRE(gui::pick_answer(task, digit));
  REQUIRE(gui::accept_row(task));
  world.clock.now_ms += 1000;
  gui::RaidLine& line = gui::take_line(task, world.clock.now_ms);
  const gui::SavedPerson saved = need(gui::save_raid_person(world.r7(), task.plan, line, world.progress));
  line.record = saved.record;
  line.code = saved.code;
  line.state = gui::RaidLineState::Saved;
  return line;
}

std::size_t people(TeamWorld& world) {
  return need(store::list_entities(world.r7(), cases::EntityKind::Person)).size();
}

TEST_CASE("a raid comes back from the journal with its lines, its count and its plan") {
  TeamWorld world;
  gui::RaidTask task = begun(world);
  save_one(world, task, {2, 3, 1, 1});
  save_one(world, task, {1, 0, 0, 3});
  for (const int digit : {1, 3, 0, 7}) REQUIRE(gui::pick_answer(task, digit));
  REQUIRE(gui::accept_row(task));
  gui::take_line(task, world.clock.now_ms);
  task.at_door = 5;
  need(gui::save_raid(world.r7(), task));
  save_one(world, task, {2, 2, 3, 2});

  world.lock("R7");
  need(world.unlock("R7", "an invented passphrase", "R7-S1"));
  const gui::RaidTask back = need(gui::find_raid(world.r7()));
  REQUIRE(back.stage == gui::RaidStage::Running);
  CHECK(back.plan == task.plan);
  CHECK(back.draft == task.draft);
  CHECK(back.at_door == 5U);
  REQUIRE(back.lines.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    INFO("line " << i);
    CHECK(back.lines[i].number == i + 1);
    CHECK(back.lines[i].answers == task.lines[i].answers);
    CHECK(back.lines[i].code == task.lines[i].code);
  }
  CHECK(gui::raid_sums(back).not_yet == 1);
}

TEST_CASE("a line that is taken back stays a record, and nobody is counted for it") {
  TeamWorld world;
  gui::RaidTask task = begun(world);
  const std::string first = save_one(world, task, {2, 3, 1, 1}).record;
  save_one(world, task, {2, 3, 0, 1});
  REQUIRE(people(world) == 2);
  const std::uint64_t entries = need(store::journal_size(world.r7()));
  need(gui::revise_raid_person(world.r7(), first, gui::taken_back_answers(), "taken back", world.progress));
  CHECK(need(store::journal_size(world.r7())) == entries + 1);
  CHECK(people(world) == 1);
  CHECK(need(store::list_entities(world.r7(), cases::EntityKind::Flag)).empty());
  const auto record = need(store::find_record(world.r7(), need(array_from_hex<16>(first))));
  REQUIRE(record);
  CHECK(record->revisions == 1);
  const gui::RaidTask back = need(gui::find_raid(world.r7()));
  REQUIRE(back.lines.size() == 2);
  CHECK(back.lines[0].taken_back);
  CHECK(gui::raid_sums(back).registered == 1);
  // Headquarters counts the same.
  world.carry("R7");
  CHECK(need(store::list_entities(world.hq(), cases::EntityKind::Person)).size() == 1);
}

TEST_CASE("another vehicle is a later word of the same record") {
  TeamWorld world;
  gui::RaidTask task = begun(world);
  const std::string record = save_one(world, task, {2, 3, 0, 1}).record;
  need(gui::revise_raid_person(world.r7(), record, gui::vehicle_answers("Bus B"), "another vehicle", world.progress));
  CHECK(need(gui::find_raid(world.r7())).lines.front().answers.going->vehicle == "Bus B");
  need(gui::revise_raid_person(world.r7(), record, gui::vehicle_answers(""), "another vehicle", world.progress));
  CHECK(need(gui::find_raid(world.r7())).lines.front().answers.going->vehicle.empty());
}

TEST_CASE("the raid ends as a site log with a line for everybody, and is under way no longer") {
  TeamWorld world;
  gui::RaidTask task = begun(world);
  save_one(world, task, {2, 3, 1, 1});
  save_one(world, task, {1, 0, 0, 3});
  task.at_door = 3;
  const std::string record = need(gui::finish_raid(world.r7(), task, world.progress));
  const std::vector<store::CurrentValue> values =
      need(store::current_values(world.r7(), need(array_from_hex<16>(record))));
  std::size_t lines = 0;
  std::int64_t found = 0, registered = 0;
  for (const store::CurrentValue& value : values) {
    if (value.path.ends_with("/ln_person")) ++lines;
    if (value.path == "g_people/n_found") found = *value.value.integer();
    if (value.path == "g_people/n_registered") registered = *value.value.integer();
  }
  CHECK(lines == 2);
  CHECK(found == 3);
  CHECK(registered == 2);
  CHECK(need(gui::find_raid(world.r7())).stage == gui::RaidStage::None);
}

TEST_CASE("an answer the form refuses fails as a whole, and says why") {
  TeamWorld world;
  gui::RaidTask task = begun(world);
  gui::RaidLine line;
  line.answers = {"KH", "elderly", std::vector<std::string>{}, gui::RaidGoing{}};
  line.written_at_ms = world.clock.now_ms;
  const Result<gui::SavedPerson> saved = gui::save_raid_person(world.r7(), task.plan, line, world.progress);
  REQUIRE_FALSE(saved.ok());
  CHECK(saved.error().reason == forms::kAnswersInvalid);
  CHECK(people(world) == 0);
}

TEST_CASE("two people hand an exhibit over at one laptop, and each signs with a key of their own") {
  TeamWorld world;
  need(field::add_staff(world.r7(), "R7-S2", team_passphrase("another invented passphrase")));
  const sync::ObjectId exhibit = world.exhibit("R7", "plan.txt", as_bytes("an invented plan"));
  const field::HandOverHere request{exhibit, "R7-S2", "HF-1", "Invented store", "Safe keeping"};

  const std::uint64_t before = need(store::journal_size(world.r7()));
  const auto wrong = field::hand_over_here(world.r7(), request, team_passphrase("wrong"), world.progress);
  CHECK(wrong.error().reason == crypto::kHeaderPassphrase);
  // Nor may the giver sign for both.
  const auto same = field::hand_over_here(world.r7(), request, team_passphrase(), world.progress);
  CHECK(same.error().reason == crypto::kHeaderPassphrase);
  CHECK(need(store::journal_size(world.r7())) == before);

  const field::HandedOver done = need(
      field::hand_over_here(world.r7(), request, team_passphrase("another invented passphrase"), world.progress));
  CHECK(done.taker == "R7-S2");
  CHECK(world.r7().person()->staff == "R7-S1");
  const std::vector<field::CustodyStep> steps = need(field::custody_of(world.r7(), exhibit));
  REQUIRE(steps.size() == 2);
  for (const field::CustodyStep& step : steps) {
    CHECK(step.paired);
    CHECK(step.from == "R7-S1");
    CHECK(step.to == "R7-S2");
  }
  CHECK(need(field::custody_gaps(world.r7())).empty());
}

}  // namespace
}  // namespace holdfast::test
