// Where the focus goes, and that what was done is met by what was there when it was done.
#include "tests/app/gui/ui/ui_bench.h"

namespace holdfast::test {
namespace {

using ui::Key;
using ui::Rect;
using ui::Ui;

void row_of_buttons(Ui& ui, std::initializer_list<std::string_view> ids, float y, std::vector<std::string>& pressed) {
  float x = 20;
  for (const std::string_view id : ids) {
    if (ui::button(ui, id, {x, y, 120, 44}, {id})) pressed.emplace_back(id);
    x += 140;
  }
}

TEST_CASE("Tab goes through what can be met in the order in which it is drawn, and around") {
  std::vector<std::string> pressed;
  UiBench bench([&](Ui& ui) {
    row_of_buttons(ui, {"a", "b"}, 20, pressed);
    ui::ButtonSpec off{"off"};
    off.enabled = false;
    ui::button(ui, "off", {320, 20, 100, 44}, off);
    row_of_buttons(ui, {"c"}, 100, pressed);
  });
  CHECK(bench.focused().empty());
  for (const char* id : {"a", "b", "c", "a"}) {
    bench.press(Key::Tab);
    CHECK(bench.focused() == id);
  }
  bench.press(Key::Tab, kShift);
  CHECK(bench.focused() == "c");
  CHECK(pressed.empty());
}

TEST_CASE("F6 goes to the next part of the frame, Shift+F6 back, arrows stay within the part") {
  std::vector<std::string> pressed;
  UiBench bench([&](Ui& ui) {
    ui.begin_group("rail");
    row_of_buttons(ui, {"rail.1", "rail.2"}, 20, pressed);
    ui.begin_group("body");
    row_of_buttons(ui, {"body.1", "body.2"}, 100, pressed);
    ui.begin_group("foot");
    row_of_buttons(ui, {"foot.1"}, 200, pressed);
  });
  bench.press(Key::Tab);
  bench.press(Key::F6);
  CHECK(bench.focused() == "body.1");
  bench.press(Key::Down);
  CHECK(bench.focused() == "body.2");
  bench.press(Key::Down);
  CHECK(bench.focused() == "body.2");
  bench.press(Key::F6);
  CHECK(bench.focused() == "foot.1");
  bench.press(Key::F6);
  CHECK(bench.focused() == "rail.1");
  bench.press(Key::F6, kShift);
  CHECK(bench.focused() == "foot.1");
  bench.press(Key::F6, kShift);
  CHECK(bench.focused() == "body.1");
}

TEST_CASE("Enter, blank and a click press a button once") {
  std::vector<std::string> pressed;
  UiBench bench([&](Ui& ui) { row_of_buttons(ui, {"a", "b"}, 20, pressed); });
  bench.press(Key::Tab);
  bench.press(Key::Enter);
  bench.frame({ui::KeyPressed{Key::Enter, {}, true}});  // held down: no second time
  CHECK(pressed == std::vector<std::string>{"a"});
  bench.type(U" ");
  CHECK(pressed.size() == 2);
  bench.click("b");
  CHECK(pressed == std::vector<std::string>{"a", "a", "b"});
  CHECK(bench.focused() == "b");
}

TEST_CASE("A button that is left before the mouse is let go is not pressed") {
  std::vector<std::string> pressed;
  UiBench bench([&](Ui& ui) { row_of_buttons(ui, {"a", "b"}, 20, pressed); });
  bench.frame({ui::MouseButton{true, false, 40, 40}, ui::MouseMoved{400, 400},
               ui::MouseButton{false, false, 400, 400}});
  CHECK(pressed.empty());
  bench.frame({ui::MouseButton{true, false, 40, 40}, ui::MouseButton{false, false, 180, 40}});
  CHECK(pressed.empty());
}

TEST_CASE("What is drawn on top takes the click") {
  std::vector<std::string> pressed;
  UiBench bench([&](Ui& ui) {
    if (ui::option_row(ui, "row", {20, 20, 400, 44}, {"Row"})) pressed.emplace_back("row");
    if (ui::button(ui, "inner", {360, 22, 50, 40}, {"x"})) pressed.emplace_back("inner");
  });
  bench.click("inner");
  CHECK(pressed == std::vector<std::string>{"inner"});
  bench.click("row");
  CHECK(pressed == std::vector<std::string>{"inner", "row"});
}

TEST_CASE("What leaves the screen loses the focus, and focus_if_none finds a new one") {
  bool there = true;
  std::vector<std::string> pressed;
  UiBench bench([&](Ui& ui) {
    if (there) row_of_buttons(ui, {"gone"}, 20, pressed);
    row_of_buttons(ui, {"stays"}, 100, pressed);
    ui.focus_if_none("stays");
  });
  CHECK(bench.focused() == "stays");
  bench.press(Key::Tab);
  CHECK(bench.focused() == "gone");
  there = false;
  bench.frame();
  CHECK(bench.focused() == "stays");
}

TEST_CASE("A wish to focus what is not there comes to rest") {
  std::vector<std::string> pressed;
  UiBench bench([&](Ui& ui) {
    row_of_buttons(ui, {"a"}, 20, pressed);
    ui.focus_if_none("nowhere");
  });
  CHECK(bench.frame() < 3);
  CHECK(bench.focused().empty());
}

TEST_CASE("A key is taken once, with the character it types, and not from a field that is typed in") {
  int taken = 0;
  draw::TextEdit edit;
  UiBench bench([&](Ui& ui) {
    if (ui.take_key(Key::Digit2)) ++taken;
    if (ui.take_key(Key::Digit2)) taken += 100;
    ui::text_field(ui, "field", {20, 20, 300, 44}, edit, {});
  });
  bench.type(U"2");
  CHECK(taken == 1);
  CHECK(edit.text().empty());
  bench.press(Key::Tab);
  bench.type(U"2");
  CHECK(taken == 1);
  CHECK(edit.text() == "2");
}

TEST_CASE("A slice ends where the next event may meet another state") {
  CHECK(ui::first_slice({}) == 0);
  std::vector<ui::Event> events = typed(U"ab");  // A a B b
  CHECK(ui::first_slice(events) == 4);
  events.push_back(key(Key::Tab));
  events.push_back(ui::TextTyped{U'c'});
  CHECK(ui::first_slice(events) == 5);
  CHECK(ui::first_slice(typed(U"7x")) == 2);  // the digit's character stays with its key
  CHECK(ui::first_slice(typed(U" x")) == 2);
  CHECK(ui::first_slice({ui::MouseMoved{1, 1}, ui::MouseButton{}, ui::TextTyped{U'c'}}) == 2);
  CHECK(ui::first_slice({key(Key::S, kControl), ui::TextTyped{U'c'}}) == 1);
  CHECK(ui::first_slice({ui::Wheel{1}, ui::Wheel{1}}) == 2);
}

TEST_CASE("The window forgets: after wiping nothing has the focus and no picture is held") {
  std::vector<std::string> pressed;
  UiBench bench([&](Ui& ui) { row_of_buttons(ui, {"a"}, 20, pressed); });
  bench.press(Key::Tab);
  const std::vector<std::uint8_t> pixel = {1, 2, 3, 4};
  bench.pictures.upload(1, 1, pixel);
  CHECK(bench.engine.cached_count() > 0);
  bench.ui.wipe();
  CHECK(bench.engine.cached_count() == 0);
  CHECK(bench.pictures.held.empty());
  CHECK(bench.probe.seen().empty());
  bench.frame();
  CHECK(bench.focused().empty());
}

}  // namespace
}  // namespace holdfast::test
