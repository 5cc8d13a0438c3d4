// A draft is everything that was on the screen: answers, what did not fit, where the interview stood.
#include "app/gui/form_saving.h"
#include "tests/app/gui/form/form_world.h"

namespace holdfast::test {
namespace {

constexpr const char* kDraftSurvey =
    "type,name,label\nbegin group,a,First\ntext,name,Name\ninteger,age,Age\nend group,,\n"
    "begin group,b,Second\nbegin repeat,r,Leg\ntext,q,Where\nend repeat,,\nend group,,\n";

TEST_CASE("a draft gives back the answers and where the interview stood") {
  FormOnScreen form(kDraftSurvey);
  form.set("a/name", "ឈ្មោះបង្កើត \"in quotes\"");
  const std::string leg = form.task().session->add_repeat("b/r").added;
  form.set(leg + "/q", "an invented town");
  gui::FormTask& task = form.task();
  task.typed["a/age"] = "about twenty";
  task.files["a/photo"] = "/media/stick/photo.jpg";
  task.person_language = "ខ្មែរ (km)";
  task.page = 1;
  task.started_ms = 1'790'000'000'000;
  task.talked_ms = 60'000;
  task.talking_since_ms = 1000;
  task.pauses.push_back({1'790'000'000'500, "the person asked for a rest"});
  task.return_to = Id16{1, 2, 3};

  const std::string content = gui::draft_content(task, 31'000);
  const gui::FormPlace place = gui::read_form_place(content);
  CHECK(place.page == task.pages[1].key);
  CHECK(place.person_language == task.person_language);
  CHECK(place.started_ms == task.started_ms);
  CHECK(place.talked_ms == 90'000);
  CHECK(place.typed == task.typed);
  CHECK(place.files == task.files);
  CHECK(place.return_to == task.return_to);
  REQUIRE(place.pauses.size() == 1);
  CHECK(place.pauses[0].reason == "the person asked for a rest");
  CHECK(gui::form_of_draft(content) == to_hex(task.session->logic().form().hash));

  FormOnScreen other(kDraftSurvey);
  forms::SessionWorld world;
  world.now_ms = [] { return std::int64_t{1}; };
  world.random = &other.random;
  auto restored = forms::FormSession::restore(logic_of(form_of(kDraftSurvey)), std::move(world), content);
  need_shown(restored);
  CHECK(restored->answers_json() == task.session->answers_json());
  CHECK(restored->lost().empty());
}

TEST_CASE("what is no draft of the window says nothing, and does not fail") {
  for (const char* content :
       {"", "{", "[]", "{\"window\": 3}", "{\"window\": {\"talked\": \"x\", \"return_to\": \"zz\"}}"}) {
    const gui::FormPlace place = gui::read_form_place(content);
    CHECK(place.page.empty());
    CHECK(place.talked_ms == 0);
    CHECK_FALSE(place.return_to.has_value());
  }
}

}  // namespace
}  // namespace holdfast::test
