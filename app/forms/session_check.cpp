// What is wrong with a form as it is filled in now, and what becomes the record.
#include <algorithm>

#include "app/forms/answer_value.h"
#include "app/forms/form_session.h"
#include "app/text/unicode.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kSessionProblemsMax = 1000;

// Filled in by the program, now or when the record is made.
bool is_ours_to_fill(const Question& question) {
  return question.type == QuestionType::Calculate || question.type == QuestionType::Metadata ||
         question.type == QuestionType::Hidden;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + quoted_answer(name);
  return out;
}

}  // namespace

bool FormSession::is_read_only(SessionNode& node) {
  const Question& question = logic_->question(node.question);
  const QuestionLogic& logic = logic_->of(node.question);
  if (question.read_only || (logic.computed && !logic.completes) || question.type == QuestionType::Calculate ||
      question.type == QuestionType::Metadata) {
    return true;
  }
  return logic.read_only && engine_->holds(node, *logic.read_only, "read_only", false);
}

bool FormSession::is_required(SessionNode& node) {
  const Question& question = logic_->question(node.question);
  const QuestionLogic& logic = logic_->of(node.question);
  if (has_no_answer(question.type) || is_ours_to_fill(question) || logic.computed || question.read_only) return false;
  if (question.required) return true;
  return logic.required && engine_->holds(node, *logic.required, "required", false);
}

void FormSession::check_node(SessionNode& node, std::vector<AnswerProblem>& problems) {
  if (node.question == kNoQuestion || node.instance || !node.shown) return;
  const Question& question = logic_->question(node.question);
  if (has_no_answer(question.type) || problems.size() >= kSessionProblemsMax) return;
  const QuestionLogic& logic = logic_->of(node.question);
  const std::string path = text::printable(tree_->path_of(node));
  if (node.value.is_null()) {
    if (!is_required(node)) return;
    const std::string label = lookups_->text_in(question.labels);
    const std::string name = text::printable(label.empty() ? question.name : label);
    problems.push_back(
        {path, "required", text::printable(sentence(question.required_messages, "\"" + name + "\" needs an answer."))});
    return;
  }
  if (logic.constraint && !engine_->holds(node, *logic.constraint, "constraint", true)) {
    problems.push_back({path, "constraint",
                        text::printable(sentence(question.constraint_messages,
                                                 "This answer does not fit the others, or is out of bounds."))});
  }
  if (!logic.offers_only) return;
  const std::vector<std::string> gone = engine_->choices().not_offered(node, node.value, engine_->context(node));
  if (!gone.empty()) problems.push_back({path, "choice", joined(gone) + " is not offered with the other answers."});
}

std::vector<AnswerProblem> FormSession::validate() {
  std::vector<AnswerProblem> problems;
  engine_->begin_change();
  tree_->walk(tree_->root(), [&](SessionNode& node) { check_node(node, problems); });
  return problems;
}

std::vector<AnswerProblem> FormSession::falling_away() const {
  std::vector<AnswerProblem> out;
  tree_->walk(tree_->root(), [&](SessionNode& node) {
    if (node.question == kNoQuestion || node.given.is_null() || out.size() >= kSessionProblemsMax) return;
    const Question& question = logic_->question(node.question);
    if (logic_->of(node.question).computed || is_ours_to_fill(question)) return;
    // A constant that the form put there is nobody's answer.
    const bool constant = !question.default_value.empty() && value_text(node.given) == question.default_value;
    if (node.value == node.given || (constant && !node.shown)) return;
    const std::string path = text::printable(tree_->path_of(node));
    if (node.shown) {
      out.push_back({path, "choice", "This choice is not offered with the other answers."});
    } else {
      out.push_back({path, "not_relevant", "This is not asked with the other answers."});
    }
  });
  return out;
}

CheckedAnswers FormSession::finish(const CheckOptions& options) {
  engine_->begin_change();
  set_moment("end");
  engine_->run();
  engine_->take_changes();
  CheckedAnswers out;
  for (AnswerProblem& problem : validate()) {
    const bool missing = problem.code == "required";
    if (missing && options.unfinished) out.submission.unanswered.push_back(std::move(problem));
    else out.problems.push_back(std::move(problem));
  }
  out.dropped = falling_away();
  Submission counted = counting();
  counted.unanswered = std::move(out.submission.unanswered);
  out.submission = std::move(counted);
  if (out.submission.values.size() > kAnswersMax) out.problems.push_back({"", "too_many", "Too many answers."});
  return out;
}

Submission FormSession::counting() const {
  Submission out;
  tree_->walk(tree_->root(), [&](SessionNode& node) {
    if (node.question == kNoQuestion || node.value.is_null()) return;
    const Question& question = logic_->question(node.question);
    std::string path = tree_->path_of(node);
    if (is_file(question.type)) out.attachments.push_back({path, value_text(node.value)});
    out.classes.emplace(path, question.field_class);
    out.values.emplace(std::move(path), node.value);
  });
  return out;
}

std::string FormSession::instance_name() {
  if (!logic_->instance_name()) return {};
  engine_->begin_change();
  const Result<Value> value = logic_->instance_name()->evaluate(engine_->context(tree_->root()));
  const std::string name = value.ok() ? value->to_text() : std::string();
  tree_->put_meta("instanceName", name);
  return name;
}

}  // namespace holdfast::forms
