#include "app/forms/xpath_steps.h"

#include <algorithm>

#include "app/forms/xpath_functions.h"
#include "app/forms/xpath_parser.h"

namespace holdfast::forms::xpath {

std::optional<Axis> axis_named(std::string_view name) {
  struct Named {
    std::string_view name;
    Axis axis;
  };
  constexpr Named kAxes[] = {{"child", Axis::Child},
                             {"parent", Axis::Parent},
                             {"self", Axis::Self},
                             {"attribute", Axis::Attribute},
                             {"descendant", Axis::Descendant},
                             {"descendant-or-self", Axis::DescendantOrSelf},
                             {"ancestor", Axis::Ancestor},
                             {"ancestor-or-self", Axis::AncestorOrSelf},
                             {"following-sibling", Axis::FollowingSibling},
                             {"preceding-sibling", Axis::PrecedingSibling}};
  for (const Named& named : kAxes) {
    if (named.name == name) return named.axis;
  }
  return std::nullopt;
}

bool is_node_test(std::string_view name) { return name == "node" || name == "text"; }

bool is_call(const Program& program, ExprId id, std::string_view function) {
  const Expr& expr = program.exprs[id];
  return expr.kind == ExprKind::Call && expr.function->name == function;
}

bool depends_on_focus(const Program& program, ExprId id) {
  const Expr& expr = program.exprs[id];
  if (expr.kind == ExprKind::Path) {
    const Path& path = program.paths[expr.path];
    if (path.start == Start::Context) return true;
    if (path.start == Start::Origin && depends_on_focus(program, path.origin)) return true;
    // What stands in its own predicates is asked of its own nodes.
    return false;
  }
  if (expr.kind == ExprKind::Call) {
    const std::string_view name = expr.function->name;
    // Without an argument these read the focus; and what chance decides is asked anew for each row.
    if (expr.parts.empty() && name != "true" && name != "false" && name != "today" && name != "now" && name != "pi" &&
        name != "current" && name != "version") {
      return true;
    }
    if (name == "once" || name == "indexed-repeat") return true;
  }
  return std::any_of(expr.parts.begin(), expr.parts.end(),
                     [&](ExprId part) { return depends_on_focus(program, part); });
}

namespace {

// The column of a path that is just one child of the row.
const std::string* row_column(const Program& program, ExprId id) {
  const Expr& expr = program.exprs[id];
  if (expr.kind != ExprKind::Path) return nullptr;
  const Path& path = program.paths[expr.path];
  if (path.start != Start::Context || path.steps.empty()) return nullptr;
  std::size_t at = 0;
  while (at + 1 < path.steps.size() && path.steps[at].axis == Axis::Self && path.steps[at].predicates.empty()) ++at;
  const Step& step = path.steps[at];
  const bool plain = at + 1 == path.steps.size() && step.axis == Axis::Child && step.test == Test::Name;
  return plain && step.predicates.empty() ? &step.name : nullptr;
}

// Fills `out` if the expression is column = key.
bool read_lookup(const Program& program, ExprId id, RowLookup& out) {
  const Expr& expr = program.exprs[id];
  if (expr.kind != ExprKind::Chain || expr.operators.size() != 1 || expr.operators[0] != Operator::Equal) return false;
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    const std::string* column = row_column(program, expr.parts[side]);
    if (column == nullptr || depends_on_focus(program, expr.parts[1 - side])) continue;
    out.column = *column;
    out.key = expr.parts[1 - side];
    return true;
  }
  return false;
}

}  // namespace

void plan_lookup(const Program& program, Step& step) {
  if (step.predicates.empty() || step.axis != Axis::Child || step.test != Test::Name) return;
  const ExprId first = step.predicates[0];
  if (read_lookup(program, first, step.lookup)) {
    step.lookup.whole = true;
    return;
  }
  // In a chain of "and" the first part that an index can answer leaves few rows for the rest. Positions inside the
  // predicate would count all rows, so a predicate that asks for them is answered row by row.
  const Expr& chain = program.exprs[first];
  if (chain.kind != ExprKind::Chain || chain.operators[0] != Operator::And) return;
  const bool counts = std::any_of(program.exprs.begin(), program.exprs.end(), [&](const Expr& expr) {
    return expr.kind == ExprKind::Call && (expr.function->name == "position" || expr.function->name == "last");
  });
  if (counts) return;
  for (const ExprId part : chain.parts) {
    if (read_lookup(program, part, step.lookup)) return;
  }
}

}  // namespace holdfast::forms::xpath
