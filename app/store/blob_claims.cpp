// Which media belongs to which entry, on the side where both come from elsewhere. Rows of blobs.h.
#include "app/store/blob_claims.h"

#include "app/store/openings.h"
#include "app/store/savepoint.h"

namespace holdfast::store {

namespace {

constexpr std::string_view kClaimPrefix = "@blob/";

struct ExpectedBlob {
  sync::BlobFact fact;
  sync::EntryHash entry{};
  Bytes key;  // boxed; of a sealed blob whose bytes have not come
};

// Nothing where the row is not one that waits for bytes, or its facts are not known yet.
Result<std::optional<ExpectedBlob>> find_expected(Vault& vault, const sync::BlobRef& ref) {
  Statement find(vault.database(),
                 "SELECT entry, sha256, size, media_type, key FROM blob WHERE ref = ? AND state = 0");
  const bool found = TRY(find.bind(ref).step());
  if (!found || find.is_null(1)) return std::optional<ExpectedBlob>();
  ExpectedBlob out;
  out.entry = TRY(find.array<32>(0));
  out.fact.ref = ref;
  out.fact.sha256 = TRY(find.array<32>(1));
  out.fact.size = static_cast<std::uint64_t>(find.integer(2));
  out.fact.media_type = find.text(3);
  if (!find.is_null(4)) out.key = find.blob(4);
  return std::optional<ExpectedBlob>(std::move(out));
}

struct BlobCandidate {
  sync::DeviceId sender{};
  std::string file_name;
  std::uint64_t stored_size = 0;
  std::uint64_t size = 0;
  std::optional<Hash256> sha256;
  Bytes key;
};

// Whole files that came for `ref` of `entry`, from whomever, and were not refused.
Result<std::vector<BlobCandidate>> whole_candidates(Vault& vault, const sync::BlobRef& ref,
                                                    const sync::EntryHash& entry) {
  Statement find(vault.database(),
                 "SELECT sender, file_name, stored_size, size, sha256, key FROM unclaimed_blob "
                 "WHERE ref = ? AND entry = ? AND offset = 0 AND size = total AND refused IS NULL ORDER BY sender");
  find.bind(ref).bind(entry);
  std::vector<BlobCandidate> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    BlobCandidate candidate;
    candidate.sender = TRY(find.array<16>(0));
    candidate.file_name = find.text(1);
    candidate.stored_size = static_cast<std::uint64_t>(find.integer(2));
    candidate.size = static_cast<std::uint64_t>(find.integer(3));
    if (!find.is_null(4)) candidate.sha256 = TRY(find.array<32>(4));
    if (!find.is_null(5)) candidate.key = find.blob(5);
    out.push_back(std::move(candidate));
  }
}

Result<void> refuse_candidate(Vault& vault, const sync::BlobRef& ref, const sync::DeviceId& sender) {
  Statement refuse(vault.database(), "UPDATE unclaimed_blob SET refused = ? WHERE ref = ? AND sender = ?");
  return refuse.bind(kBlobDamaged.code()).bind(ref).bind(sender).run();
}

Result<void> take_candidate(Vault& vault, const ExpectedBlob& blob, const BlobCandidate& candidate, ByteView key) {
  Statement here(vault.database(),
                 "UPDATE blob SET state = 1, file_name = ?, stored_size = ?, key = ?, local_id = ? WHERE ref = ?");
  here.bind(std::string_view(candidate.file_name)).bind(candidate.stored_size).bind(key);
  here.bind(blob_local_id(vault, blob.fact.sha256)).bind(blob.fact.ref);
  TRY(here.run());
  Statement claimed(vault.database(), "DELETE FROM unclaimed_blob WHERE ref = ? AND sender = ? AND offset = 0");
  TRY(claimed.bind(blob.fact.ref).bind(candidate.sender).run());
  // What else of this content lies here unclaimed is the same again, or parts of it; refused rows stay, named.
  Statement doom(vault.database(),
                 "INSERT OR IGNORE INTO doomed_file (file_name) SELECT file_name FROM unclaimed_blob "
                 "WHERE ref = ? AND entry = ? AND refused IS NULL");
  TRY(doom.bind(blob.fact.ref).bind(blob.entry).run());
  Statement others(vault.database(), "DELETE FROM unclaimed_blob WHERE ref = ? AND entry = ? AND refused IS NULL");
  return others.bind(blob.fact.ref).bind(blob.entry).run();
}

Result<void> expect_blob(Vault& vault, const sync::EntryHash& entry, const sync::BlobFact& fact) {
  Statement expect(vault.database(),
                   "INSERT INTO blob (ref, entry, sha256, size, media_type, state) VALUES (?, ?, ?, ?, ?, 0) "
                   "ON CONFLICT (ref) DO UPDATE SET sha256 = excluded.sha256, size = excluded.size, "
                   "media_type = excluded.media_type WHERE state = 0 AND entry = excluded.entry");
  expect.bind(fact.ref).bind(entry).bind(fact.sha256).bind(fact.size).bind(std::string_view(fact.media_type));
  return expect.run();
}

}  // namespace

