// Opening a vault by its passphrase, and everything that can be in the way.
#include "tests/app/gui/shell/shell_world.h"

namespace holdfast::test {
namespace {

using gui::Stage;

TEST_CASE("without a vault the window shows set-up") {
  ShellWorld world;
  world.start();
  CHECK(world.app().state.stage == Stage::NoVault);
  CHECK(world.probe.find("unlock.passphrase") == nullptr);
}

TEST_CASE("before it is open the window says nothing of what is inside") {
  ShellWorld world;
  world.make_vault();
  world.start();
  CHECK(world.app().state.stage == Stage::Locked);
  CHECK(world.shows("Welcome back"));
  CHECK_FALSE(world.shows("Holdfast"));
  CHECK_FALSE(world.shows(world.vault_path()));
}

TEST_CASE("a wrong passphrase opens nothing and says what to look at; the right one opens") {
  ShellWorld world;
  world.make_vault();
  world.start();
  world.type("seven small lamp");
  world.press(ui::Key::Enter);
  CHECK(world.app().state.stage == Stage::Unlocking);
  REQUIRE(world.until([&] { return world.app().state.stage == Stage::Locked; }));
  world.frame();
  CHECK(world.app().state.lock.tries == 1);
  CHECK(world.shows("That did not open it."));
  CHECK(world.shows("Check Caps Lock"));
  CHECK_FALSE(world.app().state.home.known);
  world.unlock();
  CHECK(world.app().state.stage == Stage::Open);
  CHECK_FALSE(world.app().state.lock.failed.has_value());
  CHECK(world.probe.find("rail.home") != nullptr);
}

TEST_CASE("what is typed while the vault opens goes nowhere else") {
  ShellWorld world;
  world.make_vault();
  world.start();
  world.type(ShellWorld::kPassphrase);
  world.press(ui::Key::Enter);
  world.press(ui::Key::Enter);  // impatience opens nothing twice
  REQUIRE(world.until([&] { return world.app().state.stage == Stage::Open; }));
  CHECK(world.app().state.lock.tries == 0);
}

TEST_CASE("a vault that another program holds is named as such") {
  ShellWorld world;
  world.make_vault();
  Result<store::Vault> other = store::Vault::open(world.seams(), world.vault_path(), world.passphrase(), {});
  REQUIRE(other.ok());
  world.start();
  world.type(ShellWorld::kPassphrase);
  world.press(ui::Key::Enter);
  REQUIRE(world.until([&] { return world.app().state.lock.failed.has_value(); }));
  CHECK(world.app().state.lock.failed->code == "vault.in_use");
  world.frame();
  CHECK(world.shows(world.app().state.lock.failed->happened));
}

TEST_CASE("where the clock is behind, day and time are asked for before it opens") {
  ShellWorld world;
  world.make_vault();
  world.clock.wall = 1'577'836'800'000;  // 2020
  world.start();
  world.type(ShellWorld::kPassphrase);
  world.press(ui::Key::Enter);
  REQUIRE(world.until([&] { return world.app().state.lock.asks_time; }));
  CHECK(world.app().state.stage == Stage::Locked);
  world.frame();
  REQUIRE(world.probe.find("unlock.day_time") != nullptr);
  world.type(ShellWorld::kPassphrase);
  world.click("unlock.day_time");
  world.type("soon");
  world.click("unlock.open");
  CHECK(world.app().state.stage == Stage::Locked);
  CHECK(world.shows("This is no day and time."));
  world.click("unlock.day_time");
  for (int i = 0; i < 4; ++i) world.press(ui::Key::Backspace);
  world.type("2026-11-24 14:05");
  world.click("unlock.open");
  REQUIRE(world.until([&] { return world.app().state.stage == Stage::Open; }));
}

TEST_CASE("another notebook is looked for in the folder that was typed") {
  ShellWorld world;
  world.make_vault();
  world.start();
  world.click("unlock.other");
  REQUIRE(world.probe.find("unlock.path") != nullptr);
  world.type("/nowhere/at/all");
  world.press(ui::Key::Enter);
  CHECK(world.app().state.stage == Stage::NoVault);
  CHECK(world.app().options().vault_path == "/nowhere/at/all");
}

TEST_CASE("Caps Lock and the keyboard's layout are named where the system tells them") {
  ShellWorld world;
  world.make_vault();
  world.start();
  CHECK_FALSE(world.shows("Caps Lock"));
  world.app().state.keyboard = {"English (US)", true};
  world.frame();
  CHECK(world.shows("Keyboard: English (US)"));
  CHECK(world.shows("Caps Lock is on"));
}

}  // namespace
}  // namespace holdfast::test
