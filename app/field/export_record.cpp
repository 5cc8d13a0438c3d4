#include "app/field/export_record.h"

#include <algorithm>
#include <set>

#include "app/field/export_files.h"
#include "app/field/moment.h"
#include "app/forms/htcds_csv.h"
#include "app/forms/submission_xml_out.h"
#include "app/store/forms_store.h"
#include "app/text/unicode.h"
#include "assets/assets.h"

namespace holdfast::field {

namespace {

constexpr std::string_view kSubmissionName = "submission.xml";
constexpr std::string_view kRulesAsset = "forms/htcds.csv";

struct LeavingFile {
  store::BlobRow blob;
  SaidFile said;
};

struct LeavingRecord {
  sync::ObjectId id{};
  std::shared_ptr<const forms::Form> form;
  sync::Values values;
  forms::SubmissionIds ids;
  std::int64_t created_ms = 0;
  std::vector<LeavingFile> files;
};

Result<void> check_open(const std::optional<store::RecordRow>& row) {
  if (!row) return store::kRecordUnknown;
  if (row->state == "sealed") return store::kOpeningSealed;
  if (row->state != "open") return store::kOpeningMissing;
  return {};
}

// ODK gives each version of a submission a name of its own and lets it say whose place it takes.
forms::SubmissionIds version_names(const sync::ObjectId& record, const std::vector<sync::EntryHash>& versions) {
  const auto name = [&](std::size_t i) {
    if (i == 0) return forms::uuid_name(record);
    Id16 id{};
    std::copy_n(versions[i].begin(), id.size(), id.begin());
    return forms::uuid_name(id);
  };
  const std::size_t last = versions.empty() ? 0 : versions.size() - 1;
  return {name(last), last == 0 ? std::string() : name(last - 1)};
}

Result<std::shared_ptr<const forms::Form>> form_of_record(store::Vault& vault, const std::optional<Hash256>& hash,
                                                          const std::string& id) {
  if (hash) {
    const std::shared_ptr<const forms::Form> form = TRY(store::shared_form(vault, *hash));
    if (form != nullptr) return form;
  }
  forms::Form form = TRY(store::form_by_id(vault, id));
  return std::make_shared<const forms::Form>(std::move(form));
}

Result<LeavingRecord> load_record(store::Vault& vault, const sync::ObjectId& id) {
  const std::optional<store::RecordRow> row = TRY(store::find_record(vault, id));
  TRY(check_open(row));
  LeavingRecord out;
  out.id = id;
  out.created_ms = row->created_ms;
  const std::vector<store::CurrentValue> current = TRY(store::current_values(vault, id));
  for (const store::CurrentValue& value : current) {
    if (value.path.empty() || value.path.front() == '@') continue;
    if (!out.values.emplace(value.path, value.value).second) return kExportConflict;
  }
  std::vector<sync::EntryHash> versions;
  std::optional<Hash256> form;
  for (const store::StoredEntry& stored : TRY(store::entries_of(vault, id))) {
    if (!stored.held.empty()) continue;
    const sync::Entry& entry = stored.signed_entry.entry;
    if (entry.form) {
      form = entry.form;
      versions.push_back(stored.signed_entry.hash);
    }
    for (store::BlobRow& blob : TRY(store::blobs_of(vault, stored.signed_entry.hash))) {
      if (blob.state == store::BlobState::Erased) continue;
      SaidFile said = said_file(current, blob.fact.ref);
      out.files.push_back({std::move(blob), std::move(said)});
    }
  }
  out.ids = version_names(id, versions);
  out.form = TRY(form_of_record(vault, form, row->form_id));
  return out;
}

// Names inside of one folder; two that a system without capitals would take for one are told apart by a number.
class FolderNames {
 public:
  std::string take(const std::string& said) {
    const std::string name = text::display_name(said.empty() ? "file" : said);
    if (taken_.insert(folded(name)).second) return name;
    for (std::size_t number = 2;; ++number) {
      std::string other = export_name(number, name);
      if (taken_.insert(folded(other)).second) return other;
    }
  }

