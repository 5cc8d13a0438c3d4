// Paths: from nodes to nodes, step by step.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "app/forms/xpath_eval.h"
#include "app/forms/xpath_functions.h"

namespace holdfast::forms::xpath {
namespace {

bool passes(const Step& step, const Instance& tree, NodeId node, std::uint32_t name) {
  return step.test != Test::Name || tree.name_of(node) == name;
}

constexpr std::size_t kNodesAtOnceMax = 1'000'000;

bool is_reverse(Axis axis) {
  return axis == Axis::Ancestor || axis == Axis::AncestorOrSelf || axis == Axis::PrecedingSibling;
}

// Steps whose nodes, taken from several nodes in order, are in order and each there once.
bool keeps_order(Axis axis) { return axis == Axis::Child || axis == Axis::Self || axis == Axis::Attribute; }

}  // namespace

// The steps of an absolute path that lead along the question's own ancestors: there, a repeat means this instance of
// it. The last step is never bound, so that count(/data/repeat) counts all of them, unless position() asks.
std::size_t Evaluation::bound_steps(const Path& path, bool bind_last, std::vector<NodeRef>& out) const {
  const NodeRef here = current();
  if (!here || here.tree != context_.main) return 0;
  std::vector<NodeId> around;  // from the root element inwards
  for (NodeId node = here.node; node != kNoNode && node != Instance::document(); node = here.tree->parent(node))
    around.push_back(node);
  std::reverse(around.begin(), around.end());
  const std::size_t most = path.steps.size() - (bind_last || path.steps.empty() ? 0 : 1);
  std::size_t bound = 0;
  while (bound < most && bound < around.size()) {
    const Step& step = path.steps[bound];
    const bool plain = step.axis == Axis::Child && step.test == Test::Name && step.predicates.empty();
    if (!plain || here.tree->name(around[bound]) != step.name) break;
    ++bound;
  }
  if (bound != 0) out = {NodeRef{here.tree, around[bound - 1]}};
  return bound;
}

// A column of a row, asked of each row of a long list: without the machinery of steps.
Result<std::vector<NodeRef>> Evaluation::children_here(const std::string& name) {
  std::vector<NodeRef> out;
  const Instance& tree = *focus_.node.tree;
  std::size_t seen = 0;
  for (NodeId node = tree.first_child(focus_.node.node); node != kNoNode; node = tree.next_sibling(node)) {
    ++seen;
    if (tree.name(node) == name && tree.is_relevant(node)) out.push_back({&tree, node});
  }
  TRY(spend(seen));
  return out;
}

Result<std::vector<NodeRef>> Evaluation::path(const Path& path, bool bind_last) {
  if (path.start == Start::Context && path.steps.size() == 1 && focus_.node) {
    const Step& only = path.steps[0];
    const bool plain = only.axis == Axis::Child && only.test == Test::Name && only.predicates.empty();
    if (plain) return children_here(only.name);
  }
  std::vector<NodeRef> out;
  std::size_t first = 0;
  if (path.start == Start::Root) {
    if (context_.main == nullptr) return Error{kExpressionFailed, "there are no answers that a path could look at"};
    out = {NodeRef{context_.main, Instance::document()}};
    first = bound_steps(path, bind_last, out);
  } else if (path.start == Start::Context) {
    if (focus_.node) out = {focus_.node};
  } else {
    out = TRY(nodes(path.origin));
    for (const ExprId predicate : path.origin_predicates) TRY(filter(predicate, out));
  }
  for (std::size_t i = first; i < path.steps.size() && !out.empty(); ++i) out = TRY(step(path.steps[i], out));
  // As if they were not there: answers that are not asked for decide nothing. Whose expression it is, is there: an
  // instance asks for its place to know whether it is asked for.
  const bool itself = path.start == Start::Context && out.size() == 1 && out[0] == context_.node;
  if (itself) return out;
  std::erase_if(out, [](const NodeRef& node) { return !node.tree->is_relevant(node.node); });
  return out;
}

Result<std::vector<NodeRef>> Evaluation::step(const Step& step, const std::vector<NodeRef>& from) {
  std::vector<NodeRef> out;
  for (const NodeRef& node : from) {
    TRY(step_from(step, node, out));
    if (out.size() > kNodesAtOnceMax) return Error{kExpressionLimit, "a path leads to over a million nodes"};
  }
  const bool ordered = keeps_order(step.axis) || (from.size() == 1 && !is_reverse(step.axis));
  if (!ordered) TRY(in_order(out));
  return out;
}

Result<void> Evaluation::step_from(const Step& step, NodeRef from, std::vector<NodeRef>& out) {
  std::vector<NodeRef> found;
  const bool by_index = TRY(rows(step, from, found));
  if (!by_index) TRY(walk(step, from, found));
  for (std::size_t i = by_index && step.lookup.whole ? 1 : 0; i < step.predicates.size(); ++i)
    TRY(filter(step.predicates[i], found));
  out.insert(out.end(), found.begin(), found.end());
  return {};
}

// [column = key] over a list: its index where the key is a text; where it is a number, one look at each row's cell.
Result<bool> Evaluation::rows(const Step& step, NodeRef from, std::vector<NodeRef>& out) {
  const RowLookup& lookup = step.lookup;
  if (lookup.key == kNoExpr || from.tree == context_.main) return false;
  const Value key = TRY(value(lookup.key));
  if (key.kind() == Value::Kind::Nodes && key.nodes().size() > 1) return false;
  const Value single = key.unpacked(context_.clock());
  const Instance& tree = *from.tree;
  const std::uint32_t row = tree.name_number(step.name);
  const std::uint32_t column = tree.name_number(lookup.column);
  if (row == kNoNode) return true;
  if (single.kind() == Value::Kind::Text || single.kind() == Value::Kind::Date) {
    const std::vector<NodeId> found = tree.rows_with(from.node, row, column, single.to_text());
    TRY(spend(found.size()));
    for (const NodeId node : found) out.push_back({&tree, node});
    return true;
  }
  if (single.kind() != Value::Kind::Number || column == kNoNode) return false;
  for (NodeId node = tree.first_child(from.node); node != kNoNode; node = tree.next_sibling(node)) {
    TRY(spend(1));
    if (tree.name_of(node) != row) continue;
    NodeId cell = tree.first_child(node);
    while (cell != kNoNode && tree.name_of(cell) != column) cell = tree.next_sibling(cell);
    if (cell != kNoNode && same_value(single, Value::of(text_number(tree.value(cell))))) out.push_back({&tree, node});
  }
  return true;
}

Result<void> Evaluation::descend(const Step& step, NodeRef from, std::vector<NodeRef>& out) {
  const Instance& tree = *from.tree;
  const std::uint32_t name = tree.name_number(step.name);
  NodeId node = tree.first_child(from.node);
  while (node != kNoNode) {
    TRY(spend(1));
    if (passes(step, tree, node, name)) out.push_back({&tree, node});
    NodeId next = tree.first_child(node);
    while (next == kNoNode && node != from.node) {
      next = tree.next_sibling(node);
      node = tree.parent(node);
    }
    node = next;
  }
  return {};
}

Result<void> Evaluation::walk(const Step& step, NodeRef from, std::vector<NodeRef>& out) {
  const Instance& tree = *from.tree;
  const std::uint32_t name = tree.name_number(step.name);
  if (step.test == Test::Name && name == kNoNode) return {};
  const auto take = [&](NodeId node) -> Result<void> {
    if (node != kNoNode && passes(step, tree, node, name)) out.push_back({&tree, node});
    return spend(1);
  };
  const bool self_too = step.axis == Axis::DescendantOrSelf || step.axis == Axis::AncestorOrSelf;
  if (step.axis == Axis::Self || self_too) TRY(take(from.node));
  switch (step.axis) {
    case Axis::Self: break;
    case Axis::Parent: return take(tree.parent(from.node));
    case Axis::Child:
      for (NodeId node = tree.first_child(from.node); node != kNoNode; node = tree.next_sibling(node)) TRY(take(node));
      break;
    case Axis::Attribute:
      for (NodeId node = tree.first_attribute(from.node); node != kNoNode; node = tree.next_sibling(node))
        TRY(take(node));
      break;
    case Axis::Descendant:
    case Axis::DescendantOrSelf: return descend(step, from, out);
    case Axis::Ancestor:
    case Axis::AncestorOrSelf:
      for (NodeId node = tree.parent(from.node); node != kNoNode; node = tree.parent(node)) TRY(take(node));
      break;
    case Axis::FollowingSibling:
      if (tree.is_attribute(from.node)) break;
      for (NodeId node = tree.next_sibling(from.node); node != kNoNode; node = tree.next_sibling(node)) TRY(take(node));
      break;
    case Axis::PrecedingSibling:
      for (NodeId node = tree.previous_sibling(from.node); node != kNoNode; node = tree.previous_sibling(node))
        TRY(take(node));
      break;
  }
  return {};
}

Result<void> Evaluation::filter(ExprId predicate, std::vector<NodeRef>& nodes) {
  const Focus outer = focus_;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    focus_ = {nodes[i], i + 1, nodes.size()};
    const Result<Value> holds = single(predicate);
    if (!holds.ok()) {
      focus_ = outer;
      return holds.error();
    }
    const bool passed = holds->kind() == Value::Kind::Number ? holds->to_number() == static_cast<double>(i + 1)
                                                             : holds->to_boolean();
    if (passed) nodes[kept++] = nodes[i];
  }
  nodes.resize(kept);
  focus_ = outer;
  return {};
}

// Document order, each node once.
Result<void> Evaluation::in_order(std::vector<NodeRef>& nodes) {
  if (nodes.size() < 2) return {};
  std::map<const Instance*, std::unordered_map<NodeId, std::size_t>> places;
  std::size_t next = 0;
  for (const NodeRef& node : nodes) {
    std::unordered_map<NodeId, std::size_t>& place = places[node.tree];
    if (!place.empty()) continue;
    Step all;
    all.test = Test::AnyNode;
    std::vector<NodeRef> found{{node.tree, Instance::document()}};
    TRY(descend(all, found[0], found));
    for (const NodeRef& one : found) {
      place[one.node] = ++next;
      const Instance& tree = *one.tree;
      for (NodeId at = tree.first_attribute(one.node); at != kNoNode; at = tree.next_sibling(at)) place[at] = ++next;
    }
  }
  const auto place_of = [&](const NodeRef& node) { return places[node.tree][node.node]; };
  std::sort(nodes.begin(), nodes.end(),
            [&](const NodeRef& a, const NodeRef& b) { return place_of(a) < place_of(b); });
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return {};
}

}  // namespace holdfast::forms::xpath
