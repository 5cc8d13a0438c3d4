// Repeats: added by hand, fixed by a number, counted by the form, nested.
#include "tests/app/forms/session_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

constexpr std::string_view kNested =
    "type,name,label,repeat_count,calculation,relevant\n"
    "integer,houses,H,,,\n"
    "begin repeat,house,House,${houses},,\n"
    "integer,people,P,,,\n"
    "begin repeat,person,Person,${people},,\n"
    "integer,age,Age,,,\n"
    "text,school,School,,,${age} < 18\n"
    "begin repeat,item,Item,,,\n"
    "integer,price,Price,,,\n"
    "calculate,place,,,\"concat(position(../../..), '.', position(../..), '.', position(..))\",\n"
    "end repeat,,,,,\n"
    "calculate,worth,,,sum(${price}),\n"
    "end repeat,,,,,\n"
    "calculate,ages,,,sum(${age}),\n"
    "end repeat,,,,,\n"
    "calculate,all,,,sum(${age}),\n"
    "calculate,many,,,count(${item}),\n";

}  // namespace

TEST_CASE("instances are added and removed by hand, and sums and counts follow") {
  Filling filling("type,name,label,calculation\nbegin repeat,r,R,\ninteger,x,X,\ncalculate,at,,position(..)\n"
      "end repeat,,,\n"
                  "calculate,n,,count(${r})\ncalculate,sum,,sum(${x})\n");
  CHECK(filling.value("n") == "0");
  const std::string first = filling.add("r");
  const std::string second = filling.add("r");
  filling.set(first + "/x", "3");
  filling.set(second + "/x", "4");
  CHECK(filling.value("n") == "2");
  CHECK(filling.value("sum") == "7");
  CHECK(filling.value(second + "/at") == "2");
  CHECK_FALSE(filling.session.remove_repeat(first).problem);
  CHECK(filling.value("n") == "1");
  CHECK(filling.value("sum") == "4");
  CHECK(filling.value(second + "/at") == "1");
  CHECK(filling.session.remove_repeat(first).problem);
}

TEST_CASE("a number fixes how many instances there are, and none may be one of them") {
  Filling three("type,name,label,repeat_count\nbegin repeat,r,R,3\ntext,x,X,\nend repeat,,,\n");
  CHECK(three.session.instances("r").size() == 3);
  CHECK(three.session.add_repeat("r").problem->code == "repeat");
  CHECK(three.session.remove_repeat(three.session.instances("r")[0]).problem->code == "repeat");
  Filling none("type,name,label,repeat_count\nbegin repeat,r,R,0\ntext,x,X,\nend repeat,,,\n");
  CHECK(none.session.instances("r").empty());
  CHECK(none.session.state("r")->counted);
}

TEST_CASE("an answer counts the instances, and what is counted away comes back when it counts again") {
  Filling filling("type,name,label,repeat_count,calculation\ninteger,n,N,,\nbegin repeat,r,R,${n},\n"
      "text,x,X,,\nend repeat,,,,\n"
                  "calculate,all,,,\"join(',', ${x})\"\n");
  CHECK(filling.session.instances("r").empty());
  filling.set("n", "3");
  const std::vector<std::string> three = filling.session.instances("r");
  REQUIRE(three.size() == 3);
  CHECK(std::is_sorted(three.begin(), three.end()));
  for (const std::string& instance : three) filling.set(instance + "/x", instance.substr(8, 2));
  const std::string before = filling.value("all");
  const SessionEdit less = filling.set("n", "1");
  CHECK(filling.session.instances("r").size() == 1);
  CHECK(less.fell_away.size() == 2);
  CHECK(filling.session.falling_away().size() == 2);
  CHECK(filling.session.finish({}).submission.values.count(three[2] + "/x") == 0);
  filling.set("n", "3");
  CHECK(filling.session.instances("r") == three);
  CHECK(filling.value("all") == before);
  filling.set("n", "-2");
  CHECK(filling.session.instances("r").empty());
  filling.set("n", "999999");
  CHECK(filling.session.instances("r").size() == kRepeatInstancesMax);
  CHECK_FALSE(filling.session.faults().empty());
}

