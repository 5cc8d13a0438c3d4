// One object's views from the journal: refresh_object and rebuild of app/store/views.h. What stands is found in
// object_facts; here it is written.
#include <algorithm>
#include <cstdint>
#include <set>

#include "app/forms/project.h"
#include "app/store/object_facts.h"
#include "app/store/search.h"
#include "app/text/unicode.h"
#include "sync/authority.h"

namespace holdfast::store {

namespace {

constexpr const char* kClearViews[] = {
    "DELETE FROM record WHERE object = ?",        "DELETE FROM current_value WHERE object = ?",
    "DELETE FROM conflict WHERE object = ?",      "DELETE FROM entity WHERE record = ?",
    "DELETE FROM person_link WHERE object = ?",
};

constexpr const char* kPutValue =
    "INSERT INTO current_value (object, path, entry, device, value) VALUES (?, ?, ?, ?, ?)";
constexpr const char* kPutConflict = "INSERT INTO conflict (object, path) VALUES (?, ?)";

Result<void> write_values(Vault& vault, const ObjectFacts& facts) {
  for (const CurrentValue& value : facts.current) {
    Statement put(vault.database(), kPutValue);
    put.bind(facts.object).bind(value.path).bind(value.entry).bind(value.device);
    TRY(put.bind(encode_value(value.value)).run());
  }
  for (const std::string& path : facts.conflicts) {
    Statement put(vault.database(), kPutConflict);
    TRY(put.bind(facts.object).bind(path).run());
  }
  return {};
}

constexpr const char* kPutEntity =
    "INSERT INTO entity (record, position, kind, id, person, fields, entry, accepted) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

Result<void> write_entities(Vault& vault, const ObjectFacts& facts) {
  std::int64_t position = 0;
  const std::vector<EntityRow> rows = project_facts(facts);
  for (const EntityRow& row : rows) {
    CborValue::Map fields;
    for (const auto& [name, text] : row.fact.fields) fields[name] = CborValue(text);
    Statement put(vault.database(), kPutEntity);
    put.bind(facts.object).bind(position++).bind(static_cast<int>(row.fact.kind)).bind(row.fact.id);
    put.bind(row.fact.person).bind(encode_value(CborValue(std::move(fields)))).bind(row.entry);
    TRY(put.bind(row.accepted).run());
  }
  return {};
}

constexpr const char* kPutRecord =
    "INSERT INTO record (object, code, form_id, title, state, device, seq, created_ms, revisions, in_conflict, blobs) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

// An entry that only repeats the hash of a tip, or the like, revised no answer.
bool says_nothing_new(const ObjectEntry& entry) {
  return !entry.values.empty() && std::all_of(entry.values.begin(), entry.values.end(),
                                              [](const auto& item) { return item.first.starts_with('@'); });
}

Result<void> write_record(Vault& vault, const ObjectFacts& facts) {
  const sync::Entry& entry = facts.first->stored.signed_entry.entry;
  const bool held = facts.is_held();
  std::int64_t blobs = 0;
  std::int64_t revisions = 0;
  for (const ObjectEntry& read : facts.entries) {
    if (!read.stored.held.empty()) continue;
    blobs += static_cast<std::int64_t>(read.stored.signed_entry.entry.blobs.size());
    if (read.stored.signed_entry.entry.type == sync::EntryType::Set && !says_nothing_new(read)) ++revisions;
  }
  Statement put(vault.database(), kPutRecord);
  put.bind(entry.object).bind(held ? std::string() : code_of(facts));
  put.bind(facts.form ? facts.form->id : std::string());
  put.bind(facts.form && !held ? forms::record_title(*facts.form, facts.values) : std::string());
  put.bind(held ? std::string_view("held") : to_string(facts.first->state));
  put.bind(entry.device).bind(entry.seq).bind(entry.wall_ms).bind(revisions);
  return put.bind(facts.conflicts.empty() ? 0 : 1).bind(blobs).run();
}

// Words of an open record. Of a sealed one not even the card is indexed.
std::string words_of(const ObjectFacts& facts) {
  if (facts.is_held() || facts.form == nullptr) return {};
  if (facts.first->state != OpeningState::Open && facts.first->state != OpeningState::Erased) return {};
  std::string out;
  for (const auto& [field_class, text] : forms::searchable_text(*facts.form, facts.values)) {
    out += (out.empty() ? "" : " ") + text::search_words(text);
  }
  return out;
}

constexpr const char* kPutLink = "INSERT INTO person_link (object, a, b) VALUES (?, ?, ?)";

std::optional<Id16> person_named(const ObjectEntry& entry, const std::string& path) {
  const auto found = entry.values.find(path);
  if (found == entry.values.end() || found->second.text() == nullptr) return std::nullopt;
  const Result<Id16> id = array_from_hex<16>(*found->second.text());
  return id.ok() ? std::optional<Id16>(*id) : std::nullopt;
}

// A link of HQ that no unlink of HQ has seen (observed-remove): one made later, or elsewhere, stands.
std::optional<PersonLink> link_of(const ObjectFacts& facts) {
  const auto acts = [](const ObjectEntry& read, sync::EntryType type) {
    return read.stored.signed_entry.entry.type == type && read.stored.held.empty() &&
           sync::effect_of(type, read.stored.role) == sync::Effect::Acts;
  };
  std::set<sync::EntryHash> taken_back;
  for (const ObjectEntry& read : facts.entries) {
    if (!acts(read, sync::EntryType::Unlink)) continue;
    const std::vector<sync::EntryHash>& seen = read.stored.signed_entry.entry.parents;
    taken_back.insert(seen.begin(), seen.end());
  }
  for (const ObjectEntry& read : facts.entries) {
    if (!acts(read, sync::EntryType::Link) || taken_back.count(read.stored.signed_entry.hash) != 0) continue;
    const std::optional<Id16> a = person_named(read, "a");
    const std::optional<Id16> b = person_named(read, "b");
    if (a && b) return PersonLink{*a, *b};
  }
  return std::nullopt;
}

Result<void> write_link(Vault& vault, const ObjectFacts& facts) {
  const std::optional<PersonLink> link = link_of(facts);
  if (!link) return {};
  Statement put(vault.database(), kPutLink);
  return put.bind(facts.object).bind(link->a).bind(link->b).run();
}

}  // namespace

namespace {

Result<void> rewrite_views(Vault& vault, const sync::ObjectId& object, const FreshValues* fresh) {
  for (const char* sql : kClearViews) {
    Statement clear(vault.database(), sql);
    TRY(clear.bind(object).run());
  }
  const ObjectFacts facts = TRY(read_object_facts(vault, object, UINT64_MAX, fresh));
  TRY(write_values(vault, facts));
  TRY(write_link(vault, facts));
  if (facts.first != nullptr) {
    TRY(write_record(vault, facts));
    TRY(write_entities(vault, facts));
  }
  return index_object(vault, object, words_of(facts));
}

}  // namespace

Result<void> refresh_object(Vault& vault, const sync::ObjectId& object) {
  return rewrite_views(vault, object, nullptr);
}

Result<void> refresh_object_with(Vault& vault, const sync::ObjectId& object, const FreshValues& fresh) {
  return rewrite_views(vault, object, &fresh);
}

namespace {

constexpr const char* kEmptyViews =
    "DELETE FROM record; DELETE FROM current_value; DELETE FROM conflict; DELETE FROM entity; DELETE FROM person_link; "
    "DELETE FROM search_object; DELETE FROM search;";
constexpr const char* kAllObjects = "SELECT DISTINCT object FROM entry ORDER BY object";

Result<std::vector<sync::ObjectId>> all_objects(Vault& vault) {
  Statement find(vault.database(), kAllObjects);
  std::vector<sync::ObjectId> out;
  while (TRY(find.step())) out.push_back(TRY(find.array<16>(0)));
  return out;
}

}  // namespace

Result<void> rebuild(Vault& vault, Progress& progress) {
  const std::vector<sync::ObjectId> objects = TRY(all_objects(vault));
  // One transaction: a reader sees the old views or the new ones, and a process that dies leaves the old ones.
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  TRY(vault.database().run(kEmptyViews));
  for (std::size_t i = 0; i < objects.size(); ++i) {
    TRY(check_cancelled(progress));
    TRY(refresh_object(vault, objects[i]));
    progress.report(i + 1, objects.size());
  }
  return transaction.commit();
}

namespace {

constexpr const char* kObjectsTouchedSince = "SELECT DISTINCT object FROM entry WHERE accepted > ?";

Result<std::set<sync::ObjectId>> objects_touched_since(Vault& vault, std::uint64_t known_at) {
  std::set<sync::ObjectId> out;
  if (known_at > static_cast<std::uint64_t>(INT64_MAX)) return out;
  Statement find(vault.database(), kObjectsTouchedSince);
  find.bind(known_at);
  while (TRY(find.step())) out.insert(TRY(find.array<16>(0)));
  return out;
}

constexpr const char* kAllLinks = "SELECT object, a, b FROM person_link ORDER BY object";

}  // namespace

Result<std::vector<EntityRow>> list_entities_known(Vault& vault, cases::EntityKind kind, std::uint64_t known_at) {
  const std::set<sync::ObjectId> touched = TRY(objects_touched_since(vault, known_at));
  std::vector<EntityRow> out;
  std::vector<EntityRow> now = TRY(list_entities(vault, kind));
  for (EntityRow& row : now) {
    if (touched.count(row.record) == 0) out.push_back(std::move(row));
  }
  for (const sync::ObjectId& object : touched) {
    const ObjectFacts facts = TRY(read_object_facts(vault, object, known_at));
    std::vector<EntityRow> then = project_facts(facts);
    for (EntityRow& row : then) {
      if (row.fact.kind == kind) out.push_back(std::move(row));
    }
  }
  return out;
}

Result<std::vector<PersonLink>> person_links(Vault& vault, std::uint64_t known_at) {
  const std::set<sync::ObjectId> touched = TRY(objects_touched_since(vault, known_at));
  std::vector<PersonLink> out;
  Statement find(vault.database(), kAllLinks);
  while (TRY(find.step())) {
    const sync::ObjectId object = TRY(find.array<16>(0));
    const PersonLink link{TRY(find.array<16>(1)), TRY(find.array<16>(2))};
    if (touched.count(object) == 0) out.push_back(link);
  }
  for (const sync::ObjectId& object : touched) {
    const ObjectFacts facts = TRY(read_object_facts(vault, object, known_at));
    if (const std::optional<PersonLink> link = link_of(facts)) out.push_back(*link);
  }
  return out;
}

}  // namespace holdfast::store
