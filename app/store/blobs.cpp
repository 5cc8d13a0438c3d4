#include "app/store/blobs.h"

#include "app/store/blob_file.h"
#include "app/store/savepoint.h"
#include "crypto/stream.h"

namespace holdfast::store {

namespace {

constexpr std::size_t kIntakeBuffer = std::size_t{1} << 20;

// Content on its way into the vault, wiped when it goes. Too large for locked memory.
struct IntakeBuffer {
  Bytes bytes = Bytes(kIntakeBuffer);
  ~IntakeBuffer() { crypto::wipe(bytes); }
};

// Columns: ref, entry, sha256, size, media_type, file_name, stored_size, key is there, state.
Result<BlobRow> blob_row(const Statement& row) {
  BlobRow out;
  out.fact.ref = TRY(row.array<16>(0));
  out.entry = TRY(row.array<32>(1));
  if (!row.is_null(2)) out.fact.sha256 = TRY(row.array<32>(2));
  out.fact.size = static_cast<std::uint64_t>(row.integer(3));
  out.fact.media_type = row.text(4);
  if (!row.is_null(5)) out.file_name = row.text(5);
  out.stored_size = static_cast<std::uint64_t>(row.integer(6));
  out.state = static_cast<BlobState>(row.integer(8));
  out.here = out.state == BlobState::Here;
  out.sealed = out.here && row.integer(7) == 0;
  return out;
}

struct StoredBlob {
  BlobRow row;
  Bytes key;  // boxed; empty for sealed ones
};

constexpr const char* kBlobByRef =
    "SELECT ref, entry, sha256, size, media_type, file_name, stored_size, key IS NOT NULL, state, key "
    "FROM blob WHERE ref = ?";

Result<StoredBlob> blob_that_is_here(Vault& vault, const sync::BlobRef& ref) {
  Statement find(vault.database(), kBlobByRef);
  const bool found = TRY(find.bind(ref).step());
  if (!found) return kBlobMissing;
  StoredBlob out;
  out.row = TRY(blob_row(find));
  if (!out.row.here || out.row.file_name.empty()) return kBlobMissing;
  if (!find.is_null(9)) out.key = find.blob(9);
  return out;
}

Result<crypto::Secret<32>> key_of(const Vault& vault, const StoredBlob& blob) {
  if (blob.key.empty()) return kOpeningSealed;
  return open_blob_key(vault, blob.row.fact.ref, blob.key);
}

constexpr const char* kAttachBlob =
    "INSERT INTO blob (ref, entry, sha256, size, media_type, local_id, file_name, stored_size, key, state) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1) "
    "ON CONFLICT (ref) DO UPDATE SET sha256 = excluded.sha256, size = excluded.size, "
    "media_type = excluded.media_type, local_id = excluded.local_id, file_name = excluded.file_name, "
    "stored_size = excluded.stored_size, key = excluded.key, state = 1 "
    "WHERE state = 0 AND entry = excluded.entry";

}  // namespace

Result<StagedBlob> take_in_blob(Vault& vault, Source& source, const std::string& media_type, Progress& progress) {
  std::unique_ptr<BlobFileWriter> writer = TRY(BlobFileWriter::begin(vault, BlobFileWriter::Form::Content));
  IntakeBuffer buffer;
  for (;;) {
    TRY(check_cancelled(progress));
    const std::size_t got = TRY(source.read(buffer.bytes));
    if (got == 0) break;
    TRY(writer->write(ByteView(buffer.bytes).first(got)));
    progress.report(writer->size(), 0);
  }
  const WrittenFile written = TRY(writer->finish());
  StagedBlob blob;
  blob.fact = {vault.seams().random.id(), written.sha256, written.size, media_type};
  blob.file_name = new_blob_name(vault, blob.fact.ref);
  blob.local_id = blob_local_id(vault, written.sha256);
  blob.key = crypto::Secret<32>::copy_of(writer->key());
  blob.stored_size = written.stored_size;
  Result<void> published = publish_blob_files(vault, {{written.temp_name, blob.file_name}});
  if (!published.ok()) {
    remove_blob_file(vault, written.temp_name);
    remove_blob_file(vault, blob.file_name);
    return std::move(published).error();
  }
  return blob;
}

Result<void> attach_blob(Vault& vault, const sync::EntryHash& entry, const StagedBlob& blob, bool sealed) {
  Statement insert(vault.database(), kAttachBlob);
  insert.bind(blob.fact.ref).bind(entry);
  if (sealed) {
    const std::uint64_t padded = TRY(crypto::plain_size(blob.stored_size));
    insert.bind_null().bind(padded).bind("").bind_null();
  } else {
    insert.bind(blob.fact.sha256).bind(blob.fact.size).bind(std::string_view(blob.fact.media_type));
    insert.bind(blob.local_id);
  }
  insert.bind(std::string_view(blob.file_name)).bind(blob.stored_size);
  if (sealed) insert.bind_null();
  else insert.bind(box_blob_key(vault, blob.fact.ref, blob.key.view()));
  TRY(insert.run());
  HOLDFAST_ASSERT(vault.database().changes() == 1);  // a ref is random and taken in once
  return {};
}

Result<void> forget_blob_key(Vault& vault, const sync::BlobRef& ref) {
  const StoredBlob blob = TRY(blob_that_is_here(vault, ref));
  const std::uint64_t padded = TRY(crypto::plain_size(blob.row.stored_size));
  Statement forget(vault.database(),
                   "UPDATE blob SET sha256 = NULL, size = ?, media_type = '', local_id = NULL, key = NULL "
                   "WHERE ref = ?");
  return forget.bind(padded).bind(ref).run();
}

void discard_blob(Vault& vault, const StagedBlob& blob) {
  remove_blob_file(vault, blob.file_name);
  // Else a power cut could bring the name back, and the next unlock would call the file lost.
  (void)vault.seams().files.sync_folder(blob_file_path(vault, blob.file_name.substr(0, 2)));
}

Result<std::vector<BlobRow>> blobs_of(Vault& vault, const sync::EntryHash& entry) {
  Statement find(vault.database(),
                 "SELECT ref, entry, sha256, size, media_type, file_name, stored_size, key IS NOT NULL, state "
                 "FROM blob WHERE entry = ? ORDER BY ref");
  find.bind(entry);
  std::vector<BlobRow> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    BlobRow row = TRY(blob_row(find));
    out.push_back(std::move(row));
  }
}

