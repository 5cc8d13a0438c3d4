#include "app/forms/answer_tree.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

namespace holdfast::forms {
namespace {

using Json = nlohmann::json;

// Receives the parser's events; false from any of them stops it. Nothing recurses, however deep the text nests.
class TreeBuilder final : public nlohmann::json_sax<Json> {
 public:
  AnswerNode take() { return std::move(root_); }
  const char* problem() const { return problem_; }

  bool null() override { return add({AnswerNode::Kind::Null, false, {}, {}, {}}); }
  bool boolean(bool value) override { return add({AnswerNode::Kind::Boolean, value, {}, {}, {}}); }
  bool number_integer(number_integer_t value) override { return add_number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add_number(std::to_string(value)); }
  // The digits as written: a double would already have rounded them.
  bool number_float(number_float_t, const string_t& written) override { return add_number(written); }
  bool string(string_t& value) override { return add(AnswerNode::of_text(std::move(value))); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(AnswerNode::Kind::Object); }
  bool start_array(std::size_t) override { return open(AnswerNode::Kind::Array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (!keys_.back().insert(name).second) {
      problem_ = "a question is answered twice";
      return false;
    }
    open_.back()->members.emplace_back(std::move(name), AnswerNode{});
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    problem_ = "this is no JSON";
    return false;
  }

 private:
  bool add_number(std::string text) { return add({AnswerNode::Kind::Number, false, std::move(text), {}, {}}); }

  AnswerNode* place() {
    if (open_.empty()) return &root_;
    AnswerNode* parent = open_.back();
    if (parent->kind == AnswerNode::Kind::Object) return &parent->members.back().second;
    // The only open child is the last one, so growing the list moves none that is still pointed to.
    return &parent->items.emplace_back();
  }
  bool add(AnswerNode node) {
    if (++nodes_ > kAnswersNodesMax) {
      problem_ = "too many answers";
      return false;
    }
    *place() = std::move(node);
    return true;
  }
  bool open(AnswerNode::Kind kind) {
    if (open_.size() == kAnswersDepthMax) {
      problem_ = "nested too deeply";
      return false;
    }
    if (++nodes_ > kAnswersNodesMax) return false;
    AnswerNode* node = place();
    node->kind = kind;
    open_.push_back(node);
    keys_.emplace_back();
    return true;
  }
  bool close() {
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  AnswerNode root_;
  std::vector<AnswerNode*> open_;
  std::vector<std::set<std::string>> keys_;
  std::size_t nodes_ = 0;
  const char* problem_ = "this is no JSON";
};

void write_json_text(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += escape;
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

void write_json_node(std::string& out, const AnswerNode& node) {
  switch (node.kind) {
    case AnswerNode::Kind::Null: out += "null"; return;
    case AnswerNode::Kind::Boolean: out += node.boolean ? "true" : "false"; return;
    case AnswerNode::Kind::Number: out += node.text; return;
    case AnswerNode::Kind::Text: write_json_text(out, node.text); return;
    case AnswerNode::Kind::Array: {
      char before = '[';
      for (const AnswerNode& item : node.items) {
        out.push_back(before);
        write_json_node(out, item);
        before = ',';
      }
      out += node.items.empty() ? "[]" : "]";
      return;
    }
    case AnswerNode::Kind::Object: {
      char before = '{';
      for (const auto& [name, member] : node.members) {
        out.push_back(before);
        write_json_text(out, name);
        out.push_back(':');
        write_json_node(out, member);
        before = ',';
      }
      out += node.members.empty() ? "{}" : "}";
      return;
    }
  }
}

}  // namespace

Result<AnswerNode> read_answer_tree(std::string_view json) {
  if (json.size() > kAnswersSizeMax) return Error{kAnswersMalformed, "too large"};
  TreeBuilder builder;
  // The event interface reports errors instead of throwing them.
  if (!Json::sax_parse(json.begin(), json.end(), &builder)) return Error{kAnswersMalformed, builder.problem()};
  return builder.take();
}

std::string write_answer_tree(const AnswerNode& node) {
  std::string out;
  write_json_node(out, node);
  return out;
}

AnswerNode answer_node(const CborValue& value) {
  AnswerNode out;
  if (const std::string* text = value.text()) return AnswerNode::of_text(*text);
  if (const std::int64_t* integer = value.integer()) {
    return {AnswerNode::Kind::Number, false, std::to_string(*integer), {}, {}};
  }
  if (const bool* boolean = value.boolean()) return {AnswerNode::Kind::Boolean, *boolean, {}, {}, {}};
  if (const CborValue::Array* array = value.array()) {
    out.kind = AnswerNode::Kind::Array;
    for (const CborValue& item : *array) out.items.push_back(answer_node(item));
    return out;
  }
  // Maps and bytes are no answers of any question: an empty object fits none.
  if (!value.is_null()) out.kind = AnswerNode::Kind::Object;
  return out;
}

}  // namespace holdfast::forms
