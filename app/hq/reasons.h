// The reasons of app/hq.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_HQ_REASONS(X)                           \
  X(kHqName, Usage, "hq.name")                           \
  X(kHqRecovery, Usage, "hq.recovery")                   \
  X(kHqShares, Usage, "hq.shares")                       \
  X(kRootFile, Refused, "hq.root_file")                  \
  X(kRootPassphrase, Locked, "hq.root_passphrase")       \
  X(kDeviceUnknown, Usage, "device.unknown")             \
  X(kDeviceRevoked, Usage, "device.revoked")             \
  X(kConflictNone, Usage, "conflict.none")               \
  X(kConflictValue, Usage, "conflict.value")             \
  X(kEpochUnknown, Usage, "epoch.unknown")               \
  X(kSamePerson, Usage, "person.same")                   \
  X(kMergedThrough, Usage, "person.merged_through_others")

namespace holdfast::hq {
HOLDFAST_REASONS(HOLDFAST_HQ_REASONS)
}  // namespace holdfast::hq
