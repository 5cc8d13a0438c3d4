// Paths, scopes of names, predicates, lists.
#include "tests/app/forms/xpath_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using test::SmallForm;

TEST_CASE("A name means this instance inside its repeat and all of them outside") {
  SmallForm form;
  CHECK(form.list("${place}") == "compound,shelter,embassy");
  CHECK(form.number("sum(${days})") == 60);
  form.here = form.tree.child(form.visits[1], "days");
  CHECK(form.text("${place}") == "shelter");
  CHECK(form.number("${days} + 1") == 21);
  CHECK(form.text("/data/visit/place") == "shelter");
  CHECK(form.text("../place") == "shelter");
  CHECK(form.text("current()/../place") == "shelter");
  CHECK(form.text("${name}") == "Ma Hnin");
  // Of the repeat itself all instances: how many there are is asked from inside, too.
  CHECK(form.number("count(${visit})") == 3);
  CHECK(form.number("count(../../visit)") == 3);
  CHECK(form.holds("position(..) = 2"));
  CHECK(form.number("position(${visit})") == 2);
  CHECK(form.number("position(..) + position(../../visit[3])") == 5);
}

TEST_CASE("Names reach through nested repeats") {
  SmallForm form;
  CHECK(form.list("${who}") == "shelter0,embassy0,embassy1");
  form.here = form.tree.child(form.visits[2], "days");
  CHECK(form.list("${who}") == "embassy0,embassy1");
  const NodeId guest = form.tree.last_child(form.visits[2]);
  form.here = form.tree.child(guest, "who");
  CHECK(form.text("${who}") == "embassy1");
  CHECK(form.text("${place}") == "embassy");
  CHECK(form.number("position(..)") == 2);
  CHECK(form.number("position(../..)") == 3);
}

TEST_CASE("indexed-repeat takes the instance of the number, for each repeat that is named") {
  SmallForm form;
  CHECK(form.text("indexed-repeat(${place}, ${visit}, 2)") == "shelter");
  CHECK(form.text("indexed-repeat(/data/visit/place, /data/visit, 1 + 2)") == "embassy");
  CHECK(form.text("indexed-repeat(${place}, ${visit}, 9)") == "");
  CHECK(form.text("indexed-repeat(${place}, ${visit}, ${empty})") == "compound");
  CHECK(form.text("indexed-repeat(${who}, ${visit}, 3, ${guest}, 2)") == "embassy1");
  form.here = form.tree.child(form.visits[1], "days");
  CHECK(form.text("indexed-repeat(${place}, ${visit}, position(..) - 1)") == "compound");
  CHECK(form.text("indexed-repeat(../place, .., 3)") == "embassy");
  CHECK(form.text("indexed-repeat(${age}, ${visit}, 1)").find("a repeat around the question") != std::string::npos);
}

TEST_CASE("Predicates filter by value and by place") {
  SmallForm form;
  CHECK(form.list("/data/visit[2]/place") == "shelter");
  CHECK(form.list("/data/visit[last()]/place") == "embassy");
  CHECK(form.list("/data/visit[position() < 3]/place") == "compound,shelter");
  CHECK(form.list("/data/visit[days > 15]/place") == "shelter,embassy");
  CHECK(form.list("/data/visit[days > 15][1]/place") == "shelter");
  CHECK(form.list("${visit}[place = 'shelter']/days") == "20");
  CHECK(form.list("/data/visit[count(guest) = 2]/place") == "embassy");
  CHECK(form.list("/data/visit[days = current() + 3]/place") == "shelter");
  CHECK(form.list("(/data/visit)[2]/place") == "shelter");
  CHECK(form.list("/data/visit[place = 'nowhere']") == "");
}

