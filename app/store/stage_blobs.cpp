// The media half of an import: files that were staged become files with rows. import_stage_data.h.
#include <algorithm>
#include <map>
#include <set>

#include "app/store/blob_claims.h"
#include "app/store/import_stage_data.h"

namespace holdfast::store {

namespace {

constexpr std::size_t kJoinBuffer = std::size_t{256} << 10;
constexpr std::size_t kBlobPartsMax = 64;

bool same_blob(const StagedPart& a, const StagedPart& b) {
  return a.place.ref == b.place.ref && a.place.entry == b.place.entry && a.place.total == b.place.total &&
         a.sealed == b.sealed;
}

void remove_part_file(Vault& vault, const StagedPart& part) { remove_blob_file(vault, part.file.temp_name); }

// Parts of blobs that are here, dropped or erased are not needed. If they differ from what is here, that is said.
Result<void> leave_away_known(ImportStage::Data& stage) {
  std::vector<StagedPart> needed;
  for (StagedPart& part : stage.parts) {
    const std::optional<BlobRow> row = TRY(find_blob(stage.vault, part.place.ref));
    if (!row || row->entry != part.place.entry || row->state == BlobState::Expected) {
      needed.push_back(std::move(part));
      continue;
    }
    const bool comparable = row->here && !part.sealed && part.whole() && row->fact.sha256 != Hash256{};
    if (comparable && row->fact.sha256 != part.file.sha256) {
      stage.damaged.push_back({part.place.ref, part.place.entry, std::string(kBlobDamaged.code())});
    }
    remove_part_file(stage.vault, part);
  }
  stage.parts = std::move(needed);
  return {};
}

// One part of a blob, from this stage or from an earlier bundle.
struct JoinPiece {
  std::uint64_t size = 0;
  std::string file_name;      // below blobs/
  std::uint64_t stored_size = 0;
  Bytes boxed_key;            // of a row
  std::size_t staged_key = 0;  // of a staged part
  bool staged = false;
};

Result<std::map<std::uint64_t, JoinPiece>> pieces_of(ImportStage::Data& stage, const StagedPart& like,
                                                     const sync::DeviceId& sender) {
  std::map<std::uint64_t, JoinPiece> out;
  Statement find(stage.vault.database(),
                 "SELECT offset, size, file_name, stored_size, key FROM unclaimed_blob "
                 "WHERE ref = ? AND sender = ? AND entry = ? AND total = ? AND refused IS NULL "
                 "AND (sha256 IS NULL) = ?");
  find.bind(like.place.ref).bind(sender).bind(like.place.entry).bind(like.place.total).bind(like.sealed ? 1 : 0);
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) break;
    JoinPiece piece;
    piece.size = static_cast<std::uint64_t>(find.integer(1));
    piece.file_name = find.text(2);
    piece.stored_size = static_cast<std::uint64_t>(find.integer(3));
    if (!find.is_null(4)) piece.boxed_key = find.blob(4);
    out[static_cast<std::uint64_t>(find.integer(0))] = std::move(piece);
  }
  for (const StagedPart& part : stage.parts) {
    if (!same_blob(part, like)) continue;
    out[part.place.offset] = {part.file.size, part.file.temp_name, part.file.stored_size, {}, part.key, true};
  }
  return out;
}

// True if the pieces, each beginning where the one before ends, are the whole.
bool covers_all(const std::map<std::uint64_t, JoinPiece>& pieces, std::uint64_t total) {
  std::uint64_t reached = 0;
  for (const auto& [offset, piece] : pieces) {
    if (offset != reached) return false;
    reached += piece.size;
  }
  return reached == total && pieces.size() <= kBlobPartsMax;
}

