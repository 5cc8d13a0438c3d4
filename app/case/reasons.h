// The reasons of app/case.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_CASE_REASONS(X)                          \
  X(kDateMalformed, Usage, "date.malformed")              \
  X(kDateCalendar, Usage, "date.calendar")                \
  X(kDateOutside, Usage, "date.outside")                  \
  X(kCodeMalformed, Usage, "code.malformed")              \
  X(kCodeCheckLetter, Usage, "code.check_letter")         \
  X(kCodeUnknown, Usage, "code.unknown")                  \
  X(kCodeAmbiguous, Usage, "code.ambiguous")

namespace holdfast::cases {
HOLDFAST_REASONS(HOLDFAST_CASE_REASONS)
}  // namespace holdfast::cases
