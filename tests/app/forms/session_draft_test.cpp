// Drafts: everything that was given comes back, and nothing else happens.
#include "tests/app/forms/session_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

constexpr std::string_view kSurvey =
    "type,name,label,relevant,default,repeat_count,calculation,trigger,choice_filter\n"
    "text,a,A,,first,,,,\n"
    "text,b,B,${a} = 'show',,,,,\n"
    "integer,n,N,,,,,,\n"
    "begin repeat,r,R,,,${n},,,\n"
    "text,x,X,,filled,,,,\n"
    "begin repeat,s,S,,,,,,\n"
    "decimal,y,Y,,,,,,\n"
    "end repeat,,,,,,,,\n"
    "end repeat,,,,,,,,\n"
    "calculate,sum,,,,,sum(${y}),,\n"
    "text,stamp,St,,,,\"concat(${a}, '!')\",${a},\n"
    "select_multiple l,many,M,,,,,,name != ${b}\n";
constexpr std::string_view kChoices = "list_name,name,label\nl,one,1\nl,two,2\n";

void answer_some(Filling& filling) {
  filling.set("a", "show");
  filling.set("b", "two");
  filling.set("many", "one two");
  filling.set("n", "3");
  const std::vector<std::string> instances = filling.session.instances("r");
  filling.set(instances[2] + "/x", "last");
  filling.set(filling.add(instances[2] + "/s") + "/y", "1.50");
  filling.set("n", "2");
  filling.set("a", "hide");
}

}  // namespace

TEST_CASE("a draft comes back as it was, with what does not count now") {
  Filling filling(kSurvey, kChoices);
  answer_some(filling);
  const std::string draft = filling.session.snapshot();
  auto again = FormSession::restore(filling.logic, filling.world(), draft);
  REQUIRE(again.ok());
  CHECK(again->snapshot() == draft);
  CHECK(again->answers_json() == filling.session.answers_json());
  CHECK(again->shown_paths() == filling.session.shown_paths());
  CHECK(again->falling_away() == filling.session.falling_away());
  CHECK(again->lost().empty());
  CHECK(value_text(again->state("stamp")->value) == "hide!");
  CHECK(again->instances("r").size() == 2);
  again->set_answer("n", AnswerNode::of_text("3"));
  CHECK(again->instances("r").size() == 3);
  CHECK(value_text(again->state("sum")->value) == "1.5");
  again->set_answer("a", AnswerNode::of_text("show"));
  CHECK(value_text(again->state("b")->value) == "two");
  CHECK(value_text(again->state("many")->value) == "one");
}

TEST_CASE("restoring runs no default and no trigger") {
  Filling filling(kSurvey, kChoices);
  filling.set("a", "");
  filling.set("stamp", "mine");
  auto again = FormSession::restore(filling.logic, filling.world(), filling.session.snapshot());
  REQUIRE(again.ok());
  CHECK(again->state("a")->value.is_null());
  CHECK(value_text(again->state("stamp")->value) == "mine");
}

TEST_CASE("a draft of another version of the form says what does not fit any more") {
  Filling filling(kSurvey, kChoices);
  answer_some(filling);
  Filling newer("type,name,label\ntext,a,A\ninteger,b,B\n");
  auto again = FormSession::restore(newer.logic, newer.world(), filling.session.snapshot());
  REQUIRE(again.ok());
  CHECK(value_text(again->state("a")->value) == "hide");
  CHECK(has_problem(again->lost(), "b", "type"));
  CHECK(has_problem(again->lost(), "many", "unknown_question"));
}

TEST_CASE("what is no draft is refused, cut at any place") {
  Filling filling(kSurvey, kChoices);
  answer_some(filling);
  const std::string draft = filling.session.snapshot();
  for (std::size_t size = 0; size < draft.size(); ++size) {
    CHECK_FALSE(FormSession::restore(filling.logic, filling.world(), draft.substr(0, size)).ok());
  }
  CHECK_FALSE(FormSession::restore(filling.logic, filling.world(), "{\"a\": \"x\"}").ok());
  CHECK_FALSE(FormSession::restore(filling.logic, filling.world(), "[]").ok());
}

TEST_CASE("answers as they would be submitted pass the check of answers") {
  Filling filling(kSurvey, kChoices);
  answer_some(filling);
  const auto checked = check_answers(filling.logic->form(), filling.session.answers_json(), {},
                                     [] { return std::string(16, '0'); });
  REQUIRE(checked.ok());
  CHECK(checked->problems.empty());
  CHECK(checked->submission.values == filling.session.finish({}).submission.values);
}
