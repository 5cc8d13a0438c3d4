// The reasons of app/forms.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_FORMS_REASONS(X)                                  \
  X(kFormNotForm, Refused, "form.not_form")                        \
  X(kFormSheet, Refused, "form.sheet")                             \
  X(kFormColumn, Refused, "form.column")                           \
  X(kFormType, Refused, "form.type")                               \
  X(kFormChoices, Refused, "form.choices")                         \
  X(kFormStructure, Refused, "form.structure")                     \
  X(kFormName, Refused, "form.name")                               \
  X(kFormTooLarge, Limit, "form.too_large")                        \
  X(kFormCell, Refused, "form.cell")                               \
  X(kFormWorkbook, Refused, "form.workbook")                       \
  X(kFormOldWorkbook, Refused, "form.old_workbook")                \
  X(kFormEncrypted, Refused, "form.encrypted")                     \
  X(kFormXml, Refused, "form.xml")                                 \
  X(kFormExternal, Refused, "form.external")                       \
  X(kFormMedia, Refused, "form.media")                             \
  X(kFormExpression, Refused, "form.expression")                   \
  X(kFormCycle, Refused, "form.cycle")                             \
  X(kFormLanguage, Usage, "form.language")                         \
  X(kExpressionFailed, Usage, "form.expression_failed")            \
  X(kExpressionLimit, Limit, "form.expression_limit")              \
  X(kAnswersMalformed, Usage, "answers.malformed")                 \
  X(kAnswersInvalid, Usage, "answers.invalid")

namespace holdfast::forms {
HOLDFAST_REASONS(HOLDFAST_FORMS_REASONS)
}  // namespace holdfast::forms
