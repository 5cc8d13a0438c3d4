#include "app/field/exhibit.h"

#include <nlohmann/json.hpp>

#include "app/field/export_files.h"
#include "app/field/moment.h"
#include "app/field/said.h"

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
      const std::string path = join_path(folder, export_name(out.size() + 1, said_file(values, blob.fact.ref).name));
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
  TRY(check_may_export(vault, reason));
  TRY(check_exhibit(vault, exhibit));
  const std::vector<PlannedFile> plan = TRY(plan_export(vault, exhibit, folder));
  if (plan.empty()) return std::vector<ExportedFile>{};
  Exporting exporting(vault, progress);
  TRY(exporting.make_folder(folder));
  for (const PlannedFile& planned : plan) TRY(exporting.write_blob(planned.blob, planned.path));
  return exporting.sign({exhibit}, reason);
}

}  // namespace holdfast::field
