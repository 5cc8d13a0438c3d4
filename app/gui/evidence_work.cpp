#include "app/gui/evidence_work.h"

#include <algorithm>

#include "app/field/exhibit.h"
#include "app/field/export_files.h"
#include "app/field/moment.h"
#include "app/field/said.h"
#include "app/field/staff.h"
#include "app/store/blobs.h"
#include "app/store/views.h"
#include "app/text/unicode.h"

namespace holdfast::gui {

namespace {

std::string field_text(const store::EntityRow& row, const char* name) {
  return text::printable(field::field_of(row, name));
}

// Every file of an exhibit that is still one, in the order in which they came.
Result<std::vector<store::BlobRow>> files_of(store::Vault& vault, const sync::ObjectId& exhibit) {
  std::vector<store::BlobRow> out;
  for (const store::StoredEntry& stored : TRY(store::entries_of(vault, exhibit))) {
    if (!stored.held.empty()) continue;
    for (store::BlobRow& blob : TRY(store::blobs_of(vault, stored.signed_entry.hash))) {
      if (blob.state != store::BlobState::Erased) out.push_back(std::move(blob));
    }
  }
  return out;
}

Result<ExhibitRow> row_of(store::Vault& vault, const store::RecordRow& record,
                          const std::map<sync::ObjectId, store::EntityRow>& exhibits) {
  ExhibitRow out;
  out.id = to_hex(record.id);
  out.code = record.code.empty() ? out.id.substr(0, 8) : record.code;
  out.sealed = record.state == "sealed";
  if (const auto at = exhibits.find(record.id); at != exhibits.end()) {
    out.what = field_text(at->second, "description");
    out.kind = field::field_of(at->second, "type");
    out.seal = field_text(at->second, "tamper_seal");
  }
  if (record.blobs == 0 || out.sealed) return out;
  for (const store::BlobRow& blob : TRY(files_of(vault, record.id))) {
    if (!blob.here || blob.sealed || !is_picture(blob.fact.media_type)) continue;
    out.picture = to_hex(blob.fact.ref);
    break;
  }
  return out;
}

// A gap lies before the step at which it shows, when it is about who had the exhibit in between.
bool is_about_time(const std::string& code) {
  return code == "from_is_not_last_to" || code == "not_the_holder" || code == "time_overlap";
}

CustodyLine line_of_step(const field::CustodyStep& step) {
  CustodyLine line;
  line.action = step.action;
  line.from = text::printable(step.from);
  line.to = text::printable(step.to);
  line.place = text::printable(step.place);
  line.tamper_seal = text::printable(step.tamper_seal);
  line.at_ms = field::moment_ms(step.when).value_or(0);
  line.hand_over = step.action == "give" || step.action == "take";
  line.paired = step.paired;
  return line;
}

Result<void> add_custody(store::Vault& vault, const sync::ObjectId& id, ExhibitFacts& out) {
  std::vector<field::CustodyGap> gaps = TRY(field::custody_gaps(vault));
  std::erase_if(gaps, [&id](const field::CustodyGap& gap) { return gap.exhibit != id; });
  out.gaps = gaps.size();
  CustodyLine collected;
  collected.action = "collected";
  collected.to = out.found_by;
  collected.place = out.found_where;
  collected.at_ms = out.collected_ms;
  collected.tamper_seal = out.seal;
  out.custody.push_back(std::move(collected));
  const std::vector<field::CustodyStep> steps = TRY(field::custody_of(vault, id));
  for (const field::CustodyStep& step : steps) {
    CustodyLine line = line_of_step(step);
    for (const field::CustodyGap& gap : gaps) {
      if (gap.entry != step.entry) continue;
      line.doubt = true;
      if (!is_about_time(gap.code)) {
        line.what += (line.what.empty() ? "" : " ") + text::printable(gap.what);
        continue;
      }
      CustodyLine between;
      between.mark = CustodyMark::Gap;
      between.action = gap.code;
      between.at_ms = out.custody.back().at_ms;
      between.until_ms = line.at_ms;
      between.what = text::printable(gap.what);
      out.custody.push_back(std::move(between));
    }
    out.custody.push_back(std::move(line));
  }
  return {};
}

Result<void> add_files(store::Vault& vault, const sync::ObjectId& id, ExhibitFacts& out) {
  const std::vector<store::CurrentValue> values = TRY(store::current_values(vault, id));
  for (const store::BlobRow& blob : TRY(files_of(vault, id))) {
    ExhibitFileFacts file;
    file.ref = to_hex(blob.fact.ref);
    file.name = text::display_name(field::said_file(values, blob.fact.ref).name);
    file.media_type = blob.fact.media_type;
    file.size_bytes = blob.fact.size;
    file.here = blob.here && !blob.sealed;
    if (!blob.sealed) file.sha256 = to_hex(blob.fact.sha256);
    out.files.push_back(std::move(file));
  }
  return {};
}

}  // namespace

Result<ExhibitList> read_exhibits(store::Vault& vault) {
  std::map<sync::ObjectId, store::EntityRow> exhibits;
  for (store::EntityRow& row : TRY(store::list_entities(vault, cases::EntityKind::Exhibit))) {
    const sync::ObjectId record = row.record;
    exhibits.emplace(record, std::move(row));
  }
  std::map<sync::ObjectId, std::size_t> gaps;
  for (const field::CustodyGap& gap : TRY(field::custody_gaps(vault))) ++gaps[gap.exhibit];
  ExhibitList out;
  store::RecordFilter filter;
  filter.form_id = "evidence";
  for (const store::RecordRow& record : TRY(store::list_records(vault, filter))) {
    out.rows.push_back(TRY(row_of(vault, record, exhibits)));
    const auto found = gaps.find(record.id);
    if (found != gaps.end()) out.rows.back().gaps = found->second;
  }
  for (const field::StaffRow& person : TRY(field::list_staff(vault))) {
    if (!person.here) out.staff.push_back(person.code);
  }
  return out;
}

Result<ExhibitFacts> read_exhibit(store::Vault& vault, const std::string& id) {
  const sync::ObjectId exhibit = TRY(array_from_hex<16>(id));
  ExhibitFacts out;
  out.id = id;
  if (const auto record = TRY(store::find_record(vault, exhibit))) out.code = record->code;
  if (out.code.empty()) out.code = id.substr(0, 8);
  for (const store::EntityRow& row : TRY(store::list_entities(vault, cases::EntityKind::Exhibit))) {
    if (row.record != exhibit) continue;
    out.what = field_text(row, "description");
    out.found_where = field_text(row, "recovered_from");
    out.found_by = field_text(row, "found_by");
    out.owner = field::field_of(row, "owner_survivor");
    out.return_by = field_text(row, "return_by");
    out.seal = field_text(row, "tamper_seal");
    out.stored_at = field_text(row, "storage_location");
    out.collected_said = field_text(row, "collected_at");
    out.collected_ms = field::moment_ms(out.collected_said).value_or(0);
  }
  TRY(add_files(vault, exhibit, out));
  TRY(add_custody(vault, exhibit, out));
  return out;
}

}  // namespace holdfast::gui
