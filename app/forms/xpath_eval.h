// Inside of app/forms: one evaluation of one program. Made for each call, thrown away with it.
#pragma once

#include <string_view>
#include <vector>

#include "app/forms/xpath.h"
#include "app/forms/xpath_program.h"

namespace holdfast::forms::xpath {

struct Focus {
  NodeRef node;
  std::size_t position = 0;  // 0: nobody walks a list; the node's place among its siblings counts
  std::size_t size = 0;
};

class Evaluation {
 public:
  Evaluation(const Program& program, const EvalContext& context);

  // The value as it is; of a node-set, its nodes.
  Result<Value> value(ExprId id);
  // The same with a node-set taken as its first node's value.
  Result<Value> single(ExprId id);
  Result<std::string> text(ExprId id);
  Result<double> number(ExprId id);
  Result<bool> boolean(ExprId id);
  Result<std::vector<NodeRef>> nodes(ExprId id);
  // The arguments of a call from `first` on, each node of a node-set a value of its own.
  Result<std::vector<Value>> values(const Expr& call, std::size_t first);
  // An absolute path to an instance of a repeat means the one around the question, where position() asks for it.
  Result<std::vector<NodeRef>> nodes_here(ExprId id);

  const Program& program() const { return program_; }
  const EvalContext& context() const { return context_; }
  const Focus& focus() const { return focus_; }
  NodeRef current() const { return context_.current ? context_.current : context_.node; }
  // The form path of the question that the expression belongs to.
  std::string current_path() const;
  const Instance* instance(std::string_view id) const;

  Error failed(const Expr& expr, std::string_view what) const;
  // kExpressionLimit once the work of this evaluation is too much.
  Result<void> spend(std::size_t work);
  // A text as a value, if it is not too long.
  Result<Value> text_value(std::string text);

 private:
  Result<Value> chain(const Expr& expr);
  Result<Value> logic(const Expr& expr);
  Result<bool> equal(const Value& left, const Value& right, bool wanted);
  Result<Value> all_of(const Expr& expr);

  // xpath_paths.cpp
  Result<std::vector<NodeRef>> path(const Path& path, bool bind_last);
  Result<std::vector<NodeRef>> children_here(const std::string& name);
  Result<std::vector<NodeRef>> step(const Step& step, const std::vector<NodeRef>& from);
  Result<void> step_from(const Step& step, NodeRef from, std::vector<NodeRef>& out);
  Result<bool> rows(const Step& step, NodeRef from, std::vector<NodeRef>& out);
  Result<void> walk(const Step& step, NodeRef from, std::vector<NodeRef>& out);
  Result<void> descend(const Step& step, NodeRef from, std::vector<NodeRef>& out);
  Result<void> filter(ExprId predicate, std::vector<NodeRef>& nodes);
  Result<void> in_order(std::vector<NodeRef>& nodes);
  std::size_t bound_steps(const Path& path, bool bind_last, std::vector<NodeRef>& out) const;

  const Program& program_;
  const EvalContext& context_;
  Focus focus_;
  std::size_t work_ = 0;
};

// Equal as JavaRosa says: booleans before numbers (within 1e-12) before texts. REQUIRES: no node-sets.
bool same_value(const Value& left, const Value& right);

}  // namespace holdfast::forms::xpath
