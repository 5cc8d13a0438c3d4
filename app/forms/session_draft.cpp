// Sessions as text: a draft with everything that was given, and the answers as they would be submitted.
//
// A draft is JSON: {"@draft": 1, "form": hash, "language", "started", "seed": hex, "answers": {…}}. Its answers are
// nested like those of a submission; each instance of a repeat has its "@id". What is computed is not in it.
#include <algorithm>

#include "app/forms/answer_value.h"
#include "app/forms/form_session.h"
#include "app/text/unicode.h"

namespace holdfast::forms {
namespace {

constexpr std::string_view kDraftMark = "@draft";
constexpr std::string_view kDraftId = "@id";

const AnswerNode* member_of(const AnswerNode& node, std::string_view name) {
  for (const auto& [key, member] : node.members) {
    if (key == name) return &member;
  }
  return nullptr;
}

std::string text_member(const AnswerNode& node, std::string_view name) {
  const AnswerNode* member = member_of(node, name);
  return member == nullptr || member->kind != AnswerNode::Kind::Text ? std::string() : member->text;
}

AnswerNode empty_object() { return {AnswerNode::Kind::Object, false, {}, {}, {}}; }

// Answers below `around`: all that were given, or those that count.
void write_children(const FormLogic& logic, const SessionTree& tree, const SessionNode& around, bool given,
                    AnswerNode& out) {
  for (const auto& child : around.children) {
    const Question& question = logic.question(child->question);
    if (!given && !child->shown) continue;
    if (tree.is_repeat(*child)) {
      AnswerNode list{AnswerNode::Kind::Array, false, {}, {}, {}};
      for (const auto& instance : child->children) {
        if (!given && !instance->shown) continue;
        AnswerNode item = empty_object();
        item.members.emplace_back(kDraftId, AnswerNode::of_text(instance->id));
        write_children(logic, tree, *instance, given, item);
        list.items.push_back(std::move(item));
      }
      if (!list.items.empty()) out.members.emplace_back(question.name, std::move(list));
    } else if (question.presentation) {
      write_children(logic, tree, *child, given, out);
    } else if (question.type == QuestionType::Group) {
      AnswerNode group = empty_object();
      write_children(logic, tree, *child, given, group);
      if (!group.members.empty()) out.members.emplace_back(question.name, std::move(group));
    } else {
      const QuestionLogic& own = logic.of(child->question);
      const bool computed = own.computed && !own.once && !own.completes;
      const CborValue& value = given ? child->given : child->value;
      if (value.is_null() || (given && computed)) continue;
      out.members.emplace_back(question.name, answer_node(value));
    }
  }
}

}  // namespace

std::string FormSession::answers_json() const {
  AnswerNode out = empty_object();
  write_children(*logic_, *tree_, tree_->root(), false, out);
  return write_answer_tree(out);
}

std::string FormSession::snapshot() const {
  AnswerNode out = empty_object();
  out.members.emplace_back(kDraftMark, AnswerNode{AnswerNode::Kind::Number, false, "1", {}, {}});
  out.members.emplace_back("form", AnswerNode::of_text(to_hex(logic_->form().hash)));
  out.members.emplace_back("language", AnswerNode::of_text(language()));
  ByteArray<8> seed{};
  for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(engine_->seed >> (8 * i));
  out.members.emplace_back("seed", AnswerNode::of_text(to_hex(seed)));
  AnswerNode answers = empty_object();
  write_children(*logic_, *tree_, tree_->root(), true, answers);
  out.members.emplace_back("answers", std::move(answers));
  return write_answer_tree(out);
}

void FormSession::load_instances(SessionNode& repeat, const AnswerNode& node, const std::string& prefix) {
  for (const AnswerNode& item : node.items) {
    const std::string id = text_member(item, kDraftId);
    const bool taken = std::any_of(repeat.children.begin(), repeat.children.end(),
                                   [&](const auto& other) { return other->id == id; });
    if (!is_instance_id(id) || taken || repeat.children.size() >= kRepeatInstancesMax) {
      lost_.push_back({text::printable(tree_->path_of(repeat)), "repeat",
          "This draft has an instance that cannot be."});
      continue;
    }
    load_answers(engine_->make_instance(repeat, id), item, prefix);
  }
}

// `prefix`: the form's path of what is around, with its slash.
void FormSession::load_answers(SessionNode& around, const AnswerNode& node, const std::string& prefix) {
  for (const auto& [name, member] : node.members) {
    if (name == kDraftId) continue;
    const Question* question = logic_->index().find(prefix + name);
    // From the instance around: groups only for the eye have a place in the tree and none in paths.
    SessionNode* found = nullptr;
    if (question != nullptr) {
      tree_->each(around, logic_->number_of(*question), [&](SessionNode& each) { found = &each; });
    }
    if (found != nullptr && tree_->is_repeat(*found)) {
      load_instances(*found, member, question->path + "/");
    } else if (found != nullptr && question->type == QuestionType::Group) {
      load_answers(around, member, question->path + "/");
    } else if (found == nullptr || has_no_answer(question->type)) {
      lost_.push_back({text::printable(prefix + name), "unknown_question",
          "This form has no such question any more."});
    } else if (!is_unanswered(member)) {
      CheckedValue checked = check_answer(logic_->form(), *question, member);
      if (checked.code.empty()) found->given = std::move(checked.value);
      else lost_.push_back({text::printable(tree_->path_of(*found)), checked.code, checked.sentence});
    }
  }
}

Result<FormSession> FormSession::restore(std::shared_ptr<const FormLogic> logic, SessionWorld world,
                                         std::string_view snapshot) {
  const auto root = TRY(read_answer_tree(snapshot));
  const AnswerNode* answers = member_of(root, "answers");
  const bool whole = root.kind == AnswerNode::Kind::Object && member_of(root, kDraftMark) != nullptr &&
                     answers != nullptr && answers->kind == AnswerNode::Kind::Object;
  if (!whole) return Error{kAnswersMalformed, "this is no draft"};
  const std::string language = text_member(root, "language");
  if (world.language.empty()) world.language = language;
  FormSession session(std::move(logic), std::move(world));
  const Result<ByteArray<8>> seed = array_from_hex<8>(text_member(root, "seed"));
  if (seed.ok()) {
    session.engine_->seed = 0;
    for (std::size_t i = 8; i > 0; --i) session.engine_->seed = session.engine_->seed << 8 | (*seed)[i - 1];
  }
  session.engine_->begin_change();
  session.engine_->mode = SessionMode::Loading;
  session.engine_->with_defaults = false;
  session.load_answers(session.tree_->root(), *answers, "");
  session.engine_->wake_all(session.tree_->root());
  session.engine_->run();
  session.engine_->forget_triggers();
  session.engine_->mode = SessionMode::Live;
  session.engine_->with_defaults = true;
  session.engine_->take_changes();
  return session;
}

}  // namespace holdfast::forms
