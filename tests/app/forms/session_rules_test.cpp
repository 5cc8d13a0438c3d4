// One question at a time: relevance, constraints, what is required, calculations, defaults, triggers, read-only.
#include "tests/app/forms/session_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

bool holds_path(const std::vector<std::string>& paths, std::string_view path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

}  // namespace

TEST_CASE("what is not relevant is hidden with all below it, kept, named, and not in the record") {
  Filling filling(
      "type,name,label,relevant\nselect_one yn,go,Go,\nbegin group,g,G,${go} = 'yes'\ntext,in,In,\n"
      "begin group,h,H,\ntext,deep,Deep,\nend group,,,\nend group,,,\ncalculate,seen,,\n",
      "list_name,name,label\nyn,yes,Yes\nyn,no,No\n");
  CHECK_FALSE(filling.shown("g/h/deep"));
  filling.set("go", "yes");
  CHECK(filling.shown("g/h/deep"));
  filling.set("g/h/deep", "said");
  const SessionEdit edit = filling.set("go", "no");
  CHECK(holds_path(edit.fell_away, "g/h/deep"));
  CHECK_FALSE(filling.shown("g/h/deep"));
  CHECK(filling.value("g/h/deep").empty());
  CHECK(has_problem(filling.session.falling_away(), "g/h/deep", "not_relevant"));
  const CheckedAnswers finished = filling.session.finish({});
  CHECK(finished.submission.values.count("g/h/deep") == 0);
  CHECK(has_problem(finished.dropped, "g/h/deep", "not_relevant"));
  const SessionEdit back = filling.set("go", "yes");
  CHECK(holds_path(back.came_back, "g/h/deep"));
  CHECK(filling.value("g/h/deep") == "said");
}

TEST_CASE("a hidden answer is empty for every expression") {
  Filling filling("type,name,label,relevant,calculation\ntext,a,A,,\ntext,b,B,${a} = '1',\n"
      "calculate,c,,,\"concat('<', ${b}, '>')\"\n");
  filling.set("a", "1");
  filling.set("b", "x");
  CHECK(filling.value("c") == "<x>");
  filling.set("a", "2");
  CHECK(filling.value("c") == "<>");
}

TEST_CASE("a constraint is asked only of an answer that is there, and speaks the session's language") {
  Filling filling(
      "type,name,label,constraint,constraint_message::English,constraint_message::Français\n"
      "integer,n,N,. > 3,Too small.,Trop petit.\n",
      {}, "form_id,default_language\nf,English\n");
  CHECK(filling.session.validate().empty());
  filling.set("n", "2");
  REQUIRE(filling.session.validate().size() == 1);
  CHECK(filling.session.validate()[0] == AnswerProblem{"n", "constraint", "Too small."});
  filling.session.set_language("Français");
  CHECK(filling.session.validate()[0].sentence == "Trop petit.");
  CHECK(filling.value("n") == "2");
  filling.set("n", "4");
  CHECK(filling.session.validate().empty());
}

TEST_CASE("what is required may depend on other answers") {
  Filling filling("type,name,label,required,required_message\ntext,a,A,,\ntext,b,B,${a} = 'x',Say it.\n"
      "text,c,C,yes,\n");
  CHECK(filling.session.validate().size() == 1);
  filling.set("a", "x");
  CHECK(has_problem(filling.session.validate(), "b", "required"));
  CHECK(filling.session.validate()[0].sentence == "Say it.");
  CHECK(filling.session.validate()[1].sentence == "\"C\" needs an answer.");
  CheckOptions unfinished;
  unfinished.unfinished = true;
  const CheckedAnswers finished = filling.session.finish(unfinished);
  CHECK(finished.problems.empty());
  CHECK(finished.submission.unanswered.size() == 2);
}

TEST_CASE("calculations follow in the order in which they depend, whatever the order of the form") {
  Filling filling("type,name,label,calculation\ncalculate,total,,${double} + 1\ncalculate,double,,${n} * 2\n"
      "integer,n,N,\n");
  filling.set("n", "4");
  CHECK(filling.value("total") == "9");
  const SessionEdit edit = filling.set("n", "5");
  CHECK(edit.changed == std::vector<std::string>{"double", "n", "total"});
  CHECK(filling.set("total", "3").problem->code == "read_only");
  filling.set("n", "");
  CHECK(filling.value("total").empty());
}

TEST_CASE("only what depends on an answer is worked out again") {
  Filling filling("type,name,label,calculation\ninteger,a,A,\ninteger,b,B,\ncalculate,x,,${a} + 1\n"
      "calculate,y,,${b} + 1\n");
  filling.set("a", "1");
  filling.set("b", "1");
  CHECK(filling.set("a", "2").changed == std::vector<std::string>{"a", "x"});
}

TEST_CASE("defaults are given once, constants and computed ones, and stay what they were changed to") {
  Filling filling("type,name,label,default\ntext,a,A,said\ninteger,b,B,7\ndate,day,Day,today()\n"
      "text,c,C,\"concat(${a}, '!')\"\n");
  CHECK(filling.value("a") == "said");
  CHECK(filling.value("b") == "7");
  CHECK(filling.value("day") == "2026-09-21");
  CHECK(filling.value("c") == "said!");
  filling.set("a", "other");
  CHECK(filling.value("c") == "said!");
  filling.set("b", "");
  CHECK(filling.value("b").empty());
}

