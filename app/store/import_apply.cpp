// The last step of an import: one transaction that makes everything visible. import_stage.h.
//
// It is as long as the bundle: about half a millisecond of work an entry, two thirds of it for views, a quarter for
// openings. Nothing else can be written meanwhile. To be short whatever comes, entries would have to lie in the journal
// beforehand, in no view, and be let in by one row; every reader of `entry` would have to know that.
#include "app/store/blob_claims.h"
#include "app/store/erasure.h"
#include "app/store/forks.h"
#include "app/store/hq_log.h"
#include "app/store/import_stage_data.h"
#include "app/store/touched.h"
#include "crypto/box.h"
#include "sync/authority.h"
#include "sync/reasons.h"

namespace holdfast::store {

namespace {

struct StageRow {
  StagedEntry staged;
  std::uint64_t position = 0;
};

Result<std::optional<StageRow>> stage_entry_after(ImportStage::Data& stage, std::optional<std::uint64_t> position) {
  Statement find(stage.vault.database(),
                 "SELECT position, encoded, signature, held, role, aside FROM stage_entry "
                 "WHERE stage = ? AND position >= ? ORDER BY position LIMIT 1");
  const bool found = TRY(find.bind(stage.id).bind(position ? *position + 1 : 0).step());
  if (!found) return std::optional<StageRow>();
  StageRow row;
  row.position = static_cast<std::uint64_t>(find.integer(0));
  const crypto::Signature signature = TRY(find.array<64>(2));
  row.staged.entry = TRY(sync::read_entry(find.blob_view(1), signature));
  if (!find.is_null(3)) row.staged.held = find.text(3);
  row.staged.role = static_cast<sync::Role>(find.integer(4));
  row.staged.aside = find.integer(5) != 0;
  return std::optional<StageRow>(std::move(row));
}

// Entries that are here already are skipped: a bundle that was asked for again brings some.
Result<void> move_entries(ImportStage::Data& stage, Touched& touched, Progress& progress) {
  std::optional<std::uint64_t> position;
  for (;;) {
    const std::optional<StageRow> row = TRY(stage_entry_after(stage, position));
    if (!row) return {};
    position = row->position;
    progress.report(row->position + 1, stage.next_position);
    const sync::SignedEntry& entry = row->staged.entry;
    const bool aside = row->staged.aside;
    const std::optional<StoredEntry> here = TRY(aside ? find_entry(stage.vault, entry.hash)
                                                      : entry_at(stage.vault, entry.entry.device, entry.entry.seq));
    if (here && here->signed_entry.hash != entry.hash) return sync::kChainFork;
    if (here) continue;
    TRY(insert_entry(stage.vault, entry, row->staged.held, row->staged.role, aside));
    TRY(note_entry_blobs(stage.vault, entry));
    touched.insert(entry.hash);
    ++stage.new_entries;
  }
}

Result<std::vector<sync::EntryHash>> staged_hashes(ImportStage::Data& stage, const char* sql) {
  Statement find(stage.vault.database(), sql);
  find.bind(stage.id);
  std::vector<sync::EntryHash> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    out.push_back(TRY(find.array<32>(0)));
  }
}

Result<std::optional<sync::Opening>> staged_opening(ImportStage::Data& stage, const sync::EntryHash& entry) {
  Statement find(stage.vault.database(), "SELECT box FROM stage_opening WHERE stage = ? AND entry = ?");
  const bool found = TRY(find.bind(stage.id).bind(entry).step());
  if (!found) return std::optional<sync::Opening>();
  const crypto::SecretBuffer plain =
      TRY(crypto::open_box(stage.opening_key.view(), stage_context(entry), find.blob_view(0)));
  sync::Opening opening = TRY(sync::decode_opening(plain.view()));
  return std::optional<sync::Opening>(std::move(opening));
}

Result<std::vector<SealedPart>> staged_sealed(ImportStage::Data& stage, const sync::EntryHash& entry) {
  Statement find(stage.vault.database(),
                 "SELECT class, file FROM stage_sealed WHERE stage = ? AND entry = ? ORDER BY class");
  find.bind(stage.id).bind(entry);
  std::vector<SealedPart> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    out.push_back({static_cast<sync::FieldClass>(find.integer(0)), find.blob(1)});
  }
}

// True for what travels openly beside a sealed opening: the card alone.
bool card_only(const sync::Opening& opening) {
  return opening.parts.size() == 1 && opening.parts.front().field_class == sync::FieldClass::Card &&
         opening.revealed.empty();
}

Result<bool> has_erased_leaves(Vault& vault, const sync::EntryHash& entry) {
  Statement find(vault.database(), "SELECT 1 FROM erased_leaf WHERE entry = ? LIMIT 1");
  return find.bind(entry).step();
}

Result<void> move_sealed(ImportStage::Data& stage, Touched& touched) {
  const std::vector<sync::EntryHash> entries =
      TRY(staged_hashes(stage, "SELECT DISTINCT entry FROM stage_sealed WHERE stage = ? ORDER BY entry"));
  for (const sync::EntryHash& entry : entries) {
    const OpeningState state = TRY(opening_state(stage.vault, entry));
    const std::optional<StoredEntry> stored = TRY(find_entry(stage.vault, entry));
    if (!stored) return sync::kBundleSection;
    if (state == OpeningState::Dropped || state == OpeningState::Erased) continue;
    const std::optional<sync::Opening> beside = TRY(staged_opening(stage, entry));
    // A file that cannot be cut would bring erased values back; what was opened of it is cut and kept.
    const bool erased = TRY(has_erased_leaves(stage.vault, entry));
    if (erased && beside && !card_only(*beside)) continue;
    const std::vector<SealedPart> parts = TRY(staged_sealed(stage, entry));
    std::optional<sync::OpeningPart> card;
    if (beside && card_only(*beside)) card = beside->parts.front();
    TRY(put_sealed(stage.vault, entry, parts, card));
    touched.insert(entry);
  }
  return {};
}

