// The tree of answers.
#include <catch2/catch_test_macros.hpp>

#include "app/forms/instance.h"

using namespace holdfast::forms;

namespace {

std::string children(const Instance& tree, NodeId parent) {
  std::string out;
  for (NodeId node = tree.first_child(parent); node != kNoNode; node = tree.next_sibling(node))
    out += tree.name(node) + "=" + tree.value(node) + " ";
  std::string back;
  for (NodeId node = tree.last_child(parent); node != kNoNode; node = tree.previous_sibling(node))
    back = tree.name(node) + "=" + tree.value(node) + " " + back;
  CHECK(out == back);
  return out;
}

}  // namespace

TEST_CASE("Nodes are added, put between and removed, and the order holds both ways") {
  Instance tree("data");
  const NodeId a = tree.add_child(Instance::root(), "a", "1");
  const NodeId c = tree.add_child(Instance::root(), "c", "3");
  const NodeId b = tree.insert_after(a, "b");
  tree.set_value(b, "2");
  tree.set_value(tree.insert_first(Instance::root(), "first"), "0");
  tree.insert_after(c, "last");
  CHECK(children(tree, Instance::root()) == "first=0 a=1 b=2 c=3 last= ");
  tree.remove(b);
  tree.remove(tree.first_child(Instance::root()));
  tree.remove(tree.last_child(Instance::root()));
  CHECK(children(tree, Instance::root()) == "a=1 c=3 ");
  tree.remove(a);
  tree.remove(c);
  CHECK(children(tree, Instance::root()).empty());
  CHECK(tree.size() == 2);
}

TEST_CASE("A removed repeat takes all below with it, and its places are used again") {
  Instance tree("data");
  const NodeId first = tree.add_child(Instance::root(), "r");
  const NodeId second = tree.insert_after(first, "r");
  tree.set_repeat_id(second, "0123456789abcdef");
  tree.add_child(tree.add_child(second, "g"), "q", "answer");
  tree.set_attribute(second, "x", "y");
  CHECK(tree.position(second) == 2);
  CHECK(tree.repeat_id(second) == "0123456789abcdef");
  const std::size_t before = tree.size();
  tree.remove(second);
  CHECK(tree.size() == before - 4);
  for (int i = 0; i < 4; ++i) CHECK(tree.repeat_id(tree.add_child(first, "n")).empty());
  CHECK(tree.size() == before);
  CHECK(children(tree, first) == "n= n= n= n= ");
}

TEST_CASE("Paths, relevance and attributes") {
  Instance tree("data");
  const NodeId group = tree.add_child(Instance::root(), "group");
  const NodeId question = tree.add_child(group, "question", "x", NodeType::Integer);
  CHECK(tree.form_path(question) == "/data/group/question");
  CHECK(tree.find("/data/group/question") == question);
  CHECK(tree.find("/data/group/none") == kNoNode);
  CHECK(tree.find("data") == kNoNode);
  CHECK(tree.find("") == kNoNode);
  tree.set_relevant(group, false);
  CHECK(tree.own_relevant(question));
  CHECK_FALSE(tree.is_relevant(question));
  tree.set_attribute(question, "a", "1");
  tree.set_attribute(question, "a", "2");
  CHECK(tree.value(tree.attribute(question, "a")) == "2");
  CHECK(tree.attribute(question, "b") == kNoNode);
  const Instance copy = tree;
  tree.set_value(question, "y");
  CHECK(copy.value(question) == "x");
}

TEST_CASE("Rows are found by value, also after a change") {
  Instance tree = rows_instance({"name", "district"}, {{"1", "north"}, {"2", "south"}, {"3", "north"}, {"4"}});
  const std::uint32_t item = tree.name_number("item");
  const std::uint32_t district = tree.name_number("district");
  CHECK(tree.rows_with(Instance::root(), item, district, "north").size() == 2);
  CHECK(tree.rows_with(Instance::root(), item, district, "").size() == 1);
  CHECK(tree.rows_with(Instance::root(), item, district, "east").empty());
  const NodeId first = tree.first_child(Instance::root());
  tree.set_value(tree.child(first, "district"), "east");
  CHECK(tree.rows_with(Instance::root(), item, district, "east") == std::vector<NodeId>{first});
  tree.remove(first);
  CHECK(tree.rows_with(Instance::root(), item, district, "east").empty());
}

TEST_CASE("Rows made at once are the tree that is made node by node") {
  const std::vector<std::string> columns{"name", "ward", "note"};
  const std::vector<std::vector<std::string>> rows{{"p0", "w0", "a note that is longer than a short text"},
                                                   {"p1", "w1"}, {}, {"p3", "w0", "x"}};
  Instance slow("root");
  for (const std::vector<std::string>& row : rows) {
    const NodeId item = slow.add_child(Instance::root(), "item");
    for (std::size_t i = 0; i < columns.size(); ++i) {
      slow.add_child(item, columns[i], i < row.size() ? std::string_view(row[i]) : std::string_view());
    }
  }
  const Instance fast = rows_instance(columns, rows);
  CHECK(fast.size() == slow.size());
  CHECK(children(fast, Instance::root()) == children(slow, Instance::root()));
  NodeId a = fast.first_child(Instance::root());
  for (NodeId b = slow.first_child(Instance::root()); b != kNoNode; b = slow.next_sibling(b)) {
    REQUIRE(a != kNoNode);
    CHECK(children(fast, a) == children(slow, b));
    CHECK(fast.parent(fast.last_child(a)) == a);
    a = fast.next_sibling(a);
  }
  CHECK(a == kNoNode);
  CHECK(rows_instance(columns, {}).first_child(Instance::root()) == kNoNode);
  CHECK(children(rows_instance({}, rows), Instance::root()) == "item= item= item= item= ");
}

TEST_CASE("An index gives the rows of a value in their order, also after a change and in a copy") {
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 1000; ++i) rows.push_back({"p" + std::to_string(i), "w" + std::to_string(i % 7)});
  rows.push_back({"without"});
  Instance tree = rows_instance({"name", "ward"}, rows);
  const auto names = [&](const Instance& of, std::string_view ward) {
    std::vector<std::string> out;
    for (const NodeId row : of.rows_with(Instance::root(), of.name_number("item"), of.name_number("ward"), ward)) {
      out.push_back(of.value(of.child(row, "name")));
    }
    return out;
  };
  std::vector<std::string> expected;
  for (int i = 3; i < 1000; i += 7) expected.push_back("p" + std::to_string(i));
  CHECK(names(tree, "w3") == expected);
  CHECK(names(tree, "w9").empty());
  CHECK(names(tree, "") == std::vector<std::string>{"without"});
  const Instance copy = tree;
  const NodeId first = tree.first_child(Instance::root());
  tree.set_value(tree.child(first, "ward"), "w3");
  expected.insert(expected.begin(), "p0");
  CHECK(names(tree, "w3") == expected);
  CHECK(names(copy, "w3").size() + 1 == expected.size());
  CHECK(tree.rows_with(Instance::root(), tree.name_number("item"), tree.name_number("colour"), "").size() == 1001);
}