Result<std::optional<BlobRow>> find_blob(Vault& vault, const sync::BlobRef& ref) {
  Statement find(vault.database(), kBlobByRef);
  const bool found = TRY(find.bind(ref).step());
  if (!found) return std::optional<BlobRow>();
  BlobRow row = TRY(blob_row(find));
  return std::optional<BlobRow>(std::move(row));
}

Result<std::unique_ptr<Source>> open_blob(Vault& vault, const sync::BlobRef& ref, std::uint64_t offset) {
  const StoredBlob blob = TRY(blob_that_is_here(vault, ref));
  if (offset != 0 && offset >= blob.row.fact.size) return kBlobDamaged;
  const crypto::Secret<32> key = TRY(key_of(vault, blob));
  return open_blob_file(vault, blob.row.file_name, key.view(), blob.row.fact.size, offset);
}

Result<std::unique_ptr<Source>> open_stored_blob(Vault& vault, const sync::BlobRef& ref, std::uint64_t offset) {
  const StoredBlob blob = TRY(blob_that_is_here(vault, ref));
  if (offset > blob.row.stored_size) return kBlobDamaged;
  return open_raw_file(vault, blob.row.file_name, blob.row.stored_size, offset);
}

Result<void> check_blob(Vault& vault, const sync::BlobRef& ref, Progress& progress) {
  const StoredBlob blob = TRY(blob_that_is_here(vault, ref));
  if (!blob.key.empty()) {
    std::unique_ptr<Source> content = TRY(open_blob(vault, ref));
    return check_content(*content, blob.row.fact, progress);
  }
  // Of a sealed blob nobody here can check more than that a file of this very length is there and can be read.
  std::unique_ptr<Source> raw = TRY(open_stored_blob(vault, ref));
  Bytes buffer(crypto::kChunkSize);
  std::uint64_t size = 0;
  for (;;) {
    TRY(check_cancelled(progress));
    const std::size_t got = TRY(raw->read(buffer));
    if (got == 0) break;
    size += got;
    progress.report(size, blob.row.stored_size);
  }
  if (size != blob.row.stored_size) return kBlobDamaged;
  return {};
}

Result<crypto::Secret<32>> blob_key(Vault& vault, const sync::BlobRef& ref) {
  const StoredBlob blob = TRY(blob_that_is_here(vault, ref));
  return key_of(vault, blob);
}

}  // namespace holdfast::store