// An erase entry whose author may do it, and which no check holds back, takes effect with its opening.
Result<void> erase_what_it_names(ImportStage::Data& stage, const StoredEntry& entry, const sync::Values& values,
                                 Touched& touched) {
  const sync::EntryType type = entry.signed_entry.entry.type;
  if (type != sync::EntryType::Erase || !entry.held.empty()) return {};
  if (sync::effect_of(type, entry.role) != sync::Effect::Acts) return {};
  const std::vector<Erasure> erasures = erasures_in(values);
  for (const Erasure& erasure : erasures) {
    TRY(carry_out(stage.vault, erasure));
    touched.insert(erasure.entry);
  }
  return {};
}

Result<void> move_openings(ImportStage::Data& stage, Touched& touched) {
  const std::vector<sync::EntryHash> entries =
      TRY(staged_hashes(stage, "SELECT entry FROM stage_opening WHERE stage = ? ORDER BY entry"));
  for (const sync::EntryHash& entry : entries) {
    const std::optional<StoredEntry> stored = TRY(find_entry(stage.vault, entry));
    if (!stored) return sync::kBundleSection;
    const std::optional<sync::Opening> opening = TRY(staged_opening(stage, entry));
    const OpeningState state = TRY(opening_state(stage.vault, entry));
    const bool opened = state == OpeningState::Sealed && !card_only(*opening);
    if (state != OpeningState::Missing && !opened) continue;
    TRY(put_opening(stage.vault, entry, *opening));
    const sync::Values values = sync::opening_values(*opening);
    TRY(claim_blobs(stage.vault, entry, values));
    TRY(erase_what_it_names(stage, *stored, values, touched));
    touched.insert(entry);
  }
  return {};
}

// Of one sender, so that none can fill the place of the others. Parts that wait for the rest of a blob whose entry is
// here do not count: that entry vouches for them.
Result<std::uint64_t> unclaimed_bytes(Vault& vault, const sync::DeviceId& sender) {
  Statement sum(vault.database(),
                "SELECT coalesce(sum(u.stored_size), 0) FROM unclaimed_blob u WHERE u.sender = ? "
                "AND NOT EXISTS (SELECT 1 FROM blob b WHERE b.ref = u.ref AND b.entry = u.entry)");
  TRY(sum.bind(sender).step());
  return static_cast<std::uint64_t>(sum.integer(0));
}

Result<void> insert_bundle(ImportStage::Data& stage, const ImportedBundle& bundle) {
  Statement insert(stage.vault.database(),
                   "INSERT INTO bundle_in (manifest_hash, sender, number, manifest, signature, binding, kind, "
                   "from_seq, to_seq, imported_ms, applied) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(bundle.manifest_hash).bind(bundle.sender).bind(bundle.number).bind(bundle.manifest);
  insert.bind(bundle.signature).bind(bundle.binding).bind(static_cast<int>(bundle.kind));
  insert.bind(bundle.from).bind(bundle.to).bind(bundle.imported_ms).bind(stage.new_entries);
  return insert.run();
}

Result<void> move_everything(ImportStage::Data& stage, const ImportedBundle& bundle, Progress& progress) {
  const std::uint64_t unclaimed_before = TRY(unclaimed_bytes(stage.vault, bundle.sender));
  Touched touched;
  if (stage.replaced) {
    const auto& [device, from] = *stage.replaced;
    const std::vector<sync::EntryHash> gone = TRY(set_aside(stage.vault, device, from));
    touched.insert(gone.begin(), gone.end());
  }
  TRY(move_entries(stage, touched, progress));
  TRY(move_sealed(stage, touched));
  TRY(move_openings(stage, touched));
  TRY(place_stage_blobs(stage, bundle.sender));
  for (const StagedPart& part : stage.parts) touched.insert(part.place.entry);
  const std::uint64_t unclaimed = TRY(unclaimed_bytes(stage.vault, bundle.sender));
  if (unclaimed > unclaimed_before && unclaimed > kUnclaimedBytesMax) return kBlobUnclaimedFull;
  TRY(judge_stage_blobs(stage));
  TRY(refresh_touched(stage.vault, touched));
  TRY(extend_log(stage.vault));
  TRY(insert_bundle(stage, bundle));
  return remove_stage_rows(stage);
}

}  // namespace

Result<void> ImportStage::apply(const ImportedBundle& bundle, Progress& progress,
                                const std::function<Result<void>()>& also) {
  HOLDFAST_ASSERT(!data_->done && data_->writer == nullptr);
  Vault& vault = data_->vault;
  const std::optional<ImportedBundle> before = TRY(find_imported(vault, bundle.manifest_hash));
  if (before) return sync::kBundleReplayed;
  TRY(check_cancelled(progress));
  TRY(flush_stage(*data_));
  TRY(settle_stage_files(*data_, bundle.sender, progress));
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  TRY(move_everything(*data_, bundle, progress));
  if (also) TRY(also());
  Result<void> committed = transaction.commit();
  if (!committed.ok()) {
    data_->files_uncertain = true;
    return committed;
  }
  data_->done = true;
  data_->keys.clear();
  // Files that were replaced or joined. What fails here is finished at the next unlock; the import stands.
  (void)finish_doomed_files(vault);
  return {};
}

}  // namespace holdfast::store
