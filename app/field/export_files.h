// Files on their way out of protection: made anew, whole or not at all, and told to the journal in a signed entry.
// Internal to app/field. Never writes over anything, and never names a file as a stranger named it.
#pragma once

#include "app/field/exhibit.h"
#include "app/store/blobs.h"

namespace holdfast::field {

// Removes what was written unless the export was signed: what is in the folder is whole and known to the journal.
class Exporting {
 public:
  Exporting(store::Vault& vault, Progress& progress) : vault_(vault), progress_(progress) {}
  ~Exporting();
  Exporting(const Exporting&) = delete;
  Exporting& operator=(const Exporting&) = delete;

  Result<void> make_folder(const std::string& folder);
  // kExportExists where something has that name.
  Result<void> write_blob(const store::BlobRow& blob, const std::string& path);
  Result<void> write_bytes(ByteView bytes, const std::string& path);
  // One signed entry for each object: why, and the SHA-256 of all files. After this the files stay.
  Result<std::vector<ExportedFile>> sign(const std::vector<sync::ObjectId>& objects, const std::string& reason);

 private:
  Result<std::unique_ptr<File>> create_new(const std::string& path);

  store::Vault& vault_;
  Progress& progress_;
  std::vector<std::string> folders_;  // made here
  std::vector<std::string> touched_;  // folders to sync
  std::vector<ExportedFile> files_;
  std::vector<std::string> begun_;
  bool signed_ = false;
};

// What cannot be signed does not leave: kReasonNeeded, kNotEnrolled and what a vault says that may not write.
Result<void> check_may_export(store::Vault& vault, const std::string& reason);

// The file name that lies in the folder: sanitised, and numbered where two files have one name.
std::string export_name(std::size_t number, const std::string& said);
// The path of the answer that a file belongs to, and what the interviewer's machine called it; empty where neither is.
struct SaidFile {
  std::string path, name;
};
SaidFile said_file(const std::vector<store::CurrentValue>& values, const sync::BlobRef& ref);

}  // namespace holdfast::field