 private:
  static std::string folded(std::string name) {
    for (char& c : name) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return name;
  }
  std::set<std::string> taken_;
};

// The answer names the file as it lies beside the XML: a reader finds it, whatever it was called once.
Result<std::size_t> write_submission_folder(Exporting& exporting, LeavingRecord& record, const std::string& folder) {
  const std::string own = join_path(folder, forms::uuid_name(record.id).substr(std::string_view("uuid:").size()));
  TRY(exporting.make_folder(own));
  FolderNames names;
  names.take(std::string(kSubmissionName));
  for (const LeavingFile& file : record.files) {
    if (file.blob.sealed) return store::kOpeningSealed;
    if (!file.blob.here) return store::kBlobMissing;
    const std::string name = names.take(file.said.name);
    TRY(exporting.write_blob(file.blob, join_path(own, name)));
    const auto answer = record.values.find(file.said.path);
    if (answer != record.values.end()) answer->second = CborValue(name);
  }
  const forms::SubmissionXml xml = forms::submission_xml(*record.form, record.values, record.ids);
  TRY(exporting.write_bytes(as_bytes(xml.xml), join_path(own, kSubmissionName)));
  return xml.replaced;
}

// Records of one version of a form share their tables.
Result<void> write_tables(Exporting& exporting, const std::vector<LeavingRecord>& records,
                          const RecordExport& request) {
  std::map<Hash256, std::vector<const LeavingRecord*>> by_form;
  for (const LeavingRecord& record : records) by_form[record.form->hash].push_back(&record);
  FolderNames names;
  for (const auto& [hash, same] : by_form) {
    std::vector<forms::CsvRecord> rows;
    for (const LeavingRecord* record : same) {
      rows.push_back({&record->values, record->ids.instance, moment_text(record->created_ms)});
    }
    const forms::Form& form = *same.front()->form;
    for (const forms::CsvTable& table : forms::flat_tables(form, rows)) {
      const std::string name = names.take(form.id + (table.name.empty() ? "" : "-" + table.name) + ".csv");
      TRY(exporting.write_bytes(as_bytes(forms::csv_text(table, request.exact)), join_path(request.folder, name)));
    }
  }
  return {};
}

// The id that all records about one person share here; a record that is about nobody else is its own.
Result<std::string> person_of(store::Vault& vault, const LeavingRecord& record) {
  sync::ObjectId person = record.id;
  for (const forms::Question& question : record.form->questions) {
    if (question.name != "person" || question.list != "people.csv" || !question.repeats.empty()) continue;
    const auto answer = record.values.find(question.path);
    const std::string* text = answer == record.values.end() ? nullptr : answer->second.text();
    if (text == nullptr) continue;
    const Result<sync::ObjectId> named = array_from_hex<16>(*text);
    if (named.ok()) person = *named;
  }
  const sync::ObjectId merged = TRY(store::merged_person(vault, person));
  return to_hex(merged);
}

std::string_view htcds_rules_text() {
  for (const Asset& asset : embedded_assets()) {
    if (asset.name == kRulesAsset) return asset.content;
  }
  return {};
}

Result<void> write_htcds(store::Vault& vault, Exporting& exporting, const std::vector<LeavingRecord>& records,
                         const RecordExport& request) {
  const std::vector<forms::HtcdsRule> rules = TRY(forms::read_htcds_rules(as_bytes(htcds_rules_text())));
  std::vector<forms::HtcdsRecord> rows;
  for (const LeavingRecord& record : records) {
    std::string person = TRY(person_of(vault, record));
    rows.push_back({record.form.get(), &record.values, std::move(person), record.ids.instance});
  }
  const forms::CsvTable table = forms::htcds_table(rules, rows, request.standard_only);
  return exporting.write_bytes(as_bytes(forms::csv_text(table, request.exact)),
                               join_path(request.folder, "htcds.csv"));
}

}  // namespace

Result<RecordExportAnswer> export_records(store::Vault& vault, const RecordExport& request, Progress& progress) {
  TRY(check_may_export(vault, request.reason));
  std::vector<LeavingRecord> records;
  std::set<sync::ObjectId> seen;
  for (const sync::ObjectId& id : request.records) {
    if (!seen.insert(id).second) continue;
    LeavingRecord record = TRY(load_record(vault, id));
    records.push_back(std::move(record));
  }
  RecordExportAnswer answer;
  if (records.empty()) return answer;
  std::stable_sort(records.begin(), records.end(),
                   [](const LeavingRecord& a, const LeavingRecord& b) { return a.created_ms < b.created_ms; });
  Exporting exporting(vault, progress);
  TRY(exporting.make_folder(request.folder));
  if (request.format == RecordFormat::Csv) TRY(write_tables(exporting, records, request));
  if (request.format == RecordFormat::Htcds) TRY(write_htcds(vault, exporting, records, request));
  if (request.format == RecordFormat::Odk) {
    for (LeavingRecord& record : records) {
      const std::size_t replaced = TRY(write_submission_folder(exporting, record, request.folder));
      answer.replaced += replaced;
    }
  }
  answer.files = TRY(exporting.sign(std::vector<sync::ObjectId>(seen.begin(), seen.end()), request.reason));
  return answer;
}

}  // namespace holdfast::field