TEST_CASE("a trigger sets its question when the named one changes, and only then") {
  Filling filling(
      "type,name,label,calculation,trigger\ntext,a,A,,\ntext,other,O,,\n"
          "text,stamp,S,\"concat(${a}, '-', ${other})\",${a}\n"
      "text,clears,C,,${a}\ninteger,turns,T,\"coalesce(., 0) + 1\",${a}\n");
  filling.set("other", "1");
  CHECK(filling.value("stamp").empty());
  filling.set("a", "x");
  CHECK(filling.value("stamp") == "x-1");
  filling.set("other", "2");
  CHECK(filling.value("stamp") == "x-1");
  CHECK_FALSE(filling.set("stamp", "mine").problem);
  filling.set("clears", "y");
  filling.set("a", "z");
  CHECK(filling.value("stamp") == "z-2");
  CHECK(filling.value("clears").empty());
  CHECK(filling.value("turns") == "2");
  filling.set("a", "z");
  CHECK(filling.value("turns") == "2");
}

TEST_CASE("once() keeps what it gave first") {
  Filling filling("type,name,label,calculation\ntext,a,A,\ncalculate,first,,\"once(${a})\"\n");
  filling.set("a", "one");
  filling.set("a", "two");
  CHECK(filling.value("first") == "one");
  auto again = FormSession::restore(filling.logic, filling.world(), filling.session.snapshot());
  REQUIRE(again.ok());
  CHECK(value_text(again->state("first")->value) == "one");
}

TEST_CASE("coalesce() of a question and something else completes what is not answered") {
  Filling filling("type,name,label,calculation\ntext,home,H,\ntext,here,W,\"coalesce(${here}, ${home})\"\n");
  filling.set("home", "north");
  CHECK(filling.value("here") == "north");
  CHECK_FALSE(filling.set("here", "south").problem);
  CHECK(filling.value("here") == "south");
  filling.set("home", "west");
  CHECK(filling.value("here") == "south");
  filling.set("here", "");
  CHECK(filling.value("here") == "west");
}

TEST_CASE("read-only may depend on an answer") {
  Filling filling("type,name,label,read_only\ntext,lock,L,\ntext,a,A,${lock} = 'yes'\ntext,b,B,yes\n");
  CHECK_FALSE(filling.set("a", "x").problem);
  filling.set("lock", "yes");
  CHECK(filling.session.state("a")->read_only);
  CHECK(filling.set("a", "y").problem->code == "read_only");
  CHECK(filling.value("a") == "x");
  CHECK(filling.set("b", "y").problem->code == "read_only");
}

TEST_CASE("metadata is filled in from the seams") {
  Filling filling(
      "type,name,label\nstart,begun,\nend,ended,\ntoday,day,\ndeviceid,dev,\nusername,who,\ntext,a,A\n", {},
      "form_id,instance_name\nf,\"concat('Record ', ${a})\"\n");
  CHECK(filling.value("begun").starts_with("2026-09-21T"));
  CHECK(filling.value("day") == "2026-09-21");
  CHECK(filling.value("dev") == "device-1");
  CHECK(filling.value("who") == "R7-S1");
  CHECK(filling.value("ended").empty());
  filling.set("a", "7");
  CHECK(filling.session.instance_name() == "Record 7");
  filling.now_ms += 3'600'000;
  const CheckedAnswers finished = filling.session.finish({});
  CHECK(value_text(finished.submission.values.at("ended")) > value_text(finished.submission.values.at("begun")));
}

TEST_CASE("places and dates keep the spelling in which they are stored") {
  Filling filling("type,name,label,appearance\ngeopoint,p,P,\ngeotrace,t,T,\ngeoshape,s,S,\ntext,d,D,x-date\n");
  CHECK_FALSE(filling.set("p", "+11.50 104.90").problem);
  CHECK(filling.value("p") == "11.5 104.9");
  CHECK(filling.set("p", "95 10").problem->code == "type");
  CHECK(filling.value("p") == "11.5 104.9");
  CHECK_FALSE(filling.set("t", "1 1; 2 2").problem);
  CHECK(filling.set("s", "1 1; 2 2; 3 3; 4 4").problem);
  CHECK_FALSE(filling.set("s", "1 1; 2 2; 3 3; 1 1").problem);
  CHECK_FALSE(filling.set("d", "2000-13-05 @ethiopian 'after the rains'").problem);
  CHECK(filling.value("d") == "2000-13-05 @ethiopian 'after the rains'");
  CHECK(filling.set("d", "2000-14-01 @ethiopian").problem);
  CHECK(filling.set("d", "soon").problem);
}

TEST_CASE("the language changes while the form is filled in, and a text that is missing shows another's") {
  Filling filling("type,name,label::English,label::ខ្មែរ\ntext,a,Name,ឈ្មោះ\ntext,b,\"Hello, ${a}\",\n", {},
                  "form_id,default_language\nf,English\n");
  filling.set("a", "Dara (invented)");
  CHECK(filling.session.label("a").text == "Name");
  CHECK(filling.session.label("b").text == "Hello, Dara (invented)");
  filling.session.set_language("ខ្មែរ");
  CHECK(filling.session.label("a").text == "ឈ្មោះ");
  CHECK(filling.session.label("b").text == "Hello, Dara (invented)");
  CHECK_FALSE(filling.session.label("b").in_language);
  CHECK(filling.value("a") == "Dara (invented)");
}
