#include "app/forms/session_engine.h"

#include <algorithm>
#include <cmath>

#include "app/forms/answer_value.h"
#include "app/forms/submission.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kFaultsMax = 200;
constexpr std::size_t kCountRoundsMax = 64;  // instances that one answer may bring, where each asks for the next

std::uint8_t facet_bit(Facet facet) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(facet)); }

bool depends_on_chance(const Expression& expression) {
  return expression.changes_by_itself() || expression.calls("property");
}

// A moment as text, cut to what the question asks for.
std::string fitted_text(const Question& question, const Value& value) {
  std::string text = value.to_text();
  const std::size_t clock = text.find('T');
  if (clock != 10 || text.size() < 16) return text;
  const bool is_day = question.type == QuestionType::Date || question.metadata == "today";
  if (is_day) return text.substr(0, clock);
  return question.type == QuestionType::Time ? text.substr(clock + 1) : text;
}

}  // namespace

void SessionEngine::begin_change() { now_ms_ = world_.now_ms ? world_.now_ms() : 0; }

void SessionEngine::wake(SessionNode& node, Facet facet) {
  if ((node.queued & facet_bit(facet)) != 0) return;
  node.queued = static_cast<std::uint8_t>(node.queued | facet_bit(facet));
  waiting_.push({logic_.graph().rank(facet_number(node.question, facet)), node.serial, &node, facet});
}

void SessionEngine::wake_all(SessionNode& node) {
  tree_.walk(node, [this](SessionNode& each) {
    if (each.question == kNoQuestion || each.instance) return;
    wake(each, Facet::Shown);
    if (tree_.is_repeat(each)) wake(each, Facet::Count);
    else if (!has_no_answer(logic_.question(each.question).type)) wake(each, Facet::Value);
  });
}

void SessionEngine::wake_counters(SessionNode& repeat) {
  if (logic_.of(repeat.question).relevant_each) wake(repeat, Facet::Shown);
  spread(repeat, Facet::Count);
}

void SessionEngine::run() {
  std::set<std::pair<std::uint32_t, SessionNode*>> done;
  while (true) {
    settle();
    if (mode != SessionMode::Live) return;
    if (!new_instances_.empty()) {
      SessionNode* const instance = new_instances_.back();
      new_instances_.pop_back();
      if (with_defaults) run_new_instance(*instance);
    } else if (!triggers_.empty()) {
      run_triggered(done);
    } else {
      return;
    }
  }
}

void SessionEngine::settle() {
  std::size_t rounds = 0;
  do {
    while (!waiting_.empty()) {
      const Waiting next = waiting_.top();
      waiting_.pop();
      next.node->queued = static_cast<std::uint8_t>(next.node->queued & ~facet_bit(next.facet));
      work(*next.node, next.facet);
    }
  } while (count_later() && ++rounds < kCountRoundsMax);
}

// Counts that depend on their own instances, looked at when all else is settled. True where one changed.
bool SessionEngine::count_later() {
  for (const std::uint32_t question : logic_.repeats()) {
    if (!logic_.of(question).counts_later) continue;
    tree_.each(tree_.root(), question, [this](SessionNode& repeat) { work_count(repeat); });
  }
  return !waiting_.empty();
}

void SessionEngine::work(SessionNode& node, Facet facet) {
  switch (facet) {
    case Facet::Shown: return work_shown(node);
    case Facet::Count: return work_count(node);
    case Facet::Value: return work_value(node);
  }
}

void SessionEngine::spread(SessionNode& node, Facet facet) {
  for (const LogicEdge& edge : logic_.graph().edges(facet_number(node.question, facet))) {
    if (edge.kind == EdgeKind::Triggers || edge.kind == EdgeKind::Shape) continue;
    const auto target = static_cast<Facet>(edge.target % kFacetCount);
    const std::uint32_t question = edge.target / kFacetCount;
    if (target == Facet::Value && has_no_answer(logic_.question(question).type)) continue;
    tree_.each(tree_.scope_of(node, edge.depth), question, [&](SessionNode& each) { wake(each, target); });
  }
}