TEST_CASE("Axes, wildcards and unions") {
  SmallForm form;
  CHECK(form.number("count(/data/*)") == 8);  // of nine one is not asked for
  CHECK(form.list("//who") == "shelter0,embassy0,embassy1");
  CHECK(form.list("/data/descendant::who") == "shelter0,embassy0,embassy1");
  CHECK(form.list("/data/visit/guest/who/ancestor::visit/place") == "shelter,embassy");
  CHECK(form.list("/data/visit[1]/following-sibling::visit/place") == "shelter,embassy");
  CHECK(form.list("/data/visit[3]/preceding-sibling::visit[1]/place") == "shelter");
  CHECK(form.list("/data/visit[3]/place | /data/name | /data/visit[1]/place") == "Ma Hnin,compound,embassy");
  CHECK(form.list("/data/child::name/self::node()") == "Ma Hnin");
  CHECK(form.text("/data/name/text()") == "Ma Hnin");
  CHECK(form.list("../name/.") == "Ma Hnin");
  form.tree.set_attribute(Instance::root(), "version", "7");
  CHECK(form.text("/data/@version") == "7");
  CHECK(form.text("/data/attribute::none") == "");
  CHECK(form.number("count(/)") == 1);
}

TEST_CASE("Lists beside the form are filtered by what was answered") {
  SmallForm form;
  CHECK(form.list("instance('wards')/root/item[district = 'north']/label") == "Ward 1,Ward 3");
  CHECK(form.text("instance('wards')/root/item[name = 'w2']/label") == "Ward 2");
  form.tree.set_value(form.tree.find("/data/name"), "south");
  CHECK(form.list("instance('wards')/root/item[district = ${name}]/name") == "w2");
  CHECK(form.list("instance('wards')/root/item[${name} = district and name != 'w9']/name") == "w2");
  CHECK(form.list("instance('wards')/root/item[district = current()/../name]/name") == "w2");
  CHECK(form.list("instance('wards')/root/item[position() = 3]/name") == "w3");
  CHECK(form.list("instance('wards')/root/item[district = 'north' and position() = 3]/name") == "w3");
  CHECK(form.list("instance('wards')/root/item[district = 'north'][2]/name") == "w3");
  CHECK(form.text("pulldata('wards', 'label', 'name', 'w3')") == "Ward 3");
  CHECK(form.text("pulldata('wards.csv', 'label', 'name', 'w3')") == "Ward 3");
  CHECK(form.text("pulldata('wards', 'label', 'name', 'none')") == "");
  CHECK(form.text("instance('towns')/root/item").find("the list \"towns\" did not come") != std::string::npos);
  CHECK(form.text("count(instance('__last-saved')/data/x)") == "0");
}

TEST_CASE("The index over a long list agrees with looking at each row") {
  SmallForm form;
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 50'000; ++i) rows.push_back({std::to_string(i), "d" + std::to_string(i % 700), ""});
  form.lookups.instances.emplace("places", rows_instance({"name", "district", "note"}, rows));
  const std::string items = "instance('places')/root/item";
  CHECK(form.number("count(" + items + "[district = 'd7'])") == 72);
  // Not of the shape that the index answers, and so looked at row by row.
  CHECK(form.number("count(" + items + "[concat(district, '') = 'd7'])") == 72);
  CHECK(form.number("count(" + items + "[district = 'd7' and name < 700])") == 1);
  CHECK(form.number("count(" + items + "[name = 4321])") == 1);
  CHECK(form.number("count(" + items + "[name = '04321'])") == 0);  // texts are compared as texts
  CHECK(form.number("count(" + items + "[note = ''])") == 50'000);
  CHECK(form.number("count(" + items + "[missing = ''])") == 50'000);
  CHECK(form.number("count(" + items + "[district = 'none'])") == 0);
}

TEST_CASE("Of several nodes one is enough to be equal, and the first is the value") {
  SmallForm form;
  CHECK(form.holds("${place} = 'embassy'"));
  CHECK_FALSE(form.holds("${place} = 'prison'"));
  CHECK(form.holds("${days} = 30"));
  CHECK(form.text("concat('at ', string(${place}))") == "at compound");
}
