// The journal: every act of every device this vault knows of, append-only. Views follow from it.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "app/store/vault.h"
#include "sync/entry.h"
#include "sync/opening.h"
#include "sync/receipt.h"

namespace holdfast::store {

struct BlobKey {
  sync::BlobRef ref{};
  crypto::Secret<32> key;
};

// An entry about to be written by this device.
struct NewEntry {
  sync::EntryType type = sync::EntryType::Create;
  sync::ObjectId object{};
  std::vector<sync::EntryHash> parents{};
  std::optional<Hash256> form{};
  sync::Values values{};                                    // answers and own @-leaves (@reason, …)
  std::map<std::string, sync::FieldClass> classes{};        // of the answers
  std::vector<sync::BlobRef> blobs{};
  std::vector<BlobKey> blob_keys{};  // of `blobs`, where `seal`: they go into the sealed openings and nowhere else
  bool seal = false;  // only for Create and Set: the openings (all but card) go to HQ's keys only
};

// Signs and appends to our own chain inside the caller's transaction: entry, opening (open or sealed), search and
// views. Adds @actor, and for custody, consent, withdraw, release and erase the person's signature. The vault's head
// is noted only by commit_entries. kNotEnrolled, kVaultReadOnly, kVaultClock.
Result<sync::SignedEntry> append_entry(Vault& vault, const NewEntry& entry);
// Seals an entry that was submitted open, in the caller's transaction: its openings go to HQ's keys only, the keys of
// its files too, and a seal entry commits to both. What pages and WAL still keep is gone with the next epoch (renew).
Result<void> seal_entry(Vault& vault, const sync::SignedEntry& entry);
// Commits the transaction and notes the new head: after this the entries are acknowledged.
Result<void> commit_entries(Vault& vault, Transaction transaction);

struct StoredEntry {
  sync::SignedEntry signed_entry;
  std::uint64_t accepted = 0;  // position in this vault's order of acceptance, from 1
  std::string held;            // code, or empty
  sync::Role role = sync::Role::Field;
};
Result<std::optional<StoredEntry>> find_entry(Vault& vault, const sync::EntryHash& hash);
// The object of an entry whose hash begins so: how the exported versions of a record are called.
Result<std::optional<sync::ObjectId>> object_of_version(Vault& vault, const Id16& start);
// By place in a chain only what stands is found: not a history that was decided against.
Result<std::optional<StoredEntry>> entry_at(Vault& vault, const sync::DeviceId& device, std::uint64_t seq);
// Entries of one object, by order of acceptance.
Result<std::vector<StoredEntry>> entries_of(Vault& vault, const sync::ObjectId& object);
// Entries of one device from..to that are here, ascending.
Result<std::vector<StoredEntry>> entries_between(Vault& vault, const sync::DeviceId& device, std::uint64_t from,
                                                 std::uint64_t to);

struct ChainHead {
  std::uint64_t seq = 0;
  sync::EntryHash hash{};
};
// The last entry of our own chain; seq 0 before the first.
Result<ChainHead> own_head(Vault& vault);
// Ranges of a device's chain that are here, ascending, each without a hole.
Result<std::vector<sync::HeldRange>> held_ranges(Vault& vault, const sync::DeviceId& device);
Result<std::vector<sync::DeviceId>> known_authors(Vault& vault);

// Stores another device's entry (import), in the caller's transaction. Its opening is stored by put_opening. `aside`:
// of a history that was decided against (forks.h); such an entry is held as entry.fork whatever `held` says.
Result<void> insert_entry(Vault& vault, const sync::SignedEntry& entry, std::string_view held, sync::Role role,
                          bool aside = false);
// Frees or holds an entry later; views of its object are brought up to date.
// A freed erase entry of HQ acts now.
Result<void> set_held(Vault& vault, const sync::EntryHash& hash, std::string_view code);

// Number of entries here: what `known at` counts.
Result<std::uint64_t> journal_size(Vault& vault);
// SHA-256 over the journal's state, independent of order of arrival: equal vaults have equal hashes.
Result<Hash256> state_hash(Vault& vault);

}  // namespace holdfast::store
