// Reading the views (declared in app/store/views.h).
#include "app/store/views.h"

#include <algorithm>
#include <set>

#include "app/case/codes.h"
#include "app/text/unicode.h"

namespace holdfast::store {

namespace {

Result<RecordRow> record_row(const Statement& row) {
  RecordRow out;
  out.id = TRY(row.array<16>(0));
  out.code = row.text(1);
  out.form_id = row.text(2);
  out.title = row.text(3);
  out.state = row.text(4);
  out.device = TRY(row.array<16>(5));
  out.seq = static_cast<std::uint64_t>(row.integer(6));
  out.created_ms = row.integer(7);
  out.revisions = static_cast<std::size_t>(row.integer(8));
  out.in_conflict = row.integer(9) != 0;
  out.blobs = static_cast<std::size_t>(row.integer(10));
  return out;
}

constexpr const char* kListRecords =
    "SELECT object, code, form_id, title, state, device, seq, created_ms, revisions, in_conflict, blobs FROM record "
    "WHERE (?1 = '' OR form_id = ?1) AND (?2 IS NULL OR device = ?2) "
    "AND (?3 IS NULL OR object IN (SELECT record FROM entity WHERE person = ?3 OR (id = ?3 AND kind = 1))) "
    "ORDER BY created_ms DESC, object LIMIT ?4";
constexpr const char* kFindRecord =
    "SELECT object, code, form_id, title, state, device, seq, created_ms, revisions, in_conflict, blobs FROM record "
    "WHERE object = ?";
constexpr const char* kObjectsByCode = "SELECT object FROM record WHERE code = ? LIMIT 2";
constexpr const char* kObjectsBetween = "SELECT DISTINCT object FROM entry WHERE object BETWEEN ? AND ? LIMIT 2";

}  // namespace

Result<std::vector<RecordRow>> list_records(Vault& vault, const RecordFilter& filter) {
  Statement find(vault.database(), kListRecords);
  find.bind(std::string_view(filter.form_id));
  if (filter.device) find.bind(*filter.device);
  else find.bind_null();
  if (filter.about_person) find.bind(*filter.about_person);
  else find.bind_null();
  find.bind(static_cast<std::int64_t>(filter.limit));
  std::vector<RecordRow> out;
  while (TRY(find.step())) out.push_back(TRY(record_row(find)));
  return out;
}

Result<std::optional<RecordRow>> find_record(Vault& vault, const sync::ObjectId& id) {
  Statement find(vault.database(), kFindRecord);
  if (!TRY(find.bind(id).step())) return std::optional<RecordRow>();
  return std::optional<RecordRow>(TRY(record_row(find)));
}

namespace {

Result<std::optional<sync::ObjectId>> only_object(Statement& find) {
  if (!TRY(find.step())) return std::optional<sync::ObjectId>();
  const sync::ObjectId id = TRY(find.array<16>(0));
  if (TRY(find.step())) return kRecordAmbiguous;
  return std::optional<sync::ObjectId>(id);
}

// Ids that begin with these hex digits: from …000 to …fff.
Result<std::optional<sync::ObjectId>> object_by_prefix(Vault& vault, const std::string& digits) {
  std::string low = digits;
  std::string high = digits;
  low.resize(32, '0');
  high.resize(32, 'f');
  const Result<Id16> from = array_from_hex<16>(low);
  const Result<Id16> to = array_from_hex<16>(high);
  if (!from.ok() || !to.ok()) return std::optional<sync::ObjectId>();
  Statement find(vault.database(), kObjectsBetween);
  find.bind(*from).bind(*to);
  return only_object(find);
}

}  // namespace

Result<sync::ObjectId> resolve_object(Vault& vault, std::string_view text) {
  const Result<cases::Code> code = cases::parse_code(text);
  if (code.ok()) {
    Statement find(vault.database(), kObjectsByCode);
    find.bind(std::string_view(cases::to_text(*code)));
    if (const auto id = TRY(only_object(find))) return *id;
  } else if (code.error().reason == cases::kCodeCheckLetter) {
    return code.error();  // a misheard letter must not find somebody else
  }
  const std::string digits = text::casefold(text);
  if (digits.size() >= 4 && digits.size() <= 32) {
    if (const auto id = TRY(object_by_prefix(vault, digits))) return *id;
  }
  return kRecordUnknown;
}

namespace {

constexpr const char* kCurrentValues =
    "SELECT path, entry, device, value FROM current_value WHERE object = ? ORDER BY path, entry";
constexpr const char* kConflicts = "SELECT object, path FROM conflict ORDER BY object, path";

Result<CurrentValue> current_value(const Statement& row) {
  CurrentValue out;
  out.path = row.text(0);
  out.entry = TRY(row.array<32>(1));
  out.device = TRY(row.array<16>(2));
  Result<CborValue> value = decode_value(row.blob_view(3));
  if (!value.ok()) return kVaultDatabase;
  out.value = std::move(value).value();
  return out;
}

}  // namespace

Result<std::vector<CurrentValue>> current_values(Vault& vault, const sync::ObjectId& object) {
  Statement find(vault.database(), kCurrentValues);
  find.bind(object);
  std::vector<CurrentValue> out;
  while (TRY(find.step())) out.push_back(TRY(current_value(find)));
  return out;
}

Result<std::vector<ConflictRow>> list_conflicts(Vault& vault) {
  std::vector<ConflictRow> out;
  Statement find(vault.database(), kConflicts);
  while (TRY(find.step())) out.push_back({TRY(find.array<16>(0)), find.text(1), {}});
  for (ConflictRow& row : out) {
    for (CurrentValue& value : TRY(current_values(vault, row.object))) {
      if (value.path == row.path) row.values.push_back(std::move(value));
    }
  }
  return out;
}

namespace {

constexpr const char* kEntitiesOfKind =
    "SELECT kind, id, person, fields, record, entry, accepted FROM entity WHERE kind = ? "
    "ORDER BY accepted, record, position";
constexpr const char* kEntitiesAbout =
    "SELECT kind, id, person, fields, record, entry, accepted FROM entity WHERE person = ?1 OR (id = ?1 AND kind = 1) "
    "ORDER BY accepted, record, position";

Result<EntityRow> entity_row(const Statement& row) {
  EntityRow out;
  out.fact.kind = static_cast<cases::EntityKind>(row.integer(0));
  out.fact.id = TRY(row.array<16>(1));
  if (!row.is_null(2)) out.fact.person = TRY(row.array<16>(2));
  const Result<CborValue> fields = decode_value(row.blob_view(3));
  if (!fields.ok() || fields->map() == nullptr) return kVaultDatabase;
  for (const auto& [name, value] : *fields->map()) {
    if (value.text() != nullptr) out.fact.fields[name] = *value.text();
  }
  out.record = TRY(row.array<16>(4));
  out.entry = TRY(row.array<32>(5));
  out.accepted = static_cast<std::uint64_t>(row.integer(6));
  return out;
}

}  // namespace

Result<std::vector<EntityRow>> list_entities(Vault& vault, cases::EntityKind kind) {
  Statement find(vault.database(), kEntitiesOfKind);
  find.bind(static_cast<int>(kind));
  std::vector<EntityRow> out;
  while (TRY(find.step())) out.push_back(TRY(entity_row(find)));
  return out;
}

Result<std::vector<EntityRow>> entities_about(Vault& vault, const sync::ObjectId& person) {
  Statement find(vault.database(), kEntitiesAbout);
  find.bind(person);
  std::vector<EntityRow> out;
  while (TRY(find.step())) out.push_back(TRY(entity_row(find)));
  return out;
}

namespace {

constexpr const char* kLinked = "SELECT b FROM person_link WHERE a = ?1 UNION SELECT a FROM person_link WHERE b = ?1";

}  // namespace

Result<sync::ObjectId> merged_person(Vault& vault, const sync::ObjectId& person) {
  std::set<sync::ObjectId> seen{person};
  std::vector<sync::ObjectId> open{person};
  while (!open.empty()) {
    const sync::ObjectId next = open.back();
    open.pop_back();
    Statement find(vault.database(), kLinked);
    find.bind(next);
    while (TRY(find.step())) {
      const sync::ObjectId other = TRY(find.array<16>(0));
      if (seen.insert(other).second) open.push_back(other);
    }
  }
  return *seen.begin();
}

namespace {

constexpr std::string_view kCodeNumber = "codes/next";

}  // namespace

Result<std::uint32_t> next_code_number(Vault& vault) {
  std::uint32_t number = 1;
  if (const std::optional<Bytes> kept = TRY(vault.meta(kCodeNumber))) {
    Reader in(*kept);
    number = TRY(in.u32());
  }
  Writer next;
  next.u32(number + 1);
  TRY(vault.set_meta(kCodeNumber, next.view()));
  return number;
}

}  // namespace holdfast::store