void SessionEngine::work_shown(SessionNode& node) {
  const QuestionLogic& logic = logic_.of(node.question);
  bool shown = node.parent->shown;
  if (shown && logic.relevant_each) shown = is_repeat_shown(node);
  else if (shown && logic.relevant) shown = holds(node, *logic.relevant, "relevant", true);
  bool changed = shown != node.shown;
  if (!changed && !logic.relevant_each) return;
  tree_.show(node, shown);
  if (tree_.is_repeat(node)) {
    for (const auto& instance : node.children) changed = place_instance(*instance) || changed;
  } else {
    for (const auto& child : node.children) wake(*child, Facet::Shown);
    if (!has_no_answer(logic_.question(node.question).type)) wake(node, Facet::Value);
  }
  if (changed) spread(node, Facet::Shown);
}

// Where each instance answers for itself: while one of them is asked for, or the next one would be.
bool SessionEngine::is_repeat_shown(SessionNode& repeat) {
  const Expression& relevant = *logic_.of(repeat.question).relevant;
  const auto asked = [&](const SessionNode& node) { return holds(node, relevant, "relevant", true); };
  return asked(repeat) || std::any_of(repeat.children.begin(), repeat.children.end(),
                                      [&](const auto& instance) { return asked(*instance); });
}

// An instance is shown where its repeat is, is one of those that count, and is asked for itself. True where that
// is new.
bool SessionEngine::place_instance(SessionNode& instance) {
  const QuestionLogic& logic = logic_.of(instance.question);
  bool shown = instance.parent->shown && instance.counted;
  if (shown && logic.relevant_each) shown = holds(instance, *logic.relevant, "relevant", true);
  if (shown == instance.shown) return false;
  tree_.show(instance, shown);
  for (const auto& child : instance.children) wake(*child, Facet::Shown);
  return true;
}

void SessionEngine::work_count(SessionNode& node) {
  const QuestionLogic& logic = logic_.of(node.question);
  if (!logic.count) return;
  const Result<Value> wanted = evaluate(node, *logic.count, "repeat_count");
  double number = wanted.ok() ? wanted->to_number() : 0;
  if (!wanted.ok() && (known || mode == SessionMode::Judging)) number = static_cast<double>(node.children.size());
  if (!(number > 0)) number = 0;  // not a number counts none
  if (number > static_cast<double>(kRepeatInstancesMax)) {
    fault(node, "repeat_count", "More instances than a repeat may have.");
    number = static_cast<double>(kRepeatInstancesMax);
  }
  const auto count = static_cast<std::size_t>(number);
  bool changed = false;
  while (node.children.size() < count) {
    new_instances_.push_back(&make_instance(node, new_instance_id(node)));
    changed = true;
  }
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    SessionNode& instance = *node.children[i];
    changed = changed || instance.counted != (i < count);
    instance.counted = i < count;
    place_instance(instance);
  }
  if (!changed) return;
  if (logic.relevant_each) wake(node, Facet::Shown);
  spread(node, Facet::Count);
}

SessionNode& SessionEngine::make_instance(SessionNode& repeat, std::string id) {
  SessionNode& instance = tree_.add_instance(repeat, std::move(id));
  if (!repeat.shown) tree_.show(instance, false);
  if (with_defaults) give_constants(instance);
  wake_all(instance);
  return instance;
}

void SessionEngine::work_value(SessionNode& node) {
  CborValue next = counting_value(node);
  if (next == node.value) return;
  if (!node.given.is_null() && !logic_.of(node.question).computed) {
    if (next.is_null() || next != node.given) changes_.fell_away.insert(&node);
    else if (node.value.is_null()) changes_.came_back.insert(&node);
  }
  changes_.changed.insert(&node);
  tree_.put(node, std::move(next));
  if (!logic_.triggered()[node.question].empty()) triggers_.push_back(&node);
  spread(node, Facet::Value);
}

CborValue SessionEngine::counting_value(SessionNode& node) {
  if (!node.shown) return {};
  const QuestionLogic& logic = logic_.of(node.question);
  if (is_computed_now(logic)) return computed_value(node);
  const bool filters = logic.offered && may_ask(node, *logic.offered);
  return filters ? choices_.offered_part(node, node.given, context(node)) : node.given;
}

bool SessionEngine::is_computed_now(const QuestionLogic& logic) const {
  if (!logic.computed || mode == SessionMode::Judging) return false;
  return !keep_moments || !depends_on_chance(*logic.calculation);
}

