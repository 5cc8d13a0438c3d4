#include "app/store/blob_file.h"

#include <algorithm>
#include <set>

#include "app/store/blobs.h"
#include "crypto/box.h"
#include "crypto/hash.h"
#include "crypto/padding.h"
#include "crypto/stream.h"

namespace holdfast::store {

namespace {

constexpr std::string_view kBlobKeyContext("holdfast/blob/v1\0", 17);
// Padding and tags of the largest content stay below an eighth.
constexpr std::uint64_t kBlobStoredMax = kBlobSizeMax + kBlobSizeMax / 8;

Bytes blob_key_context(const sync::BlobRef& ref) {
  Bytes context = to_bytes(as_bytes(kBlobKeyContext));
  append(context, ref);
  return context;
}

// Makes a folder and its name durable. It may be there already, from a call whose sync failed: hence always both.
Result<void> ensure_blob_folder(Files& files, const std::string& parent, const std::string& folder) {
  TRY(files.make_folder(folder));
  return files.sync_folder(parent);
}

}  // namespace

std::uint64_t stored_blob_size(std::uint64_t size) { return crypto::sealed_size(crypto::padme(size, kBlobFloor)); }

bool is_stored_blob_size(std::uint64_t stored_size) {
  Result<std::uint64_t> plain = crypto::plain_size(stored_size);
  return plain.ok() && plain.value() >= kBlobFloor && crypto::padme(plain.value(), kBlobFloor) == plain.value();
}

std::string blob_folder(const Vault& vault) { return join_path(vault.path(), "blobs"); }

std::string blob_file_path(const Vault& vault, const std::string& file_name) {
  return blob_folder(vault) + "/" + file_name;
}

std::string new_blob_name(Vault& vault, const sync::BlobRef& ref) {
  const crypto::Secret<32> key = crypto::derive_key(vault.wrap_key(), "holdfast/blob-name/v1");
  const ByteArray<16> once = vault.seams().random.array<16>();
  const std::string hex = to_hex(crypto::keyed_hash(key.view(), "holdfast/blob-name/v1", {ref, once}));
  return hex.substr(0, 2) + "/" + hex.substr(2);
}

Bytes blob_local_id(const Vault& vault, const Hash256& sha256) {
  const crypto::Secret<32> key = crypto::derive_key(vault.wrap_key(), "holdfast/blob-local/v1");
  return crypto::keyed_hash(key.view(), "holdfast/blob-local/v1", {sha256});
}

Bytes box_blob_key(Vault& vault, const sync::BlobRef& ref, crypto::KeyView key) {
  return crypto::seal_box(vault.wrap_key(), blob_key_context(ref), key, vault.seams().random);
}

Result<crypto::Secret<32>> open_blob_key(const Vault& vault, const sync::BlobRef& ref, ByteView box) {
  Result<crypto::SecretBuffer> key = crypto::open_box(vault.wrap_key(), blob_key_context(ref), box);
  if (!key.ok() || key.value().size() != 32) return kBlobDamaged;
  return crypto::Secret<32>::copy_of(key.value().view());
}

struct BlobFileWriter::Data {
  Data(Vault& the_vault, Form the_form)
      : vault(the_vault), form(the_form), key(crypto::Secret<32>::random(the_vault.seams().random)) {}

  Vault& vault;
  Form form;
  crypto::Secret<32> key;
  std::string temp_name{};
  std::unique_ptr<File> file{};
  std::unique_ptr<FileSink> sink{};
  std::unique_ptr<crypto::StreamSealer> sealer{};  // none for AsItComes
  crypto::Sha256 hash{};
  std::optional<Hash256> known{};  // then `hash` is not used
  std::uint64_t size = 0;
  bool finished = false;

  Sink& out() { return sealer ? static_cast<Sink&>(*sealer) : *sink; }
};

BlobFileWriter::BlobFileWriter(std::unique_ptr<Data> data) : data_(std::move(data)) {}

Result<std::unique_ptr<BlobFileWriter>> BlobFileWriter::begin(Vault& vault, Form form,
                                                              const std::optional<Hash256>& known) {
  auto data = std::make_unique<Data>(vault, form);
  data->known = known;
  Files& files = vault.seams().files;
  TRY(ensure_blob_folder(files, vault.path(), blob_folder(vault)));
  data->temp_name = to_hex(vault.seams().random.id()) + std::string(kTempSuffix);
  data->file = TRY(files.open_large(blob_file_path(vault, data->temp_name), OpenMode::CreateNew));
  data->sink = std::make_unique<FileSink>(*data->file, 0);
  if (form == Form::Content) {
    data->sealer = std::make_unique<crypto::StreamSealer>(data->key.view(), *data->sink, vault.seams().pool);
  }
  return std::unique_ptr<BlobFileWriter>(new BlobFileWriter(std::move(data)));
}

BlobFileWriter::~BlobFileWriter() {
  if (data_->finished) return;
  data_->sealer.reset();
  data_->file.reset();
  (void)data_->vault.seams().files.remove(blob_file_path(data_->vault, data_->temp_name));
}

Result<void> BlobFileWriter::write(ByteView bytes) {
  HOLDFAST_ASSERT(!data_->finished);
  const std::uint64_t max = data_->form == Form::Content ? kBlobSizeMax : kBlobStoredMax;
  if (bytes.size() > max - data_->size) return kBlobTooLarge;
  if (!data_->known) data_->hash.update(bytes);
  data_->size += bytes.size();
  return data_->out().write(bytes);
}

Result<WrittenFile> BlobFileWriter::finish() {
  HOLDFAST_ASSERT(!data_->finished);
  WrittenFile written;
  written.temp_name = data_->temp_name;
  written.size = data_->size;
  written.sha256 = data_->known ? *data_->known : data_->hash.finish();
  if (data_->sealer) {
    std::uint64_t zeros = crypto::padme(data_->size, kBlobFloor) - data_->size;
    const Bytes chunk(crypto::kChunkSize);
    while (zeros > 0) {
      const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(zeros, chunk.size()));
      TRY(data_->sealer->write(ByteView(chunk).first(piece)));
      zeros -= piece;
    }
    TRY(data_->sealer->finish());
  }
  written.stored_size = data_->sink->offset();
  TRY(data_->file->sync());
  data_->file.reset();
  data_->finished = true;
  return written;
}

std::uint64_t BlobFileWriter::size() const { return data_->size; }

crypto::KeyView BlobFileWriter::key() const {
  HOLDFAST_ASSERT(data_->form == Form::Content);
  return data_->key.view();
}

Result<void> publish_blob_files(Vault& vault, const std::vector<BlobMove>& moves) {
  Files& files = vault.seams().files;
  std::set<std::string> folders;
  for (const BlobMove& move : moves) folders.insert(blob_file_path(vault, move.file_name.substr(0, 2)));
  for (const std::string& folder : folders) TRY(files.make_folder(folder));
  if (!folders.empty()) TRY(files.sync_folder(blob_folder(vault)));
  for (const BlobMove& move : moves) {
    TRY(files.rename(blob_file_path(vault, move.temp_name), blob_file_path(vault, move.file_name)));
  }
  for (const std::string& folder : folders) TRY(files.sync_folder(folder));
  return {};
}

void remove_blob_file(Vault& vault, const std::string& file_name) {
  (void)vault.seams().files.remove(blob_file_path(vault, file_name));
}

}  // namespace holdfast::store
