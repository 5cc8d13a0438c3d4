#include "app/field/exhibit.h"

#include <nlohmann/json.hpp>

#include "app/field/moment.h"
#include "app/field/said.h"
#include "app/store/blobs.h"
#include "app/text/unicode.h"
#include "crypto/hash.h"

namespace holdfast::field {

namespace {

Result<void> check_exhibit(store::Vault& vault, const sync::ObjectId& exhibit) {
  const bool known = TRY(is_known_as(vault, exhibit, cases::EntityKind::Exhibit));
  if (!known) return kExhibitUnknown;
  return {};
}

// Whoever takes an exhibit has its id from the giver, and may give it on: the record itself travels to headquarters
// only.
Result<void> check_may_give(store::Vault& vault, const sync::ObjectId& exhibit) {
  const std::vector<store::EntityRow> steps = TRY(store::list_entities(vault, cases::EntityKind::Custody));
  for (const store::EntityRow& step : steps) {
    if (field_of(step, "exhibit") == to_hex(exhibit)) return {};
  }
  return check_exhibit(vault, exhibit);
}

}  // namespace

Result<SubmitAnswer> hand_over(store::Vault& vault, const CustodyRequest& request, Progress& progress) {
  if (request.giving) TRY(check_may_give(vault, request.exhibit));
  const std::string self = vault.person() == nullptr ? "" : vault.person()->staff;
  nlohmann::json answers{{"exhibit", to_hex(request.exhibit)}, {"at", moment_text(vault.now_ms())}};
  answers["action"] = request.giving ? "give" : "take";
  answers["from_who"] = request.giving ? self : request.other_person;
  answers["to_who"] = request.giving ? request.other_person : self;
  if (!request.place.empty()) answers["place"] = request.place;
  if (!request.purpose.empty()) answers["purpose"] = request.purpose;
  if (!request.tamper_seal.empty()) answers["tamper_seal"] = request.tamper_seal;
  if (request.other_side) answers["other_side"] = to_hex(*request.other_side);
  SubmitRequest submission;
  submission.form_id = "custody";
  submission.answers_json = answers.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return submit(vault, submission, progress);
}

namespace {

constexpr std::size_t kExportPiece = std::size_t{1} << 20;

// The file name that lies in the folder: sanitised, and numbered where two files have one name.
std::string export_name(std::size_t number, const std::string& said) {
  char prefix[24];
  std::snprintf(prefix, sizeof prefix, "%03u-", static_cast<unsigned>(number));
  return prefix + text::display_name(said.empty() ? "file" : said);
}

// Somebody else's file in that place is never touched, and never removed afterwards.
Result<std::unique_ptr<File>> create_new(Files& files, const std::string& path) {
  const bool taken = TRY(files.exists(path));
  if (taken) return kExportExists;
  return files.open(path, OpenMode::CreateNew);
}

Result<ExportedFile> write_blob(store::Vault& vault, const store::BlobRow& blob, const std::string& path, File& file,
                                Progress& progress) {
  const std::unique_ptr<Source> source = TRY(store::open_blob(vault, blob.fact.ref));
  FileSink sink(file, 0);
  crypto::Sha256 hash;
  Bytes buffer(kExportPiece);
  for (;;) {
    TRY(check_cancelled(progress));
    const std::size_t got = TRY(source->read(buffer));
    if (got == 0) break;
    const ByteView piece(buffer.data(), got);
    hash.update(piece);
    TRY(sink.write(piece));
    progress.report(sink.offset(), blob.fact.size);
  }
  TRY(file.sync());
  crypto::wipe(buffer);
  const Hash256 found = hash.finish();
  if (found != blob.fact.sha256) return store::kBlobDamaged;
  return ExportedFile{path, found, sink.offset()};
}

// Name of the answer that a file belongs to: what the interviewer's machine called it.
std::string said_name(const std::vector<store::CurrentValue>& values, const sync::BlobRef& ref) {
  std::string question;
  for (const store::CurrentValue& value : values) {
    if (value.path == "@file/" + to_hex(ref) && value.value.text() != nullptr) question = *value.value.text();
  }
  for (const store::CurrentValue& value : values) {
    if (value.path == question && value.value.text() != nullptr) return *value.value.text();
  }
  return "";
}

// The signed trace of what left protection.
Result<void> sign_export(store::Vault& vault, const sync::ObjectId& exhibit, const std::vector<ExportedFile>& files,
                         const std::string& reason) {
  CborValue::Array digests;
  for (const ExportedFile& file : files) digests.emplace_back(to_bytes(file.sha256));
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  store::NewEntry entry;
  entry.type = sync::EntryType::Export;
  entry.object = exhibit;
  entry.values = {{"@reason", CborValue(reason)}, {"@exported", CborValue(std::move(digests))}};
  TRY(store::append_entry(vault, entry));
  return store::commit_entries(vault, std::move(transaction));
}

// Removes what was written unless the export was signed: what is in the folder is whole and known to the journal.
class Exporting {
 public:
  explicit Exporting(Files& files) : files_(files) {}
  ~Exporting() {
    if (signed_) return;
    for (const std::string& path : begun_) static_cast<void>(files_.remove(path).ok());
  }
  Exporting(const Exporting&) = delete;
  Exporting& operator=(const Exporting&) = delete;