TEST_CASE("repeats nest three deep, each with its own count, sums and places") {
  Filling filling(kNested);
  filling.set("houses", "2");
  const std::vector<std::string> houses = filling.session.instances("house");
  REQUIRE(houses.size() == 2);
  filling.set(houses[0] + "/people", "1");
  filling.set(houses[1] + "/people", "2");
  const std::vector<std::string> people = filling.session.instances(houses[1] + "/person");
  REQUIRE(people.size() == 2);
  filling.set(people[0] + "/age", "30");
  filling.set(people[1] + "/age", "10");
  filling.set(filling.session.instances(houses[0] + "/person")[0] + "/age", "50");
  CHECK(filling.value(houses[1] + "/ages") == "40");
  CHECK(filling.value(houses[0] + "/ages") == "50");
  CHECK(filling.value("all") == "90");
  CHECK_FALSE(filling.shown(people[0] + "/school"));
  CHECK(filling.shown(people[1] + "/school"));
  const std::string item = filling.add(people[1] + "/item");
  filling.set(item + "/price", "5");
  const std::string other = filling.add(people[1] + "/item");
  filling.set(other + "/price", "6");
  CHECK(filling.value(people[1] + "/worth") == "11");
  CHECK(filling.value(people[0] + "/worth") == "0");
  CHECK(filling.value(other + "/place") == "2.2.2");
  CHECK(filling.value("many") == "2");
  filling.set(houses[1] + "/people", "1");
  CHECK(filling.value("all") == "80");
  CHECK(filling.value("many") == "0");
}

TEST_CASE("a new instance gets its defaults, constant and computed") {
  Filling filling("type,name,label,default\ntext,who,W,\nbegin repeat,r,R,\ntext,a,A,here\n"
      "text,b,B,\"concat(${who}, '!')\"\nend repeat,,,\n");
  filling.set("who", "x");
  const std::string first = filling.add("r");
  CHECK(filling.value(first + "/a") == "here");
  CHECK(filling.value(first + "/b") == "x!");
  filling.set("who", "y");
  CHECK(filling.value(first + "/b") == "x!");
  CHECK(filling.value(filling.add("r") + "/b") == "y!");
}

TEST_CASE("a trigger inside a repeat stays in its instance") {
  Filling filling("type,name,label,calculation,trigger\nbegin repeat,r,R,,\ntext,a,A,,\n"
      "text,b,B,\"concat('got ', ${a})\",${a}\nend repeat,,,,\n");
  const std::string first = filling.add("r");
  const std::string second = filling.add("r");
  filling.set(first + "/a", "1");
  CHECK(filling.value(first + "/b") == "got 1");
  CHECK(filling.value(second + "/b").empty());
}

TEST_CASE("an answer in one instance wakes another that looks at it") {
  Filling filling("type,name,label,calculation\nbegin repeat,r,R,\ninteger,x,X,\n"
                  "calculate,before,,\"indexed-repeat(${x}, ${r}, position(..) - 1)\"\nend repeat,,,\n");
  const std::string first = filling.add("r");
  const std::string second = filling.add("r");
  filling.set(first + "/x", "8");
  CHECK(filling.value(second + "/before") == "8");
  filling.set(first + "/x", "9");
  CHECK(filling.value(second + "/before") == "9");
}

TEST_CASE("a repeat that is not relevant counts nothing and keeps its instances") {
  Filling filling("type,name,label,relevant,calculation\ntext,go,G,,\nbegin repeat,r,R,${go} = 'yes',\n"
      "integer,x,X,,\nend repeat,,,,\n"
                  "calculate,n,,,count(${r})\n");
  filling.set("go", "yes");
  const std::string first = filling.add("r");
  filling.set(first + "/x", "1");
  CHECK(filling.value("n") == "1");
  filling.set("go", "no");
  CHECK(filling.value("n") == "0");
  CHECK(has_problem(filling.session.falling_away(), first + "/x", "not_relevant"));
  filling.set("go", "yes");
  CHECK(filling.value(first + "/x") == "1");
  CHECK(filling.value("n") == "1");
}

