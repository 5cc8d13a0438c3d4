// The reasons of crypto/.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_CRYPTO_REASONS(X)                                   \
  X(kMemoryLocked, Limit, "memory.not_locked")                       \
  X(kPasswordParameters, Damaged, "password.parameters")             \
  X(kPasswordMemory, Limit, "password.memory")                       \
  X(kStreamDamaged, Refused, "stream.damaged")                       \
  X(kStreamTruncated, Refused, "stream.truncated")                   \
  X(kStreamTrailing, Refused, "stream.trailing")                     \
  X(kEnvelopeNotAge, Refused, "envelope.not_age")                    \
  X(kEnvelopeProfile, Refused, "envelope.profile")                   \
  X(kEnvelopeDamaged, Refused, "envelope.damaged")                   \
  X(kEnvelopeNotForUs, NotYours, "envelope.not_for_us")              \
  X(kIdentityMalformed, Refused, "identity.malformed")               \
  X(kSignatureFalse, Refused, "signature.false")                     \
  X(kHeaderMissing, Damaged, "header.missing")                       \
  X(kHeaderDamaged, Damaged, "header.damaged")                       \
  X(kHeaderNewer, Newer, "header.newer")                             \
  X(kHeaderPassphrase, Locked, "header.passphrase")                  \
  X(kHeaderSlotsFull, Limit, "header.slots_full")                    \
  X(kHeaderLastSlot, Usage, "header.last_slot")                      \
  X(kHeaderNoSuchSlot, Usage, "header.no_such_slot")                 \
  X(kHeaderSlotExists, Usage, "header.slot_exists")                  \
  X(kHeaderSlotLabel, Usage, "header.slot_label")                    \
  X(kHeaderNotYourSlot, Usage, "header.not_your_slot")               \
  X(kHeaderStateTooLarge, Limit, "header.state_too_large")           \
  X(kSharesTooFew, Locked, "shares.too_few")                         \
  X(kSharesMalformed, Usage, "shares.malformed")                     \
  X(kSharesMixed, Usage, "shares.mixed")                             \
  X(kWordsMalformed, Usage, "words.malformed")

namespace holdfast::crypto {
HOLDFAST_REASONS(HOLDFAST_CRYPTO_REASONS)
}  // namespace holdfast::crypto
