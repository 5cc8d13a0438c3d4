#include "app/forms/xpath_references.h"

#include <algorithm>
#include <set>

#include "app/forms/xpath_functions.h"
#include "app/forms/xpath_parser.h"

namespace holdfast::forms {
namespace xpath {
namespace {

using Names = std::vector<std::string>;

std::string joined_names(const Names& names) {
  std::string out;
  for (const std::string& name : names) out += "/" + name;
  return out;
}

// Where a step leads by name alone. False where names do not say: descendants, ancestors.
bool follow(const Step& step, Names& at) {
  switch (step.axis) {
    case Axis::Self: return true;
    case Axis::Attribute: return true;  // of the element, which stands for it
    case Axis::Parent:
      if (!at.empty()) at.pop_back();
      return true;
    case Axis::FollowingSibling:
    case Axis::PrecedingSibling:
      if (!at.empty()) at.pop_back();
      at.push_back(step.test == Test::Name ? step.name : "*");
      return true;
    case Axis::Child: at.push_back(step.test == Test::Name ? step.name : "*"); return true;
    default: return false;
  }
}

class Collector {
 public:
  Collector(const Program& program, std::string_view context_path)
      : program_(program), context_(path_names(context_path)) {}

  std::vector<Reference> run() {
    visit(program_.top, &context_);
    std::vector<Reference> out;
    for (const auto& [path, subtree] : found_) {
      if (!out.empty() && out.back().path == path) {
        out.back().subtree = out.back().subtree || subtree;
      } else {
        out.push_back({path, subtree});
      }
    }
    return out;
  }

 private:
  void add(const Names& names, bool subtree) { found_.emplace(joined_names(names), subtree); }

  // `focus`: where '.' is; null inside a list that is no part of the form.
  void visit(ExprId id, const Names* focus) {
    const Expr& expr = program_.exprs[id];
    if (expr.kind == ExprKind::Path) {
      visit_path(program_.paths[expr.path], focus);
      return;
    }
    if (expr.kind == ExprKind::Call && expr.parts.empty()) {
      const std::string_view name = expr.function->name;
      if (name == "current") add(context_, false);
      if (focus != nullptr && (name == "string-length" || name == "normalize-space")) add(*focus, false);
    }
    for (const ExprId part : expr.parts) visit(part, focus);
  }

  void visit_path(const Path& path, const Names* focus) {
    Names at;
    bool known = true;
    if (path.start == Start::Context) {
      known = focus != nullptr;
      if (known) at = *focus;
    } else if (path.start == Start::Origin) {
      const std::optional<std::string> origin =
          form_path_of(program_, path.origin, joined_names(context_));
      known = origin.has_value();
      if (known) at = path_names(*origin);
      if (!is_call(program_, path.origin, "current")) visit(path.origin, focus);
    }
    for (const ExprId predicate : path.origin_predicates) visit(predicate, known ? &at : nullptr);
    for (const Step& step : path.steps) {
      if (known && !follow(step, at)) {
        const bool upwards = step.axis == Axis::Ancestor || step.axis == Axis::AncestorOrSelf;
        add(upwards ? Names() : at, true);
        known = false;
      }
      for (const ExprId predicate : step.predicates) visit(predicate, known ? &at : nullptr);
    }
    if (known && !at.empty()) add(at, false);
  }

  const Program& program_;
  Names context_;
  std::set<std::pair<std::string, bool>> found_;
};

}  // namespace

std::vector<std::string> path_names(std::string_view form_path) {
  std::vector<std::string> out;
  while (!form_path.empty()) {
    form_path.remove_prefix(form_path.front() == '/' ? 1 : 0);
    const std::size_t end = std::min(form_path.find('/'), form_path.size());
    if (end != 0) out.emplace_back(form_path.substr(0, end));
    form_path.remove_prefix(end);
  }
  return out;
}

Path path_to(std::string_view form_path) {
  Path out;
  out.start = Start::Root;
  for (std::string& name : path_names(form_path)) {
    Step step;
    step.name = std::move(name);
    out.steps.push_back(std::move(step));
  }
  return out;
}

std::optional<std::string> form_path_of(const Program& program, ExprId id, std::string_view context_path) {
  const Expr& expr = program.exprs[id];
  if (is_call(program, id, "current")) return std::string(context_path);
  if (expr.kind != ExprKind::Path) return std::nullopt;
  const Path& path = program.paths[expr.path];
  std::vector<std::string> at;
  if (path.start == Start::Context) {
    at = path_names(context_path);
  } else if (path.start == Start::Origin) {
    const std::optional<std::string> origin = form_path_of(program, path.origin, context_path);
    if (!origin.has_value()) return std::nullopt;
    at = path_names(*origin);
  }
  for (const Step& step : path.steps) {
    if (!follow(step, at)) return std::nullopt;
  }
  return joined_names(at);
}

}  // namespace xpath

std::vector<Reference> Expression::references(std::string_view context_path) const {
  return xpath::Collector(*program_, context_path).run();
}

}  // namespace holdfast::forms
