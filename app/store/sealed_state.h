// What the vault's header keeps in its sealed box: the keys of the database and of drafts, and where the journal
// stood. formats.md "Sealed state"; encoded here, opaque to crypto/vault_header, at most 960 bytes.
#pragma once

#include <optional>

#include "crypto/secret.h"
#include "sync/types.h"

namespace holdfast::store {

struct DatabaseEpoch {
  std::uint32_t number = 1;      // records.N.db
  crypto::SecretBuffer key;      // 48 bytes: key and salt
};

struct SealedState {
  DatabaseEpoch database;
  std::optional<DatabaseEpoch> previous_database;      // during a change of epoch
  crypto::Secret<32> wrap_key;                          // wraps the keys of openings and blobs, and device secrets
  crypto::Secret<32> draft_key;
  std::optional<crypto::Secret<32>> previous_draft_key;  // during a change of draft key
  std::uint64_t head_seq = 0;                           // our own chain's head when this was written
  sync::EntryHash head_hash{};
  std::uint64_t last_receipt = 0;
  std::int64_t clock_high_ms = 0;

  SealedState clone() const;
};

crypto::SecretBuffer encode_state(const SealedState& state);
Result<SealedState> decode_state(ByteView bytes);

}  // namespace holdfast::store
