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
  X(kEnrolFile, Refused, "enrol.file")                            \
  X(kEnrolRevoked, Refused, "enrol.revoked")                      \
  X(kNotHq, Usage, "exchange.not_hq")                             \
  X(kHqKeysMissing, Damaged, "exchange.hq_keys_missing")          \
  X(kPracticeTeam, Refused, "bundle.practice")                    \
  X(kSenderSuspended, Refused, "bundle.suspended_sender")         \
  X(kNotWaiting, Usage, "quarantine.not_waiting")                 \
  X(kForkChoice, Usage, "quarantine.fork_choice")                 \
  X(kTipText, Usage, "tip.text")                                  \
  X(kForkNone, Usage, "quarantine.fork_none")                     \
  X(kForkSame, Usage, "quarantine.fork_same")                     \
  X(kTipTooMany, Limit, "tip.too_many")                           \
  X(kSenderForked, Refused, "bundle.forked_sender")

namespace holdfast::exchange {
HOLDFAST_REASONS(HOLDFAST_EXCHANGE_REASONS)
}  // namespace holdfast::exchange
