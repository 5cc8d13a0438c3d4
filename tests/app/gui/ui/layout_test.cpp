// Mirroring, scrolling, dialogs, texts that do not fit.
#include <cmath>

#include "tests/app/gui/ui/ui_bench.h"

namespace holdfast::test {
namespace {

using ui::Key;
using ui::Rect;
using ui::Ui;

TEST_CASE("Under Arabic everything is as far from the right as it was from the left") {
  UiBench bench([&](Ui& ui) {
    ui::button(ui, "b", {24, 10, 100, 44}, {"Pause"});
    ui.icon(draw::Icon::Arrow, 200, 10, 24, ui::Token::Text);
    ui.text({24, 100, 300, 24}, "KPS-0042", ui::TextKind::Body, ui::Token::Text);
    ui.text({24, 140, 300, 24}, "207 + 106 = 313", ui::TextKind::Body, ui::Token::Text);
    ui::TextOptions english;
    english.language = "en";
    ui.text({400, 100, 300, 24}, "For the person", ui::TextKind::Body, ui::Token::Text, english);
  });
  const Rect before = bench.seen("b").rect;
  CHECK(before == Rect{24, 10, 100, 44});
  const std::vector<ui::Point> arrow = bench.painter.polylines.at(bench.painter.polylines.size() - 1);
  bench.speak("ar");
  CHECK(bench.seen("b").rect == Rect{1280 - 24 - 100, 10, 100, 44});
  // An arrow points the other way.
  const std::vector<ui::Point> turned = bench.painter.polylines.at(bench.painter.polylines.size() - 1);
  REQUIRE(turned.size() == arrow.size());
  CHECK(turned.front().x == 1280 - arrow.front().x);
  // A text of the interface starts at the right, one that names its language at its own side of its column.
  CHECK(bench.painter.find_text("KPS-0042")->rect.end() > 1280 - 24 - 2);
  CHECK(bench.painter.find_text("207 + 106 = 313")->rect.end() > 1280 - 24 - 2);
  CHECK(bench.painter.find_text("For the person")->rect.x < 1280 - 700 + 2);
}

TEST_CASE("Numbers read from left to right under Arabic, in texts and in fields") {
  draw::TextEdit phone;
  phone.set_text("+855 12 34");
  UiBench bench([&](Ui& ui) {
    ui.text({24, 20, 300, 24}, "207 + 106 = 313", ui::TextKind::Body, ui::Token::Text);
    ui::text_field(ui, "phone", {24, 60, 300, 0}, phone, {});
  });
  bench.speak("ar");
  CHECK_FALSE(bench.painter.find_text("207 + 106 = 313")->rtl);
  CHECK_FALSE(bench.painter.find_text("+855 12 34")->rtl);
}

TEST_CASE("One line of any script stands on the baseline of Latin") {
  constexpr std::string_view kWords[] = {"ខ្មែរ", "ไทย", "မြန်မာ", "عربي", "中文", "हिन्दी"};
  UiBench bench([&](Ui& ui) {
    ui::TextOptions options;
    options.lines_max = 1;
    ui.text({20, 100, 300, 20}, "Latin", ui::TextKind::Control, ui::Token::Text, options);
    for (const std::string_view words : kWords) {
      ui.text({20, 100, 300, 20}, words, ui::TextKind::Control, ui::Token::Text, options);
    }
  });
  const float latin = bench.painter.find_text("Latin")->baseline;
  for (const std::string_view words : kWords) {
    INFO(words);
    CHECK(std::abs(bench.painter.find_text(words)->baseline - latin) <= 0.51F);
  }
}

TEST_CASE("The mouse and clicks are mirrored too") {
  int pressed = 0;
  float mouse_x = 0;
  UiBench bench([&](Ui& ui) {
    if (ui::button(ui, "b", {24, 10, 100, 44}, {"Pause"})) ++pressed;
    mouse_x = ui.mouse().x;
  });
  bench.speak("ar");
  bench.click_at(1280 - 30, 30);
  CHECK(pressed == 1);
  CHECK(mouse_x == 30);
}

TEST_CASE("A larger text size scales places; a small window becomes narrow") {
  UiBench bench([&](Ui& ui) { ui::button(ui, "b", {20, 10, 100, 44}, {"Pause"}); });
  CHECK_FALSE(bench.ui.narrow());
  bench.input.scale = 1.5F;
  bench.frame();
  CHECK(bench.seen("b").rect == Rect{30, 15, 150, 66});
  CHECK(bench.ui.narrow());
  CHECK(bench.ui.screen().h == 480);
}

TEST_CASE("Text that does not fit is told to the probe") {
  UiBench bench([&](Ui& ui) {
    ui::button(ui, "fits", {20, 10, 200, 44}, {"Continue"});
    ui::button(ui, "tight", {20, 60, 60, 44}, {"Continue with everything"});
    ui::button(ui, "outside", {1200, 60, 120, 44}, {"Help"});
    ui::TextOptions options;
    options.probe_id = "line";
    options.lines_max = 1;
    ui.text({20, 120, 80, 24}, "A sentence longer than its place", ui::TextKind::Body, ui::Token::Text, options);
    options.probe_id = "whole";
    options.lines_max = 0;
    ui.text({20, 160, 80, 400}, "A sentence that wraps", ui::TextKind::Body, ui::Token::Text, options);
  });
  CHECK_FALSE(bench.seen("fits").clipped);
  CHECK(bench.seen("tight").clipped);
  CHECK(bench.seen("outside").clipped);
  CHECK(bench.seen("line").clipped);
  CHECK_FALSE(bench.seen("whole").clipped);
}

struct LongList {
  ui::ScrollState scroll;
  std::vector<std::string> pressed;
  UiBench bench{[this](Ui& ui) {
    const Rect content = ui.begin_scroll("list", {0, 100, 400, 200}, 30 * 50, scroll);
    for (int i = 0; i < 30; ++i) {
      const std::string id = "row" + std::to_string(i);
      if (ui::button(ui, id, {content.x, content.y + static_cast<float>(i) * 50, 200, 44}, {id})) pressed.push_back(id);
    }
    ui.end_scroll();
    ui::button(ui, "below", {0, 320, 100, 44}, {"Below"});
  }};
};

TEST_CASE("Scrolling follows the focus") {
  LongList list;
  for (int i = 0; i < 11; ++i) list.bench.press(Key::Tab);
  CHECK(list.bench.focused() == "row10");
  const Rect rect = list.bench.seen("row10").rect;
  CHECK(rect.y >= 100);
  CHECK(rect.bottom() <= 300);
  list.bench.press(Key::Tab, kShift);
  list.bench.press(Key::Tab, kShift);
  CHECK(list.bench.seen("row8").rect.y >= 100);
}

TEST_CASE("The wheel, the page keys and the bar scroll; what is scrolled away takes no click") {
  LongList list;
  list.bench.frame({ui::MouseMoved{50, 150}, ui::Wheel{-2}});
  CHECK(list.scroll.offset == 120);
  // Row 1 now lies above the view, where the click of another part is.
  list.bench.click_at(50, 60);
  CHECK(list.pressed.empty());
  list.bench.frame({ui::MouseMoved{50, 150}, key(Key::PageDown)});
  CHECK(list.scroll.offset == 300);
  list.bench.frame({ui::MouseButton{true, false, 391, 290}, ui::MouseMoved{391, 600}});
  CHECK(list.scroll.offset == 1300);
  list.bench.frame({ui::MouseButton{false, false, 391, 600}});
  list.bench.frame({ui::Wheel{50}, ui::MouseMoved{50, 150}, ui::Wheel{50}});
  CHECK(list.scroll.offset == 0);
}

TEST_CASE("Under a dialog nothing can be met, and the focus comes back when it closes") {
  bool open = false;
  std::vector<std::string> pressed;
  int digit = 0, lock = 0;
  UiBench bench([&](Ui& ui) {
    if (ui.take_key(Key::Digit1)) ++digit;
    if (ui.take_key(Key::L, kControl)) ++lock;
    if (ui::button(ui, "ground", {540, 330, 200, 60}, {"Ground"})) pressed.emplace_back("ground");
    if (ui::button(ui, "other", {20, 20, 100, 44}, {"Other"})) pressed.emplace_back("other");
    if (!open) return;
    Rect body = ui::begin_dialog(ui, "ask", {"Wipe this laptop?"});
    if (ui::button(ui, "ask.keep", body.take_top(44, 8), {"Keep everything"})) open = false;
    if (ui::button(ui, "ask.wipe", body.take_top(44), {"Wipe"})) pressed.emplace_back("wipe");
    ui.focus_if_none("ask.keep");
    ui::end_dialog(ui);
  });
  bench.click("other");
  REQUIRE(pressed.size() == 1);
  open = true;
  bench.frame();
  CHECK(bench.focused() == "ask.keep");
  bench.press(Key::Tab);
  CHECK(bench.focused() == "ask.wipe");
  bench.press(Key::Tab);
  CHECK(bench.focused() == "ask.keep");
  bench.click_at(60, 40);  // where the ground's button lies
  CHECK(pressed.size() == 1);
  bench.type(U"1");
  CHECK(digit == 0);
  bench.press(Key::L, kControl);  // locking works over everything
  CHECK(lock == 1);
  // The ground is covered wholly: nothing shines through.
  const draw::Color ground = ui::color_of(ui::Theme::Dark, ui::Token::Background);
  bool covered = false;
  for (const PaintedBox& fill : bench.painter.fills) {
    covered = covered || (fill.color == ground && fill.rect == Rect{0, 0, 1280, 720});
  }
  CHECK(covered);
  bench.press(Key::Enter);
  CHECK_FALSE(open);
  CHECK(bench.focused() == "other");
  bench.type(U"1");
  CHECK(digit == 1);
}

TEST_CASE("Of two dialogs only the one on top can be met") {
  bool second = true;
  int lower = 0, upper = 0, escapes = 0;
  UiBench bench([&](Ui& ui) {
    Rect body = ui::begin_dialog(ui, "one", {"Finish this raid?"});
    if (ui.take_key(Key::Escape)) ++escapes;
    if (ui::button(ui, "one.yes", body.take_top(44), {"Finish"})) ++lower;
    ui.focus_if_none("one.yes");
    ui::end_dialog(ui);
    if (!second) return;
    body = ui::begin_dialog(ui, "two", {"The stick is full"});
    if (ui::button(ui, "two.close", body.take_top(44), {"Close"})) ++upper;
    ui.focus_if_none("two.close");
    ui::end_dialog(ui);
  });
  CHECK(bench.focused() == "two.close");
  bench.press(Key::Escape);
  bench.press(Key::Enter);
  CHECK(escapes == 0);
  CHECK(lower == 0);
  CHECK(upper == 1);
  second = false;
  bench.frame();
  CHECK(bench.focused() == "one.yes");
  bench.press(Key::Escape);
  CHECK(escapes == 1);
}

TEST_CASE("A Tab that comes with the dialog stays inside it") {
  bool open = false;
  UiBench bench([&](Ui& ui) {
    ui::button(ui, "ground.1", {20, 20, 100, 44}, {"One"});
    ui::button(ui, "ground.2", {20, 80, 100, 44}, {"Two"});
    if (!open) return;
    Rect body = ui::begin_dialog(ui, "ask", {"Hand over?"});
    ui::button(ui, "ask.later", body.take_top(44), {"Not now"});
    ui::end_dialog(ui);
  });
  bench.press(Key::Tab);
  REQUIRE(bench.focused() == "ground.1");
  open = true;  // by a command, after the pass before
  bench.press(Key::Tab);
  CHECK(bench.focused() == "ask.later");
}

}  // namespace
}  // namespace holdfast::test
