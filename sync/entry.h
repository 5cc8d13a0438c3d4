// One signed act in a device's journal (sync/FORMAT.md, "Entry").
#pragma once

#include <optional>
#include <vector>

#include "sync/hlc.h"
#include "sync/types.h"

namespace holdfast::sync {

enum class EntryType : std::uint8_t {
  Create = 1, Set, Attach, Seal, Resolve, Link, Unlink, Custody, Consent, Withdraw, Erase, View, Export, Receipt,
  Device, Release, Revoke
};
std::string_view to_string(EntryType type);

inline constexpr std::size_t kEntrySizeMax = 65536;
inline constexpr std::size_t kParentsMax = 1024;
inline constexpr std::size_t kEntryBlobsMax = 1024;

// The newest HQ log head the device had seen: the entry is not older than that.
struct Checkpoint {
  std::uint64_t size = 0;
  Hash256 root{};
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

struct Entry {
  TeamId team{};
  DeviceId device{};
  std::uint64_t seq = 0;         // 1, 2, 3 … without holes
  EntryHash prev{};              // hash of the device's entry before; zeros for seq 1
  Hlc hlc{};
  std::int64_t wall_ms = 0;      // what the device's clock said: a claim
  EntryType type = EntryType::Create;
  ObjectId object{};
  std::vector<EntryHash> parents;  // entries this one knew and builds on; ascending, unique
  std::optional<Hash256> form;     // hash of the form's canonical bytes
  Hash256 root{};                  // commitment to the values
  std::vector<BlobRef> blobs;      // ascending, unique
  std::optional<Checkpoint> checkpoint;
  friend bool operator==(const Entry&, const Entry&) = default;
};

// An entry as it is stored and sent: exact bytes, their hash, the device's signature.
struct SignedEntry {
  Entry entry;
  Bytes encoded;
  EntryHash hash{};
  crypto::Signature signature{};
};

Bytes encode_entry(const Entry& entry);
Result<Entry> decode_entry(ByteView bytes);
// labelled_hash("holdfast/entry/v1", encoded). The signature is not part of it.
EntryHash entry_hash(ByteView encoded);

SignedEntry sign_entry(Entry entry, const crypto::SigningKey& key);
// Decodes; does not check the signature.
Result<SignedEntry> read_entry(ByteView encoded, const crypto::Signature& signature);
// kEntrySignature where the signature is not this key's.
Result<void> check_entry_signature(const SignedEntry& entry, const crypto::VerifyKey& key);
// True if `next` follows `previous` on the same device's chain.
bool follows(const SignedEntry& previous, const SignedEntry& next);

}  // namespace holdfast::sync
