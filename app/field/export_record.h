// Records as files that other programs read: ODK submissions with their attachments, flat CSV, HTCDS CSV.
// Plaintext leaves protection: only under `folder`, never over an existing file, and each record gets a signed export
// entry. A sealed record, or one with two versions of an answer, does not leave.
#pragma once

#include "app/field/exhibit.h"

namespace holdfast::field {

enum class RecordFormat : std::uint8_t {
  Odk,    // <uuid>/submission.xml, and its attachments beside it
  Csv,    // <form>.csv and <form>-<repeat>.csv, as app/forms/flat_csv.h lays them out
  Htcds,  // htcds.csv, a row for each person
};

struct RecordExport {
  std::vector<sync::ObjectId> records;
  RecordFormat format = RecordFormat::Odk;
  std::string folder;
  std::string reason;          // signed
  bool exact = false;          // of CSV: no guard against formulas
  bool standard_only = false;  // of HTCDS: nothing that is marked x_
};

struct RecordExportAnswer {
  std::vector<ExportedFile> files;
  std::size_t replaced = 0;  // characters that XML cannot hold
};

// kRecordUnknown, kOpeningSealed, kOpeningMissing, kExportConflict, kExportExists, kReasonNeeded.
Result<RecordExportAnswer> export_records(store::Vault& vault, const RecordExport& request, Progress& progress);

}  // namespace holdfast::field
