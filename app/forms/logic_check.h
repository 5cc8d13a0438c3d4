// A form's logic upon answers that are there already, whoever asked for them: of a submission from a file, of a
// revision, of a record that came in a bundle. Each is one session, filled, looked at and thrown away.
#pragma once

#include "app/forms/form_session.h"

namespace holdfast::forms {

// `given`: as check_answers found them fit (CheckOptions::demand off). Defaults, metadata and calculations are added,
// given calculations replaced; what is missing, breaks a constraint, or is not asked with the other answers is a
// problem. Nobody can be asked any more whether an answer may fall away, so none does.
CheckedAnswers check_with_logic(std::shared_ptr<const FormLogic> logic, SessionWorld world, CheckedAnswers given,
                                const CheckOptions& options);

// A revision of a record whose answers are `base`: the values to be written are those given, calculations that change
// with them, and nulls for answers that are not asked any more (named in `dropped`). Only what the revision breaks is a
// problem: a record that was not whole before need not become so, and what is missing is named in `unanswered`.
CheckedAnswers check_revision(std::shared_ptr<const FormLogic> logic, SessionWorld world, const sync::Values& base,
                              CheckedAnswers given);

// A part of a record that nobody here can read any more (it is sealed): constraints that look at nothing but the
// answers of the part, and answers that by these alone would not be asked or offered. Nothing is added or taken away.
CheckedAnswers check_supplement(std::shared_ptr<const FormLogic> logic, SessionWorld world, CheckedAnswers given);

// Of a whole record that others signed: constraints it breaks and answers that were not asked. The same finding on
// every device at any time: what depends on a clock, on chance or on a list that did not come with the form finds
// nothing, and calculations are taken as they came.
std::vector<AnswerProblem> judge_values(std::shared_ptr<const FormLogic> logic, const sync::Values& values);

}  // namespace holdfast::forms
