// The screen of a form without a display: keys and clicks become commands, texts stand in their columns.
#include "tests/app/gui/form/form_world.h"

#include "app/gui/form_parts.h"

namespace holdfast::test {
namespace {

constexpr const char* kSurvey =
    "type,name,label,label::ខ្មែរ (km),guidance_hint\n"
    "begin group,a,First,,\nselect_one yn,agree,Do you agree?,តើអ្នកយល់ព្រមទេ?,So that nobody is pressed.\n"
    "select_multiple yn,both,Which?,,\ntext,story,What happened?,,\nend group,,,,\n"
    "begin group,b,Second,,\ntext,rest,The rest,,\nend group,,,,\n";
constexpr const char* kChoices = "list_name,name,label,label::ខ្មែរ (km)\nyn,yes,Yes,បាទ/ចាស\nyn,no,No,ទេ\n";
constexpr const char* kSettings = "form_title,form_id,version,default_language\nTest,test,1,English (en)\n";

struct ScreenOfForm {
  ScreenOfForm() : form(kSurvey, kChoices, kSettings) {
    form.task().language = "";
    form.task().person_language = "ខ្មែរ (km)";
    form.task().focus_path = "a/agree";
    form.refresh();
  }
  UiBench::View view() {
    return [this](ui::Ui& ui) { gui::draw_form(form.state, form.view, ui, form.out); };
  }
  FormOnScreen form;
};

template <typename T>
const T* last_of(const std::vector<gui::FormCommand>& commands) {
  const T* found = nullptr;
  for (const gui::FormCommand& command : commands) {
    if (const T* one = std::get_if<T>(&command)) found = one;
  }
  return found;
}

TEST_CASE("the first question has the focus, a digit chooses, and Tab goes to the next question") {
  ScreenOfForm screen;
  UiBench bench(screen.view());
  CHECK(bench.focused() == "form.q/a/agree/yes");
  CHECK(bench.painter.find_text("Do you agree?") != nullptr);
  CHECK(bench.painter.find_text("តើអ្នកយល់ព្រមទេ?") != nullptr);
  screen.form.commands();
  bench.press(ui::Key::Digit2);
  const auto commands = screen.form.commands();
  const auto* chosen = last_of<gui::ChooseOption>(commands);
  REQUIRE(chosen != nullptr);
  CHECK(chosen->path == "a/agree");
  CHECK(chosen->name == "no");
  bench.press(ui::Key::Tab);
  CHECK(bench.focused() == "form.q/a/both/yes");
  bench.press(ui::Key::Down);
  CHECK(bench.focused() == "form.q/a/both/no");
  bench.press(ui::Key::Tab);
  CHECK(bench.focused() == "form.q/a/story");
}

TEST_CASE("what is typed is told while it is typed, and once more when the field is left") {
  ScreenOfForm screen;
  UiBench bench(screen.view());
  bench.press(ui::Key::Tab);
  bench.press(ui::Key::Tab);
  REQUIRE(bench.focused() == "form.q/a/story");
  screen.form.commands();
  bench.type(U"abc");
  const auto commands = screen.form.commands();
  const auto* typed_text = last_of<gui::AnswerQuestion>(commands);
  REQUIRE(typed_text != nullptr);
  CHECK(typed_text->text == "abc");
  CHECK(typed_text->typing);
  // It does not fit, and is kept as it was typed; told once the field is left.
  screen.form.task().typed["a/story"] = "abc";
  screen.form.refresh();
  bench.press(ui::Key::Tab);
  const auto left = screen.form.commands();
  const auto* said = last_of<gui::AnswerQuestion>(left);
  REQUIRE(said != nullptr);
  CHECK(said->text == "abc");
  CHECK_FALSE(said->typing);
}

TEST_CASE("control keys turn the page, pause and withdraw, and F9 shows the question alone") {
  ScreenOfForm screen;
  UiBench bench(screen.view());
  screen.form.commands();
  bench.press(ui::Key::Enter, kControl);
  const auto turned = screen.form.commands();
  REQUIRE(last_of<gui::TurnToPage>(turned) != nullptr);
  CHECK(last_of<gui::TurnToPage>(turned)->page == 1);
  bench.press(ui::Key::P, kControl);
  CHECK(last_of<gui::PauseForm>(screen.form.commands()) != nullptr);
  bench.press(ui::Key::W, kControl);
  CHECK(last_of<gui::WithdrawConsent>(screen.form.commands()) != nullptr);
  bench.press(ui::Key::F9);
  const auto shown = screen.form.commands();
  REQUIRE(last_of<gui::ShowQuestion>(shown) != nullptr);
  CHECK(last_of<gui::ShowQuestion>(shown)->path == "a/agree");
}

TEST_CASE("a shown question stands alone: its words, its choices, and back") {
  ScreenOfForm screen;
  screen.form.task().person_code = "KPS-0042";
  UiBench bench(screen.view());
  screen.form.task().showing = "a/agree";
  bench.frame();
  CHECK(bench.painter.find_text("តើអ្នកយល់ព្រមទេ?") != nullptr);
  CHECK(bench.painter.find_text("បាទ/ចាស") != nullptr);
  for (const PaintedText& text : bench.painter.texts) {
    CHECK(text.words.find("KPS-0042") == std::string::npos);
    CHECK(text.words.find("First") == std::string::npos);
  }
  CHECK_FALSE(bench.has("form.next"));
  CHECK_FALSE(bench.has("rail.home"));
  screen.form.commands();
  bench.press(ui::Key::Escape);
  const auto back = screen.form.commands();
  REQUIRE(last_of<gui::ShowQuestion>(back) != nullptr);
  CHECK(last_of<gui::ShowQuestion>(back)->path.empty());
}

TEST_CASE("why it is asked stands beside the question that has the focus") {
  ScreenOfForm screen;
  UiBench bench(screen.view());
  bench.frame();
  CHECK(bench.painter.find_text("So that nobody is pressed.") != nullptr);
}

TEST_CASE("at 150 % the rail and the side go behind buttons, and nothing is cut") {
  ScreenOfForm screen;
  UiBench bench(screen.view());
  bench.input.scale = 1.5F;
  bench.frame();
  CHECK(bench.has("form.pages"));
  CHECK(bench.has("form.next"));
  CHECK_FALSE(bench.has("form.step/a#0"));
  bench.click("form.pages");
  CHECK(bench.has("form.step/a#0"));
}

TEST_CASE("a failed save says so above the questions, which stay") {
  ScreenOfForm screen;
  screen.form.task().save_problem = "The disk is full.";
  UiBench bench(screen.view());
  CHECK(bench.painter.find_text("The disk is full.") != nullptr);
  CHECK(bench.has("form.q/a/agree/yes"));
}

TEST_CASE("in Arabic the steps stand at the right") {
  ScreenOfForm screen;
  UiBench bench(screen.view());
  const float left = bench.seen("form.step/a#0").rect.x;
  bench.speak("ar");
  CHECK(bench.seen("form.step/a#0").rect.x > bench.input.width_px / 2);
  CHECK(left < bench.input.width_px / 2);
}

TEST_CASE("a page of two hundred questions draws only what is near, and Tab still reaches the last") {
  std::string survey = "type,name,label\n";
  for (int i = 0; i < 200; ++i) survey += "text,q" + std::to_string(i) + ",Question " + std::to_string(i) + "\n";
  FormOnScreen form(survey);
  form.task().focus_path = "q0";
  UiBench bench([&](ui::Ui& ui) { gui::draw_form(form.state, form.view, ui, form.out); });
  CHECK(bench.painter.find_text("Question 0") != nullptr);
  CHECK(bench.painter.find_text("Question 199") == nullptr);
  for (int i = 1; i < 200; ++i) bench.press(ui::Key::Tab);
  CHECK(bench.focused() == "form.q/q199");
  CHECK(bench.painter.find_text("Question 199") != nullptr);
}

}  // namespace
}  // namespace holdfast::test
