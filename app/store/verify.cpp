#include "app/store/verify.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/store/blobs.h"
#include "app/store/checks.h"
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
    safe_to_ = TRY(safe_entries());
    for (const sync::DeviceId& device : TRY(known_authors(vault_))) TRY(check_chain(device, total));
    TRY(check_aside());
    TRY(check_own_head());
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

  // How many of our own entries HQ has told us it holds safely.
  Result<std::uint64_t> safe_entries() {
    const std::optional<sync::Receipt> receipt = TRY(last_receipt(vault_, vault_.device()));
    return receipt ? receipt->safe_to : 0;
  }

  // Of other authors parts may be missing; our own chain is here from its first entry to the one that we wrote last.
  Result<void> check_own_head() {
    const std::vector<sync::HeldRange> ranges = TRY(held_ranges(vault_, vault_.device()));
    const bool whole = ranges.empty() || (ranges.size() == 1 && ranges[0].from == 1);
    const SealedState& state = vault_.state();
    const std::uint64_t last = ranges.empty() ? 0 : ranges.back().to;
    const bool same = last == 0 || (last == state.head_seq && ranges.back().head == state.head_hash);
    const bool reaches = last > state.head_seq || (last == state.head_seq && same);
    if (!whole || !reaches) add(kVaultRolledBack, "the entries of this device");
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

  // Histories that were decided against are evidence too. Whether each is a whole chain the bundles prove.
  Result<void> check_aside() {
    const std::string code(sync::kEntryFork.code());
    for (const StoredEntry& stored : TRY(held_entries(vault_, {std::nullopt, code}))) {
      TRY(check_cancelled(progress_));
      TRY(check_entry(stored, std::nullopt));
      ++found_.entries;
    }
    return {};
  }

  Result<void> check_entry(const StoredEntry& stored, const std::optional<sync::EntryHash>& before) {
    const sync::SignedEntry& entry = stored.signed_entry;
    if (before && entry.entry.prev != *before) add(kVaultRolledBack, what(entry));
    TRY(check_signature(entry));
    TRY(check_opening(entry));
    return check_blobs(entry);
  }

  // A false one that is held for being so came as it is. Any other was true once: somebody changed it here.
  Result<void> check_signature(const sync::SignedEntry& entry) {
    const auto key = keys_.find(entry.entry.device);
    if (key == keys_.end() || sync::check_entry_signature(entry, key->second).ok()) return {};
    const bool known = TRY(is_held_for_signature(vault_, entry.hash));
    if (!known) add(kVaultRolledBack, what(entry));
    return {};
  }

  Result<void> check_opening(const sync::SignedEntry& entry) {
    switch (TRY(opening_state(vault_, entry.hash))) {
      case OpeningState::Missing:
        if (is_ours(entry)) add(kOpeningMissing, what(entry));
        return {};
      case OpeningState::Dropped: ++found_.dropped; return check_dropped(entry);
      case OpeningState::Open:
      case OpeningState::Erased: {
        ++found_.openings;
        const Result<sync::Opening> opening = get_opening(vault_, entry);
        if (!opening.ok())
          add(opening.error().reason, what(entry));
        else
          TRY(check_open(entry, *opening));
        return {};
      }
      case OpeningState::Sealed: ++found_.sealed; break;
    }
    return check_sealed(entry);
  }

  // What the opening says of its files is what their rows say.
  Result<void> check_open(const sync::SignedEntry& entry, const sync::Opening& opening) {
    for (const auto& [path, value] : sync::opening_values(opening)) {
      const Result<sync::BlobFact> fact = sync::blob_from_leaf(path, value);
      if (!fact.ok()) continue;
      const std::optional<BlobRow> row = TRY(find_blob(vault_, fact->ref));
      const bool same = !row || !row->here || row->fact == *fact;
      if (!same) add(kBlobDamaged, "a file of " + what(entry));
    }
    return {};
  }

  // Gone by HQ's word that it is safe there, or because something in it was erased.
  Result<void> check_dropped(const sync::SignedEntry& entry) {
    if (!is_ours(entry) || entry.entry.seq <= safe_to_) return {};
    Statement erased(vault_.database(), "SELECT 1 FROM erased_leaf WHERE entry = ? LIMIT 1");
    if (!TRY(erased.bind(entry.hash).step())) add(kOpeningMissing, what(entry));
    return {};
  }

  // SHA-256 of the files of a sealed entry as its seal entries, which stand later in the same object, committed to
  // them.
  Result<std::set<Bytes>> committed_files(const sync::SignedEntry& entry) {
    std::set<Bytes> out;
    for (const StoredEntry& other : TRY(entries_of(vault_, entry.entry.object))) {
      const sync::Entry& seal = other.signed_entry.entry;
      const bool names_it = seal.parents.size() == 1 && seal.parents[0] == entry.hash;
      if (seal.type != sync::EntryType::Seal || !names_it) continue;
      const Result<sync::Opening> opening = get_opening(vault_, other.signed_entry);
      if (!opening.ok()) continue;
      for (const auto& [path, value] : sync::opening_values(*opening)) {
        if (path.starts_with("@sealed/") && value.bytes() != nullptr) out.insert(*value.bytes());
      }
    }
    return out;
  }

  Result<void> check_sealed(const sync::SignedEntry& entry) {
    std::set<Bytes> committed = TRY(committed_files(entry));
    const bool seal_is_here = !committed.empty();
    bool all_known = true;
    for (const SealedPart& part : TRY(sealed_parts(vault_, entry.hash))) {
      all_known = committed.erase(to_bytes(crypto::sha256(part.file))) == 1 && all_known;
    }
    // Of other authors some parts, or the seal entry itself, may still be on the road.
    const bool damaged = is_ours(entry) ? !all_known || !committed.empty() : seal_is_here && !all_known;
    if (damaged) add(kOpeningDamaged, what(entry));
    return {};
  }

  Result<void> check_blobs(const sync::SignedEntry& entry) {
    for (const sync::BlobRef& ref : entry.entry.blobs) {
      const std::optional<BlobRow> blob = TRY(find_blob(vault_, ref));
      const bool expected = !blob || blob->state == BlobState::Expected;
      if (expected && is_ours(entry)) add(kBlobMissing, "a file of " + what(entry));
      if (!blob || !blob->here) continue;
      ++found_.blobs;
      found_.blob_bytes += blob->fact.size;
      const Result<void> checked = check_blob(vault_, ref, progress_);
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

  bool is_ours(const sync::SignedEntry& entry) const { return entry.entry.device == vault_.device(); }
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
  std::uint64_t safe_to_ = 0;
  Verification found_;
};

}  // namespace

Result<Verification> verify_vault(Vault& vault, Progress& progress) { return Verifier(vault, progress).run(); }

}  // namespace holdfast::store
