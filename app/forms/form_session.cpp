#include "app/forms/form_session.h"

#include <algorithm>

#include "app/forms/answer_value.h"
#include "app/text/unicode.h"

namespace holdfast::forms {
namespace {

std::string moment_of(const SessionWorld& world, bool day_only) {
  DateValue now = world.clock().moment(world.now_ms ? world.now_ms() : 0);
  now.day_only = day_only;
  return now.text();
}

SessionEdit refused_edit(std::string_view path, std::string code, std::string sentence) {
  SessionEdit out;
  out.problem = AnswerProblem{text::printable(path), std::move(code), std::move(sentence)};
  return out;
}

}  // namespace

FormSession::FormSession(std::shared_ptr<const FormLogic> logic, SessionWorld world)
    : logic_(std::move(logic)),
      world_(std::make_unique<SessionWorld>(std::move(world))),
      lookups_(std::make_unique<SessionLookups>(*logic_, *world_)),
      tree_(std::make_unique<SessionTree>(*logic_)),
      engine_(std::make_unique<SessionEngine>(*tree_, *world_, *lookups_)) {
  if (world_->random != nullptr) {
    for (const std::uint8_t byte : world_->random->array<8>()) engine_->seed = engine_->seed << 8 | byte;
  }
  tree_->put_meta("instanceID", world_->who.instance_id);
  tree_->put_meta("deprecatedID", world_->who.deprecated_id);
}

FormSession FormSession::create(std::shared_ptr<const FormLogic> logic, SessionWorld world) {
  FormSession session(std::move(logic), std::move(world));
  session.engine_->begin_change();
  session.set_metadata();
  session.engine_->give_constants(session.tree_->root());
  session.engine_->wake_all(session.tree_->root());
  session.engine_->mode = SessionMode::Loading;
  session.engine_->run();
  session.engine_->run_first_load();
  session.engine_->forget_triggers();
  session.engine_->mode = SessionMode::Live;
  session.engine_->run();
  session.engine_->take_changes();
  return session;
}

FormSession FormSession::of_values(std::shared_ptr<const FormLogic> logic, SessionWorld world,
                                   const sync::Values& values, SessionMode mode) {
  FormSession session(std::move(logic), std::move(world));
  session.take_values(values, mode);
  return session;
}

FormSession FormSession::of_part(std::shared_ptr<const FormLogic> logic, SessionWorld world,
                                 const sync::Values& values) {
  FormSession session(std::move(logic), std::move(world));
  session.engine_->known.emplace();
  for (const auto& [path, value] : values) {
    const std::optional<InstancePath> split = split_instance_path(path);
    const Question* question = split ? session.logic_->index().find(split->form_path) : nullptr;
    if (question != nullptr) session.engine_->known->insert(session.logic_->number_of(*question));
  }
  session.take_values(values, SessionMode::Loading);
  return session;
}

void FormSession::take_values(const sync::Values& values, SessionMode mode) {
  engine_->begin_change();
  engine_->with_defaults = false;
  engine_->keep_moments = true;
  engine_->mode = mode;
  for (const auto& [path, value] : values) {
    SessionNode* const node = reach(path);
    if (node != nullptr) node->given = value;
  }
  engine_->wake_all(tree_->root());
  engine_->run();
  engine_->forget_triggers();
  if (mode == SessionMode::Loading) engine_->mode = SessionMode::Live;
  engine_->with_defaults = true;
  engine_->take_changes();
}

void FormSession::change(const sync::Values& values) {
  engine_->begin_change();
  for (const auto& [path, value] : values) {
    SessionNode* const node = reach(path);
    if (node == nullptr) continue;
    node->given = value;
    engine_->wake(*node, Facet::Value);
  }
  engine_->run();
}

// The node at a path, its repeat instances made where they are missing; null for what is no question.
SessionNode* FormSession::reach(std::string_view path) {
  const std::optional<InstancePath> split = split_instance_path(path);
  if (!split) return nullptr;
  for (const std::string& instance : split->instances) {
    if (tree_->find(instance) != nullptr) continue;
    SessionNode* const repeat = tree_->find(std::string_view(instance).substr(0, instance.rfind('[')));
    if (repeat == nullptr || !tree_->is_repeat(*repeat)) return nullptr;
    if (repeat->children.size() >= kRepeatInstancesMax) return nullptr;
    engine_->make_instance(*repeat, instance.substr(instance.rfind('[') + 1, 16));
    engine_->wake(*repeat, Facet::Count);
    engine_->wake_counters(*repeat);
  }
  SessionNode* const node = tree_->find(path);
  const bool takes = node != nullptr && !node->instance && !has_no_answer(logic_->question(node->question).type);
  return takes ? node : nullptr;
}

void FormSession::fill(const sync::Values& values) {
  engine_->begin_change();
  engine_->mode = SessionMode::Loading;
  for (const auto& [path, value] : values) {
    SessionNode* const node = reach(path);
    if (node == nullptr) continue;
    node->given = value;
    engine_->wake(*node, Facet::Value);
  }
  engine_->run();
  engine_->forget_triggers();
  engine_->mode = SessionMode::Live;
  for (const std::uint32_t question : logic_->repeats()) {
    tree_->each(tree_->root(), question, [this](SessionNode& repeat) {
      for (const auto& instance : repeat.children) engine_->run_new_instance(*instance);
    });
  }
  engine_->run();
  engine_->run_missed();
  engine_->run();
}

void FormSession::set_moment(std::string_view metadata) {
  const Form& form = logic_->form();
  for (std::uint32_t i = 0; i < form.questions.size(); ++i) {
    if (form.questions[i].type != QuestionType::Metadata || form.questions[i].metadata != metadata) continue;
    tree_->each(tree_->root(), i, [&](SessionNode& node) {
      node.given = CborValue(moment_of(*world_, metadata == "today"));
      engine_->wake(node, Facet::Value);
    });
  }
}

void FormSession::set_metadata() {
  set_moment("start");
  set_moment("today");
  const Form& form = logic_->form();
  for (std::uint32_t i = 0; i < form.questions.size(); ++i) {
    const Question& question = form.questions[i];
    if (question.type != QuestionType::Metadata) continue;
    const std::optional<std::string> known = lookups_->property(question.metadata);
    if (!known || known->empty()) continue;
    tree_->each(tree_->root(), i, [&](SessionNode& node) { node.given = CborValue(*known); });
  }
}

SessionEdit FormSession::take_edit(const SessionNode* answered) {
  SessionEdit out;
  const EngineChanges changes = engine_->take_changes();
  const auto name = [this](const std::set<SessionNode*>& nodes, std::vector<std::string>& paths) {
    for (const SessionNode* node : nodes) paths.push_back(tree_->path_of(*node));
    std::sort(paths.begin(), paths.end());
  };
  name(changes.changed, out.changed);
  name(changes.fell_away, out.fell_away);
  name(changes.came_back, out.came_back);
  // What was answered just now did not come back.
  if (answered != nullptr) std::erase(out.came_back, tree_->path_of(*answered));
  return out;
}

SessionEdit FormSession::set_answer(std::string_view path, const AnswerNode& answer) {
  SessionNode* const node = tree_->find(path);
  if (node == nullptr || node->question == kNoQuestion || node->instance) {
    return refused_edit(path, "unknown_question", "This form has no such question here.");
  }
  const Question& question = logic_->question(node->question);
  if (has_no_answer(question.type)) return refused_edit(path, "read_only", "This takes no answer.");
  engine_->begin_change();
  if (is_read_only(*node)) {
    return refused_edit(path, "read_only", "The program fills this in; it takes no answer.");
  }
  CborValue value;
  if (!is_unanswered(answer)) {
    CheckedValue checked = check_answer(logic_->form(), question, answer);
    if (!checked.code.empty()) return refused_edit(path, std::move(checked.code), std::move(checked.sentence));
    value = std::move(checked.value);
  }
  node->given = std::move(value);
  engine_->wake(*node, Facet::Value);
  engine_->run();
  return take_edit(node);
}

SessionEdit FormSession::add_repeat(std::string_view repeat, std::string id) {
  SessionNode* const node = tree_->find(repeat);
  if (node == nullptr || !tree_->is_repeat(*node)) return refused_edit(repeat, "repeat", "This is no repeat.");
  if (logic_->of(node->question).count) {
    return refused_edit(repeat, "repeat", "The form counts these by itself; none is added or removed.");
  }
  if (node->children.size() >= kRepeatInstancesMax) return refused_edit(repeat, "too_many", "These are too many.");
  engine_->begin_change();
  if (id.empty()) id = engine_->new_instance_id(*node);
  const auto has_id = [&](const auto& instance) { return instance->id == id; };
  if (!is_instance_id(id) || std::any_of(node->children.begin(), node->children.end(), has_id)) {
    return refused_edit(repeat, "repeat", "\"@id\" is 16 hex digits, and no other's.");
  }
  SessionNode& instance = engine_->make_instance(*node, std::move(id));
  engine_->wake_counters(*node);
  engine_->run();
  engine_->run_new_instance(instance);
  engine_->run();
  SessionEdit out = take_edit(nullptr);
  out.added = tree_->path_of(instance);
  return out;
}

SessionEdit FormSession::remove_repeat(std::string_view instance) {
  SessionNode* const node = tree_->find(instance);
  if (node == nullptr || !node->instance) return refused_edit(instance, "repeat",
      "This is no instance of a repeat.");
  SessionNode& repeat = *node->parent;
  if (logic_->of(repeat.question).count) {
    return refused_edit(instance, "repeat", "The form counts these by itself; none is added or removed.");
  }
  engine_->begin_change();
  tree_->remove_instance(*node);
  engine_->wake_counters(repeat);
  engine_->run();
  return take_edit(nullptr);
}

}  // namespace holdfast::forms
