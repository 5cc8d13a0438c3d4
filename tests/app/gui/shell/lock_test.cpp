// Locking, by key, by time and by sleep: what goes, what stays, and what cannot stop it. The neutral screen.
#include "app/gui/lock_clock.h"
#include "tests/app/gui/shell/shell_world.h"

namespace holdfast::test {
namespace {

using gui::Place;
using gui::Stage;
constexpr ui::Modifiers kControl{true, false, false};
constexpr std::int64_t kMinute = 60'000;

struct UnlockedWorld : ShellWorld {
  UnlockedWorld() {
    make_vault();
    start();
    unlock();
  }
  bool is_locked() { return app().state.stage == Stage::Locked || app().state.stage == Stage::Locking; }
};

// Words that only an open vault knows, in every place where State keeps words for a screen.
void fill_with_secrets(gui::State& state) {
  state.home.laptop.name = "SECRET laptop";
  state.home.drafts.push_back({"00", "interview", "SECRET form", "SECRET person", 1, 2, 3, 4, "SECRET reason"});
  state.saved_words = "SECRET saved";
  state.toast = gui::Toast{"SECRET toast", INT64_MAX, true};
  state.error = gui::SentenceFacts{"SECRET happened", "SECRET safe", "SECRET do", "x"};
  state.lock.staff.push_back("SECRET staff");
  state.lock.notices.push_back("SECRET notice");
}

bool holds_a_secret(ShellWorld& world) {
  for (const ui::Seen& seen : world.probe.seen()) {
    if (seen.value.find("SECRET") != std::string::npos) return true;
  }
  const gui::State& state = world.app().state;
  return world.shows("SECRET") || !state.home.laptop.name.empty() || !state.home.drafts.empty() ||
         !state.saved_words.empty() || state.toast || state.error || !state.lock.staff.empty() ||
         !state.lock.notices.empty() || state.home.known || state.form || state.raid;
}

TEST_CASE("after three minutes without a key the window locks and nothing of the vault is left in it") {
  UnlockedWorld world;
  fill_with_secrets(world.app().state);
  world.frame();
  REQUIRE(holds_a_secret(world));
  world.clock.advance(3 * kMinute - 2000);
  world.frame();
  CHECK(world.app().state.stage == Stage::Open);
  world.clock.advance(3000);
  world.frame();
  CHECK(world.is_locked());
  CHECK_FALSE(holds_a_secret(world));
  CHECK(world.shows("Locked at"));
  REQUIRE(world.until([&] { return world.app().state.stage == Stage::Locked; }));
  world.unlock();
  CHECK(world.app().state.home.drafts.empty());
}

TEST_CASE("a key or a move of the mouse starts the lock clock again") {
  UnlockedWorld world;
  for (int i = 0; i < 4; ++i) {
    world.clock.advance(2 * kMinute);
    if (i % 2 == 0) world.press(ui::Key::F6);
    else world.frame({ui::MouseMoved{10, 10}});
    CHECK(world.app().state.stage == Stage::Open);
  }
}

TEST_CASE("locking by time comes before the key that comes too late") {
  UnlockedWorld world;
  world.clock.advance(3 * kMinute + 1000);
  world.press(ui::Key::Digit2, {false, false, true});
  CHECK(world.is_locked());
}

TEST_CASE("Ctrl L locks whatever dialog stands on the screen") {
  UnlockedWorld world;
  world.app().show_error(Error{store::kVaultMissing, {}});
  world.frame();
  REQUIRE(world.probe.find("error.close") != nullptr);
  world.press(ui::Key::L, kControl);
  CHECK(world.is_locked());
  CHECK(world.probe.find("error.close") == nullptr);
  CHECK(world.probe.find("unlock.passphrase") != nullptr);
  CHECK_FALSE(world.app().state.error.has_value());
}

TEST_CASE("time locks whatever dialog stands on the screen") {
  UnlockedWorld world;
  world.app().show_error(Error{store::kVaultMissing, {}});
  world.frame();
  world.clock.advance(4 * kMinute);
  world.frame();
  CHECK(world.is_locked());
  CHECK(world.probe.find("error.close") == nullptr);
}

TEST_CASE("a machine that slept wakes up locked") {
  UnlockedWorld world;
  world.clock.wall += 60 * kMinute;  // the steady clock stands still while it sleeps
  world.frame();
  CHECK(world.is_locked());
}

TEST_CASE("no answer that was asked for before locking fills the screen after it") {
  UnlockedWorld world;
  world.app().refresh();
  world.app().lane().wait_until_done();  // the answers wait to be drained
  world.app().lock_now();
  REQUIRE(world.until([&] { return world.app().state.stage == Stage::Locked; }));
  CHECK_FALSE(world.app().state.home.known);
}

TEST_CASE("a command that came in the same pass behind the lock is not obeyed") {
  UnlockedWorld world;
  world.frame({ui::KeyPressed{ui::Key::L, kControl, false}, ui::KeyPressed{ui::Key::F1, {}, false}});
  CHECK(world.is_locked());
  CHECK(world.app().state.place == Place::Home);
}

TEST_CASE("F12 leaves a clock and nothing else, until the right passphrase was typed") {
  UnlockedWorld world;
  world.press(ui::Key::F12);
  CHECK(world.app().state.neutral);
  CHECK(world.painter.texts.size() == 2);  // time and day
  world.type("seven small lamp");
  CHECK(world.painter.texts.size() == 2);
  world.press(ui::Key::Enter);
  REQUIRE(world.until([&] { return world.app().lane().idle() && !world.app().state.neutral_opening; }));
  CHECK(world.app().state.neutral);
  CHECK(world.painter.texts.size() == 2);
  world.press(ui::Key::F12);
  world.type(ShellWorld::kPassphrase);
  world.press(ui::Key::Enter);
  REQUIRE(world.until([&] { return !world.app().state.neutral; }));
  CHECK(world.app().state.stage == Stage::Open);
  CHECK(world.app().state.place == Place::Home);
}

TEST_CASE("the vault locks behind the neutral screen, which then opens it again") {
  UnlockedWorld world;
  world.press(ui::Key::F12);
  world.clock.advance(4 * kMinute);
  world.frame();
  CHECK(world.is_locked());
  CHECK(world.app().state.neutral);
  CHECK(world.painter.texts.size() == 2);
  REQUIRE(world.until([&] { return world.app().state.stage == Stage::Locked; }));
  world.type(ShellWorld::kPassphrase);
  world.press(ui::Key::Enter);
  REQUIRE(world.until([&] { return world.app().state.stage == Stage::Open; }));
  CHECK_FALSE(world.app().state.neutral);
}

TEST_CASE("the lock clock promises no second that is not there") {
  CHECK(gui::lock_clock_words(161'000) == "2:40");
  CHECK(gui::lock_clock_words(160'000) == "2:40");
  CHECK(gui::lock_clock_words(159'999) == "2:30");
  CHECK(gui::lock_clock_words(60'000) == "1:00");
  CHECK(gui::lock_clock_words(9'400) == "0:09");
  CHECK(gui::lock_clock_words(-5) == "0:00");
  for (std::int64_t left = 1; left < 200'000; left += 777) {
    const std::int64_t next = gui::next_lock_words_ms(left, 0);
    INFO(left);
    CHECK(next > 0);
    CHECK(next <= left);
    CHECK(gui::lock_clock_words(left) == gui::lock_clock_words(left - next + 1));
    if (next < left) CHECK(gui::lock_clock_words(left) != gui::lock_clock_words(left - next));
  }
}

TEST_CASE("nothing is due at once where nothing happens") {
  UnlockedWorld world;
  world.frame();
  CHECK(world.app().next_due_ms() - world.clock.steady_ms() > 300);
}

}  // namespace
}  // namespace holdfast::test
