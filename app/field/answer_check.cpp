#include "app/field/answer_check.h"

#include <algorithm>

#include "app/field/moment.h"
#include "app/field/references.h"

namespace holdfast::field {

namespace {

constexpr std::size_t kDaySize = 10;  // of "2022-02-14"

std::function<std::string()> repeat_ids(store::Vault& vault) {
  return [&random = vault.seams().random] { return to_hex(random.array<8>()); };
}

void drop_problem(std::vector<forms::AnswerProblem>& problems, const std::string& path) {
  std::erase_if(problems, [&path](const forms::AnswerProblem& problem) {
    return problem.path == path && problem.code == "required";
  });
}

// Constants that the form gives as defaults, for questions nobody answered; "today()" and "now()" are this vault's day.
void add_defaults(store::Vault& vault, const forms::Form& form, forms::CheckedAnswers& checked) {
  for (const forms::Question& question : form.questions) {
    const bool given = checked.submission.values.count(question.path) != 0;
    if (given || question.default_value.empty() || !question.repeats.empty() || question.conditional) continue;
    const bool is_time = question.default_value == "now()" || question.default_value == "today()";
    if (!is_time && question.default_value.find('(') != std::string::npos) continue;  // an expression: the forms' logic
    if (!is_time && question.type != forms::QuestionType::SelectOne && question.type != forms::QuestionType::Text)
      continue;
    const std::string moment = moment_text(vault.now_ms());
    const bool with_clock = question.type == forms::QuestionType::DateTime;
    const std::string value = !is_time ? question.default_value : with_clock ? moment : moment.substr(0, kDaySize);
    checked.submission.values[question.path] = CborValue(value);
    checked.submission.classes[question.path] = question.field_class;
    drop_problem(checked.problems, question.path);
    drop_problem(checked.submission.unanswered, question.path);
  }
}

}  // namespace

const forms::Question* code_question(const forms::Form& form) {
  for (const forms::Question& question : form.questions) {
    if (question.name == "code" && question.read_only) return &question;
  }
  return nullptr;
}

Result<forms::CheckedAnswers> check_submission(store::Vault& vault, const forms::Form& form, const std::string& json,
                                               const forms::CheckOptions& options) {
  ResolvedAnswers resolved = TRY(resolve_references(vault, form, json));
  forms::CheckedAnswers checked = TRY(forms::check_answers(form, resolved.json, options, repeat_ids(vault)));
  for (const forms::AnswerProblem& problem : resolved.problems) {
    // The check calls the same answer ill-formed; one sentence about it is enough.
    std::erase_if(checked.problems, [&problem](const auto& other) { return other.path == problem.path; });
  }
  for (forms::AnswerProblem& problem : resolved.problems) checked.problems.push_back(std::move(problem));
  if (const forms::Question* question = code_question(form)) {
    drop_problem(checked.problems, question->path);
    drop_problem(checked.submission.unanswered, question->path);
  }
  if (!options.partial) add_defaults(vault, form, checked);
  return checked;
}

}  // namespace holdfast::field
