// A new headquarters: team, root key, role keys, recovery key cut into shares, its own vault enrolled as desk.
#pragma once

#include <string>
#include <vector>

#include "app/hq/reasons.h"
#include "app/store/vault.h"

namespace holdfast::hq {

struct CreateRequest {
  std::string team;  // shown to people, 1-80 characters
  std::string device_name = "HQ";
  std::size_t recovery_threshold = 2;  // of recovery_shares; 2 of 3 unless said otherwise
  std::size_t recovery_shares = 3;
  bool practice = false;
};

struct CreateAnswer {
  std::string words;  // HQ's 8 words
  std::string digits;
  std::vector<crypto::SecretBuffer> recovery_shares;  // to be printed, kept apart, typed back
  crypto::SecretBuffer
      root_file;  // age file (binary) of the root key, under the passphrase's own stretch; never kept in the vault
};

// `vault` is freshly created and empty. Root key and recovery key exist only in the answer afterwards.
// `root_passphrase` protects the root file.
Result<CreateAnswer> create_hq(store::Vault& vault, const CreateRequest& request,
                               const crypto::SecretBuffer& root_passphrase);
// Compares shares typed back; success is remembered, so that Home stops warning.
Result<void> confirm_recovery(store::Vault& vault, std::span<const crypto::SecretBuffer> shares);
Result<bool> recovery_confirmed(store::Vault& vault);

// HQ's private keys of one epoch as the text of an age identity file: opens bundles with a standard tool. Plaintext
// leaves protection; a signed export entry.
Result<crypto::SecretBuffer> export_epoch_identity(store::Vault& vault, std::uint32_t epoch);

}  // namespace holdfast::hq
