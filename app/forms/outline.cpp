#include "app/forms/outline.h"

#include <algorithm>

namespace holdfast::forms {
namespace {

OutlineNode& outline_child(OutlineNode& node, std::string_view name) {
  const auto known = std::find_if(node.children.begin(), node.children.end(),
                                  [&](const OutlineNode& child) { return child.name == name; });
  if (known != node.children.end()) return *known;
  OutlineNode child;
  child.name = name;
  child.path = node.path.empty() ? child.name : node.path + "/" + child.name;
  return node.children.emplace_back(std::move(child));
}

}  // namespace

OutlineNode form_outline(const Form& form) {
  OutlineNode root;
  for (const Question& question : form.questions) {
    if (question.presentation || question.type == QuestionType::Note) continue;
    OutlineNode* node = &root;
    std::string_view rest = question.path;
    while (!rest.empty()) {
      const std::size_t slash = std::min(rest.find('/'), rest.size());
      node = &outline_child(*node, rest.substr(0, slash));
      rest.remove_prefix(std::min(slash + 1, rest.size()));
    }
    node->question = &question;
  }
  return root;
}

AnswersByPlace::AnswersByPlace(const sync::Values& values) {
  for (const auto& [path, value] : values) {
    if (path.empty() || path.front() == '@' || value.is_null()) continue;
    values_.emplace(path, &value);
  }
}

const CborValue* AnswersByPlace::find(const std::string& path) const {
  const auto at = values_.find(path);
  return at == values_.end() ? nullptr : at->second;
}

bool AnswersByPlace::any_below(const std::string& path) const {
  const std::string prefix = path + "/";
  const auto at = values_.lower_bound(prefix);
  return at != values_.end() && at->first.starts_with(prefix);
}

std::vector<std::string> AnswersByPlace::instances(const std::string& repeat) const {
  std::vector<std::string> out;
  const std::string prefix = repeat + "[";
  for (auto at = values_.lower_bound(prefix); at != values_.end() && at->first.starts_with(prefix);) {
    const std::size_t close = at->first.find(']', prefix.size());
    if (close == std::string::npos) break;  // no path that a record can have
    out.push_back(at->first.substr(0, close + 1));
    // '0' is the character behind '/': the first path that is not below this instance.
    at = values_.lower_bound(out.back() + "0");
  }
  return out;
}

std::string answer_text(const CborValue& value, char between) {
  if (const std::string* text = value.text()) return *text;
  if (const std::int64_t* integer = value.integer()) return std::to_string(*integer);
  if (const bool* boolean = value.boolean()) return *boolean ? "true" : "false";
  std::string out;
  if (const CborValue::Array* array = value.array()) {
    for (const CborValue& item : *array) {
      if (!out.empty()) out.push_back(between);
      out += answer_text(item, between);
    }
  }
  return out;
}

std::string place_below(const std::string& place, const std::string& name) {
  return place.empty() ? name : place + "/" + name;
}

}  // namespace holdfast::forms
