// Functions of nodes: of the form's own answers and of the lists beside it.
#include <algorithm>
#include <cmath>

#include "app/forms/xpath_functions.h"
#include "app/forms/xpath_lexer.h"
#include "app/forms/xpath_references.h"
#include "app/forms/xpath_shuffle.h"

namespace holdfast::forms::xpath {
namespace {

Result<Value> run_count(Evaluation& evaluation, const Expr& call) {
  const std::vector<NodeRef> nodes = TRY(evaluation.nodes(call.parts[0]));
  return Value::of(static_cast<double>(nodes.size()));
}

Result<Value> run_count_non_empty(Evaluation& evaluation, const Expr& call) {
  const std::vector<NodeRef> nodes = TRY(evaluation.nodes(call.parts[0]));
  const auto count = std::count_if(nodes.begin(), nodes.end(), [](const NodeRef& node) {
    return node.tree->first_child(node.node) != kNoNode || !node.tree->value(node.node).empty();
  });
  return Value::of(static_cast<double>(count));
}

Result<Value> run_position(Evaluation& evaluation, const Expr& call) {
  if (call.parts.empty()) {
    const Focus& focus = evaluation.focus();
    if (focus.position != 0) return Value::of(static_cast<double>(focus.position));
    if (!focus.node) return Value::of(0.0);
    return Value::of(static_cast<double>(focus.node.tree->position(focus.node.node)));
  }
  const std::vector<NodeRef> nodes = TRY(evaluation.nodes_here(call.parts[0]));
  if (nodes.empty()) return Value::of(0.0);
  const std::size_t position = nodes[0].tree->position(nodes[0].node);
  TRY(evaluation.spend(position));
  return Value::of(static_cast<double>(position));
}

Result<Value> run_last(Evaluation& evaluation, const Expr&) {
  const Focus& focus = evaluation.focus();
  if (focus.size != 0) return Value::of(static_cast<double>(focus.size));
  if (!focus.node) return Value::of(0.0);
  const Instance& tree = *focus.node.tree;
  std::size_t count = tree.position(focus.node.node);
  for (NodeId node = tree.next_sibling(focus.node.node); node != kNoNode; node = tree.next_sibling(node))
    count += tree.name_of(node) == tree.name_of(focus.node.node) ? 1U : 0U;
  TRY(evaluation.spend(count));
  return Value::of(static_cast<double>(count));
}

Result<Value> run_current(Evaluation& evaluation, const Expr&) {
  std::vector<NodeRef> out;
  if (evaluation.current()) out.push_back(evaluation.current());
  return Value::of(std::move(out));
}

Result<Value> run_instance(Evaluation& evaluation, const Expr& call) {
  const std::string id = TRY(evaluation.text(call.parts[0]));
  const Instance* tree = evaluation.instance(id);
  if (tree != nullptr) return Value::of(std::vector<NodeRef>{{tree, Instance::document()}});
  if (id.starts_with("__last-saved")) return Value::of(std::vector<NodeRef>());
  return evaluation.failed(call, "the list \"" + shown_name(id) + "\" did not come with this form");
}

NodeRef child_of(const NodeRef& node, std::string_view name) {
  return {node.tree, node.tree->child(node.node, name)};
}

// pulldata('list', 'column', 'key column', key): the column of the first row whose key column is the key.
Result<Value> run_pulldata(Evaluation& evaluation, const Expr& call) {
  std::string id = TRY(evaluation.text(call.parts[0]));
  const std::string column = TRY(evaluation.text(call.parts[1]));
  const std::string key_column = TRY(evaluation.text(call.parts[2]));
  const std::string key = TRY(evaluation.text(call.parts[3]));
  const Instance* tree = evaluation.instance(id);
  if (tree == nullptr && id.ends_with(".csv")) tree = evaluation.instance(id.substr(0, id.size() - 4));
  if (tree == nullptr) {
    return evaluation.failed(call, "the list \"" + shown_name(id) + "\" did not come with this form");
  }
  if (key.empty()) return Value::of(std::string());
  const std::vector<NodeId> rows = tree->rows_with(Instance::root(), tree->name_number("item"),
                                                    tree->name_number(key_column), key);
  if (rows.empty()) return Value::of(std::string());
  const NodeRef cell = child_of({tree, rows[0]}, column);
  return Value::of(cell ? tree->value(cell.node) : std::string());
}

struct RepeatIndex {
  std::string path;
  double index = 1;
};

// Down the target's names; a repeat with an index is that instance, one around the question is this instance.
std::vector<NodeRef> indexed_nodes(Evaluation& evaluation, const std::vector<std::string>& names,
                                   const std::vector<RepeatIndex>& indexes) {
  const Instance& tree = *evaluation.context().main;
  std::vector<NodeId> around;
  if (evaluation.current().tree == &tree) {
    for (NodeId node = evaluation.current().node; node != kNoNode; node = tree.parent(node)) around.push_back(node);
    std::reverse(around.begin(), around.end());  // the document first
  }
  std::vector<NodeId> at{Instance::document()};
  std::string path;
  for (std::size_t depth = 0; depth < names.size(); ++depth) {
    path += "/" + names[depth];
    std::vector<NodeId> found;
    const bool here = depth + 1 < around.size() && at.size() == 1 && at[0] == around[depth] &&
                      tree.name(around[depth + 1]) == names[depth] && depth + 1 < names.size();
    const auto index = std::find_if(indexes.begin(), indexes.end(),
                                    [&](const RepeatIndex& one) { return one.path == path; });
    for (const NodeId parent : at) {
      double count = 0;
      for (NodeId node = tree.first_child(parent); node != kNoNode; node = tree.next_sibling(node)) {
        if (tree.name(node) != names[depth]) continue;
        ++count;
        if (index != indexes.end() ? count == index->index : !here || node == around[depth + 1]) found.push_back(node);
      }
    }
    at = std::move(found);
  }
  std::vector<NodeRef> out;
  for (const NodeId node : at) {
    if (tree.is_relevant(node)) out.push_back({&tree, node});
  }
  return out;
}

Result<Value> run_indexed_repeat(Evaluation& evaluation, const Expr& call) {
  const std::string here = evaluation.current_path();
  const std::optional<std::string> target = form_path_of(evaluation.program(), call.parts[0], here);
  if (!target.has_value() || evaluation.context().main == nullptr) {
    return evaluation.failed(call, "indexed-repeat() needs the name of a question first");
  }
  std::vector<RepeatIndex> indexes;
  for (std::size_t i = 1; i + 1 < call.parts.size(); i += 2) {
    const std::optional<std::string> group = form_path_of(evaluation.program(), call.parts[i], here);
    if (!group.has_value() || !target->starts_with(*group + "/")) {
      return evaluation.failed(call, "indexed-repeat() needs a repeat around the question, then its number");
    }
    const double index = std::trunc(TRY(evaluation.number(call.parts[i + 1])));
    indexes.push_back({*group, index >= 1 ? index : 1});  // not answered yet: the first
  }
  TRY(evaluation.spend(evaluation.context().main->size() / 16));
  return Value::of(indexed_nodes(evaluation, path_names(*target), indexes));
}

Result<Value> run_randomize(Evaluation& evaluation, const Expr& call) {
  std::vector<NodeRef> nodes = TRY(evaluation.nodes(call.parts[0]));
  if (call.parts.size() == 2) {
    const Value seed = TRY(evaluation.single(call.parts[1]));
    shuffle_nodes(nodes, seed_of(seed));
    return Value::of(std::move(nodes));
  }
  Random* random = evaluation.context().random;
  if (random == nullptr) return evaluation.failed(call, "randomize() without a seed has no source of chance here");
  std::int64_t seed = 0;
  for (const std::uint8_t byte : random->array<7>()) seed = seed << 8 | byte;
  shuffle_nodes(nodes, seed);
  return Value::of(std::move(nodes));
}

Result<Value> run_choice_name(Evaluation& evaluation, const Expr& call) {
  const std::string value = TRY(evaluation.text(call.parts[0]));
  const std::string written = TRY(evaluation.text(call.parts[1]));
  const std::size_t first = written.find_first_not_of(" \t\n");
  const std::size_t last = written.find_last_not_of(" \t\n");
  std::string path = first == std::string::npos ? std::string() : written.substr(first, last - first + 1);
  if (!path.starts_with('/')) {
    // "../question", as seen from here.
    std::vector<std::string> names = path_names(evaluation.current_path());
    for (const std::string& step : path_names(path)) {
      if (step == "..") {
        if (!names.empty()) names.pop_back();
      } else if (step != ".") {
        names.push_back(step);
      }
    }
    path.clear();
    for (const std::string& name : names) path += "/" + name;
  }
  const ExpressionLookups* lookups = evaluation.context().lookups;
  const std::optional<std::string> label =
      lookups == nullptr ? std::nullopt : lookups->choice_label(path, value);
  return evaluation.text_value(label.value_or(std::string()));
}

Result<Value> run_itext(Evaluation& evaluation, const Expr& call) {
  const std::string id = TRY(evaluation.text(call.parts[0]));
  const ExpressionLookups* lookups = evaluation.context().lookups;
  const std::optional<std::string> text = lookups == nullptr ? std::nullopt : lookups->itext(id);
  if (!text.has_value()) return evaluation.failed(call, "this form has no text of this id");
  return evaluation.text_value(*text);
}

Result<Value> run_version(Evaluation& evaluation, const Expr&) {
  const ExpressionLookups* lookups = evaluation.context().lookups;
  return Value::of(lookups == nullptr ? std::string() : lookups->form_version());
}

Result<Value> run_property(Evaluation& evaluation, const Expr& call) {
  const std::string name = TRY(evaluation.text(call.parts[0]));
  const ExpressionLookups* lookups = evaluation.context().lookups;
  const std::optional<std::string> text = lookups == nullptr ? std::nullopt : lookups->property(name);
  return evaluation.text_value(text.value_or(std::string()));
}

constexpr Function kNodeFunctions[] = {
    {"count", 1, 1, run_count},
    {"count-non-empty", 1, 1, run_count_non_empty},
    {"position", 0, 1, run_position},
    {"last", 0, 0, run_last},
    {"current", 0, 0, run_current},
    {"instance", 1, 1, run_instance},
    {"pulldata", 4, 4, run_pulldata},
    {"indexed-repeat", 3, 11, run_indexed_repeat, Count::Odd},
    {"randomize", 1, 2, run_randomize},
    {"jr:choice-name", 2, 2, run_choice_name},
    {"jr:itext", 1, 1, run_itext},
    {"version", 0, 0, run_version},
    {"property", 1, 1, run_property},
};

}  // namespace

std::span<const Function> node_functions() { return kNodeFunctions; }

}  // namespace holdfast::forms::xpath
