#include "app/forms/session_choices.h"

#include <algorithm>

namespace holdfast::forms {
namespace {

std::string cell_of(const NodeRef& item, const std::string& column) {
  const NodeId cell = item.tree->child(item.node, column);
  if (cell != kNoNode) return item.tree->value(cell);
  // An item that has no cells is its own value: the answers of a question in a repeat.
  return column == "." ? item.tree->value(item.node) : std::string();
}

std::vector<std::string> names_of(const CborValue& value) {
  std::vector<std::string> out;
  if (const std::string* text = value.text()) out.push_back(*text);
  if (const CborValue::Array* array = value.array()) {
    for (const CborValue& item : *array) out.push_back(value_text(item));
  }
  return out;
}

// ODK's order for a seed: Park-Miller numbers, Fisher-Yates from the end. Without a seed of the form's own the session
// has one, so that the order stays while the question is looked at.
void shuffle(std::vector<OfferedChoice>& choices, std::uint64_t seed) {
  std::uint64_t state = seed % 2147483647;
  if (state == 0) state = 1;
  for (std::size_t i = choices.size(); i > 1; --i) {
    state = state * 16807 % 2147483647;
    std::swap(choices[i - 1], choices[state % i]);
  }
}

bool wants_random_order(const Question& question) {
  return question.parameters.find("randomize=true") != std::string::npos &&
         question.parameters.find("seed=") == std::string::npos;
}

constexpr std::string_view kOther = "other";

}  // namespace

std::optional<std::vector<NodeRef>> SessionChoices::nodes(const SessionNode& node, const EvalContext& context) const {
  const QuestionLogic& logic = tree_.logic().of(node.question);
  if (logic.offered) {
    Result<Value> found = logic.offered->evaluate(context);
    if (!found.ok() || found->kind() != Value::Kind::Nodes) return std::nullopt;
    return found->nodes();
  }
  const Instance* list = lookups_.instance(logic.list_id);
  if (list == nullptr) return std::nullopt;
  std::vector<NodeRef> out;
  for (NodeId row = list->first_child(Instance::root()); row != kNoNode; row = list->next_sibling(row)) {
    out.push_back({list, row});
  }
  return out;
}

std::optional<std::vector<OfferedChoice>> SessionChoices::offered(const SessionNode& node, const EvalContext& context,
                                                                  std::uint64_t seed) const {
  const Question& question = tree_.logic().question(node.question);
  const std::optional<std::vector<NodeRef>> items = nodes(node, context);
  if (!items) return std::nullopt;
  std::vector<OfferedChoice> out;
  out.reserve(items->size());
  for (const NodeRef& item : *items) {
    OfferedChoice choice{cell_of(item, question.value_column), cell_of(item, question.label_column)};
    if (!choice.name.empty()) out.push_back(std::move(choice));
  }
  if (wants_random_order(question)) shuffle(out, seed + node.serial);
  const auto is_other = [](const OfferedChoice& choice) { return choice.name == kOther; };
  if (question.or_other && std::none_of(out.begin(), out.end(), is_other)) out.push_back({"other", "other"});
  return out;
}

// Asks the filter of the rows that have this name, never of all.
bool SessionChoices::is_offered(const SessionNode& node, const std::string& name, const EvalContext& context) const {
  const Question& question = tree_.logic().question(node.question);
  const QuestionLogic& logic = tree_.logic().of(node.question);
  if (question.or_other && name == kOther) return true;
  const Instance* list = question.itemset.empty() ? lookups_.instance(logic.list_id) : nullptr;
  if (list != nullptr && logic.filter) {
    const NodeId first = list->first_child(Instance::root());
    if (first == kNoNode) return false;
    const std::vector<NodeId> rows = list->rows_with(Instance::root(), list->name_of(first),
                                                     list->name_number(question.value_column), name);
    EvalContext asked = context;
    asked.current = context.node;
    return std::any_of(rows.begin(), rows.end(), [&](NodeId row) {
      asked.node = {list, row};
      const Result<Value> fits = logic.filter->evaluate(asked);
      return !fits.ok() || fits->to_boolean();
    });
  }
  const std::optional<std::vector<NodeRef>> items = nodes(node, context);
  if (!items) return true;  // a list that is not here rules nothing out
  return std::any_of(items->begin(), items->end(),
                     [&](const NodeRef& item) { return cell_of(item, question.value_column) == name; });
}

std::vector<std::string> SessionChoices::not_offered(const SessionNode& node, const CborValue& given,
                                                     const EvalContext& context) const {
  const QuestionLogic& logic = tree_.logic().of(node.question);
  if (!logic.offered || given.is_null()) return {};
  std::vector<std::string> out;
  for (std::string& name : names_of(given)) {
    if (!is_offered(node, name, context)) out.push_back(std::move(name));
  }
  return out;
}

CborValue SessionChoices::offered_part(const SessionNode& node, const CborValue& given,
                                       const EvalContext& context) const {
  const QuestionLogic& logic = tree_.logic().of(node.question);
  if (!logic.offered || logic.offers_only || given.is_null()) return given;
  const std::vector<std::string> gone = not_offered(node, given, context);
  if (gone.empty()) return given;
  const CborValue::Array* array = given.array();
  if (array == nullptr) return {};
  CborValue::Array left;
  for (const CborValue& item : *array) {
    if (std::find(gone.begin(), gone.end(), value_text(item)) == gone.end()) left.push_back(item);
  }
  return left.empty() ? CborValue() : CborValue(std::move(left));
}

}  // namespace holdfast::forms
