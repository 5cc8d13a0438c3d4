#include "app/gui/correction_work.h"

#include "app/field/submit.h"
#include "app/forms/answer_tree.h"

namespace holdfast::gui {

namespace {

using forms::AnswerNode;

AnswerNode corrected_node(const CorrectAnswer& command) {
  if (command.names.empty()) return {};
  if (command.kind == AnswerKind::Many) {
    AnswerNode out{AnswerNode::Kind::Array, false, {}, {}, {}};
    for (const std::string& name : command.names) out.items.push_back(AnswerNode::of_text(name));
    return out;
  }
  return AnswerNode::of_text(command.names.front());
}

AnswerNode object_of(std::string name, AnswerNode value) {
  AnswerNode out{AnswerNode::Kind::Object, false, {}, {}, {}};
  out.members.emplace_back(std::move(name), std::move(value));
  return out;
}

}  // namespace

std::string correction_json(const CorrectAnswer& command) {
  AnswerNode node = corrected_node(command);
  std::string path = command.path;
  // From the question outwards.
  while (!path.empty()) {
    const std::size_t slash = path.rfind('/');
    std::string step = slash == std::string::npos ? path : path.substr(slash + 1);
    path = slash == std::string::npos ? std::string() : path.substr(0, slash);
    const std::size_t bracket = step.find('[');
    if (bracket == std::string::npos) {
      node = object_of(std::move(step), std::move(node));
      continue;
    }
    const std::string id = step.substr(bracket + 1, step.size() - bracket - 2);
    node.members.emplace_back("@id", AnswerNode::of_text(id));
    AnswerNode instances{AnswerNode::Kind::Array, false, {}, {}, {}};
    instances.items.push_back(std::move(node));
    node = object_of(step.substr(0, bracket), std::move(instances));
  }
  return forms::write_answer_tree(node);
}

Result<void> correct_answer(store::Vault& vault, const CorrectAnswer& command, Progress& progress) {
  field::ReviseRequest request;
  request.record = TRY(array_from_hex<16>(command.record));
  request.answers_json = correction_json(command);
  request.reason = command.reason;
  const field::SubmitAnswer done = TRY(field::revise(vault, request, progress));
  if (!done.problems.empty()) return Error{forms::kAnswersInvalid, done.problems.front().sentence};
  return {};
}

}  // namespace holdfast::gui
