#include "app/forms/xpath.h"

#include <algorithm>
#include <set>

#include "app/forms/xpath_eval.h"
#include "app/forms/xpath_functions.h"
#include "app/forms/xpath_parser.h"

namespace holdfast::forms {

Result<Expression> Expression::parse(std::string_view text, const NameResolver& names) {
  auto program = std::make_shared<xpath::Program>();
  *program = TRY(xpath::parse_program(text, names));
  return Expression(std::move(program));
}

Result<Value> Expression::evaluate(const EvalContext& context) const {
  return xpath::Evaluation(*program_, context).value(program_->top);
}

const std::string& Expression::text() const { return program_->text; }
const std::vector<std::string>& Expression::warnings() const { return program_->warnings; }

std::vector<std::string> Expression::instances() const {
  std::set<std::string> out;
  for (const xpath::Expr& expr : program_->exprs) {
    if (expr.kind != xpath::ExprKind::Call || expr.parts.empty()) continue;
    if (expr.function->name != "instance" && expr.function->name != "pulldata") continue;
    const xpath::Expr& id = program_->exprs[expr.parts[0]];
    if (id.kind == xpath::ExprKind::Text) out.insert(id.text);
  }
  return {out.begin(), out.end()};
}

bool Expression::calls(std::string_view function) const {
  return std::any_of(program_->exprs.begin(), program_->exprs.end(), [&](const xpath::Expr& expr) {
    return expr.kind == xpath::ExprKind::Call && expr.function->name == function;
  });
}

bool Expression::changes_by_itself() const {
  for (const xpath::Expr& expr : program_->exprs) {
    if (expr.kind != xpath::ExprKind::Call) continue;
    const std::string_view name = expr.function->name;
    if (name == "now" || name == "today" || name == "random" || name == "uuid") return true;
    if (name == "randomize" && expr.parts.size() == 1) return true;
  }
  return false;
}

}  // namespace holdfast::forms
