// What an open Vault holds in memory, and the few steps that several of its parts share. Internal to app/store.
#pragma once

#include <map>

#include "app/forms/form_logic.h"
#include "app/store/vault.h"

namespace holdfast::store {

struct FormCache {
  std::map<Hash256, std::shared_ptr<const forms::Form>> forms{};
  std::map<Hash256, std::shared_ptr<const forms::FormLogic>> logics{};
};

inline constexpr const char* kSaveMetaSql =
    "INSERT INTO meta (name, value) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value";
inline constexpr std::string_view kMetaHeaderGeneration = "header_generation";
inline constexpr std::string_view kSecretSigning = "device/signing";
inline constexpr std::string_view kSecretEncryption = "device/encryption";
inline constexpr std::string_view kDocumentRoster = "roster";
inline constexpr std::string_view kDocumentCertificate = "certificate";
inline constexpr const char* kVaultFolders[] = {"blobs", "quarantine", "lost"};

// The folder that holds `path`.
std::string parent_folder(const std::string& path);
// "records.N.db", and what SQLite may leave beside it.
std::string database_name(std::uint32_t epoch);
DatabaseOptions database_options(const Seams& seams);
// As SQLite's VFS has to be told.
std::string database_path(const Seams& seams, const std::string& folder, const std::string& name);
// An empty file for a database, for its owner's eyes alone: SQLite by itself would let others read it.
Result<void> make_database_file(const Seams& seams, const std::string& folder, const std::string& name);
// Removes a database with all that SQLite may leave beside it, durably. Not there: fine.
Result<void> remove_database(const Seams& seams, const std::string& folder, const std::string& name);
// The N of "records.N.db".
std::optional<std::uint32_t> epoch_of(const std::string& name);
// While an export is not finished its name says so: nobody has a key to it, and the next unlock removes it.
inline constexpr std::string_view kUnfinishedSuffix = ".part";
// 48 fresh bytes.
DatabaseEpoch fresh_epoch(Random& random, std::uint32_t number);

struct Vault::Data {
  Data(const Seams& the_seams, std::string the_path) : seams(the_seams), path(std::move(the_path)) {}

  Seams seams;
  std::string path;
  std::unique_ptr<FileLock> lock{};  // before what it guards, so that it is released after it
  std::optional<crypto::VaultHeader> header{};
  SealedState state;
  std::optional<Database> writer{};
  std::optional<Database> reader{};
  Doubt doubt = Doubt::None;
  std::optional<Person> person{};
  std::optional<crypto::SigningKey> person_key{};
  std::optional<crypto::SigningKey> signing_key{};
  std::optional<crypto::Identity> encryption{};
  sync::DeviceId device{};
  std::optional<sync::Roster> roster{};
  std::optional<sync::Certificate> certificate{};
  std::optional<sync::Checkpoint> checkpoint{};
  FormCache forms{};
  std::int64_t last_entry_ms = 0;             // of our own chain
  std::int64_t receipt_ms = 0;                // HQ's time in the last receipt
  std::optional<std::int64_t> stated_ms{};    // what the person said
  std::int64_t stated_at = 0;                 // steady time when it was said
  bool state_dirty = false;                   // the header does not know the newest head
  std::int64_t state_written_at = 0;          // steady time

  // Opens both connections to the database of `state`. Migrates.
  Result<void> open_databases();
  // Writes `next` to both copies, makes it ours, and has the database remember the generation.
  Result<void> change_state(SealedState next);
  // After every durable change of the header.
  Result<void> remember_generation();
  // The last receipt that was kept: its head must be on our chain, and the header may not know a later one.
  Result<void> read_last_receipt();
  // Whether our own entry `seq` is here and has this hash.
  Result<bool> is_own_entry(std::uint64_t seq, const sync::EntryHash& hash);

  Result<std::optional<crypto::SecretBuffer>> secret(std::string_view name);
  Result<void> set_secret(std::string_view name, ByteView value);
  bool clock_in_doubt() const;
  std::int64_t now_ms() const;
};

}  // namespace holdfast::store
