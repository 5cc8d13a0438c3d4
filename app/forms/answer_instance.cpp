#include "app/forms/answer_instance.h"

#include <algorithm>

#include "app/forms/xpath_references.h"

namespace holdfast::forms {
namespace {

class InstanceBuilder {
 public:
  InstanceBuilder(Instance& tree, const Form* form) : tree_(tree), form_(form) {
    if (form_ != nullptr) index_.emplace(*form_);
  }

  // `repeat`: the form path of the repeat instance that `base` is; "" for the whole form.
  void add_members(const AnswerNode& object, NodeId node, const std::string& prefix, NodeId base,
                   const std::string& repeat) {
    for (const auto& [name, value] : object.members) {
      if (name == "@id" && value.kind == AnswerNode::Kind::Text) tree_.set_repeat_id(node, value.text);
      if (name.empty() || name.front() == '@') continue;
      NodeId parent = node;
      std::string path = prefix + name;
      if (index_.has_value() && index_->find(path) == nullptr) {
        const Question* question = index_->find_name(repeat, name);
        if (question != nullptr) {
          path = question->path;
          parent = groups_above(path, base, repeat);
        }
      }
      add_value(value, parent, path, base, repeat);
    }
  }

  // Questions that nobody answered, in every instance of the repeats that there are.
  void add_missing(const Question& question) {
    const std::vector<std::string> names = xpath::path_names(question.path);
    add_missing_below(Instance::root(), names, 0, "");
  }

 private:
  // The group nodes between `base` and the question at `path`, made where they are missing.
  NodeId groups_above(const std::string& path, NodeId base, const std::string& repeat) {
    std::vector<std::string> names = xpath::path_names(path.substr(repeat.empty() ? 0 : repeat.size() + 1));
    names.pop_back();
    for (const std::string& name : names) {
      const NodeId group = tree_.child(base, name);
      base = group == kNoNode ? tree_.add_child(base, name) : group;
    }
    return base;
  }

  NodeId add_node(NodeId parent, const std::string& path) {
    const NodeId node = tree_.add_child(parent, path.substr(path.find_last_of('/') + 1));
    const Question* question = index_.has_value() ? index_->find(path) : nullptr;
    if (question != nullptr) tree_.set_type(node, node_type_of(question->type));
    return node;
  }

  void add_value(const AnswerNode& value, NodeId parent, const std::string& path, NodeId base,
                 const std::string& repeat) {
    using Kind = AnswerNode::Kind;
    const bool instances = value.kind == Kind::Array && !value.items.empty() &&
                           value.items.front().kind == Kind::Object;
    if (instances) {
      for (const AnswerNode& item : value.items) {
        const NodeId node = add_node(parent, path);
        add_members(item, node, path + "/", node, path);
      }
      return;
    }
    if (value.kind == Kind::Object) {
      const NodeId existing = tree_.child(parent, path.substr(path.find_last_of('/') + 1));
      add_members(value, existing == kNoNode ? add_node(parent, path) : existing, path + "/", base, repeat);
      return;
    }
    const NodeId node = add_node(parent, path);
    tree_.set_value(node, text_of(value));
    if (index_.has_value() && index_->find(path) != nullptr) return;
    if (value.kind == Kind::Number) tree_.set_type(node, NodeType::Decimal);
    if (value.kind == Kind::Boolean) tree_.set_type(node, NodeType::Boolean);
  }

  static std::string text_of(const AnswerNode& value) {
    using Kind = AnswerNode::Kind;
    if (value.kind == Kind::Boolean) return value.boolean ? "true" : "false";
    if (value.kind != Kind::Array) return value.text;  // of null it is empty
    std::string out;
    for (const AnswerNode& item : value.items) out += (out.empty() ? "" : " ") + text_of(item);
    return out;
  }

  void add_missing_below(NodeId node, const std::vector<std::string>& names, std::size_t depth,
                         const std::string& above) {
    const std::string path = above.empty() ? names[depth] : above + "/" + names[depth];
    const bool last = depth + 1 == names.size();
    NodeId child = tree_.child(node, names[depth]);
    if (child == kNoNode) {
      const Question* there = index_->find(path);
      if (there != nullptr && there->type == QuestionType::Repeat) return;
      child = add_node(node, path);
    }
    for (; child != kNoNode && !last; child = tree_.next_sibling(child)) {
      if (tree_.name(child) == names[depth]) add_missing_below(child, names, depth + 1, path);
    }
  }

  Instance& tree_;
  const Form* form_;
  std::optional<QuestionIndex> index_;
};

}  // namespace

NodeType node_type_of(QuestionType type) {
  switch (type) {
    case QuestionType::Integer: return NodeType::Integer;
    case QuestionType::Range:
    case QuestionType::Decimal: return NodeType::Decimal;
    case QuestionType::Date: return NodeType::Date;
    case QuestionType::DateTime: return NodeType::DateTime;
    case QuestionType::Time: return NodeType::Time;
    default: return NodeType::Text;
  }
}

Result<Instance> answers_instance(const AnswerNode& answers, const Form* form) {
  if (answers.kind != AnswerNode::Kind::Object) return Error{kAnswersMalformed, "answers are one object"};
  Instance out(form == nullptr ? std::string_view("data") : std::string_view(form->root));
  InstanceBuilder builder(out, form);
  builder.add_members(answers, Instance::root(), "", Instance::root(), "");
  if (form == nullptr) return out;
  for (const Question& question : form->questions) {
    if (!question.path.starts_with('@')) builder.add_missing(question);
  }
  return out;
}

std::optional<std::string> form_path_of_name(const Instance& tree, const Form* form, std::string_view name) {
  if (form != nullptr) {
    const Question* found = nullptr;
    for (const Question& question : form->questions) {
      if (question.name != name || question.path.starts_with('@')) continue;
      if (found == nullptr || (question.repeats.empty() && !found->repeats.empty())) found = &question;
    }
    if (found == nullptr) return std::nullopt;
    return "/" + form->root + "/" + found->path;
  }
  // In the order of the tree, without recursion.
  NodeId node = tree.first_child(Instance::root());
  while (node != kNoNode) {
    if (tree.name(node) == name) return tree.form_path(node);
    NodeId next = tree.first_child(node);
    while (next == kNoNode && node != Instance::root()) {
      next = tree.next_sibling(node);
      node = tree.parent(node);
    }
    node = next;
  }
  return std::nullopt;
}

}  // namespace holdfast::forms