Result<bool> claim_open_blob(Vault& vault, const sync::BlobRef& ref) {
  const std::optional<ExpectedBlob> blob = TRY(find_expected(vault, ref));
  if (!blob) return false;
  std::vector<BlobCandidate> candidates = TRY(whole_candidates(vault, ref, blob->entry));
  for (const BlobCandidate& candidate : candidates) {
    if (!candidate.sha256) continue;
    if (*candidate.sha256 != blob->fact.sha256 || candidate.size != blob->fact.size) {
      TRY(refuse_candidate(vault, ref, candidate.sender));
    }
  }
  for (const BlobCandidate& candidate : candidates) {
    if (!candidate.sha256 || *candidate.sha256 != blob->fact.sha256 || candidate.size != blob->fact.size) continue;
    TRY(take_candidate(vault, *blob, candidate, candidate.key));
    return true;
  }
  return false;
}

Result<std::optional<bool>> sealed_file_fits(Vault& vault, const sync::BlobRef& ref, const sync::EntryHash& entry,
                                             const std::string& file_name, std::uint64_t stored_size,
                                             Progress& progress) {
  const std::optional<ExpectedBlob> blob = TRY(find_expected(vault, ref));
  if (!blob || blob->key.empty() || blob->entry != entry) return std::optional<bool>();
  if (stored_size != stored_blob_size(blob->fact.size)) return std::optional<bool>(false);
  const crypto::Secret<32> key = TRY(open_blob_key(vault, ref, blob->key));
  Result<std::unique_ptr<Source>> content = open_blob_file(vault, file_name, key.view(), blob->fact.size);
  Result<void> checked = content.ok() ? check_content(*content.value(), blob->fact, progress)
                                      : Result<void>(std::move(content).error());
  if (!checked.ok() && checked.error().reason != kBlobDamaged) return std::move(checked).error();
  return std::optional<bool>(checked.ok());
}

Result<void> settle_sealed_blob(Vault& vault, const sync::BlobRef& ref, const sync::DeviceId& sender, bool fits) {
  if (!fits) return refuse_candidate(vault, ref, sender);
  const std::optional<ExpectedBlob> blob = TRY(find_expected(vault, ref));
  if (!blob) return {};
  const std::vector<BlobCandidate> candidates = TRY(whole_candidates(vault, ref, blob->entry));
  for (const BlobCandidate& candidate : candidates) {
    if (candidate.sender != sender || candidate.sha256) continue;
    return take_candidate(vault, *blob, candidate, blob->key);
  }
  return {};
}

Result<bool> claim_sealed_blob(Vault& vault, const sync::BlobRef& ref, Progress& progress) {
  const std::optional<ExpectedBlob> blob = TRY(find_expected(vault, ref));
  if (!blob || blob->key.empty()) return false;
  const std::vector<BlobCandidate> candidates = TRY(whole_candidates(vault, ref, blob->entry));
  for (const BlobCandidate& candidate : candidates) {
    if (candidate.sha256) continue;
    const std::optional<bool> fits = TRY(
        sealed_file_fits(vault, ref, blob->entry, candidate.file_name, candidate.stored_size, progress));
    if (!fits) return false;
    Savepoint step = TRY(Savepoint::begin(vault.database()));
    TRY(settle_sealed_blob(vault, ref, candidate.sender, *fits));
    TRY(step.release());
    if (*fits) return true;
  }
  return false;
}

Result<void> claim_blobs(Vault& vault, const sync::EntryHash& entry) {
  const std::optional<StoredEntry> stored = TRY(find_entry(vault, entry));
  if (!stored) return {};
  Result<sync::Opening> opening = get_opening(vault, stored->signed_entry);
  if (!opening.ok()) {
    const Kind kind = opening.error().kind();
    if (kind == Kind::Held || kind == Kind::NotYours) return {};  // nothing to read yet
    return std::move(opening).error();
  }
  return claim_blobs(vault, entry, sync::opening_values(opening.value()));
}

