#include "app/forms/xpath_functions.h"

#include <cmath>

namespace holdfast::forms::xpath {
namespace {

Result<Value> run_true(Evaluation&, const Expr&) { return Value::of(true); }
Result<Value> run_false(Evaluation&, const Expr&) { return Value::of(false); }

Result<Value> run_not(Evaluation& evaluation, const Expr& call) {
  const bool holds = TRY(evaluation.boolean(call.parts[0]));
  return Value::of(!holds);
}

Result<Value> run_boolean(Evaluation& evaluation, const Expr& call) {
  const bool holds = TRY(evaluation.boolean(call.parts[0]));
  return Value::of(holds);
}

Result<Value> run_boolean_from_string(Evaluation& evaluation, const Expr& call) {
  std::string text = TRY(evaluation.text(call.parts[0]));
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return Value::of(text == "true" || text == "1");
}

// Only the branch that is taken is worked out.
Result<Value> run_if(Evaluation& evaluation, const Expr& call) {
  const bool holds = TRY(evaluation.boolean(call.parts[0]));
  return evaluation.value(call.parts[holds ? 1 : 2]);
}

bool is_nothing(const Value& value) {
  if (value.kind() == Value::Kind::Text) return value.to_text().empty();
  return value.kind() == Value::Kind::Number && std::isnan(value.to_number());
}

Result<Value> run_coalesce(Evaluation& evaluation, const Expr& call) {
  for (std::size_t i = 0; i + 1 < call.parts.size(); ++i) {
    Value value = TRY(evaluation.single(call.parts[i]));
    if (!is_nothing(value)) return value;
  }
  return evaluation.value(call.parts.back());
}

// The question's own value once it has one.
Result<Value> run_once(Evaluation& evaluation, const Expr& call) {
  const NodeRef here = evaluation.current();
  if (here && !here.tree->value(here.node).empty()) return Value::of(std::vector<NodeRef>{here});
  return evaluation.value(call.parts[0]);
}

Result<Value> run_checklist(Evaluation& evaluation, const Expr& call) {
  const double least = TRY(evaluation.number(call.parts[0]));
  const double most = TRY(evaluation.number(call.parts[1]));
  const std::vector<Value> factors = TRY(evaluation.values(call, 2));
  double count = 0;
  for (const Value& factor : factors) count += factor.to_boolean() ? 1 : 0;
  // A bound below zero is none.
  return Value::of(!(least >= 0 && count < least) && !(most >= 0 && count > most));
}

Result<Value> run_weighted_checklist(Evaluation& evaluation, const Expr& call) {
  const double least = TRY(evaluation.number(call.parts[0]));
  const double most = TRY(evaluation.number(call.parts[1]));
  double sum = 0;
  const auto add = [&sum](const Value& flag, const Value& weight) {
    if (flag.to_boolean()) sum += weight.to_number();
  };
  if (call.parts.size() == 4) {
    // Two node-sets, one of flags and one of weights.
    const Value flag = TRY(evaluation.value(call.parts[2]));
    const Value weight = TRY(evaluation.value(call.parts[3]));
    if (flag.kind() == Value::Kind::Nodes && weight.kind() == Value::Kind::Nodes) {
      if (flag.nodes().size() != weight.nodes().size()) {
        return evaluation.failed(call, "weighted-checklist() needs as many weights as answers");
      }
      for (std::size_t i = 0; i < flag.nodes().size(); ++i)
        add(Value::of(std::vector<NodeRef>{flag.nodes()[i]}), Value::of(std::vector<NodeRef>{weight.nodes()[i]}));
      return Value::of(sum >= least && sum <= most);
    }
  }
  for (std::size_t i = 2; i + 1 < call.parts.size(); i += 2) {
    const Value flag = TRY(evaluation.single(call.parts[i]));
    const Value weight = TRY(evaluation.single(call.parts[i + 1]));
    add(flag, weight);
  }
  return Value::of(sum >= least && sum <= most);
}

constexpr Function kLogicFunctions[] = {
    {"true", 0, 0, run_true},
    {"false", 0, 0, run_false},
    {"not", 1, 1, run_not},
    {"boolean", 1, 1, run_boolean},
    {"boolean-from-string", 1, 1, run_boolean_from_string},
    {"if", 3, 3, run_if},
    {"coalesce", 2, 2, run_coalesce},
    {"once", 1, 1, run_once},
    {"checklist", 2, kManyArguments, run_checklist},
    {"weighted-checklist", 2, kManyArguments, run_weighted_checklist, Count::Even},
};

}  // namespace

std::span<const Function> logic_functions() { return kLogicFunctions; }

}  // namespace holdfast::forms::xpath
