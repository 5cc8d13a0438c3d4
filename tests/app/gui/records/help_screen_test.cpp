// Help: every screen has its page, pages are found by their words, and one says what this cannot protect.
#include "app/gui/help_pages.h"
#include "app/gui/help_view.h"
#include "tests/app/gui/records/views_bench.h"

namespace holdfast::test {
namespace {

using Bench = ViewsBench<gui::HelpUi>;

TEST_CASE("every screen's page is there, and one says what this cannot protect") {
  const std::vector<gui::HelpPage> pages = gui::help_pages("en");
  const auto has = [&pages](const std::string& id) {
    return std::any_of(pages.begin(), pages.end(), [&](const gui::HelpPage& page) { return page.id == id; });
  };
  for (int place = 0; place <= static_cast<int>(gui::Place::Enrolment); ++place) {
    INFO(place);
    CHECK(has(gui::help_page_of(static_cast<gui::Place>(place))));
  }
  CHECK(has("cannot-protect"));
  for (const gui::HelpPage& page : pages) {
    INFO(page.id);
    CHECK_FALSE(page.title.empty());
    CHECK_FALSE(page.lines.empty());
  }
  CHECK(gui::help_pages("xx").size() == pages.size());  // English where there is no other
}

TEST_CASE("a page is a title, paragraphs, headings and items, however its lines are broken") {
  const gui::HelpPage page =
      gui::read_help_page("help/en/07-two-words.txt", "Title\nOne\nline.\n\nTwo.\n## Head\n- a\nb\n- c");
  CHECK(page.id == "two-words");
  CHECK(page.title == "Title");
  REQUIRE(page.lines.size() == 5);
  CHECK(page.lines[0].text == "One line.");
  CHECK(page.lines[2].part == gui::HelpPart::Heading);
  CHECK(page.lines[3].text == "a b");
  CHECK(page.lines[4].part == gui::HelpPart::Item);
  CHECK(gui::page_has_words(page, "TITLE two"));
  CHECK_FALSE(gui::page_has_words(page, "title three"));
}

TEST_CASE("typing narrows the list, opens the first page that fits, and Escape goes back to the screen before") {
  gui::State state = opened_state(gui::Place::Help);
  state.before_help = gui::Place::Records;
  Bench bench(std::move(state), gui::draw_help);
  bench.view.page = "records";
  bench.bench.frame();
  CHECK(bench.bench.seen("help.title").value == "Records and search");
  REQUIRE(bench.bench.focused() == "help.words");
  bench.bench.type(U"passphrase reset");
  CHECK_FALSE(bench.bench.has("help.page/raid"));
  CHECK(bench.view.page != "records");
  bench.bench.press(ui::Key::Escape);
  CHECK(bench.view.words.text().empty());
  bench.forget();
  bench.bench.press(ui::Key::Escape);
  const auto asked = bench.shell<gui::GoTo>();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].place == gui::Place::Records);
}

}  // namespace
}  // namespace holdfast::test
