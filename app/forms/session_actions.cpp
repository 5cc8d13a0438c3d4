// What a form does by itself when something happens: defaults, and questions that set others.
#include <algorithm>

#include "app/forms/answer_value.h"
#include "app/forms/session_engine.h"

namespace holdfast::forms {

void SessionEngine::give_constants(SessionNode& node) {
  tree_.walk(node, [this](SessionNode& each) {
    if (each.question == kNoQuestion) return;
    const Question& question = logic_.question(each.question);
    const bool constant = !question.default_value.empty() && !question.default_is_expression &&
                          !has_no_answer(question.type) && !logic_.of(each.question).computed;
    if (!constant) return;
    CheckedValue checked = check_answer(logic_.form(), question, AnswerNode::of_text(question.default_value));
    if (checked.code.empty()) each.given = std::move(checked.value);
    else fault(each, "default", checked.sentence);
  });
}

void SessionEngine::run_action(std::uint32_t action, SessionNode& target) {
  const ActionLogic& logic = *logic_.actions()[action];
  const FormAction& declared = logic_.form().actions[action];
  const Question& question = logic_.question(target.question);
  if (has_no_answer(question.type)) return;
  CborValue next;
  if (declared.literal && !declared.value.empty()) {
    CheckedValue checked = check_answer(logic_.form(), question, AnswerNode::of_text(declared.value));
    if (checked.code.empty()) next = std::move(checked.value);
  } else if (logic.value) {
    // What it reads may be itself ("one more than before").
    const Result<Value> value = evaluate(target, *logic.value, "calculation");
    if (!value.ok()) return;
    next = typed(target, *value, "calculation");
  }
  target.given = std::move(next);
  wake(target, Facet::Value);
}

void SessionEngine::run_first_load() {
  for (std::uint32_t action = 0; action < logic_.actions().size(); ++action) {
    const std::optional<ActionLogic>& logic = logic_.actions()[action];
    if (!logic || !logic_.form().actions[action].at_first_load) continue;
    // In repeats the instances that are there by now; later ones get theirs when they are made.
    tree_.each(tree_.root(), logic->target, [&](SessionNode& target) {
      if (logic_.of(target.question).depth == 0) run_action(action, target);
    });
    settle();
  }
}

void SessionEngine::run_new_instance(SessionNode& instance) {
  const std::string& repeat = logic_.question(instance.question).path;
  for (std::uint32_t action = 0; action < logic_.actions().size(); ++action) {
    const std::optional<ActionLogic>& logic = logic_.actions()[action];
    const FormAction& declared = logic_.form().actions[action];
    if (!logic || !declared.at_new_repeat) continue;
    const Question& target = logic_.question(logic->target);
    const bool ours = declared.trigger.empty() ? innermost_repeat(target) == repeat : declared.trigger == repeat;
    if (!ours || innermost_repeat(target) != repeat) continue;
    tree_.each(instance, logic->target, [&](SessionNode& each) {
      if (each.given.is_null()) run_action(action, each);
    });
    settle();
  }
}

void SessionEngine::run_triggered(std::set<std::pair<std::uint32_t, SessionNode*>>& done) {
  std::vector<SessionNode*> sources = std::exchange(triggers_, {});
  for (SessionNode* source : sources) {
    const std::size_t depth = logic_.of(source->question).depth;
    for (const std::uint32_t action : logic_.triggered()[source->question]) {
      const std::optional<ActionLogic>& logic = logic_.actions()[action];
      if (!logic) continue;
      // Of the instance that the source stands in, where the target does as well.
      const std::vector<std::string>& theirs = logic_.question(logic->target).repeats;
      const std::vector<std::string>& ours = logic_.question(source->question).repeats;
      std::size_t shared = 0;
      while (shared < depth && shared < theirs.size() && ours[shared] == theirs[shared]) ++shared;
      tree_.each(tree_.scope_of(*source, shared), logic->target, [&](SessionNode& target) {
        if (done.emplace(action, &target).second) run_action(action, target);
      });
    }
  }
}

void SessionEngine::run_missed() {
  for (std::uint32_t question = 0; question < logic_.triggered().size(); ++question) {
    for (const std::uint32_t action : logic_.triggered()[question]) {
      const std::optional<ActionLogic>& logic = logic_.actions()[action];
      if (!logic) continue;
      bool answered = false;
      tree_.each(tree_.root(), question, [&](SessionNode& source) { answered |= !source.value.is_null(); });
      if (!answered) continue;
      tree_.each(tree_.root(), logic->target, [&](SessionNode& target) {
        if (target.given.is_null()) run_action(action, target);
      });
      settle();
    }
  }
}

}  // namespace holdfast::forms
