#include "app/store/verify.h"

#include <algorithm>
#include <map>

#include "app/store/blobs.h"
#include "app/store/import_stage.h"
#include "crypto/hash.h"
#include "sync/reasons.h"

namespace holdfast::store {

namespace {

// Public keys by author: our own, and at headquarters every device's.
Result<std::map<sync::DeviceId, crypto::VerifyKey>> author_keys(Vault& vault) {
  std::map<sync::DeviceId, crypto::VerifyKey> out;
  out[vault.device()] = vault.signing_key().public_key();
  if (const std::optional<sync::DeviceList> list = TRY(device_list(vault))) {
    for (const sync::Device& device : list->devices) out[device.certificate.device] = device.certificate.signing_key;
  }
  return out;
}

class Verifier {
 public:
  Verifier(Vault& vault, Progress& progress) : vault_(vault), progress_(progress) {}

  Result<Verification> run() {
    for (const std::string& problem : TRY(vault_.database().integrity_problems())) {
      found_.findings.push_back({std::string(kVaultDatabase.code()), "the database: " + problem});
    }
    TRY(check_doubt());
    keys_ = TRY(author_keys(vault_));
    const std::uint64_t total = TRY(journal_size(vault_));
    for (const sync::DeviceId& device : TRY(known_authors(vault_))) TRY(check_chain(device, total));
    TRY(check_lost());
    return found_;
  }

 private:
  Result<void> check_doubt() {
    if (vault_.doubt() == Doubt::None) return {};
    const Reason reason = vault_.doubt() == Doubt::HeaderOld ? kVaultHeaderOld : kVaultRolledBack;
    found_.findings.push_back({std::string(reason.code()), "this vault"});
    return {};
  }

  Result<void> check_chain(const sync::DeviceId& device, std::uint64_t total) {
    for (const sync::HeldRange& range : TRY(held_ranges(vault_, device))) {
      std::optional<sync::EntryHash> before;
      constexpr std::uint64_t kPiece = 500;
      for (std::uint64_t from = range.from; from <= range.to; from += kPiece) {
        TRY(check_cancelled(progress_));
        Result<std::vector<StoredEntry>> entries =
            entries_between(vault_, device, from, std::min(from + kPiece - 1, range.to));
        if (!entries.ok()) {
          add(entries.error().reason, "entries " + std::to_string(from) + " and following of device " + name(device));
          continue;
        }
        for (const StoredEntry& stored : *entries) {
          TRY(check_entry(stored, before));
          before = stored.signed_entry.hash;
          progress_.report(++found_.entries, total);
        }
      }
    }
    return {};
  }

  Result<void> check_entry(const StoredEntry& stored, const std::optional<sync::EntryHash>& before) {
    const sync::SignedEntry& entry = stored.signed_entry;
    if (before && entry.entry.prev != *before) add(kVaultRolledBack, what(entry));
    const auto key = keys_.find(entry.entry.device);
    const bool held_for_it = stored.held == sync::kEntrySignature.code();
    if (key != keys_.end() && !held_for_it && !sync::check_entry_signature(entry, key->second).ok()) {
      add(kVaultRolledBack, what(entry));
    }
    TRY(check_opening(entry));
    return check_blobs(entry);
  }

  Result<void> check_opening(const sync::SignedEntry& entry) {
    switch (TRY(opening_state(vault_, entry.hash))) {
      case OpeningState::Missing: return {};
      case OpeningState::Dropped: ++found_.dropped; return {};
      case OpeningState::Open:
      case OpeningState::Erased: {
        ++found_.openings;
        const Result<sync::Opening> opening = get_opening(vault_, entry);
        if (!opening.ok())
          add(opening.error().reason, what(entry));
        else
          note_seal(entry, *opening);
        return {};
      }
      case OpeningState::Sealed: ++found_.sealed; break;
    }
    return check_sealed(entry);
  }

  // Seal entries commit to the files of the entry they name; every sealed entry is compared with its own.
  void note_seal(const sync::SignedEntry& entry, const sync::Opening& opening) {
    if (entry.entry.type != sync::EntryType::Seal || entry.entry.parents.size() != 1) return;
    for (const auto& [path, value] : sync::opening_values(opening)) {
      if (path.rfind("@sealed/", 0) == 0 && value.bytes() != nullptr)
        seals_[entry.entry.parents[0]].push_back(*value.bytes());
    }
  }

  Result<void> check_sealed(const sync::SignedEntry& entry) {
    // The seal entry comes later in the same chain: looked up by object.
    std::vector<Bytes> committed;
    for (const StoredEntry& other : TRY(entries_of(vault_, entry.entry.object))) {
      if (other.signed_entry.entry.type != sync::EntryType::Seal) continue;
      const Result<sync::Opening> opening = get_opening(vault_, other.signed_entry);
      if (opening.ok()) note_seal(other.signed_entry, *opening);
    }
    const auto found = seals_.find(entry.hash);
    if (found != seals_.end()) committed = found->second;
    for (const SealedPart& part : TRY(sealed_parts(vault_, entry.hash))) {
      const Hash256 hash = crypto::sha256(part.file);
      bool known = false;
      for (const Bytes& one : committed) known = known || equal(one, hash);
      if (!known) add(kOpeningDamaged, what(entry));
    }
    return {};
  }

  Result<void> check_blobs(const sync::SignedEntry& entry) {
    for (const BlobRow& blob : TRY(blobs_of(vault_, entry.hash))) {
      if (!blob.here) continue;
      ++found_.blobs;
      found_.blob_bytes += blob.fact.size;
      const Result<void> checked = check_blob(vault_, blob.fact.ref, progress_);
      if (!checked.ok() && checked.error().kind() == Kind::Cancelled) return checked;
      if (!checked.ok()) add(checked.error().reason, "a file of " + what(entry));
    }
    return {};
  }

  Result<void> check_lost() {
    for (const LostFile& file : TRY(list_lost(vault_))) {
      ++found_.lost_files;
      add(kBlobLost, "lost/" + file.name);
    }
    for (const UnclaimedBlob& blob : TRY(list_unclaimed(vault_))) {
      if (blob.refused.empty()) continue;
      add(kBlobDamaged, "a file that came for entry " + to_hex(ByteView(blob.part.entry).first(4)));
    }
    return {};
  }

  void add(const Reason& reason, std::string what) {
    found_.findings.push_back({std::string(reason.code()), std::move(what)});
  }
  static std::string name(const sync::DeviceId& device) { return to_hex(ByteView(device).first(4)); }
  static std::string what(const sync::SignedEntry& entry) {
    return "record " + to_hex(ByteView(entry.entry.object).first(4)) + " (entry " + std::to_string(entry.entry.seq) +
           " of device " + name(entry.entry.device) + ")";
  }

  Vault& vault_;
  Progress& progress_;
  std::map<sync::DeviceId, crypto::VerifyKey> keys_;
  std::map<sync::EntryHash, std::vector<Bytes>> seals_;
  Verification found_;
};

}  // namespace

Result<Verification> verify_vault(Vault& vault, Progress& progress) { return Verifier(vault, progress).run(); }

}  // namespace holdfast::store
