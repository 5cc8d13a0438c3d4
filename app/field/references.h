// Answers that point to a person or an exhibit: a code or the start of an id becomes the whole id before the check.
#pragma once

#include "app/forms/submission.h"
#include "app/store/vault.h"

namespace holdfast::field {

struct ResolvedAnswers {
  std::string json;
  std::vector<forms::AnswerProblem> problems;  // references that lead nowhere, or to several
};
// kAnswersMalformed where `json` is no object.
Result<ResolvedAnswers> resolve_references(store::Vault& vault, const forms::Form& form, std::string_view json);

}  // namespace holdfast::field
