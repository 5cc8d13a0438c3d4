// HQ's role keys as they lie in the HQ vault, boxed under its wrap key: the one place that knows their names.
//   hq/sign                         Ed25519 seed of the key that signs certificates, device lists, receipts, orders
//   hq/epoch/<number>/bundle        X25519 scalar that bundles of that epoch are for
//   hq/epoch/<number>/<class>       the same of each class whose sealed openings HQ reads (all but card)
// Root and recovery keys never lie in a vault. formats.md, "HQ: trust, receipts, keys".
#pragma once

#include <vector>

#include "app/exchange/reasons.h"
#include "app/store/vault.h"

namespace holdfast::exchange {

struct HqEpochKeys {
  std::uint32_t number = 0;
  crypto::Identity bundle;
  std::vector<crypto::Identity> classes;  // by sync::FieldClass, identity to plain
};

struct HqKeys {
  crypto::SigningKey sign;
  std::vector<HqEpochKeys> epochs;  // ascending, never empty; the last is the current one
  // Of all epochs, the newest first. The keys must outlive what is returned.
  std::vector<const crypto::Identity*> bundle_identities() const;
  std::vector<const crypto::Identity*> class_identities() const;
  const HqEpochKeys& current() const { return epochs.back(); }
};

// kNotHq where this vault holds no role keys at all, kHqKeysMissing where some of them are gone.
Result<HqKeys> hq_keys(store::Vault& vault);

// For the making of a headquarters and of a new month: generates, keeps, and returns the public half.
Result<crypto::VerifyKey> make_hq_sign_key(store::Vault& vault);
Result<sync::Epoch> make_epoch(store::Vault& vault, std::uint32_t number);

}  // namespace holdfast::exchange