TEST_CASE("an answer that says there is another one brings another one") {
  Filling filling("type,name,label,calculation,repeat_count\ncalculate,there,,count(${r}),\n"
                  "calculate,wanted,,\"if(${there} = 0 or indexed-repeat(${more}, ${r}, ${there}) = 'yes', "
                  "${there} + 1, ${there})\",\nbegin repeat,r,R,,${wanted}\ntext,x,X,,\ntext,more,M,,\n"
                  "end repeat,,,,\n");
  REQUIRE(filling.session.instances("r").size() == 1);
  filling.set(filling.session.instances("r")[0] + "/more", "yes");
  REQUIRE(filling.session.instances("r").size() == 2);
  CHECK(filling.value("there") == "2");
  filling.set(filling.session.instances("r")[1] + "/more", "no");
  CHECK(filling.session.instances("r").size() == 2);
}

TEST_CASE("an instance is asked for where the repeat's relevance holds for it, whatever holds for the others") {
  Filling filling("type,name,label,relevant,calculation\n"
                  "begin repeat,person,Person,,\ntext,name,Name,,\nselect_one yn,kids,Kids,,\nend repeat,,,,\n"
                  "begin repeat,more,More,\"indexed-repeat(${kids}, ${person}, position(.)) = 'yes'\",\n"
                  "integer,many,Many,,\nend repeat,,,,\ncalculate,n,,,count(${more})\n"
                  "calculate,sum,,,sum(${many})\n",
                  "list_name,name,label\nyn,yes,Yes\nyn,no,No\n");
  std::vector<std::string> people, more;
  for (const char* kids : {"yes", "no", "yes"}) {
    people.push_back(filling.add("person"));
    filling.set(people.back() + "/kids", kids);
  }
  for (int i = 0; i < 3; ++i) more.push_back(filling.add("more"));
  filling.set(more[0] + "/many", "2");
  filling.set(more[2] + "/many", "5");
  CHECK(filling.shown(more[0] + "/many"));
  CHECK_FALSE(filling.shown(more[1] + "/many"));
  CHECK(filling.shown(more[2] + "/many"));
  CHECK(filling.value("n") == "2");
  CHECK(filling.value("sum") == "7");
  // One answer turns one instance, and what was answered there is kept.
  filling.set(people[0] + "/kids", "no");
  CHECK_FALSE(filling.shown(more[0] + "/many"));
  CHECK(filling.value("sum") == "5");
  const auto gone = filling.session.falling_away();
  REQUIRE(gone.size() == 1);
  CHECK(gone[0].path == more[0] + "/many");
  filling.set(people[0] + "/kids", "yes");
  CHECK(filling.value("sum") == "7");
  // With the first instance away, the second is the first and asks the first person.
  CHECK_FALSE(filling.session.remove_repeat(more[0]).problem);
  CHECK(filling.shown(more[1] + "/many"));
  CHECK_FALSE(filling.shown(more[2] + "/many"));
  CHECK(filling.value("n") == "1");
}

TEST_CASE("relevance by place holds inside of every outer instance by itself, also where the form counts") {
  Filling filling("type,name,label,repeat_count,relevant,calculation\n"
                  "integer,houses,H,,,\ninteger,least,L,,,\n"
                  "begin repeat,house,House,${houses},,\n"
                  "integer,people,P,,,\n"
                  "begin repeat,person,Person,${people},position(.) > ${least},\n"
                  "integer,age,Age,,,\nend repeat,,,,,\n"
                  "calculate,n,,,,count(${person})\nend repeat,,,,,\ncalculate,all,,,,count(${person})\n");
  filling.set("least", "1");
  filling.set("houses", "2");
  const std::vector<std::string> houses = filling.session.instances("house");
  REQUIRE(houses.size() == 2);
  filling.set(houses[0] + "/people", "3");
  filling.set(houses[1] + "/people", "1");
  CHECK(filling.value(houses[0] + "/n") == "2");
  CHECK(filling.value(houses[1] + "/n") == "0");
  CHECK(filling.value("all") == "2");
  const std::vector<std::string> people = filling.session.instances(houses[0] + "/person");
  CHECK_FALSE(filling.shown(people[0] + "/age"));
  CHECK(filling.shown(people[1] + "/age"));
  filling.set("least", "0");
  CHECK(filling.value("all") == "4");
  CHECK(filling.shown(people[0] + "/age"));
  filling.set("least", "2");
  CHECK(filling.value("all") == "1");
  // More of them: the new one is behind the bound.
  filling.set(houses[1] + "/people", "4");
  CHECK(filling.value(houses[1] + "/n") == "2");
  filling.set(houses[1] + "/people", "2");
  CHECK(filling.value(houses[1] + "/n") == "0");
}