Result<void> pour_piece(ImportStage::Data& stage, const StagedPart& like, const JoinPiece& piece,
                        BlobFileWriter& writer, Progress& progress) {
  std::unique_ptr<Source> source;
  if (like.sealed) {
    source = TRY(open_raw_file(stage.vault, piece.file_name, piece.stored_size));
  } else if (piece.staged) {
    source = TRY(open_blob_file(stage.vault, piece.file_name, stage.keys.at(piece.staged_key), piece.size));
  } else {
    const crypto::Secret<32> key = TRY(open_blob_key(stage.vault, like.place.ref, piece.boxed_key));
    source = TRY(open_blob_file(stage.vault, piece.file_name, key.view(), piece.size));
  }
  Bytes buffer(kJoinBuffer);
  for (;;) {
    TRY(check_cancelled(progress));
    const std::size_t got = TRY(source->read(buffer));
    if (got == 0) break;
    TRY(writer.write(ByteView(buffer).first(got)));
    progress.report(writer.size(), like.place.total);
  }
  crypto::wipe(buffer);
  return {};
}

// Makes one staged part of all pieces, where they are complete. The pieces' own files of this stage go.
Result<std::optional<StagedPart>> join_parts(ImportStage::Data& stage, const StagedPart& like,
                                             const sync::DeviceId& sender, Progress& progress) {
  const std::map<std::uint64_t, JoinPiece> pieces = TRY(pieces_of(stage, like, sender));
  if (!covers_all(pieces, like.place.total)) return std::optional<StagedPart>();
  const auto form = like.sealed ? BlobFileWriter::Form::AsItComes : BlobFileWriter::Form::Content;
  std::unique_ptr<BlobFileWriter> writer = TRY(BlobFileWriter::begin(stage.vault, form));
  for (const auto& [offset, piece] : pieces) TRY(pour_piece(stage, like, piece, *writer, progress));
  StagedPart whole;
  whole.place = like.place;
  whole.place.offset = 0;
  whole.sealed = like.sealed;
  if (!whole.sealed) whole.key = stage.keys.add(writer->key());
  whole.file = TRY(writer->finish());
  return std::optional<StagedPart>(std::move(whole));
}

Result<void> join_complete(ImportStage::Data& stage, const sync::DeviceId& sender, Progress& progress) {
  for (std::size_t i = 0; i < stage.parts.size(); ++i) {
    const StagedPart like = stage.parts[i];
    if (like.whole()) continue;
    std::optional<StagedPart> whole = TRY(join_parts(stage, like, sender, progress));
    if (!whole) continue;
    std::vector<StagedPart> kept;
    for (StagedPart& part : stage.parts) {
      if (same_blob(part, like)) remove_part_file(stage.vault, part);
      else kept.push_back(std::move(part));
    }
    kept.push_back(std::move(*whole));
    stage.parts = std::move(kept);
    i = static_cast<std::size_t>(-1);  // begin again: places have changed
  }
  return {};
}

// Within one bundle the later of two files for the same place stands.
void leave_away_repeated(ImportStage::Data& stage) {
  std::vector<StagedPart> kept;
  std::set<std::pair<sync::BlobRef, std::uint64_t>> places;
  for (auto part = stage.parts.rbegin(); part != stage.parts.rend(); ++part) {
    if (places.insert({part->place.ref, part->place.offset}).second) kept.push_back(std::move(*part));
    else remove_part_file(stage.vault, *part);
  }
  std::reverse(kept.begin(), kept.end());
  stage.parts = std::move(kept);
}

// Until the last transaction takes these rows away again, a crash lets the named files go.
Result<void> doom_in_advance(ImportStage::Data& stage) {
  Transaction transaction = TRY(Transaction::begin(stage.vault.database()));
  for (const StagedPart& part : stage.parts) {
    Statement doom(stage.vault.database(), "INSERT INTO doomed_file (file_name) VALUES (?)");
    TRY(doom.bind(std::string_view(part.file_name)).run());
  }
  return transaction.commit();
}

