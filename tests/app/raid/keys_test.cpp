// 120 people are written down by keys alone, through the window's own passes, onto a real disk; and after every tenth
// the process could have been killed.
#include <filesystem>

#include "app/gui/raid_task.h"
#include "app/store/views.h"
#include "tests/app/raid/raid_window.h"

namespace holdfast::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPeople = 120, kKeysMax = 960;

crypto::Passphrase world_passphrase(const CliWorld& world) {
  std::string words = world.read("passphrase");
  while (words.ends_with('\n')) words.pop_back();
  return {crypto::SecretBuffer::copy_of(as_bytes(words)), {}};
}

// What a killed process leaves: the folder as it lies, with nothing closed. Opened like any vault.
std::size_t people_after_kill(CliWorld& world, const std::string& name) {
  fs::copy(world.path("laptop"), world.path(name), fs::copy_options::recursive);
  SystemFiles files;
  SystemRandom random;
  Pool pool{2};
  Result<store::Vault> vault = store::Vault::open({files, world.clock, random, pool}, world.path(name),
                                                  world_passphrase(world), {});
  REQUIRE(vault.ok());
  store::RecordFilter filter;
  filter.form_id = "register";
  const std::size_t records = store::list_records(*vault, filter).value().size();
  REQUIRE(store::list_entities(*vault, cases::EntityKind::Person).value().size() == records);
  return records;
}

gui::RaidPlan invented_plan() {
  return {"Lantern", "Invented tower", "KH", "compound", {"Bus A", "Bus B", "Ambulance"},
          {"CN", "MY", "TW", "TH", "VN", "KE"}};
}

void unlock_and_begin(CliWorld& world, RaidWindow& window) {
  gui::Unlock unlock;
  unlock.passphrase = std::make_shared<crypto::Passphrase>(world_passphrase(world));
  window.app().apply(gui::ShellCommand(unlock));
  REQUIRE(window.until([&] { return window.app().state.stage == gui::Stage::Open; }));
  window.app().apply(gui::ShellCommand(gui::GoTo{gui::Place::Raid}));
  REQUIRE(window.until([&] { return window.probe().find("raid.begin.operation") != nullptr; }));
  window.app().apply(gui::RaidCommand(gui::BeginRaid{invented_plan()}));
  REQUIRE(window.until([&] { return window.probe().find("raid.person") != nullptr; }));
  // What is said once after unlocking lies on top, and its keys are its own.
  window.app().apply(gui::ShellCommand(gui::CloseNotices{}));
  window.frame();
}

std::size_t unsaved(RaidWindow& window) { return gui::raid_sums(*window.app().state.raid).unsaved; }

TEST_CASE("120 people take at most 960 keys, and none is lost when the process is killed") {
  Result<draw::Fonts> fonts = draw::Fonts::open();
  if (!fonts.ok()) SKIP("the Noto fonts are not installed");
  CliWorld world;
  world.make_team();
  RaidWindow window(world, *fonts);
  unlock_and_begin(world, window);
  std::size_t keys = 0;
  const auto press = [&](int digit) {
    window.digit(digit);
    ++keys;
  };
  for (std::size_t person = 1; person <= kPeople; ++person) {
    press(1 + static_cast<int>(person % 6));
    press(person % 9 == 0 ? 0 : 3);
    press(static_cast<int>(person % 5));
    press(1 + static_cast<int>(person % 4));
    window.key(ui::Key::Enter);
    ++keys;
    REQUIRE(window.app().state.raid->lines.size() == person);
    if (person % 10 != 0) continue;
    REQUIRE(window.until([&] { return unsaved(window) == 0; }));
    CHECK(people_after_kill(world, "killed-" + std::to_string(person)) == person);
    fs::remove_all(world.path("killed-" + std::to_string(person)));
  }
  CHECK(keys <= kKeysMax);
  for (const ui::Seen& seen : window.probe().seen()) {
    INFO(seen.id << ": " << seen.value);
    CHECK_FALSE(seen.clipped);
  }
  const gui::RaidSums sums = gui::raid_sums(*window.app().state.raid);
  CHECK(sums.registered == kPeople);
  CHECK(sums.children == kPeople / 9);
  CHECK(window.probe().find("raid.registered")->value == "120");
}

TEST_CASE("the keys of a raid: another country, a wristband, Ctrl+Z, the count at the door") {
  Result<draw::Fonts> fonts = draw::Fonts::open();
  if (!fonts.ok()) SKIP("the Noto fonts are not installed");
  CliWorld world;
  world.make_team();
  RaidWindow window(world, *fonts);
  unlock_and_begin(world, window);
  const gui::RaidTask& raid = *window.app().state.raid;
  window.digit(7);
  window.type("ethio");
  window.key(ui::Key::Enter);
  CHECK(raid.entry.nationality == "ET");
  for (const int digit : {3, 1, 1}) window.digit(digit);
  window.key(ui::Key::Enter);
  REQUIRE(raid.lines.size() == 1);
  REQUIRE(window.until([&] { return unsaved(window) == 0; }));
  REQUIRE_FALSE(raid.lines[0].code.empty());
  // A scanner types the code and Enter; its digits answer nothing.
  window.type(raid.lines[0].code);
  window.key(ui::Key::Enter);
  CHECK(raid.lines[0].chosen);
  CHECK(raid.row == gui::RaidRow::Nationality);
  CHECK(window.click("raid.move/1"));
  REQUIRE(window.until([&] { return unsaved(window) == 0; }));
  CHECK(raid.lines[0].answers.going->vehicle == "Bus B");

  CHECK(window.click("raid.door"));
  window.type("2");
  window.key(ui::Key::Enter);
  CHECK(raid.at_door == 2U);
  window.frame();
  CHECK(window.probe().find("raid.at_door")->value.find("2") != std::string::npos);

  window.key(ui::Key::Z, {.control = true});
  REQUIRE(window.until([&] { return unsaved(window) == 0 && !raid.lines[0].changing; }));
  CHECK(raid.lines[0].taken_back);
  CHECK(gui::raid_sums(raid).registered == 0);
  CHECK(raid.entry.nationality == "ET");
}

}  // namespace
}  // namespace holdfast::test
