// The reasons of app/store.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_STORE_REASONS(X)                                     \
  X(kVaultMissing, Usage, "vault.missing")                            \
  X(kVaultExists, Usage, "vault.exists")                              \
  X(kVaultInUse, Busy, "vault.in_use")                                \
  X(kVaultDatabase, Damaged, "vault.database_damaged")                \
  X(kVaultRolledBack, Damaged, "vault.rolled_back")                   \
  X(kVaultHeaderOld, Damaged, "vault.header_old")                     \
  X(kVaultReadOnly, Refused, "vault.read_only")                       \
  X(kVaultNewer, Newer, "vault.newer")                                \
  X(kVaultClock, Usage, "vault.clock")                                \
  X(kVaultFull, Full, "vault.full")                                   \
  X(kVaultWrite, Io, "vault.write")                                   \
  X(kVaultSetting, Damaged, "vault.setting")                          \
  X(kNotEnrolled, Refused, "vault.not_enrolled")                      \
  X(kRecordUnknown, Usage, "record.unknown")                          \
  X(kRecordAmbiguous, Usage, "record.ambiguous")                      \
  X(kOpeningSealed, NotYours, "opening.sealed")                       \
  X(kOpeningMissing, Held, "opening.missing")                         \
  X(kOpeningDamaged, Damaged, "opening.damaged")                      \
  X(kBlobDamaged, Damaged, "blob.damaged")                            \
  X(kBlobMissing, Held, "blob.missing")                               \
  X(kBlobTooLarge, Limit, "blob.too_large")                           \
  X(kDraftUnknown, Usage, "draft.unknown")                            \
  X(kFormUnknown, Usage, "form.unknown")                              \
  X(kFormMediaUnknown, Usage, "form.media_unknown")                   \
  X(kBlobUnclaimedFull, Limit, "blob.unclaimed_full")                 \
  X(kBlobLost, Damaged, "blob.lost")                                  \
  X(kOutboxState, Usage, "outbox.state")                              \
  X(kQuarantineFull, Limit, "quarantine.full")                        \
  X(kQuarantineUnknown, Usage, "quarantine.unknown")

namespace holdfast::store {
HOLDFAST_REASONS(HOLDFAST_STORE_REASONS)
}  // namespace holdfast::store
