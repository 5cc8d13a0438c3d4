#include "app/field/export_files.h"

#include <algorithm>

#include "app/text/unicode.h"
#include "crypto/hash.h"

namespace holdfast::field {

namespace {

constexpr std::size_t kExportPiece = std::size_t{1} << 20;

}  // namespace

Exporting::~Exporting() {
  if (signed_) return;
  Files& files = vault_.seams().files;
  for (const std::string& path : begun_) static_cast<void>(files.remove(path).ok());
  for (auto at = folders_.rbegin(); at != folders_.rend(); ++at) static_cast<void>(files.remove_folder(*at).ok());
}

Result<void> Exporting::make_folder(const std::string& folder) {
  Files& files = vault_.seams().files;
  const bool there = TRY(files.exists(folder));
  TRY(files.make_folder(folder));
  if (!there) folders_.push_back(folder);
  touched_.push_back(folder);
  return {};
}

// Somebody else's file in that place is never touched, and never removed afterwards.
Result<std::unique_ptr<File>> Exporting::create_new(const std::string& path) {
  Files& files = vault_.seams().files;
  const bool taken = TRY(files.exists(path));
  if (taken) return kExportExists;
  std::unique_ptr<File> file = TRY(files.open(path, OpenMode::CreateNew));
  begun_.push_back(path);
  return file;
}

Result<void> Exporting::write_blob(const store::BlobRow& blob, const std::string& path) {
  const std::unique_ptr<File> file = TRY(create_new(path));
  const std::unique_ptr<Source> source = TRY(store::open_blob(vault_, blob.fact.ref));
  FileSink sink(*file, 0);
  crypto::Sha256 hash;
  Bytes buffer(kExportPiece);
  for (;;) {
    TRY(check_cancelled(progress_));
    const std::size_t got = TRY(source->read(buffer));
    if (got == 0) break;
    const ByteView piece(buffer.data(), got);
    hash.update(piece);
    TRY(sink.write(piece));
    progress_.report(sink.offset(), blob.fact.size);
  }
  TRY(file->sync());
  crypto::wipe(buffer);
  const Hash256 found = hash.finish();
  if (found != blob.fact.sha256) return store::kBlobDamaged;
  files_.push_back({path, found, sink.offset()});
  return {};
}

Result<void> Exporting::write_bytes(ByteView bytes, const std::string& path) {
  TRY(check_cancelled(progress_));
  const std::unique_ptr<File> file = TRY(create_new(path));
  TRY(file->write_at(0, bytes));
  TRY(file->sync());
  files_.push_back({path, crypto::sha256(bytes), bytes.size()});
  return {};
}

Result<std::vector<ExportedFile>> Exporting::sign(const std::vector<sync::ObjectId>& objects,
                                                  const std::string& reason) {
  for (const std::string& folder : touched_) TRY(vault_.seams().files.sync_folder(folder));
  CborValue::Array digests;
  for (const ExportedFile& file : files_) digests.emplace_back(to_bytes(file.sha256));
  store::Transaction transaction = TRY(store::Transaction::begin(vault_.database()));
  for (const sync::ObjectId& object : objects) {
    store::NewEntry entry;
    entry.type = sync::EntryType::Export;
    entry.object = object;
    entry.values = {{"@reason", CborValue(reason)}, {"@exported", CborValue(digests)}};
    TRY(store::append_entry(vault_, entry));
  }
  TRY(store::commit_entries(vault_, std::move(transaction)));
  signed_ = true;
  return std::move(files_);
}

Result<void> check_may_export(store::Vault& vault, const std::string& reason) {
  if (reason.empty()) return kReasonNeeded;
  TRY(vault.check_may_author());
  if (!vault.certificate()) return store::kNotEnrolled;
  return {};
}

std::string export_name(std::size_t number, const std::string& said) {
  char prefix[24];
  std::snprintf(prefix, sizeof prefix, "%03u-", static_cast<unsigned>(number));
  return prefix + text::display_name(said.empty() ? "file" : said);
}

SaidFile said_file(const std::vector<store::CurrentValue>& values, const sync::BlobRef& ref) {
  SaidFile out;
  for (const store::CurrentValue& value : values) {
    if (value.path == "@file/" + to_hex(ref) && value.value.text() != nullptr) out.path = *value.value.text();
  }
  for (const store::CurrentValue& value : values) {
    if (value.path == out.path && value.value.text() != nullptr) out.name = *value.value.text();
  }
  return out;
}

}  // namespace holdfast::field
