// What a form must be before anybody is asked: expressions that are ones, names that exist, no circles.
#include "tests/app/forms/session_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

const std::string kHead =
    "type,name,label,relevant,calculation,constraint,required,choice_filter,repeat_count,trigger\n";

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("questions that depend on each other in a circle are refused with the circle's names") {
  const std::string relevant = refusal_of(kHead + "text,a,A,${b} = 'x',,,,,,\ntext,b,B,${c} = 'x',,,,,,\n"
                                                  "text,c,C,${a} = 'x',,,,,,\ntext,d,D,,,,,,,\n");
  CHECK(contains(relevant, "form.cycle"));
  for (const char* name : {"a", "b", "c"}) CHECK(contains(relevant, std::string(" ") + name));
  CHECK_FALSE(contains(relevant, " d"));
  CHECK(contains(relevant, "row "));
  const std::string calculated = refusal_of(kHead + "calculate,x,,,${y} + 1,,,,,\ncalculate,y,,,${x} + 1,,,,,\n");
  CHECK(contains(calculated, "form.cycle"));
  CHECK(contains(calculated, "x -> y"));
  CHECK(contains(refusal_of(kHead + "calculate,x,,,${x} + 1,,,,,\n"), "x -> x"));
}

TEST_CASE("a group that depends on what is in it, and a count that counts itself, are circles") {
  CHECK(contains(refusal_of(kHead + "begin group,g,G,${in} = 1,,,,,,\ninteger,in,In,,,,,,,\nend group,,,,,,,,,\n"),
                 "form.cycle"));
  CHECK(contains(refusal_of(kHead + "begin repeat,r,R,,,,,,count(${r}) + 1,\ninteger,in,In,,,,,,,\n"
      "end repeat,,,,,,,,,\n"),
                 "form.cycle"));
  CHECK(contains(refusal_of(kHead + "text,a,A,,1,,,,,${b}\ntext,b,B,,2,,,,,${a}\n"), "form.cycle"));
}

TEST_CASE("what only judges or asks again makes no circle") {
  CHECK(refusal_of(kHead + "integer,low,L,,,. < ${high} or ${high} = '',,,,\n"
      "integer,high,H,,,. > ${low},,,,\n").empty());
  CHECK(refusal_of(kHead + "text,a,A,,,,${b} = '',,,\ntext,b,B,,,,${a} = '',,,\n").empty());
  CHECK(refusal_of(kHead + "integer,n,N,,. + 1,,,,,${go}\ntext,go,Go,,,,,,,\n").empty());
  CHECK(refusal_of(kHead + "calculate,id,,,once(uuid()),,,,,\n").empty());
}

TEST_CASE("two choices that rule each other out are judged, and no circle") {
  const std::string survey = "type,name,label,choice_filter\nselect_one l,first,F,name != ${second}\n"
                             "select_one l,second,S,name != ${first}\n";
  Filling filling(survey, "list_name,name,label\nl,a,A\nl,b,B\n");
  filling.set("first", "a");
  filling.set("second", "a");
  CHECK(has_problem(filling.session.validate(), "second", "choice"));
  filling.set("second", "b");
  CHECK(filling.session.validate().empty());
}

TEST_CASE("an unknown name, an unknown function and half an expression are refused with row and column") {
  const std::string name = refusal_of(kHead + "text,a,A,,,,,,,\ntext,b,B,${nobody} = 1,,,,,,\n");
  CHECK(contains(name, "form.expression"));
  CHECK(contains(name, "survey, row 3, column relevant"));
  CHECK(contains(name, "nobody"));
  const std::string function = refusal_of(kHead + "text,a,A,,,conjure(.),,,,\n");
  CHECK(contains(function, "survey, row 2, column constraint"));
  CHECK(contains(function, "conjure"));
  CHECK(contains(refusal_of(kHead + "calculate,a,,,1 +,,,,,\n"), "row 2, column calculation"));
  CHECK(contains(refusal_of(kHead + "text,a,A,/data/nowhere = 1,,,,,,\n"), "/data/nowhere"));
}

TEST_CASE("every column that holds logic is compiled when the form is") {
  for (const auto& [column, row] :
       {std::pair{"relevant", "text,a,A,nope(),,,,,,"}, std::pair{"calculation", "text,a,A,,nope(),,,,,"},
        std::pair{"constraint", "text,a,A,,,nope(),,,,"}, std::pair{"required", "text,a,A,,,,nope(),,,"},
        std::pair{"choice_filter", "select_one l,a,A,,,,,nope(),,"},
        std::pair{"repeat_count", "begin repeat,a,A,,,,,,nope(),\ntext,b,B,,,,,,,\nend repeat,,,,,,,,,"}}) {
    const std::string refused = refusal_of(kHead + row + "\n", "list_name,name,label\nl,x,X\n");
    INFO(refused);
    CHECK(contains(refused, std::string("column ") + column));
  }
}
