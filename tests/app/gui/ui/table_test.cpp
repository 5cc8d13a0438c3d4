// Long tables, lists that open, choices.
#include <array>

#include "tests/app/gui/ui/ui_bench.h"

namespace holdfast::test {
namespace {

using ui::Key;
using ui::Rect;
using ui::Ui;

struct LongTable {
  static constexpr std::size_t kRows = 100'000;
  std::array<ui::Column, 3> columns = {ui::Column{"Record", 120}, ui::Column{"Where it was found", 0},
                                       ui::Column{"Written", 100, ui::Align::End}};
  ui::TableState state;
  std::size_t drawn = 0;
  std::vector<std::size_t> rows;
  std::optional<std::size_t> chosen, opened;
  UiBench bench{[this](Ui& ui) {
    drawn = 0;
    rows.clear();
    const ui::TableResult result = ui::table(ui, "records", {0, 100, 1280, 500}, columns, kRows, 44, state,
                                             [&](std::size_t row, std::span<const Rect> cells) {
                                               REQUIRE(cells.size() == 3);
                                               ++drawn;
                                               rows.push_back(row);
                                             });
    if (result.chosen.has_value()) chosen = result.chosen;
    if (result.opened.has_value()) opened = result.opened;
  }};
};

TEST_CASE("A table of 100,000 rows draws only those that show") {
  LongTable table;
  CHECK(table.drawn <= 12);
  CHECK(table.rows.front() == 0);
  table.bench.press(Key::Tab);
  table.bench.press(Key::End);
  CHECK(table.state.chosen == 99'999);
  CHECK(table.drawn <= 12);
  CHECK(table.rows.back() == 99'999);
  // Its last row stands whole in the view, exact to the pixel.
  const Rect last = table.bench.seen("records/99999").rect;
  CHECK(last.h == 44);
  CHECK(last.bottom() <= 601);
  CHECK(last.bottom() >= 599);
}

TEST_CASE("Arrows, pages, Home and End move in a table; Enter and double click open") {
  LongTable table;
  table.bench.press(Key::Tab);
  CHECK(table.bench.focused() == "records");
  table.bench.press(Key::Down);
  CHECK(table.chosen == 1);
  table.bench.frame(std::vector<ui::Event>(5, key(Key::Down)));
  CHECK(table.state.chosen == 6);
  table.bench.press(Key::PageDown);
  CHECK(table.state.chosen == 16);
  table.bench.press(Key::Home);
  CHECK(table.state.chosen == 0);
  CHECK_FALSE(table.opened.has_value());
  table.bench.press(Key::Enter);
  CHECK(table.opened == 0);
  table.bench.click("records/3");
  CHECK(table.chosen == 3);
  CHECK(table.opened == 0);
  table.bench.click("records/4", 2);
  CHECK(table.opened == 4);
}

TEST_CASE("A picker opens over what is drawn later, chooses by key and by click, and Escape leaves it as it was") {
  const std::vector<std::string> labels = {"Cambodia", "Kenya", "Malaysia"};
  std::size_t chosen = 1;
  int below = 0;
  ui::PickerState state;
  UiBench bench([&](Ui& ui) {
    if (const auto index = ui::picker(ui, "country", {20, 20, 300, 44}, labels[chosen], labels, state)) chosen = *index;
    if (ui::button(ui, "below", {20, 70, 300, 44}, {"Below"})) ++below;
  });
  bench.click("country");
  REQUIRE(state.open);
  CHECK(bench.has("country/list/2"));
  bench.press(Key::Down);
  bench.press(Key::Enter);
  CHECK(chosen == 2);
  CHECK_FALSE(state.open);
  bench.click("country");
  bench.click("country/list/0");  // lies over the button
  CHECK(chosen == 0);
  CHECK(below == 0);
  bench.click("country");
  bench.press(Key::Down);
  bench.press(Key::Escape);
  CHECK(chosen == 0);
  CHECK_FALSE(state.open);
  bench.click("below");
  CHECK(below == 1);
}

TEST_CASE("What is typed narrows a long list") {
  std::vector<std::string> labels;
  for (int i = 0; i < 40; ++i) labels.push_back("Place " + std::to_string(i));
  draw::TextEdit filter;
  ui::PickerState state;
  state.filter = &filter;
  std::optional<std::size_t> chosen;
  UiBench bench([&](Ui& ui) {
    if (const auto index = ui::picker(ui, "place", {20, 20, 300, 44}, "Any", labels, state)) chosen = index;
  });
  bench.click("place");
  bench.type(U"place 37");
  CHECK(bench.has("place/list/37"));
  CHECK_FALSE(bench.has("place/list/0"));
  bench.press(Key::Enter);
  CHECK(chosen == 37);
}

TEST_CASE("Boxes, circles, rows, segments and number keys tell what they are and that they were chosen") {
  std::vector<std::string> met;
  const std::array<std::string, 3> parts = {"Police", "NGO", "FIU"};
  UiBench bench([&](Ui& ui) {
    if (ui::checkbox(ui, "box", {20, 20, 200, 44}, "Yes", true)) met.emplace_back("box");
    if (ui::radio(ui, "circle", {20, 80, 200, 44}, "One", false)) met.emplace_back("circle");
    ui::OptionSpec option{"Friends", "មិត្តភក្តិ", "km"};
    option.many = true;
    if (ui::option_row(ui, "row", {20, 140, 700, 44}, option)) met.emplace_back("row");
    if (const auto index = ui::segments(ui, "who", {20, 200, 400, 44}, parts, 1)) met.push_back(parts.at(*index));
    if (ui::number_choice(ui, "key", {20, 260, 150, 48}, {"1", "Medical"})) met.emplace_back("key");
  });
  CHECK(bench.seen("box").chosen);
  CHECK_FALSE(bench.seen("circle").chosen);
  CHECK(bench.seen("who/1").chosen);
  for (const char* id : {"box", "circle", "row", "who/2", "key"}) bench.click(id);
  CHECK(met == std::vector<std::string>{"box", "circle", "row", "FIU", "key"});
}

TEST_CASE("Loading shows nothing for 200 ms and asks to be drawn again then") {
  UiBench bench([&](Ui& ui) { ui::loading_state(ui, {0, 0, 400, 200}, 1000); });
  CHECK(bench.painter.fills.empty());
  CHECK(bench.ui.due_ms() == 1200);
  bench.input.steady_ms = 1200;
  bench.frame();
  CHECK(bench.painter.fills.size() > 3);
}

TEST_CASE("An error says what happened, what is safe, what to do, and has at most two buttons") {
  int pressed = 0;
  UiBench bench([&](Ui& ui) {
    const int which = ui::error_state(ui, "error", {0, 0, 700, 400}, "231 of 320 MB had been written.",
                                      "All 45 records are on this laptop.", "Put the stick back.", "Go on", "Another");
    if (which != 0) pressed = which;
  });
  CHECK(bench.painter.find_text("What happened.") != nullptr);
  CHECK(bench.painter.find_text("All 45 records are on this laptop.") != nullptr);
  CHECK(bench.painter.find_text("What to do.") != nullptr);
  bench.click("error.second");
  CHECK(pressed == 2);
  bench.click("error.first");
  CHECK(pressed == 1);
}

}  // namespace
}  // namespace holdfast::test
