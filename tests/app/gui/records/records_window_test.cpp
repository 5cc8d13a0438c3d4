// The whole window on a laptop's vault: typing finds, one key withdraws, a folder carries.
#include "tests/app/gui/form/form_world.h"

namespace holdfast::test {
namespace {

// The window of R7 after these people were registered.
struct Registered {
  Registered() {
    window.lock();
    need(window.team.unlock("R7", "an invented passphrase", ""));
    thai = window.team.person("R7", "TH", "2026-09-01", R"(, "name_said": "เขาเรียกว่าหวังเสี่ยวหมิงที่อาคารสี่")");
    chinese = window.team.person("R7", "CN", "2026-09-01", R"(, "name_said": "收款人王小明，广西人")");
    window.team.lock("R7");
    window.unlock();
  }
  void go(gui::Place place) {
    window.app->apply(gui::ShellCommand(gui::GoTo{place}));
    window.settle();
  }
  FormWindow window;
  sync::ObjectId thai{}, chinese{};
};

TEST_CASE("in the window a name typed in Thai or in Chinese leaves its record on the screen") {
  Registered world;
  world.go(gui::Place::Records);
  CHECK(world.window.has("records.row/" + to_hex(world.thai)));
  world.window.type(U"เสี่ยวหมิง");
  CHECK(world.window.has("records.row/" + to_hex(world.thai)));
  CHECK_FALSE(world.window.has("records.row/" + to_hex(world.chinese)));
  world.window.press(ui::Key::Escape);
  world.window.type(U"王小");
  CHECK(world.window.has("records.row/" + to_hex(world.chinese)));
  CHECK_FALSE(world.window.has("records.row/" + to_hex(world.thai)));
  world.window.press(ui::Key::Enter);
  REQUIRE(world.window.app->state.records.detail);
  CHECK(world.window.app->state.records.detail->line.id == to_hex(world.chinese));
}

TEST_CASE("in the window W and Enter on a person leave a signed withdrawal") {
  Registered world;
  world.window.app->apply(gui::RecordsCommand(gui::OpenPerson{to_hex(world.thai)}));
  world.window.settle();
  REQUIRE(world.window.app->state.records.person);
  world.window.press(ui::Key::W);
  world.window.press(ui::Key::Enter);
  world.window.settle();
  CHECK(world.window.app->state.records.person->consent == "withdrawn");
  world.window.lock();
  need(world.window.team.unlock("R7", "an invented passphrase", ""));
  CHECK(need(field::show_person(world.window.team.r7(), world.thai)).consent == "withdrawn");
}

TEST_CASE("in the window a folder carries everything, and locking forgets who was looked at") {
  Registered world;
  world.go(gui::Place::Sync);
  world.window.app->apply(gui::RoadCommand(gui::SyncWith{kTeamRoad}));
  world.window.settle();
  REQUIRE(world.window.app->state.road.run);
  CHECK(world.window.app->state.road.run->done);
  CHECK_FALSE(world.window.app->state.road.run->failed);
  CHECK(world.window.app->state.road.on_the_road == 2);
  world.window.app->apply(gui::RecordsCommand(gui::OpenPerson{to_hex(world.thai)}));
  world.window.settle();
  world.window.lock();
  CHECK_FALSE(world.window.app->state.records.person);
  CHECK(world.window.app->state.records.lines.empty());
  CHECK(world.window.app->state.road.lines.empty());
}

}  // namespace
}  // namespace holdfast::test
