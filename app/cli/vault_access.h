// Opening the vault a command names, with a passphrase from a prompt, a file or a descriptor: never from argv or the
// environment.
#pragma once

#include <memory>

#include "app/cli/command_table.h"

namespace holdfast::cli {

// The vault of this command: opened here, or the one a batch holds open.
class VaultHold {
 public:
  store::Vault& operator*() { return *vault_; }
  store::Vault* operator->() { return vault_; }
  // Locks it where this command opened it; errors of the last write are told.
  Result<void> close();

  explicit VaultHold(store::Vault& borrowed) : vault_(&borrowed) {}
  explicit VaultHold(std::unique_ptr<store::Vault> owned) : owned_(std::move(owned)), vault_(owned_.get()) {}

 private:
  std::unique_ptr<store::Vault> owned_;
  store::Vault* vault_;
};

Result<VaultHold> open_vault(Invocation& invocation);
// Makes the vault where the folder is not there yet, with a new passphrase typed twice; opens it otherwise.
Result<VaultHold> open_or_create_vault(Invocation& invocation, const std::string& staff);

// The folder that VAULT names; "@" is HOLDFAST_VAULT.
Result<std::string> vault_path(const Invocation& invocation);

// NFKC, never empty. `fresh`: --new-passphrase-…, asked twice on a terminal.
Result<crypto::Passphrase> read_passphrase(Invocation& invocation, bool fresh, const std::string& prompt);

// A typed word, or --yes without a terminal; kCommandNotConfirmed otherwise.
Result<void> confirm(Invocation& invocation, const std::string& what_will_be_gone, const std::string& word);

// FILE or "-".
Result<Bytes> read_input(Invocation& invocation, const std::string& file, std::uint64_t size_bytes_max);
// Writes a new file (or replaces it with --force); "-" is standard output, refused for binary on a terminal.
Result<void> write_output(Invocation& invocation, const std::string& file, ByteView bytes, bool binary);

}  // namespace holdfast::cli
