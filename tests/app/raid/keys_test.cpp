// 120 people are written down by keys alone, through the window's own passes, onto a real disk; and after every tenth
// the process could have been killed.
#include <chrono>
#include <filesystem>
#include <thread>

#include "app/gui/raid_task.h"
#include "app/store/views.h"
#include "tests/gui/driver.h"

namespace holdfast::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPeople = 120, kKeysMax = 960;

crypto::Passphrase world_passphrase(const CliWorld& world) {
  std::string words = world.read("passphrase");
  while (words.ends_with('\n')) words.pop_back();
  return {crypto::SecretBuffer::copy_of(as_bytes(words)), {}};
}

// Frames until it is so; false after 30 s of real time.
template <typename Is>
bool until(Driver& driver, Is is) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < end) {
    driver.frame();
    if (is()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return false;
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

void unlock_and_begin(CliWorld& world, Driver& driver) {
  driver.start(world.path("laptop"));
  std::string words = world.read("passphrase");
  while (words.ends_with('\n')) words.pop_back();
  driver.type(words);
  driver.press("Enter");
  REQUIRE(until(driver, [&] { return driver.app().state.stage == gui::Stage::Open; }));
  driver.app().apply(gui::ShellCommand(gui::GoTo{gui::Place::Raid}));
  REQUIRE(driver.wait_for("raid.begin", ""));
  driver.app().apply(gui::RaidCommand(gui::BeginRaid{invented_plan()}));
  REQUIRE(driver.wait_for("raid.person", "Person 1"));
}

std::size_t unsaved(Driver& driver) { return gui::raid_sums(*driver.app().state.raid).unsaved; }

TEST_CASE("120 people take at most 960 keys, and none is lost when the process is killed") {
  Result<draw::Fonts> fonts = draw::Fonts::open();
  if (!fonts.ok()) SKIP("the Noto fonts are not installed");
  BlankStage stage(*fonts);
  CliWorld world;
  world.make_team();
  Driver driver(world, stage);
  unlock_and_begin(world, driver);
  std::size_t keys = 0;
  const auto press = [&](const std::string& key) {
    driver.press(key);
    ++keys;
  };
  for (std::size_t person = 1; person <= kPeople; ++person) {
    press(std::to_string(1 + person % 6));
    press(person % 9 == 0 ? "0" : "3");
    press(std::to_string(person % 5));
    press(std::to_string(1 + person % 4));
    press("Enter");
    REQUIRE(driver.app().state.raid->lines.size() == person);
    if (person % 10 != 0) continue;
    REQUIRE(until(driver, [&] { return unsaved(driver) == 0; }));
    CHECK(people_after_kill(world, "killed-" + std::to_string(person)) == person);
    fs::remove_all(world.path("killed-" + std::to_string(person)));
  }
  CHECK(keys <= kKeysMax);
  CHECK(driver.cut_off().empty());
  const gui::RaidSums sums = gui::raid_sums(*driver.app().state.raid);
  CHECK(sums.registered == kPeople);
  CHECK(sums.children == kPeople / 9);
  CHECK(driver.probe().find("raid.registered")->value == "120");
}

TEST_CASE("the keys of a raid: another country, a wristband, Ctrl+Z, the count at the door") {
  Result<draw::Fonts> fonts = draw::Fonts::open();
  if (!fonts.ok()) SKIP("the Noto fonts are not installed");
  BlankStage stage(*fonts);
  CliWorld world;
  world.make_team();
  Driver driver(world, stage);
  unlock_and_begin(world, driver);
  const gui::RaidTask& raid = *driver.app().state.raid;
  driver.press("7");
  driver.type("ethio");
  driver.press("Enter");
  CHECK(raid.entry.nationality == "ET");
  for (const char* key : {"3", "1", "1", "Enter"}) driver.press(key);
  REQUIRE(raid.lines.size() == 1);
  REQUIRE(until(driver, [&] { return unsaved(driver) == 0; }));
  REQUIRE_FALSE(raid.lines[0].code.empty());
  // A scanner types the code and Enter; its digits answer nothing.
  driver.type(raid.lines[0].code);
  driver.press("Enter");
  CHECK(raid.lines[0].chosen);
  CHECK(raid.row == gui::RaidRow::Nationality);
  CHECK(driver.click("raid.move/1"));
  REQUIRE(until(driver, [&] { return unsaved(driver) == 0; }));
  CHECK(raid.lines[0].answers.going->vehicle == "Bus B");

  CHECK(driver.click("raid.door"));
  driver.type("2");
  driver.press("Enter");
  CHECK(raid.at_door == 2U);
  driver.frame();
  CHECK(driver.probe().find("raid.at_door")->value.find("2") != std::string::npos);

  driver.press("Ctrl+Z");
  REQUIRE(until(driver, [&] { return unsaved(driver) == 0 && !raid.lines[0].changing; }));
  CHECK(raid.lines[0].taken_back);
  CHECK(gui::raid_sums(raid).registered == 0);
  CHECK(raid.entry.nationality == "ET");
}

}  // namespace
}  // namespace holdfast::test