CborValue SessionEngine::computed_value(SessionNode& node) {
  const QuestionLogic& logic = logic_.of(node.question);
  if (logic.once && !node.given.is_null()) return node.given;
  if (logic.completes) tree_.instance().set_value(node.tree, value_text(node.given));
  const Result<Value> value = evaluate(node, *logic.calculation, "calculation");
  if (logic.completes) tree_.instance().set_value(node.tree, value_text(node.value));
  if (!value.ok()) return {};
  CborValue out = typed(node, *value, "calculation");
  if (logic.once) node.given = out;
  return out;
}

// What an expression gave, as an answer of this question.
CborValue SessionEngine::typed(const SessionNode& node, const Value& value, std::string_view column) {
  const Question& question = logic_.question(node.question);
  const bool number = value.kind() == Value::Kind::Number;
  if (number && std::isnan(value.to_number())) return {};
  const AnswerNode answer = AnswerNode::of_text(fitted_text(question, value));
  if (is_unanswered(answer)) return {};
  CheckedValue checked = check_answer(logic_.form(), question, answer);
  if (checked.code.empty()) return std::move(checked.value);
  fault(node, column, checked.sentence);
  return {};
}

EvalContext SessionEngine::context(const SessionNode& node) const {
  EvalContext out;
  const SessionNode* at = &node;
  while (at->tree == kNoNode) at = at->parent;  // a group only for the eye
  out.node = {&tree_.instance(), at->tree};
  out.main = &tree_.instance();
  out.now_ms = now_ms_;
  out.utc_offset_minutes = world_.utc_offset_minutes;
  out.zone = world_.zone ? &*world_.zone : nullptr;
  out.as_written = mode == SessionMode::Judging;
  out.random = world_.random;
  out.lookups = &lookups_;
  return out;
}

// Whoever judges what others signed must come to the same finding at any time and on any device.
bool SessionEngine::may_ask(const SessionNode& node, const Expression& expression) const {
  if (mode == SessionMode::Judging && depends_on_chance(expression)) return false;
  return !known || is_known(node, expression);
}

// All that it reads is there. How many instances the record has, and in which order, nobody can tell from a part.
bool SessionEngine::is_known(const SessionNode& node, const Expression& expression) const {
  if (expression.calls("position") || expression.calls("last") || expression.calls("indexed-repeat")) return false;
  const std::string& here = logic_.of(node.question).path;
  const std::string root = "/" + logic_.form().root + "/";
  for (const Reference& read : expression.references(here)) {
    const Question* question =
        read.path.starts_with(root) ? logic_.index().find(read.path.substr(root.size())) : nullptr;
    if (read.subtree || question == nullptr) return false;
    const bool others = !question->repeats.empty() && question->repeats != logic_.question(node.question).repeats;
    if (others || known->count(logic_.number_of(*question)) == 0) return false;
  }
  return true;
}

Result<Value> SessionEngine::evaluate(const SessionNode& node, const Expression& expression, std::string_view column) {
  if (!may_ask(node, expression)) return Error{kExpressionFailed, {}};
  Result<Value> value = expression.evaluate(context(node));
  if (!value.ok()) fault(node, column, value.error().detail);
  return value;
}

bool SessionEngine::holds(const SessionNode& node, const Expression& expression, std::string_view column,
                          bool otherwise) {
  const Result<Value> value = evaluate(node, expression, column);
  return value.ok() ? value->to_boolean() : otherwise;
}

void SessionEngine::fault(const SessionNode& node, std::string_view column, const std::string& sentence) {
  if (faults_.size() >= kFaultsMax) return;
  faults_[tree_.path_of(node) + ", " + std::string(column)] = sentence;
}

std::string SessionEngine::new_instance_id(const SessionNode& repeat) {
  unsigned place = 0;
  if (!repeat.children.empty()) {
    const Result<ByteArray<2>> last = array_from_hex<2>(std::string_view(repeat.children.back()->id).substr(0, 4));
    if (last.ok()) place = (static_cast<unsigned>((*last)[0]) << 8 | (*last)[1]) + 1;
  }
  place = std::min(place, 0xffffU);
  ByteArray<8> id{};
  if (world_.random != nullptr) {
    id = world_.random->array<8>();
  } else {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    for (std::size_t i = 0; i < id.size(); ++i) id[i] = static_cast<std::uint8_t>(seed >> (8 * i));
  }
  id[0] = static_cast<std::uint8_t>(place >> 8);
  id[1] = static_cast<std::uint8_t>(place);
  return to_hex(id);
}

}  // namespace holdfast::forms
