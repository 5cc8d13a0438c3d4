#include "app/forms/xpath_eval.h"

#include <algorithm>
#include <cmath>

#include "app/forms/xpath_functions.h"
#include "app/forms/xpath_lexer.h"

namespace holdfast::forms::xpath {
namespace {

constexpr double kSameNumber = 1e-12;

bool compare_numbers(Operator op, double left, double right) {
  switch (op) {
    case Operator::Less: return left < right;
    case Operator::LessEqual: return left <= right;
    case Operator::Greater: return left > right;
    default: return left >= right;
  }
}

double arithmetic(Operator op, double left, double right) {
  switch (op) {
    case Operator::Add: return left + right;
    case Operator::Subtract: return left - right;
    case Operator::Multiply: return left * right;
    case Operator::Divide: return left / right;
    default: return std::fmod(left, right);
  }
}

bool is_comparison(Operator op) { return op >= Operator::Less && op <= Operator::GreaterEqual; }

}  // namespace

bool same_value(const Value& left, const Value& right) {
  using Kind = Value::Kind;
  if (left.kind() == Kind::Boolean || right.kind() == Kind::Boolean) return left.to_boolean() == right.to_boolean();
  if (left.kind() == Kind::Number || right.kind() == Kind::Number) {
    const double a = left.to_number();
    const double b = right.to_number();
    return a == b || std::fabs(a - b) < kSameNumber;
  }
  if (left.date() != nullptr && right.date() != nullptr) {
    if (left.date()->day_only || right.date()->day_only) return left.date()->local_days() == right.date()->local_days();
    return left.date()->utc_ms == right.date()->utc_ms;
  }
  return left.to_text() == right.to_text();
}

Evaluation::Evaluation(const Program& program, const EvalContext& context)
    : program_(program), context_(context), focus_{context.node, context.position, context.size} {}

std::string Evaluation::current_path() const {
  const NodeRef here = current();
  return here ? here.tree->form_path(here.node) : std::string();
}

const Instance* Evaluation::instance(std::string_view id) const {
  return context_.lookups == nullptr ? nullptr : context_.lookups->instance(id);
}

Error Evaluation::failed(const Expr& expr, std::string_view what) const {
  return {kExpressionFailed, expression_error(program_.text, expr.place, what).detail};
}

Result<void> Evaluation::spend(std::size_t work) {
  work_ += work;
  if (work_ <= kExpressionWorkMax) return {};
  return Error{kExpressionLimit, "the expression looks at too many answers or rows"};
}

Result<Value> Evaluation::text_value(std::string text) {
  TRY(spend(text.size() / 64));
  if (text.size() > kExpressionTextMax) return Error{kExpressionLimit, "the expression makes a text of over 1 MiB"};
  return Value::of(std::move(text));
}

Result<Value> Evaluation::value(ExprId id) {
  const Expr& expr = program_.exprs[id];
  TRY(spend(1));
  switch (expr.kind) {
    case ExprKind::Text: return Value::of(expr.text);
    case ExprKind::Number: return Value::of(expr.number);
    case ExprKind::Chain: return chain(expr);
    case ExprKind::Union: return all_of(expr);
    case ExprKind::Call: return expr.function->run(*this, expr);
    case ExprKind::Path: {
      std::vector<NodeRef> found = TRY(path(program_.paths[expr.path], false));
      return Value::of(std::move(found));
    }
    case ExprKind::Negate: break;
  }
  const double inner = TRY(number(expr.parts[0]));
  return Value::of(std::fmod(expr.number, 2) != 0 ? -inner : inner);
}

Result<Value> Evaluation::single(ExprId id) {
  Value out = TRY(value(id));
  if (out.kind() != Value::Kind::Nodes) return out;
  return out.unpacked(context_.clock());
}

Result<std::string> Evaluation::text(ExprId id) {
  const Value out = TRY(value(id));
  std::string text = out.to_text();
  TRY(spend(text.size() / 64));
  return text;
}

Result<double> Evaluation::number(ExprId id) {
  const Value out = TRY(single(id));
  return out.to_number();
}

Result<bool> Evaluation::boolean(ExprId id) {
  const Value out = TRY(single(id));
  return out.to_boolean();
}

Result<std::vector<NodeRef>> Evaluation::nodes(ExprId id) {
  const Value out = TRY(value(id));
  if (out.kind() != Value::Kind::Nodes) {
    return failed(program_.exprs[id], "this must name questions or rows, and is a value");
  }
  return out.nodes();
}

Result<std::vector<NodeRef>> Evaluation::nodes_here(ExprId id) {
  const Expr& expr = program_.exprs[id];
  if (expr.kind != ExprKind::Path) return nodes(id);
  return path(program_.paths[expr.path], true);
}

Result<std::vector<Value>> Evaluation::values(const Expr& call, std::size_t first) {
  std::vector<Value> out;
  for (std::size_t i = first; i < call.parts.size(); ++i) {
    Value argument = TRY(value(call.parts[i]));
    if (argument.kind() != Value::Kind::Nodes) {
      out.push_back(std::move(argument));
      continue;
    }
    TRY(spend(argument.nodes().size() * 8));
    for (const NodeRef& node : argument.nodes())
      out.push_back(Value::of(std::vector<NodeRef>{node}).unpacked(context_.clock()));
  }
  return out;
}

Result<Value> Evaluation::all_of(const Expr& expr) {
  std::vector<NodeRef> out;
  for (const ExprId part : expr.parts) {
    const std::vector<NodeRef> more = TRY(nodes(part));
    out.insert(out.end(), more.begin(), more.end());
  }
  TRY(in_order(out));
  return Value::of(std::move(out));
}

Result<Value> Evaluation::logic(const Expr& expr) {
  const bool stops_at = expr.operators[0] == Operator::Or;
  for (const ExprId part : expr.parts) {
    const bool holds = TRY(boolean(part));
    if (holds == stops_at) return Value::of(stops_at);
  }
  return Value::of(!stops_at);
}

// Of several nodes, one that compares so is enough (XPath 1.0, 3.4).
Result<bool> Evaluation::equal(const Value& left, const Value& right, bool wanted) {
  const auto is_one = [](const Value& value) {
    return value.kind() != Value::Kind::Nodes || value.nodes().size() < 2;
  };
  if (is_one(left) && is_one(right)) {
    const LocalClock clock = context_.clock();
    return same_value(left.unpacked(clock), right.unpacked(clock)) == wanted;
  }
  const auto each = [this](const Value& value) {
    std::vector<Value> out;
    if (value.kind() != Value::Kind::Nodes || value.nodes().size() < 2) {
      out.push_back(value.unpacked(context_.clock()));
      return out;
    }
    for (const NodeRef& node : value.nodes())
      out.push_back(Value::of(std::vector<NodeRef>{node}).unpacked(context_.clock()));
    return out;
  };
  const std::vector<Value> lefts = each(left);
  const std::vector<Value> rights = each(right);
  for (const Value& a : lefts) {
    TRY(spend(rights.size()));
    for (const Value& b : rights) {
      if (same_value(a, b) == wanted) return true;
    }
  }
  return false;
}

Result<Value> Evaluation::chain(const Expr& expr) {
  if (expr.operators[0] <= Operator::And) return logic(expr);
  Value left = TRY(value(expr.parts[0]));
  for (std::size_t i = 0; i < expr.operators.size(); ++i) {
    const Operator op = expr.operators[i];
    if (op == Operator::Equal || op == Operator::NotEqual) {
      const Value right = TRY(value(expr.parts[i + 1]));
      const bool holds = TRY(equal(left, right, op == Operator::Equal));
      left = Value::of(holds);
      continue;
    }
    const double a = left.unpacked(context_.clock()).to_number();
    const double b = TRY(number(expr.parts[i + 1]));
    left = is_comparison(op) ? Value::of(compare_numbers(op, a, b)) : Value::of(arithmetic(op, a, b));
  }
  return left;
}

}  // namespace holdfast::forms::xpath
