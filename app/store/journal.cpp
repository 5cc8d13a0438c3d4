// Reading the journal (declared in app/store/journal.h).
#include "app/store/journal.h"

#include "crypto/hash.h"

namespace holdfast::store {

namespace {

// Columns: encoded, signature, accepted, held, role.
Result<StoredEntry> stored_entry(const Statement& row) {
  StoredEntry out;
  const crypto::Signature signature = TRY(row.array<64>(1));
  Result<sync::SignedEntry> entry = sync::read_entry(row.blob_view(0), signature);
  if (!entry.ok()) return kVaultDatabase;  // we wrote it; it cannot have been malformed
  out.signed_entry = std::move(entry).value();
  out.accepted = static_cast<std::uint64_t>(row.integer(2));
  out.held = row.text(3);
  out.role = row.integer(4) == static_cast<int>(sync::Role::Hq) ? sync::Role::Hq : sync::Role::Field;
  return out;
}

Result<std::optional<StoredEntry>> one_entry(Statement& find) {
  if (!TRY(find.step())) return std::optional<StoredEntry>();
  return std::optional<StoredEntry>(TRY(stored_entry(find)));
}

Result<std::vector<StoredEntry>> all_entries(Statement& find) {
  std::vector<StoredEntry> out;
  while (TRY(find.step())) out.push_back(TRY(stored_entry(find)));
  return out;
}

// What was set aside is held, whatever else holds it.
constexpr const char* kEntryByHash =
    "SELECT encoded, signature, accepted, CASE aside WHEN 0 THEN held ELSE 'entry.fork' END, role FROM entry "
    "WHERE hash = ?";
constexpr const char* kObjectOfVersion = "SELECT object FROM entry WHERE hash >= ? AND hash <= ? LIMIT 1";
constexpr const char* kEntryAt =
    "SELECT encoded, signature, accepted, held, role FROM entry WHERE device = ? AND seq = ? AND aside = 0";
constexpr const char* kEntriesOfObject =
    "SELECT encoded, signature, accepted, CASE aside WHEN 0 THEN held ELSE 'entry.fork' END, role FROM entry "
    "WHERE object = ? ORDER BY accepted";
constexpr const char* kEntriesBetween =
    "SELECT encoded, signature, accepted, held, role FROM entry WHERE device = ? AND seq BETWEEN ? AND ? "
    "AND aside = 0 ORDER BY seq";

}  // namespace

Result<std::optional<StoredEntry>> find_entry(Vault& vault, const sync::EntryHash& hash) {
  Statement find(vault.database(), kEntryByHash);
  find.bind(hash);
  return one_entry(find);
}

Result<std::optional<sync::ObjectId>> object_of_version(Vault& vault, const Id16& start) {
  sync::EntryHash least{};
  sync::EntryHash most{};
  most.fill(0xff);
  std::copy(start.begin(), start.end(), least.begin());
  std::copy(start.begin(), start.end(), most.begin());
  Statement find(vault.database(), kObjectOfVersion);
  const bool found = TRY(find.bind(least).bind(most).step());
  if (!found) return std::optional<sync::ObjectId>();
  return std::optional<sync::ObjectId>(TRY(find.array<16>(0)));
}

Result<std::optional<StoredEntry>> entry_at(Vault& vault, const sync::DeviceId& device, std::uint64_t seq) {
  Statement find(vault.database(), kEntryAt);
  find.bind(device).bind(seq);
  return one_entry(find);
}

Result<std::vector<StoredEntry>> entries_of(Vault& vault, const sync::ObjectId& object) {
  Statement find(vault.database(), kEntriesOfObject);
  find.bind(object);
  return all_entries(find);
}

Result<std::vector<StoredEntry>> entries_between(Vault& vault, const sync::DeviceId& device, std::uint64_t from,
                                                 std::uint64_t to) {
  Statement find(vault.database(), kEntriesBetween);
  find.bind(device).bind(from).bind(to);
  return all_entries(find);
}

namespace {

constexpr const char* kOwnHead =
    "SELECT seq, hash FROM entry WHERE device = ? AND aside = 0 ORDER BY seq DESC LIMIT 1";

}  // namespace

Result<ChainHead> own_head(Vault& vault) {
  Statement find(vault.database(), kOwnHead);
  ChainHead head;
  if (!TRY(find.bind(vault.device()).step())) return head;
  head.seq = static_cast<std::uint64_t>(find.integer(0));
  head.hash = TRY(find.array<32>(1));
  return head;
}

namespace {

// A range ends where the next number is missing: rows that share (seq - rank) are without a hole.
constexpr const char* kHeldRanges =
    "SELECT min(seq), max(seq) FROM (SELECT seq, seq - row_number() OVER (ORDER BY seq) AS island FROM entry "
    "WHERE device = ? AND aside = 0) GROUP BY island ORDER BY 1";
constexpr const char* kAuthors = "SELECT DISTINCT device FROM entry WHERE aside = 0 ORDER BY device";
constexpr const char* kHashAt = "SELECT hash FROM entry WHERE device = ? AND seq = ? AND aside = 0";

Result<sync::EntryHash> hash_at(Vault& vault, const sync::DeviceId& device, std::uint64_t seq) {
  Statement find(vault.database(), kHashAt);
  if (!TRY(find.bind(device).bind(seq).step())) return kVaultDatabase;
  return find.array<32>(0);
}

}  // namespace

Result<std::vector<sync::HeldRange>> held_ranges(Vault& vault, const sync::DeviceId& device) {
  Statement find(vault.database(), kHeldRanges);
  find.bind(device);
  std::vector<sync::HeldRange> out;
  while (TRY(find.step())) {
    sync::HeldRange range;
    range.from = static_cast<std::uint64_t>(find.integer(0));
    range.to = static_cast<std::uint64_t>(find.integer(1));
    range.head = TRY(hash_at(vault, device, range.to));
    out.push_back(range);
  }
  return out;
}

Result<std::vector<sync::DeviceId>> known_authors(Vault& vault) {
  Statement find(vault.database(), kAuthors);
  std::vector<sync::DeviceId> out;
  while (TRY(find.step())) out.push_back(TRY(find.array<16>(0)));
  return out;
}

namespace {

constexpr const char* kJournalSize = "SELECT count(*) FROM entry";
// Order of arrival must not show: by hash.
constexpr const char* kStateEntries =
    "SELECT e.hash, CASE e.aside WHEN 0 THEN coalesce(e.held, '') ELSE 'entry.fork' END, coalesce(o.state, 0) "
    "FROM entry e "
    "LEFT JOIN opening o ON o.entry = e.hash ORDER BY e.hash";
constexpr const char* kStateValues =
    "SELECT object, path, entry, value FROM current_value ORDER BY object, path, entry";

void hash_text(crypto::Sha256& hash, ByteView text) {
  Writer length;
  length.u32(static_cast<std::uint32_t>(text.size()));
  hash.update(length.view());
  hash.update(text);
}

}  // namespace

Result<std::uint64_t> journal_size(Vault& vault) {
  Statement find(vault.database(), kJournalSize);
  if (!TRY(find.step())) return kVaultDatabase;
  return static_cast<std::uint64_t>(find.integer(0));
}

Result<Hash256> state_hash(Vault& vault) {
  crypto::Sha256 hash;
  hash_text(hash, as_bytes("holdfast/state/v1"));
  Statement entries(vault.database(), kStateEntries);
  while (TRY(entries.step())) {
    hash_text(hash, entries.blob_view(0));
    hash_text(hash, entries.blob_view(1));
    Writer state;
    state.u8(static_cast<std::uint8_t>(entries.integer(2)));
    hash.update(state.view());
  }
  Statement values(vault.database(), kStateValues);
  while (TRY(values.step())) {
    for (int column = 0; column < 4; ++column) hash_text(hash, values.blob_view(column));
  }
  return hash.finish();
}

}  // namespace holdfast::store
