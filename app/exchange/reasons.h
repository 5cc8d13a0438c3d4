// The reasons of app/exchange.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_EXCHANGE_REASONS(X)                              \
  X(kNothingToSend, Usage, "exchange.nothing_to_send")            \
  X(kEnrolWords, Refused, "enrol.words")                          \
  X(kEnrolAlready, Usage, "enrol.already")                        \
  X(kEnrolNotOurs, Refused, "enrol.not_ours")                     \
  X(kEnrolNameTaken, Usage, "enrol.name_taken")                   \
  X(kEnrolName, Usage, "enrol.name")                              \
  X(kNotHq, Usage, "exchange.not_hq")                             \
  X(kHqKeysMissing, Damaged, "exchange.hq_keys_missing")          \
  X(kPracticeTeam, Refused, "bundle.practice")

namespace holdfast::exchange {
HOLDFAST_REASONS(HOLDFAST_EXCHANGE_REASONS)
}  // namespace holdfast::exchange
