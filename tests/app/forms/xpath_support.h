// A small invented form for the tests of expressions, and short ways to evaluate one.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "app/forms/xpath.h"
#include "tests/support/fake_seams.h"

namespace holdfast::test {

// What it says of lists, labels and texts is invented.
class FakeLookups final : public forms::ExpressionLookups {
 public:
  const forms::Instance* instance(std::string_view id) const override {
    const auto place = instances.find(std::string(id));
    return place == instances.end() ? nullptr : &place->second;
  }
  std::optional<std::string> itext(std::string_view id) const override {
    return id == "greeting" ? std::optional<std::string>("မင်္ဂလာပါ") : std::nullopt;
  }
  std::optional<std::string> choice_label(std::string_view path, std::string_view value) const override {
    if (path == "/data/visit/place" && value == "shelter") return "A shelter";
    return std::nullopt;
  }
  std::optional<std::string> property(std::string_view name) const override {
    return name == "deviceid" ? std::optional<std::string>("R7") : std::nullopt;
  }
  std::string form_version() const override { return "2026-11"; }
  std::map<std::string, forms::Instance> instances;
};

// /data: age, name, empty, several, born, hidden, and three /data/visit: place, days, guest (0, 1 and 2 of them): who.
class SmallForm {
 public:
  SmallForm() : tree("data") {
    using forms::NodeType;
    const forms::NodeId data = forms::Instance::root();
    tree.add_child(data, "age", "17", NodeType::Integer);
    tree.add_child(data, "name", "Ma Hnin");
    tree.add_child(data, "empty");
    tree.add_child(data, "several", "raid escape", NodeType::Text);
    tree.add_child(data, "born", "2009-02-28", NodeType::Date);
    tree.set_relevant(tree.add_child(data, "hidden", "5", NodeType::Integer), false);
    const char* places[] = {"compound", "shelter", "embassy"};
    for (int i = 0; i < 3; ++i) {
      const forms::NodeId visit = tree.add_child(data, "visit");
      visits.push_back(visit);
      tree.add_child(visit, "place", places[i]);
      tree.add_child(visit, "days", std::to_string(10 * (i + 1)), NodeType::Integer);
      for (int guest = 0; guest < i; ++guest)
        tree.add_child(tree.add_child(visit, "guest"), "who", places[i] + std::to_string(guest));
    }
    here = tree.find("/data/age");
    lookups.instances.emplace(
        "wards",
        forms::rows_instance({"name", "label", "district"},
                             {{"w1", "Ward 1", "north"}, {"w2", "Ward 2", "south"}, {"w3", "Ward 3", "north"}}));
  }

  static std::optional<std::string> path_of(std::string_view name) {
    for (const std::string_view top : {"age", "name", "empty", "several", "born", "hidden", "visit"}) {
      if (name == top) return "/data/" + std::string(top);
    }
    if (name == "place" || name == "days" || name == "guest") return "/data/visit/" + std::string(name);
    if (name == "who") return "/data/visit/guest/who";
    return std::nullopt;
  }

  Result<forms::Value> evaluate(std::string_view text) {
    Result<forms::Expression> expression = forms::Expression::parse(text, path_of);
    if (!expression.ok()) return expression.error();
    forms::EvalContext context;
    context.main = &tree;
    context.node = {&tree, here};
    context.now_ms = 1'795'530'600'000;  // 2026-11-24T14:30Z
    context.utc_offset_minutes = utc_offset_minutes;
    context.random = &random;
    context.lookups = &lookups;
    return expression->evaluate(context);
  }
  // As text, whatever it is; an error as "! detail".
  std::string text(std::string_view expression) {
    const Result<forms::Value> value = evaluate(expression);
    return value.ok() ? value->to_text() : "! " + value.error().detail;
  }
  // All nodes, with a comma between.
  std::string list(std::string_view expression) { return text("join(',', " + std::string(expression) + ")"); }
  double number(std::string_view expression) {
    const Result<forms::Value> value = evaluate(expression);
    REQUIRE(value.ok());
    REQUIRE(value->kind() == forms::Value::Kind::Number);
    return value->to_number();
  }
  bool holds(std::string_view expression) {
    const Result<forms::Value> value = evaluate(expression);
    INFO(expression);
    REQUIRE(value.ok());
    REQUIRE(value->kind() == forms::Value::Kind::Boolean);
    return value->to_boolean();
  }

  forms::Instance tree;
  std::vector<forms::NodeId> visits;
  forms::NodeId here = forms::kNoNode;
  std::int32_t utc_offset_minutes = 0;
  FakeRandom random;
  FakeLookups lookups;
};

}  // namespace holdfast::test
