#include "app/hq/inbox/conflicts.h"

#include <algorithm>

#include "app/exchange/reasons.h"
#include "app/field/device_names.h"
#include "app/hq/inbox/person_claims.h"
#include "app/store/forms_store.h"

namespace holdfast::hq {

namespace {

Result<ConflictView> view_of(store::Vault& vault, const field::DeviceNames& names, store::ConflictRow row) {
  ConflictView view;
  view.row = std::move(row);
  if (const auto record = TRY(store::find_record(vault, view.row.object))) view.record_code = record->code;
  for (const store::CurrentValue& value : view.row.values) view.authors.push_back(names.name_of(value.device));
  return view;
}

// Two teams that describe one person differently, each in a record of its own.
Result<std::vector<store::ConflictRow>> conflicts_about_people(store::Vault& vault) {
  const KnownPeople people = TRY(known_people(vault, kAllKnown));
  std::vector<store::ConflictRow> out;
  for (const auto& [person, rows] : people.by_person) {
    if (rows.size() < 2) continue;
    for (const std::string& field : person_fields()) {
      const FieldClaims claims = TRY(person_claims(vault, people, person, field));
      if (!claims.in_conflict()) continue;
      store::ConflictRow row;
      row.object = person;
      row.path = std::string(kPersonPath) + field;
      for (const Claim& claim : claims.standing) {
        row.values.push_back({row.path, CborValue(claim.value), claim.entry, claim.device});
      }
      out.push_back(std::move(row));
    }
  }
  return out;
}

}  // namespace

Result<std::vector<ConflictView>> conflicts(store::Vault& vault) {
  const field::DeviceNames names = TRY(field::device_names(vault));
  std::vector<ConflictView> out;
  for (store::ConflictRow& row : TRY(store::list_conflicts(vault))) {
    // Two desks that decided differently about one person are among the claims about that person.
    if (row.path.starts_with(kPersonPath)) continue;
    out.push_back(TRY(view_of(vault, names, std::move(row))));
  }
  for (store::ConflictRow& row : TRY(conflicts_about_people(vault))) {
    out.push_back(TRY(view_of(vault, names, std::move(row))));
  }
  std::sort(out.begin(), out.end(), [](const ConflictView& a, const ConflictView& b) {
    return std::tie(a.row.object, a.row.path) < std::tie(b.row.object, b.row.path);
  });
  return out;
}

namespace {

// "group/repeat[0123456789abcdef]/question" as the form knows it.
std::string form_path(std::string_view path) {
  std::string out;
  bool inside = false;
  for (const char c : path) {
    if (c == '[') inside = true;
    if (!inside) out.push_back(c);
    if (c == ']') inside = false;
  }
  return out;
}

// A decision is as secret as the answers it is about.
Result<sync::FieldClass> class_of(store::Vault& vault, const ConflictView& view) {
  if (view.row.path.starts_with(kPersonPath)) {
    return view.row.path == "person/born" ? sync::FieldClass::Identity : sync::FieldClass::Plain;
  }
  for (const store::StoredEntry& stored : TRY(store::entries_of(vault, view.row.object))) {
    const std::optional<Hash256>& hash = stored.signed_entry.entry.form;
    if (!hash) continue;
    const std::shared_ptr<const forms::Form> form = TRY(store::shared_form(vault, *hash));
    const forms::Question* question = form == nullptr ? nullptr : form->find(form_path(view.row.path));
    if (question != nullptr) return question->field_class;
  }
  return sync::FieldClass::Account;
}

}  // namespace

Result<void> resolve_conflict(store::Vault& vault, const sync::ObjectId& object, const std::string& path,
                              std::size_t choice, const std::string& reason) {
  if (!vault.is_hq()) return exchange::kNotHq;
  const std::vector<ConflictView> all = TRY(conflicts(vault));
  const auto found = std::find_if(all.begin(), all.end(), [&](const ConflictView& view) {
    return view.row.object == object && view.row.path == path;
  });
  if (found == all.end()) return kConflictNone;
  if (choice >= found->row.values.size()) return kConflictValue;
  store::NewEntry entry;
  entry.type = sync::EntryType::Resolve;
  entry.object = object;
  for (const store::CurrentValue& value : found->row.values) entry.parents.push_back(value.entry);
  std::sort(entry.parents.begin(), entry.parents.end());
  entry.parents.erase(std::unique(entry.parents.begin(), entry.parents.end()), entry.parents.end());
  entry.values[path] = found->row.values[choice].value;
  entry.classes[path] = TRY(class_of(vault, *found));
  if (!reason.empty()) entry.values["@reason"] = CborValue(reason);
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(store::append_entry(vault, entry));
  return store::commit_entries(vault, std::move(transaction));
}

}  // namespace holdfast::hq
