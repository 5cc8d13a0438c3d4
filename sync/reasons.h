// The reasons of sync/.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_SYNC_REASONS(X)                                     \
  X(kDocumentMalformed, Refused, "document.malformed")               \
  X(kDocumentNewer, Newer, "document.newer")                         \
  X(kEntryMalformed, Refused, "entry.malformed")                     \
  X(kEntrySignature, Held, "entry.signature")                        \
  X(kEntryOpeningMismatch, Held, "entry.opening_mismatch")           \
  X(kEntryFormUnknown, Held, "entry.form_unknown")                   \
  X(kEntryAnswers, Held, "entry.answers")                            \
  X(kEntryNotAllowed, Held, "entry.not_allowed")                     \
  X(kEntryExpired, Held, "entry.expired")                            \
  X(kEntryRevoked, Held, "entry.revoked")                            \
  X(kEntryFork, Held, "entry.fork")                                  \
  X(kOpeningMalformed, Refused, "opening.malformed")                 \
  X(kChainBroken, Refused, "chain.broken")                           \
  X(kChainFork, Refused, "chain.fork")                               \
  X(kBundleNotBundle, Refused, "bundle.not_bundle")                  \
  X(kBundleManifest, Refused, "bundle.manifest")                     \
  X(kBundleSignature, Refused, "bundle.signature")                   \
  X(kBundleRecipients, Refused, "bundle.recipients")                 \
  X(kBundleSection, Refused, "bundle.section")                       \
  X(kBundlePadding, Refused, "bundle.padding")                       \
  X(kBundleTruncated, Refused, "bundle.truncated")                   \
  X(kBundleUnknownSender, Refused, "bundle.unknown_sender")          \
  X(kBundleRevokedSender, Refused, "bundle.revoked_sender")          \
  X(kBundleWrongTeam, Refused, "bundle.wrong_team")                  \
  X(kBundleReplayed, Refused, "bundle.replayed")                     \
  X(kBundleNumberReused, Refused, "bundle.number_reused")            \
  X(kBundleNewer, Newer, "bundle.newer")                             \
  X(kBundleTooLarge, Limit, "bundle.too_large")                      \
  X(kReceiptMalformed, Refused, "receipt.malformed")                 \
  X(kReceiptSignature, Refused, "receipt.signature")                 \
  X(kReceiptNotForUs, Refused, "receipt.not_for_us")                 \
  X(kReceiptOld, Refused, "receipt.old")                             \
  X(kReceiptHeadUnknown, Damaged, "receipt.head_unknown")            \
  X(kRosterMalformed, Refused, "roster.malformed")                   \
  X(kRosterSignatures, Refused, "roster.signatures")                 \
  X(kRosterOld, Refused, "roster.old")                               \
  X(kCertificateMalformed, Refused, "certificate.malformed")         \
  X(kCertificateSignature, Refused, "certificate.signature")         \
  X(kDeviceListMalformed, Refused, "device_list.malformed")          \
  X(kDeviceListSignature, Refused, "device_list.signature")          \
  X(kOrderMalformed, Refused, "order.malformed")                     \
  X(kOrderSignature, Refused, "order.signature")                     \
  X(kOrderExpired, Refused, "order.expired")                         \
  X(kTipMalformed, Refused, "tip.malformed")                         \
  X(kTipSignature, Refused, "tip.signature")                         \
  X(kTipTooLong, Limit, "tip.too_long")                              \
  X(kLogProof, Refused, "log.proof")                                 \
  X(kRoadMissing, Io, "road.missing")                                \
  X(kRoadReadBack, Damaged, "road.read_back")                        \
  X(kRoadName, Refused, "road.name")

namespace holdfast::sync {
HOLDFAST_REASONS(HOLDFAST_SYNC_REASONS)
}  // namespace holdfast::sync
