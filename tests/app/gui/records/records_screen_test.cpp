// The screen "Records": any number of rows costs what the shown ones cost; typing asks; keys open.
#include "app/gui/records_view.h"
#include "tests/app/gui/records/views_bench.h"

namespace holdfast::test {
namespace {

using Bench = ViewsBench<gui::RecordsUi>;

gui::State with_records(std::size_t count, std::size_t first, std::size_t lines) {
  gui::State state = opened_state(gui::Place::Records);
  gui::RecordsFacts& facts = state.records;
  facts.known = true;
  facts.all = count;
  std::vector<gui::RecordKey> keys(count);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t byte = 0; byte < 4; ++byte) keys[i].id[byte] = static_cast<std::uint8_t>(i >> (8 * (3 - byte)));
  }
  for (std::size_t i = first; i < first + lines; ++i) {
    gui::RecordLine line;
    line.id = to_hex(keys[i].id);
    line.name = "R7-" + std::to_string(i);
    line.form_title = "Sighting";
    line.state = "open";
    line.created_ms = 1'790'000'000'000;
    facts.lines.push_back(line);
  }
  facts.keys = std::make_shared<const std::vector<gui::RecordKey>>(std::move(keys));
  facts.first = first;
  return state;
}

gui::RecordDetail detail_of(const gui::RecordLine& line) {
  gui::RecordDetail detail;
  detail.line = line;
  detail.may_edit = true;
  gui::AnswerLine text;
  text.label = "Name";
  text.value = "王小明";
  text.path = "name_said";
  text.kind = gui::AnswerKind::Text;
  text.names = {"王小明"};
  detail.answers = {text};
  return detail;
}

TEST_CASE("what is not known yet is asked for once") {
  Bench bench(opened_state(gui::Place::Records), gui::draw_records);
  CHECK(bench.records<gui::LookAtRecords>().size() >= 1);
  bench.state.records.asking = true;
  bench.bench.frame();
  CHECK(bench.records<gui::LookAtRecords>().empty());
}

TEST_CASE("of 100,000 rows only those that show are drawn, and others are fetched where somebody goes") {
  Bench bench(with_records(100'000, 0, 200), gui::draw_records);
  std::size_t rows = 0;
  for (const ui::Seen& seen : bench.bench.probe.seen()) rows += seen.id.starts_with("records.row/") ? 1 : 0;
  CHECK(rows > 5);
  CHECK(rows < 30);
  CHECK(bench.records<gui::FetchRecords>().empty());
  bench.view.table.scroll.offset = 46.0F * 60'000;
  bench.bench.frame();
  const auto asked = bench.records<gui::FetchRecords>();
  REQUIRE_FALSE(asked.empty());
  CHECK(asked[0].first <= 60'000);
  CHECK(asked[0].first + 200 > 60'012);
  bench.state.records.fetching = asked[0].first;
  bench.bench.frame();
  CHECK(bench.records<gui::FetchRecords>().empty());  // it is on its way
}

TEST_CASE("typing in any script asks with what was typed, and Escape clears it") {
  Bench bench(with_records(3, 0, 3), gui::draw_records);
  bench.forget();
  bench.bench.type(U"王小明");
  const auto asked = bench.records<gui::AskRecords>();
  REQUIRE_FALSE(asked.empty());
  CHECK(asked.back().question.words == "王小明");
  bench.state.records.question = asked.back().question;
  bench.bench.press(ui::Key::Escape);
  CHECK(bench.view.words.text().empty());
}

TEST_CASE("arrows and Enter open records while the search field keeps the focus") {
  Bench bench(with_records(3, 0, 3), gui::draw_records);
  bench.forget();
  REQUIRE(bench.bench.focused() == "records.words");
  bench.bench.press(ui::Key::Down);
  const auto opened = bench.records<gui::OpenRecord>();
  REQUIRE(opened.size() == 1);
  CHECK(opened[0].id == bench.state.records.lines[0].id);
  CHECK(bench.bench.focused() == "records.words");
  bench.state.records.detail = detail_of(bench.state.records.lines[0]);
  bench.bench.press(ui::Key::Down);
  REQUIRE(bench.records<gui::OpenRecord>().size() == 1);
  bench.state.records.detail = detail_of(bench.state.records.lines[1]);
  bench.bench.press(ui::Key::Enter);
  CHECK(bench.view.reading);
  bench.bench.press(ui::Key::Escape);
  CHECK_FALSE(bench.view.reading);
}

TEST_CASE("an answer is corrected in a dialog: another value and a reason, sent once") {
  Bench bench(with_records(1, 0, 1), gui::draw_records);
  bench.state.records.detail = detail_of(bench.state.records.lines[0]);
  bench.bench.frame();
  bench.bench.click("records.edit");
  bench.bench.click("correct.question");
  bench.bench.click("correct.question/list/0");
  CHECK(bench.view.correction.path == "name_said");
  CHECK_FALSE(bench.bench.seen("correct.write").enabled);  // nothing was changed
  bench.bench.click("correct.text");
  bench.bench.type(U"王曉明");
  bench.bench.click("correct.reason");
  bench.bench.type(U"read again");
  bench.forget();
  bench.bench.click("correct.write");
  const auto sent = bench.records<gui::CorrectAnswer>();
  REQUIRE(sent.size() == 1);
  CHECK(sent[0].path == "name_said");
  CHECK(sent[0].names.front().find("王曉明") != std::string::npos);
  CHECK(sent[0].reason == "read again");
  bench.state.records.acts += 1;
  bench.bench.frame();
  CHECK_FALSE(bench.view.correction.open);
}

TEST_CASE("nothing found says how to find more, and shows all again") {
  gui::State state = with_records(0, 0, 0);
  state.records.question.words = "nobody";
  Bench bench(std::move(state), gui::draw_records);
  bench.view.words.set_text("nobody");
  bench.bench.frame();
  bench.forget();
  REQUIRE(bench.bench.has("records.none"));
  CHECK(bench.records<gui::AskRecords>().empty());
}

}  // namespace
}  // namespace holdfast::test
