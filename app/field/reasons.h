// The reasons of app/field.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_FIELD_REASONS(X)                      \
  X(kSealedNoEdit, Refused, "record.sealed_no_edit")   \
  X(kNotSealable, Usage, "record.not_sealable")        \
  X(kPersonUnknown, Usage, "person.unknown")           \
  X(kExhibitUnknown, Usage, "exhibit.unknown")         \
  X(kInterpreterUnknown, Usage, "interpreter.unknown") \
  X(kExportExists, Usage, "export.exists")             \
  X(kExportConflict, Refused, "export.conflict")       \
  X(kStaffUnknown, Usage, "staff.unknown")             \
  X(kStaffExists, Usage, "staff.exists")               \
  X(kStaffCode, Usage, "staff.code")                   \
  X(kReasonNeeded, Usage, "submit.reason_needed")      \
  X(kRecordLaterVersion, Refused, "record.later_version") \
  X(kFormForHq, Refused, "form.for_headquarters")

namespace holdfast::field {
HOLDFAST_REASONS(HOLDFAST_FIELD_REASONS)
}  // namespace holdfast::field