Result<void> place_part(ImportStage::Data& stage, const StagedPart& part, const sync::DeviceId& sender) {
  Vault& vault = stage.vault;
  // What the same sender sent for the same place before is replaced; the whole replaces all parts.
  Statement doom(vault.database(),
                 "INSERT OR IGNORE INTO doomed_file (file_name) SELECT file_name FROM unclaimed_blob "
                 "WHERE ref = ? AND sender = ? AND (offset = ? OR ?)");
  TRY(doom.bind(part.place.ref).bind(sender).bind(part.place.offset).bind(part.whole() ? 1 : 0).run());
  Statement gone(vault.database(),
                 "DELETE FROM unclaimed_blob WHERE ref = ? AND sender = ? AND (offset = ? OR ?)");
  TRY(gone.bind(part.place.ref).bind(sender).bind(part.place.offset).bind(part.whole() ? 1 : 0).run());
  Statement insert(vault.database(),
                   "INSERT INTO unclaimed_blob (ref, sender, offset, entry, total, size, sha256, file_name, "
                   "stored_size, key, arrived_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(part.place.ref).bind(sender).bind(part.place.offset).bind(part.place.entry).bind(part.place.total);
  insert.bind(part.file.size);
  if (part.sealed) insert.bind_null();
  else insert.bind(part.file.sha256);
  insert.bind(std::string_view(part.file_name)).bind(part.file.stored_size);
  if (part.sealed) insert.bind_null();
  else insert.bind(box_blob_key(vault, part.place.ref, stage.keys.at(part.key)));
  TRY(insert.bind(vault.now_ms()).run());
  Statement saved(vault.database(), "DELETE FROM doomed_file WHERE file_name = ?");
  return saved.bind(std::string_view(part.file_name)).run();
}

}  // namespace

Result<void> settle_stage_files(ImportStage::Data& stage, const sync::DeviceId& sender, Progress& progress) {
  if (stage.parts.empty()) return {};
  TRY(leave_away_known(stage));
  leave_away_repeated(stage);
  TRY(join_complete(stage, sender, progress));
  for (StagedPart& part : stage.parts) {
    if (!part.sealed || !part.whole()) continue;
    part.fits = TRY(sealed_file_fits(stage.vault, part.place.ref, part.place.entry, part.file.temp_name,
                                     part.file.stored_size, progress));
  }
  std::vector<BlobMove> moves;
  for (StagedPart& part : stage.parts) {
    part.file_name = new_blob_name(stage.vault, part.place.ref);
    moves.push_back({part.file.temp_name, part.file_name});
  }
  TRY(doom_in_advance(stage));
  return publish_blob_files(stage.vault, moves);
}

Result<void> place_stage_blobs(ImportStage::Data& stage, const sync::DeviceId& sender) {
  for (const StagedPart& part : stage.parts) {
    TRY(place_part(stage, part, sender));
    if (part.fits) TRY(settle_sealed_blob(stage.vault, part.place.ref, sender, *part.fits));
    else TRY(claim_open_blob(stage.vault, part.place.ref));
  }
  return {};
}

Result<void> judge_stage_blobs(ImportStage::Data& stage) {
  std::set<sync::BlobRef> seen;
  for (const StagedPart& part : stage.parts) {
    if (!seen.insert(part.place.ref).second) continue;
    const std::optional<BlobRow> row = TRY(find_blob(stage.vault, part.place.ref));
    if (row && row->here && row->entry == part.place.entry) {
      ++stage.new_blobs;
      continue;
    }
    Statement find(stage.vault.database(),
                   "SELECT refused FROM unclaimed_blob WHERE ref = ? AND entry = ? AND refused IS NOT NULL");
    const bool refused = TRY(find.bind(part.place.ref).bind(part.place.entry).step());
    if (refused) stage.damaged.push_back({part.place.ref, part.place.entry, find.text(0)});
  }
  return {};
}

void remove_stage_files(ImportStage::Data& stage) {
  for (const StagedPart& part : stage.parts) remove_part_file(stage.vault, part);
  stage.parts.clear();
  // Files that have their names already were doomed in advance. After a commit of which nobody knows whether it counts,
  // only the next unlock can tell whether they still are.
  if (!stage.files_uncertain) (void)finish_doomed_files(stage.vault);
}

}  // namespace holdfast::store