  void begin(const std::string& path) { begun_.push_back(path); }
  void keep() { signed_ = true; }

 private:
  Files& files_;
  std::vector<std::string> begun_;
  bool signed_ = false;
};

struct PlannedFile {
  store::BlobRow blob;
  std::string path;
};

// Every file of the exhibit with its place; a place that is taken refuses the whole export before a byte is written.
Result<std::vector<PlannedFile>> plan_export(store::Vault& vault, const sync::ObjectId& exhibit,
                                             const std::string& folder) {
  const std::vector<store::CurrentValue> values = TRY(store::current_values(vault, exhibit));
  std::vector<PlannedFile> out;
  for (const store::StoredEntry& stored : TRY(store::entries_of(vault, exhibit))) {
    if (!stored.held.empty()) continue;
    for (store::BlobRow& blob : TRY(store::blobs_of(vault, stored.signed_entry.hash))) {
      if (blob.state == store::BlobState::Erased) continue;
      if (blob.sealed) return store::kOpeningSealed;
      if (!blob.here) return store::kBlobMissing;
      const std::string path = join_path(folder, export_name(out.size() + 1, said_name(values, blob.fact.ref)));
      if (TRY(vault.seams().files.exists(path))) return kExportExists;
      out.push_back({std::move(blob), path});
    }
  }
  return out;
}

}  // namespace

Result<std::vector<ExportedFile>> export_exhibit(store::Vault& vault, const sync::ObjectId& exhibit,
                                                 const std::string& folder, const std::string& reason,
                                                 Progress& progress) {
  if (reason.empty()) return kReasonNeeded;
  // What cannot be signed does not leave.
  TRY(vault.check_may_author());
  if (!vault.certificate()) return store::kNotEnrolled;
  TRY(check_exhibit(vault, exhibit));
  const std::vector<PlannedFile> plan = TRY(plan_export(vault, exhibit, folder));
  std::vector<ExportedFile> out;
  if (plan.empty()) return out;
  Files& files = vault.seams().files;
  TRY(files.make_folder(folder));
  Exporting exporting(files);
  for (const PlannedFile& planned : plan) {
    std::unique_ptr<File> file = TRY(create_new(files, planned.path));
    exporting.begin(planned.path);
    out.push_back(TRY(write_blob(vault, planned.blob, planned.path, *file, progress)));
  }
  TRY(files.sync_folder(folder));
  TRY(sign_export(vault, exhibit, out, reason));
  exporting.keep();
  return out;
}

}  // namespace holdfast::field