Result<void> claim_blobs(Vault& vault, const sync::EntryHash& entry, const sync::Values& values) {
  for (auto at = values.lower_bound(std::string(kClaimPrefix)); at != values.end(); ++at) {
    if (!std::string_view(at->first).starts_with(kClaimPrefix)) break;
    // A leaf that is none of a blob is judged where answers are; here it names nothing.
    Result<sync::BlobFact> fact = sync::blob_from_leaf(at->first, at->second);
    if (!fact.ok()) continue;
    TRY(expect_blob(vault, entry, fact.value()));
    TRY(claim_open_blob(vault, fact.value().ref));
  }
  return {};
}

Result<void> adopt_sealed_blob(Vault& vault, const sync::BlobRef& ref, crypto::Secret<32> key) {
  const std::optional<BlobRow> row = TRY(find_blob(vault, ref));
  if (!row || (row->state == BlobState::Expected && row->fact.sha256 == Hash256{})) return kOpeningMissing;
  if (row->state != BlobState::Expected) return {};
  Statement keep(vault.database(), "UPDATE blob SET key = ? WHERE ref = ? AND state = 0");
  keep.bind(box_blob_key(vault, ref, key.view())).bind(ref);
  TRY(keep.run());
  NoProgress progress;
  const bool claimed = TRY(claim_sealed_blob(vault, ref, progress));
  if (claimed) return {};
  Statement refused(vault.database(),
                    "SELECT 1 FROM unclaimed_blob WHERE ref = ? AND entry = ? AND refused IS NOT NULL");
  const bool damaged = TRY(refused.bind(ref).bind(row->entry).step());
  if (damaged) return kBlobDamaged;
  return {};
}

Result<void> note_entry_blobs(Vault& vault, const sync::SignedEntry& entry) {
  for (const sync::BlobRef& ref : entry.entry.blobs) {
    Statement expect(vault.database(),
                     "INSERT OR IGNORE INTO blob (ref, entry, size, media_type, state) VALUES (?, ?, 0, '', 0)");
    TRY(expect.bind(ref).bind(entry.hash).run());
  }
  return {};
}

Result<std::vector<UnclaimedBlob>> list_unclaimed(Vault& vault) {
  Statement find(vault.database(),
                 "SELECT ref, entry, offset, total, sender, size, stored_size, file_name, sha256 IS NULL, refused "
                 "FROM unclaimed_blob ORDER BY ref, sender, offset");
  std::vector<UnclaimedBlob> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    UnclaimedBlob row;
    row.part.ref = TRY(find.array<16>(0));
    row.part.entry = TRY(find.array<32>(1));
    row.part.offset = static_cast<std::uint64_t>(find.integer(2));
    row.part.total = static_cast<std::uint64_t>(find.integer(3));
    row.sender = TRY(find.array<16>(4));
    row.size = static_cast<std::uint64_t>(find.integer(5));
    row.stored_size = static_cast<std::uint64_t>(find.integer(6));
    row.file_name = find.text(7);
    row.sealed = find.integer(8) != 0;
    if (!find.is_null(9)) row.refused = find.text(9);
    out.push_back(std::move(row));
  }
}

Result<std::vector<sync::BlobRef>> missing_blobs(Vault& vault, const sync::SignedEntry& entry) {
  std::vector<sync::BlobRef> out;
  for (const sync::BlobRef& ref : entry.entry.blobs) {
    Statement find(vault.database(),
                   "SELECT 1 FROM blob WHERE ref = ?1 AND state <> 0 UNION ALL "
                   "SELECT 1 FROM unclaimed_blob WHERE ref = ?1 AND entry = ?2 AND offset = 0 AND size = total "
                   "AND refused IS NULL LIMIT 1");
    const bool here = TRY(find.bind(ref).bind(entry.hash).step());
    if (!here) out.push_back(ref);
  }
  return out;
}

Result<std::vector<std::uint64_t>> seqs_missing_blobs(Vault& vault, const sync::DeviceId& device) {
  Statement find(vault.database(),
                 "SELECT DISTINCT e.seq FROM blob b JOIN entry e ON e.hash = b.entry "
                 "WHERE e.device = ? AND e.aside = 0 AND b.state = 0 AND NOT EXISTS (SELECT 1 FROM unclaimed_blob u "
                 "WHERE u.ref = b.ref AND u.entry = b.entry AND u.offset = 0 AND u.size = u.total "
                 "AND u.refused IS NULL) ORDER BY e.seq");
  find.bind(device);
  std::vector<std::uint64_t> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    out.push_back(static_cast<std::uint64_t>(find.integer(0)));
  }
}

}  // namespace holdfast::store
