#include "app/field/said.h"

#include <algorithm>

#include "app/forms/project_rules.h"
#include "app/store/journal.h"

namespace holdfast::field {

Result<std::vector<Said>> in_order_said(store::Vault& vault, std::vector<store::EntityRow> rows) {
  std::vector<Said> out;
  for (store::EntityRow& row : rows) {
    const std::optional<store::StoredEntry> stored = TRY(store::find_entry(vault, row.entry));
    if (!stored) return store::kVaultDatabase;
    const sync::Entry& entry = stored->signed_entry.entry;
    out.push_back({std::move(row), entry.hlc, entry.device});
  }
  std::sort(out.begin(), out.end(), said_before);
  return out;
}

std::string field_of(const store::EntityRow& row, const std::string& name) {
  const auto found = row.fact.fields.find(name);
  return found == row.fact.fields.end() ? std::string() : found->second;
}

Result<bool> is_known_as(store::Vault& vault, const sync::ObjectId& id, cases::EntityKind kind) {
  const std::optional<store::RecordRow> record = TRY(store::find_record(vault, id));
  if (record) {
    for (const forms::EntityRule& rule : forms::entity_rules()) {
      const bool makes_it = rule.form == record->form_id && rule.kind == kind && rule.id == forms::IdFrom::Record;
      if (makes_it && rule.repeat.empty()) return true;
    }
  }
  const std::vector<store::EntityRow> rows = TRY(store::list_entities(vault, kind));
  return std::any_of(rows.begin(), rows.end(), [&id](const store::EntityRow& row) { return row.fact.id == id; });
}

std::vector<std::string> choices_of(const std::string& text) {
  std::vector<std::string> out;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t to = std::min(text.find(' ', from), text.size());
    if (to > from) out.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

}  // namespace holdfast::field
