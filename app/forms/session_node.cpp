#include "app/forms/session_node.h"

#include <algorithm>

namespace holdfast::forms {
namespace {

NodeType node_type(const Question& question) {
  switch (question.type) {
    case QuestionType::Integer: return NodeType::Integer;
    case QuestionType::Decimal:
    case QuestionType::Range: return NodeType::Decimal;
    case QuestionType::Date: return NodeType::Date;
    case QuestionType::DateTime: return NodeType::DateTime;
    case QuestionType::Time: return NodeType::Time;
    case QuestionType::Metadata:
      if (question.metadata == "today") return NodeType::Date;
      return question.metadata == "start" || question.metadata == "end" ? NodeType::DateTime : NodeType::Text;
    default: return NodeType::Text;
  }
}

}  // namespace

std::string value_text(const CborValue& value) {
  if (const std::string* text = value.text()) return *text;
  if (const std::int64_t* integer = value.integer()) return std::to_string(*integer);
  if (const bool* boolean = value.boolean()) return *boolean ? "true" : "false";
  std::string out;
  if (const CborValue::Array* array = value.array()) {
    for (const CborValue& item : *array) out += (out.empty() ? "" : " ") + value_text(item);
  }
  return out;
}

SessionTree::SessionTree(const FormLogic& logic) : logic_(logic), instance_(logic.form().root) {
  root_.tree = Instance::root();
  fill(root_, logic.top(), Instance::root());
  if (instance_.child(Instance::root(), "meta") != kNoNode) return;
  const NodeId meta = instance_.add_child(Instance::root(), "meta");
  for (const char* name : {"instanceID", "instanceName", "deprecatedID"}) instance_.add_child(meta, name);
}

bool SessionTree::is_repeat(const SessionNode& node) const {
  return node.question != kNoQuestion && !node.instance &&
         logic_.question(node.question).type == QuestionType::Repeat;
}

void SessionTree::fill(SessionNode& around, const std::vector<std::uint32_t>& questions, NodeId tree) {
  around.children.reserve(questions.size());
  for (const std::uint32_t question : questions) add_node(around, question, tree);
}

void SessionTree::add_node(SessionNode& around, std::uint32_t question, NodeId tree) {
  const Question& asked = logic_.question(question);
  SessionNode& node = *around.children.emplace_back(std::make_unique<SessionNode>());
  node.question = question;
  node.parent = &around;
  node.serial = next_serial_++;
  // A group only for the eye has no node of its own: its members hang where it hangs.
  if (asked.presentation) return fill(node, logic_.of(question).children, tree);
  node.tree = instance_.add_child(tree, asked.name, {}, node_type(asked));
  if (asked.type == QuestionType::Repeat) return instance_.set_relevant(node.tree, false);
  if (asked.type == QuestionType::Group) fill(node, logic_.of(question).children, node.tree);
}

std::string SessionTree::path_of(const SessionNode& node) const {
  if (node.question == kNoQuestion) return {};
  if (node.instance) return path_of(*node.parent) + "[" + node.id + "]";
  const Question& question = logic_.question(node.question);
  const SessionNode* around = node.parent;
  while (around->question != kNoQuestion && !around->instance) around = around->parent;
  if (around->question == kNoQuestion) return question.path;
  return path_of(*around) + question.path.substr(logic_.question(around->question).path.size());
}

SessionNode* SessionTree::find(std::string_view path) const {
  // Of an instance, split_instance_path gives the repeat's own path and itself as the innermost.
  const std::optional<InstancePath> split = split_instance_path(path);
  const Question* question = split ? logic_.index().find(split->form_path) : nullptr;
  if (question == nullptr) return nullptr;
  const std::uint32_t number = logic_.number_of(*question);
  const SessionNode* at = &root_;
  std::size_t next = 0;
  for (const std::uint32_t step : logic_.of(number).chain) {
    const std::size_t slot = logic_.of(step).slot;
    if (slot >= at->children.size()) return nullptr;
    at = at->children[slot].get();
    const bool ends = step == number && next == split->instances.size();
    if (!is_repeat(*at) || ends) continue;
    if (next >= split->instances.size()) return nullptr;
    std::string_view id = split->instances[next++];
    id.remove_suffix(1);
    id.remove_prefix(id.rfind('[') + 1);
    const auto found = std::find_if(at->children.begin(), at->children.end(),
                                    [id](const auto& instance) { return instance->id == id; });
    if (found == at->children.end()) return nullptr;
    at = found->get();
  }
  return next == split->instances.size() ? const_cast<SessionNode*>(at) : nullptr;
}

void SessionTree::each(SessionNode& scope, std::uint32_t question,
                       const std::function<void(SessionNode&)>& visit) const {
  const std::vector<std::uint32_t>& chain = logic_.of(question).chain;
  std::size_t from = 0;
  if (scope.question != kNoQuestion) {
    from = static_cast<std::size_t>(std::find(chain.begin(), chain.end(), scope.question) - chain.begin()) + 1;
  }
  const std::function<void(SessionNode&, std::size_t)> down = [&](SessionNode& node, std::size_t at) {
    SessionNode& child = *node.children[logic_.of(chain[at]).slot];
    if (at + 1 == chain.size()) return visit(child);
    if (!is_repeat(child)) return down(child, at + 1);
    for (const auto& instance : child.children) down(*instance, at + 1);
  };
  if (from < chain.size()) down(scope, from);
}

SessionNode& SessionTree::scope_of(SessionNode& node, std::size_t depth) const {
  SessionNode* at = &node;
  while (at->question != kNoQuestion && !(at->instance && logic_.of(at->question).depth + 1 == depth)) at = at->parent;
  return *at;
}

void SessionTree::walk(SessionNode& node, const std::function<void(SessionNode&)>& visit) const {
  visit(node);
  for (const auto& child : node.children) walk(*child, visit);
}

SessionNode& SessionTree::add_instance(SessionNode& repeat, std::string id) {
  HOLDFAST_ASSERT(is_repeat(repeat));
  const NodeId before = instance_.previous_sibling(repeat.tree);
  const std::string& name = logic_.question(repeat.question).name;
  SessionNode& node = *repeat.children.emplace_back(std::make_unique<SessionNode>());
  node.question = repeat.question;
  node.instance = true;
  node.parent = &repeat;
  node.serial = next_serial_++;
  node.id = std::move(id);
  node.tree = before == kNoNode ? instance_.insert_first(instance_.parent(repeat.tree), name)
                                : instance_.insert_after(before, name);
  instance_.set_repeat_id(node.tree, node.id);
  fill(node, logic_.of(repeat.question).children, node.tree);
  return node;
}

void SessionTree::remove_instance(SessionNode& instance) {
  HOLDFAST_ASSERT(instance.instance);
  instance_.remove(instance.tree);
  std::vector<std::unique_ptr<SessionNode>>& all = instance.parent->children;
  all.erase(std::find_if(all.begin(), all.end(), [&](const auto& node) { return node.get() == &instance; }));
}

void SessionTree::show(SessionNode& node, bool shown) {
  node.shown = shown;
  // What holds instances stays unseen by expressions whatever is asked.
  if (node.tree != kNoNode && !is_repeat(node)) instance_.set_relevant(node.tree, shown);
}

void SessionTree::put(SessionNode& node, CborValue value) {
  instance_.set_value(node.tree, value_text(value));
  node.value = std::move(value);
}

void SessionTree::put_meta(std::string_view name, std::string_view value) {
  const NodeId meta = instance_.child(Instance::root(), "meta");
  const NodeId node = meta == kNoNode ? kNoNode : instance_.child(meta, name);
  if (node != kNoNode) instance_.set_value(node, value);
}

}  // namespace holdfast::forms
