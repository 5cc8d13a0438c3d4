// Settings, kept at once: what must be known before the vault opens lies beside it, the rest in it. Home.
#include "app/gui/machine.h"
#include "app/gui/words_of_time.h"
#include "tests/app/gui/shell/shell_world.h"

#include <filesystem>
#include <fstream>

namespace holdfast::test {
namespace {

using gui::Place;
using gui::Settings;
using gui::Stage;

constexpr ui::Modifiers kControl{true, false, false};

TEST_CASE("the look of the window is known before the vault is open") {
  ShellWorld world;
  world.make_vault();
  world.start();
  world.press(ui::Key::Plus, kControl);
  CHECK(world.app().state.settings.text_size_percent == 115);
  Settings settings = world.app().state.settings;
  settings.theme = ui::Theme::Light;
  world.app().apply(gui::ShellCommand(gui::ChangeSettings{settings}));
  world.stop();
  world.start();
  CHECK(world.app().state.settings.text_size_percent == 115);
  CHECK(world.app().state.settings.theme == ui::Theme::Light);
  world.press(ui::Key::Minus, kControl);
  world.press(ui::Key::Minus, kControl);
  CHECK(world.app().state.settings.text_size_percent == 100);
}

TEST_CASE("hints and the time until locking lie in the vault") {
  ShellWorld world;
  world.make_vault();
  world.start();
  world.unlock();
  world.press(ui::Key::Digit9, {false, false, true});
  CHECK(world.app().state.place == Place::Settings);
  world.click("settings.tab.locking");
  Settings settings = world.app().state.settings;
  settings.hints = false;
  settings.lock_minutes = 10;
  world.app().apply(gui::ShellCommand(gui::ChangeSettings{settings}));
  const Result<Bytes> beside = read_file(world.files, gui::look_path(world.vault_path()), 4096);
  REQUIRE(beside.ok());
  CHECK(as_text(*beside) == "language=en\ntheme=dark\ntext=100\n");
  world.app().lock_now();
  REQUIRE(world.until([&] { return world.app().state.stage == Stage::Locked; }));
  world.stop();
  world.start();
  world.unlock();
  CHECK_FALSE(world.app().state.settings.hints);
  CHECK(world.app().state.settings.lock_minutes == 10);
  world.clock.advance(9 * 60'000);
  world.frame();
  CHECK(world.app().state.stage == Stage::Open);
}

TEST_CASE("a file of the look that is damaged changes nothing") {
  ShellWorld world;
  const std::string texts[] = {"", "language=../../x\ntext=7000\ntheme=\n", "\xff\xfe", "text=1e9\nlanguage=",
                               "=\n=\n"};
  for (const std::string& text : texts) {
    std::ofstream(gui::look_path(world.vault_path()), std::ios::binary) << text;
    CHECK(gui::read_look(world.files, world.vault_path()) == Settings{});
  }
}

TEST_CASE("the passphrase is changed where both are the same, and only then") {
  ShellWorld world;
  world.make_vault();
  world.start();
  world.unlock();
  world.press(ui::Key::Digit9, {false, false, true});
  world.click("settings.tab.passphrase");
  world.click("settings.passphrase");
  world.type("nine tall trees");
  world.click("settings.passphrase_again");
  world.type("nine tall tree");
  world.press(ui::Key::Enter);
  world.frame();
  CHECK(world.shows("These two are not the same."));
  CHECK(world.app().lane().idle());
  world.click("settings.passphrase_again");
  world.type("nine tall trees");
  world.press(ui::Key::Enter);
  REQUIRE(world.until([&] { return world.app().state.toast.has_value(); }));
  world.stop();
  CHECK_FALSE(store::Vault::open(world.seams(), world.vault_path(), world.passphrase(), {}).ok());
  CHECK(store::Vault::open(world.seams(), world.vault_path(), world.passphrase("nine tall trees"), {}).ok());
}

TEST_CASE("every place of the rail is reached by its number") {
  ShellWorld world;
  world.make_vault();
  world.start();
  world.unlock();
  const Place places[] = {Place::Home,    Place::Interview, Place::Raid, Place::Evidence, Place::Records,
                          Place::Person,  Place::Sync,      Place::Help, Place::Settings};
  for (int i = 8; i >= 0; --i) {
    const auto key = static_cast<ui::Key>(static_cast<int>(ui::Key::Digit1) + i);
    world.press(key, {false, false, true});
    CHECK(world.app().state.place == places[i]);
  }
}

TEST_CASE("Home of a laptop without a team shows how to get into one") {
  ShellWorld world;
  world.make_vault();
  world.start();
  world.unlock();
  CHECK(world.said("home.next") == "Make this laptop part of a team");
  CHECK(world.shows("Nothing is unfinished. Everything you wrote is saved."));
  world.click("home.continue");
  CHECK(world.app().state.place == Place::Enrolment);
}

TEST_CASE("Home is whole at every text size: nothing is cut") {
  ShellWorld world;
  world.make_vault();
  world.start();
  world.unlock();
  for (const int size : gui::kTextSizes) {
    Settings settings = world.app().state.settings;
    settings.text_size_percent = size;
    world.app().apply(gui::ShellCommand(gui::ChangeSettings{settings}));
    world.frame();
    world.frame();
    float below = 0;
    for (const ui::Seen& seen : world.probe.seen()) {
      if (seen.id.compare(0, 5, "rail.") != 0) continue;
      INFO(size << " " << seen.id);
      CHECK(seen.rect.y >= below);  // no place of the rail lies over another
      CHECK(seen.rect.h >= 28);
      below = seen.rect.y + seen.rect.h - 0.5F;
    }
    for (const char* id : {"home.next", "home.continue", "head.title", "home.sync"}) {
      const ui::Seen* seen = world.probe.find(id);
      INFO(size << " " << id);
      REQUIRE(seen != nullptr);
      CHECK_FALSE(seen->clipped);
    }
  }
}

TEST_CASE("a battery is read from what the system says, and only from that") {
  namespace fs = std::filesystem;
  const fs::path root = fs::temp_directory_path() / "holdfast-battery-test";
  fs::remove_all(root);
  fs::create_directories(root / "AC");
  fs::create_directories(root / "BAT0");
  std::ofstream(root / "AC" / "type") << "Mains\n";
  std::ofstream(root / "BAT0" / "type") << "Battery\n";
  CHECK_FALSE(gui::read_battery(root.string()).has_value());
  std::ofstream(root / "BAT0" / "capacity") << "64\n";
  std::ofstream(root / "BAT0" / "status") << "Discharging\n";
  const auto battery = gui::read_battery(root.string());
  REQUIRE(battery.has_value());
  CHECK(battery->percent == 64);
  CHECK_FALSE(battery->charging);
  std::ofstream(root / "BAT0" / "capacity") << "6400\n";
  CHECK_FALSE(gui::read_battery(root.string()).has_value());
  CHECK_FALSE(gui::read_battery((root / "nothing").string()).has_value());
  fs::remove_all(root);
}

TEST_CASE("days and times of this place are read and written as they stand") {
  std::int64_t ms = 0;
  REQUIRE(gui::read_local_time("2026-11-24 14:05", 420, ms));
  const gui::LocalTime t = gui::local_time(ms, 420);
  CHECK(t.year == 2026);
  CHECK(t.month == 11);
  CHECK(t.day == 24);
  CHECK(t.weekday == 2);
  CHECK(t.hour == 14);
  CHECK(t.minute == 5);
  for (const char* wrong : {"", "soon", "2026", "2026-13-01", "2026-02-30", "2026-11-24 25:00", "2026-11-24 14:5x",
                            "2026-11-24 14", "1969-01-01", "2026-11-24 14:05 "}) {
    INFO(wrong);
    CHECK_FALSE(gui::read_local_time(wrong, 0, ms));
  }
  CHECK(gui::local_time(-1, 0).year == 1969);
  CHECK(gui::local_time(-1, 0).second == 59);
}

}  // namespace
}  // namespace holdfast::test
