// The whole way on a laptop's vault: by keys to a signed record, through a crash, a full disk and a withdrawal.
#include "app/gui/form_saving.h"
#include "app/store/forms_store.h"
#include "tests/app/gui/form/form_world.h"

namespace holdfast::test {
namespace {

using ui::Key;

// Opens the vault of R7 beside the window, which must be locked.
std::vector<store::Draft> drafts_left(FormWindow& window) {
  need(window.team.unlock("R7", "an invented passphrase", ""));
  return need(store::list_drafts(window.team.r7()));
}

void answer(FormWindow& window, const std::string& path, const std::string& text) {
  window.app->apply(gui::FormCommand(gui::AnswerQuestion{path, text, false}));
  window.settle();
}

void begin(FormWindow& window, const std::string& form, const std::string& person = {}) {
  window.app->apply(gui::FormCommand(gui::StartForm{form, person, {}}));
  window.settle();
  REQUIRE(window.app->state.form.has_value());
}

std::string register_somebody(FormWindow& window) {
  begin(window, "register");
  answer(window, "at", "2026-09-20T10:00");
  answer(window, "out_when", "2026-09-20");
  const std::vector<gui::FormPageFacts> pages = window.task().pages;
  for (const gui::FormPageFacts& page : pages) {
    for (const std::string& path : page.paths) {
      const auto state = window.task().session->state(path);
      if (!state->required || !state->value.is_null()) continue;
      const auto offered = window.task().session->choices(path);
      answer(window, path, offered && !offered->empty() ? offered->front().name : "KH");
    }
  }
  window.app->apply(gui::FormCommand(gui::ReviewForm{}));
  const bool missing = window.task().review->needs_reason;
  window.app->apply(gui::FormCommand(gui::SubmitForm{missing ? "an invented reason" : ""}));
  window.settle();
  REQUIRE_FALSE(window.app->state.form.has_value());
  window.app->state.form_shelf.asked = false;
  begin(window, "screening");
  const auto people = window.task().lists.find("people.csv");
  REQUIRE(people != window.task().lists.end());
  REQUIRE(people->second->size() == 1);
  const std::string id = people->second->front().name;
  window.app->apply(gui::FormCommand(gui::LeaveForm{}));
  window.settle();
  return id;
}

TEST_CASE("what is answered lies in the draft at once, and a crash gives it back only when it is asked for") {
  FormWindow window;
  begin(window, "screening");
  window.click("form.q/g_prep/safe_place/yes");
  CHECK(window.task().saved_revision == window.task().revision);
  CHECK(window.app->state.saved_at_ms != 0);
  const std::string before = window.task().session->snapshot();
  const Id16 draft = window.task().draft;
  // The process dies: nothing is locked in order, the window comes up anew.
  window.lock();
  CHECK_FALSE(window.app->state.form.has_value());
  window.unlock();
  CHECK_FALSE(window.app->state.form.has_value());  // never opened by itself
  window.app->apply(gui::FormCommand(gui::ChooseForm{}));
  window.settle();
  REQUIRE(window.app->state.form_shelf.drafts.size() == 1);
  CHECK(window.app->state.form_shelf.drafts[0].answered == 1);
  window.click("form.draft/" + to_hex(draft));
  REQUIRE(window.app->state.form.has_value());
  CHECK(window.task().draft == draft);
  CHECK(window.task().session->snapshot() == before);
}

TEST_CASE("inside a long answer a save comes within two seconds, and at the lock at once") {
  FormWindow window;
  begin(window, "interview");
  window.app->apply(gui::FormCommand(gui::AnswerQuestion{"p_plan/pauses", "a raised hand", true}));
  const std::uint64_t typed_revision = window.task().revision;
  window.settle();
  CHECK(window.task().saved_revision < typed_revision);
  window.team.clock.steady_now_ms += 2000;
  window.settle();
  CHECK(window.task().saved_revision == typed_revision);
  window.app->apply(gui::FormCommand(gui::AnswerQuestion{"p_plan/pauses", "a raised hand or", true}));
  window.lock();
  const std::vector<store::Draft> drafts = drafts_left(window);
  REQUIRE(drafts.size() == 1);
  CHECK(as_text(drafts[0].content).find("a raised hand or") != std::string_view::npos);
}

TEST_CASE("a disk that is full says so, keeps everything, and the save is tried again") {
  FormWindow window;
  begin(window, "screening");
  window.team.files.fail_at = window.team.files.calls + 1;
  window.team.files.fail_ever_after = true;
  window.click("form.q/g_prep/safe_place/yes");
  CHECK_FALSE(window.task().save_problem.empty());
  CHECK(window.has("form.save_problem"));
  CHECK(window.task().saved_revision < window.task().revision);
  CHECK(window.seen("form.q/g_prep/safe_place/yes").chosen);
  window.team.files.fail_at = 0;
  window.team.files.fail_ever_after = false;
  window.team.clock.steady_now_ms += 5000;
  window.settle();
  window.settle();
  CHECK(window.task().save_problem.empty());
  CHECK(window.task().saved_revision == window.task().revision);
}

TEST_CASE("the first talk is filled in with keys alone, in Khmer, and becomes a signed record") {
  FormWindow window;
  const std::string person = register_somebody(window);
  begin(window, "screening", person);
  for (const gui::FormLanguage& language : window.task().languages) {
    if (language.code == "km") window.app->apply(gui::FormCommand(gui::SpeakLanguage{language.column, true}));
  }
  window.settle();
  CHECK(window.focused() == "form.q/g_prep/safe_place/yes");
  window.press(Key::Digit1);
  window.press(Key::Tab);
  window.press(Key::Digit1);
  CHECK(window.task().session->state("g_go/person")->shown);
  window.press(Key::Enter, kControl);
  CHECK(window.task().page == 1);
  CHECK(window.task().person_id == person);
  // To the end by Ctrl+Enter, then what is missing is listed and a reason is asked for.
  bool khmer = false;
  for (int i = 0; i < 40 && window.task().step == gui::FormStep::Filling; ++i) {
    khmer = khmer || window.painter.find_text("តើអ្នកអាយុប៉ុន្មាន?") != nullptr;
    window.press(Key::Enter, kControl);
  }
  CHECK(khmer);
  REQUIRE(window.task().step == gui::FormStep::Reviewing);
  REQUIRE(window.task().review->needs_reason);
  window.press(Key::Tab);
  for (int i = 0; i < 60 && window.focused() != "form.reason"; ++i) window.press(Key::Tab);
  REQUIRE(window.focused() == "form.reason");
  window.type(U"the person asked to stop");
  for (int i = 0; i < 60 && window.focused() != "form.submit"; ++i) window.press(Key::Tab);
  window.press(Key::Enter);
  CHECK_FALSE(window.app->state.form.has_value());
  CHECK(window.app->state.toast.has_value());
  window.lock();
  CHECK(drafts_left(window).empty());
  const auto records = need(store::list_records(window.team.r7(), {.form_id = "screening"}));
  REQUIRE(records.size() == 1);
  const auto values = need(store::current_values(window.team.r7(), records[0].id));
  CHECK(std::any_of(values.begin(), values.end(), [&](const store::CurrentValue& value) {
    return value.path == "g_go/person" && forms::value_text(value.value) == person;
  }));
}

TEST_CASE("answers that fall away are named before the record is made, and are not in it") {
  FormWindow window;
  const std::string person = register_somebody(window);
  begin(window, "screening", person);
  answer(window, "g_prep/safe_place", "yes");
  answer(window, "g_prep/urgent_ok", "yes");
  answer(window, "g_go/present", "");
  window.app->apply(gui::FormCommand(gui::ChooseOption{"g_go/present", "lawyer"}));
  window.settle();
  answer(window, "g_prep/safe_place", "no");
  window.app->apply(gui::FormCommand(gui::ReviewForm{}));
  window.settle();
  const std::vector<gui::FormReview::Line>& falling = window.task().review->falling;
  CHECK(std::any_of(falling.begin(), falling.end(), [](const auto& line) { return line.path == "g_go/present"; }));
  CHECK(window.has("form.review/falling/g_go/present"));
}

TEST_CASE("what does not fit a question is kept as it was typed and stops the record until it is mended") {
  FormWindow window;
  begin(window, "interview");
  answer(window, "p_plan/session_no", "one or two");
  CHECK(window.task().typed.at("p_plan/session_no") == "one or two");
  window.app->apply(gui::FormCommand(gui::ReviewForm{}));
  REQUIRE_FALSE(window.task().review->wrong.empty());
  window.app->apply(gui::FormCommand(gui::SubmitForm{"an invented reason"}));
  window.settle();
  REQUIRE(window.app->state.form.has_value());
  window.app->apply(gui::FormCommand(gui::LeaveReview{}));
  answer(window, "p_plan/session_no", "2");
  CHECK(window.task().typed.empty());
  CHECK(window.task().session_number == "2");
}

TEST_CASE("consent is withdrawn with one key: recorded at once, and the interview stops") {
  FormWindow window;
  const std::string person = register_somebody(window);
  begin(window, "screening", person);
  CHECK(window.task().person_id.empty());  // not asked before it is safe
  answer(window, "g_prep/safe_place", "yes");
  answer(window, "g_prep/urgent_ok", "yes");
  CHECK(window.task().person_id == person);
  window.press(Key::W, kControl);
  CHECK(window.task().step == gui::FormStep::Stopped);
  CHECK(window.has("form.wish.later"));
  REQUIRE(window.task().consent.has_value());
  CHECK(window.task().consent->state == "withdrawn");
  window.click("form.wish/delete");
  window.click("form.wish.done");
  CHECK_FALSE(window.app->state.form.has_value());
  window.lock();
  CHECK(drafts_left(window).size() == 1);  // nothing that was told is thrown away by itself
  const field::PersonView view =
      need(field::show_person(window.team.r7(), need(array_from_hex<16>(person))));
  CHECK(view.consent == "withdrawn");
}

TEST_CASE("a pause stops the clock, keeps its reason, and a break is suggested after 45 minutes") {
  FormWindow window;
  begin(window, "screening");
  window.team.clock.steady_now_ms += std::int64_t{44} * 60'000;
  window.app->activity();
  window.settle();
  CHECK(window.task().minutes == 44);
  window.press(Key::P, kControl);
  REQUIRE(window.task().step == gui::FormStep::Paused);
  window.click("form.pause/the person asked for a rest");
  CHECK(window.task().pauses.back().reason == "the person asked for a rest");
  window.team.clock.steady_now_ms += std::int64_t{30} * 60'000;
  window.app->activity();
  window.settle();
  window.click("form.resume");
  CHECK(window.task().minutes == 44);
  window.team.clock.steady_now_ms += std::int64_t{60} * 1000;
  window.app->activity();
  window.settle();
  CHECK(window.task().minutes == 45);
  CHECK(window.seen("form.clock").value.find("A break is suggested now.") != std::string::npos);
}

}  // namespace
}  // namespace holdfast::test
