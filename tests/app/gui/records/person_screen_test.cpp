// The screen "Person": one key and Enter withdraw consent; a flag is chosen by name; names are behind a button.
#include "app/gui/person_view.h"
#include "tests/app/gui/records/views_bench.h"

namespace holdfast::test {
namespace {

using Bench = ViewsBench<gui::PersonUi>;

gui::State with_person(const std::string& consent) {
  gui::State state = opened_state(gui::Place::Person);
  gui::PersonFacts person;
  person.id = std::string(32, 'a');
  person.code = "R7-0417K";
  person.names = {"Invented Name"};
  person.consent = consent;
  person.flags = {{"injured", "Injured", "", ""}};
  person.flag_choices = {{"keep_apart", "Keep apart (tell nobody why)"}, {"self_harm", "Self-harm risk"}};
  state.records.person = person;
  return state;
}

TEST_CASE("W and Enter withdraw consent, once, and Escape leaves it") {
  Bench bench(with_person("given"), gui::draw_person);
  bench.bench.press(ui::Key::W);
  REQUIRE(bench.bench.has("person.dialog.go"));
  CHECK(bench.records<gui::WithdrawForPerson>().empty());
  bench.bench.press(ui::Key::Escape);
  CHECK(bench.view.dialog == gui::PersonDialog::None);
  bench.bench.press(ui::Key::W);
  CHECK(bench.bench.focused() == "person.dialog.go");
  bench.bench.press(ui::Key::Enter);
  const auto asked = bench.records<gui::WithdrawForPerson>();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].person == std::string(32, 'a'));
  bench.state.records.acts += 1;
  bench.state.records.person->consent = "withdrawn";
  bench.bench.frame();
  CHECK(bench.view.dialog == gui::PersonDialog::None);
  CHECK(bench.bench.seen("person.consent").value == "withdrawn");
}

TEST_CASE("what is withdrawn is not withdrawn again") {
  Bench bench(with_person("withdrawn"), gui::draw_person);
  bench.bench.press(ui::Key::W);
  CHECK(bench.view.dialog == gui::PersonDialog::None);
  CHECK_FALSE(bench.bench.seen("person.withdraw").enabled);
}

TEST_CASE("a flag is set only after one was chosen") {
  Bench bench(with_person("none"), gui::draw_person);
  bench.bench.press(ui::Key::F);
  REQUIRE(bench.bench.has("person.dialog.go"));
  CHECK_FALSE(bench.bench.seen("person.dialog.go").enabled);
  bench.bench.click("person.flag/keep_apart");
  bench.forget();
  bench.bench.click("person.dialog.go");
  const auto asked = bench.records<gui::FlagPerson>();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].flag == "keep_apart");
  CHECK_FALSE(asked[0].lifted);
}

TEST_CASE("a flag that stands is lifted by name") {
  Bench bench(with_person("none"), gui::draw_person);
  bench.bench.click("person.lift/injured");
  bench.forget();
  bench.bench.click("person.dialog.go");
  const auto asked = bench.records<gui::FlagPerson>();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].flag == "injured");
  CHECK(asked[0].lifted);
}

TEST_CASE("a name shows only when somebody asks") {
  Bench bench(with_person("none"), gui::draw_person);
  CHECK(bench.bench.painter.find_text("Invented Name") == nullptr);
  bench.bench.click("person.names");
  CHECK(bench.bench.painter.find_text("Invented Name") != nullptr);
}

TEST_CASE("without a person: a code typed opens one, the list opens others") {
  gui::State state = opened_state(gui::Place::Person);
  state.records.people = std::vector<gui::PersonLine>{{std::string(32, 'b'), "R7-0001A", "Thailand", {"Injured"}, 1}};
  Bench bench(std::move(state), gui::draw_person);
  REQUIRE(bench.bench.focused() == "person.code");
  bench.bench.type(U"r7-0001a");
  bench.forget();
  bench.bench.press(ui::Key::Enter);
  const auto asked = bench.records<gui::OpenPerson>();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].who == "r7-0001a");
}

}  // namespace
}  // namespace holdfast::test
