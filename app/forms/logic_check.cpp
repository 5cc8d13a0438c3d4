#include "app/forms/logic_check.h"

#include <algorithm>

namespace holdfast::forms {
namespace {

bool has_problem_at(const std::vector<AnswerProblem>& problems, const std::string& path) {
  return std::any_of(problems.begin(), problems.end(), [&](const AnswerProblem& known) { return known.path == path; });
}

// Instances beyond what the form counts are said once a repeat, not once an answer.
std::vector<AnswerProblem> instances_too_many(const FormSession& session, const sync::Values& values) {
  std::map<std::string, std::size_t> most;
  for (const auto& [path, value] : values) {
    const std::optional<InstancePath> split = split_instance_path(path);
    if (!split) continue;
    for (const std::string& instance : split->instances) ++most[instance.substr(0, instance.rfind('['))];
  }
  std::vector<AnswerProblem> out;
  for (const auto& [repeat, count] : most) {
    const std::size_t wanted = session.instances(repeat).size();
    const bool counted = session.is_counted(repeat);
    if (!counted || session.instances_given(repeat) <= wanted) continue;
    out.push_back({repeat, "repeat", "With the other answers there are " + std::to_string(wanted) + " of these."});
  }
  return out;
}

}  // namespace

CheckedAnswers check_with_logic(std::shared_ptr<const FormLogic> logic, SessionWorld world, CheckedAnswers given,
                                const CheckOptions& options) {
  FormSession session = FormSession::create(std::move(logic), std::move(world));
  session.fill(given.submission.values);
  CheckedAnswers out = session.finish(options);
  std::vector<AnswerProblem> problems = std::move(given.problems);
  const bool sound = problems.empty();
  for (AnswerProblem& problem : out.problems) {
    if (!has_problem_at(problems, problem.path)) problems.push_back(std::move(problem));
  }
  // With an answer missing because it was ill-formed, nobody can tell yet what else would have been asked.
  if (sound) {
    for (AnswerProblem& problem : instances_too_many(session, given.submission.values)) {
      problems.push_back(std::move(problem));
    }
    for (AnswerProblem& problem : out.dropped) {
      if (given.submission.values.count(problem.path) != 0) problems.push_back(std::move(problem));
    }
  }
  out.dropped.clear();
  out.problems = std::move(problems);
  return out;
}

CheckedAnswers check_revision(std::shared_ptr<const FormLogic> logic, SessionWorld world, const sync::Values& base,
                              CheckedAnswers given) {
  FormSession session = FormSession::of_values(std::move(logic), std::move(world), base, SessionMode::Loading);
  const std::vector<AnswerProblem> before = session.validate();
  session.change(given.submission.values);
  for (AnswerProblem& problem : session.validate()) {
    const bool old = has_problem_at(before, problem.path) && given.submission.values.count(problem.path) == 0;
    if (problem.code == "required") given.submission.unanswered.push_back(std::move(problem));
    else if (!old) given.problems.push_back(std::move(problem));
  }
  for (AnswerProblem& problem : session.falling_away()) {
    const auto answered = given.submission.values.find(problem.path);
    const bool now = answered != given.submission.values.end() && !answered->second.is_null();
    if (now) given.problems.push_back(std::move(problem));
    else if (base.count(problem.path) != 0) given.dropped.push_back(std::move(problem));
  }
  const Submission whole = session.counting();
  for (const auto& [path, value] : whole.values) {
    const auto old = base.find(path);
    if (old != base.end() && old->second == value) continue;
    given.submission.values[path] = value;
    given.submission.classes[path] = whole.classes.at(path);
  }
  for (const auto& [path, value] : base) {
    const bool answer = !path.empty() && path.front() != '@' && !value.is_null();
    if (!answer || whole.values.count(path) != 0 || given.submission.values.count(path) != 0) continue;
    const std::optional<sync::FieldClass> field_class = session.class_of(path);
    if (!field_class) continue;
    given.submission.values[path] = CborValue();
    given.submission.classes[path] = *field_class;
  }
  return given;
}

CheckedAnswers check_supplement(std::shared_ptr<const FormLogic> logic, SessionWorld world, CheckedAnswers given) {
  FormSession session = FormSession::of_part(std::move(logic), std::move(world), given.submission.values);
  const auto add = [&given](AnswerProblem& problem) {
    if (problem.code != "required" && !has_problem_at(given.problems, problem.path)) {
      given.problems.push_back(std::move(problem));
    }
  };
  for (AnswerProblem& problem : session.validate()) add(problem);
  for (AnswerProblem& problem : session.falling_away()) add(problem);
  return given;
}

std::vector<AnswerProblem> judge_values(std::shared_ptr<const FormLogic> logic, const sync::Values& values) {
  FormSession session = FormSession::of_values(std::move(logic), SessionWorld(), values, SessionMode::Judging);
  std::vector<AnswerProblem> out = session.validate();
  std::erase_if(out, [](const AnswerProblem& problem) { return problem.code == "required"; });
  for (AnswerProblem& problem : session.falling_away()) out.push_back(std::move(problem));
  return out;
}

}  // namespace holdfast::forms
