// One object's views from the journal (refresh_object and rebuild of app/store/views.h). Reads facts, writes views.
#include <algorithm>
#include <map>
#include <set>

#include "app/forms/project.h"
#include "app/store/blobs.h"
#include "app/store/forms_store.h"
#include "app/store/search.h"
#include "app/store/views.h"
#include "app/text/unicode.h"
#include "sync/set_union.h"

namespace holdfast::store {

namespace {

struct ReadEntry {
  StoredEntry stored;
  OpeningState state = OpeningState::Missing;
  sync::Values values;  // of what can be read here
};

// Everything known of one object, with the values that are open.
Result<std::vector<ReadEntry>> read_object(Vault& vault, const sync::ObjectId& object) {
  std::vector<ReadEntry> out;
  for (StoredEntry& stored : TRY(entries_of(vault, object))) {
    ReadEntry entry;
    entry.state = TRY(opening_state(vault, stored.signed_entry.hash));
    const bool readable = entry.state == OpeningState::Open || entry.state == OpeningState::Erased ||
                          entry.state == OpeningState::Sealed;
    if (readable) {
      Result<sync::Opening> opening = get_opening(vault, stored.signed_entry);
      // A damaged opening is verify's to name; here it simply tells nothing.
      if (opening.ok()) entry.values = sync::opening_values(*opening);
      else if (opening.error().kind() != Kind::NotYours && opening.error().kind() != Kind::Damaged) return opening.error();
    }
    entry.stored = std::move(stored);
    out.push_back(std::move(entry));
  }
  return out;
}

sync::SetUnion union_of(const std::vector<ReadEntry>& entries) {
  sync::SetUnion out;
  for (const ReadEntry& read : entries) {
    const sync::Entry& entry = read.stored.signed_entry.entry;
    sync::Fact fact;
    fact.hash = read.stored.signed_entry.hash;
    fact.device = entry.device;
    fact.role = read.stored.role;
    fact.type = entry.type;
    fact.object = entry.object;
    fact.parents = entry.parents;
    for (const auto& [path, value] : read.values) fact.paths.push_back(path);
    fact.held = !read.stored.held.empty();
    out.add(fact);
  }
  return out;
}

constexpr const char* kClearViews[] = {
    "DELETE FROM record WHERE object = ?", "DELETE FROM current_value WHERE object = ?",
    "DELETE FROM conflict WHERE object = ?", "DELETE FROM entity WHERE record = ?", "DELETE FROM person_link WHERE object = ?"};
constexpr const char* kPutValue = "INSERT INTO current_value (object, path, entry, device, value) VALUES (?, ?, ?, ?, ?)";
constexpr const char* kPutConflict = "INSERT INTO conflict (object, path) VALUES (?, ?)";
constexpr const char* kPutEntity =
    "INSERT INTO entity (record, position, kind, id, person, fields, entry, accepted) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kPutLink = "INSERT INTO person_link (object, a, b) VALUES (?, ?, ?)";
constexpr const char* kPutRecord =
    "INSERT INTO record (object, code, form_id, title, state, device, seq, created_ms, revisions, in_conflict, blobs) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

// Of @-paths, only what lists need stays out of the current values: each entry has its own actor and reason.
bool is_answer(std::string_view path) { return path.empty() || path[0] != '@' || path.substr(0, 6) == "@file/"; }

struct Standing {
  sync::Values values;   // one value a path; of a conflict, the one with the lowest entry hash
  std::size_t conflicts = 0;
};

Result<Standing> write_values(Vault& vault, const sync::ObjectId& object, const std::vector<ReadEntry>& entries) {
  std::map<sync::EntryHash, const ReadEntry*> by_hash;
  for (const ReadEntry& read : entries) by_hash[read.stored.signed_entry.hash] = &read;
  Standing out;
  for (const auto& [path, holders] : union_of(entries).current(object)) {
    if (!is_answer(path)) continue;
    std::set<Bytes> different;
    for (const sync::EntryHash& hash : holders) {
      const ReadEntry& read = *by_hash.at(hash);
      const CborValue& value = read.values.at(path);
      const Bytes encoded = encode_value(value);
      out.values.emplace(path, value);
      different.insert(encoded);
      Statement put(vault.database(), kPutValue);
      TRY(put.bind(object).bind(std::string_view(path)).bind(hash).bind(read.stored.signed_entry.entry.device).bind(encoded).run());
    }
    // Two people who say the same do not disagree.
    if (different.size() < 2) continue;
    ++out.conflicts;
    Statement put(vault.database(), kPutConflict);
    TRY(put.bind(object).bind(std::string_view(path)).run());
  }
  return out;
}

// The entry a record begins with, as its author numbered them: the same whatever came first.
const ReadEntry* first_entry(const std::vector<ReadEntry>& entries) {
  const ReadEntry* first = nullptr;
  for (const ReadEntry& read : entries) {
    const sync::Entry& entry = read.stored.signed_entry.entry;
    if (!entry.form || entry.type == sync::EntryType::Set) continue;
    if (first == nullptr || read.stored.signed_entry.hash < first->stored.signed_entry.hash) first = &read;
  }
  return first;
}

std::string state_of(const ReadEntry& first) {
  if (!first.stored.held.empty()) return "held";
  return std::string(to_string(first.state));
}

Result<void> write_entities(Vault& vault, const forms::Form& form, const ReadEntry& first, const sync::Values& values) {
  const sync::ObjectId& record = first.stored.signed_entry.entry.object;
  std::int64_t position = 0;
  for (const cases::EntityFact& fact : forms::project(form, record, values)) {
    CborValue::Map fields;
    for (const auto& [name, text] : fact.fields) fields[name] = CborValue(text);
    Statement put(vault.database(), kPutEntity);
    put.bind(record).bind(position++).bind(static_cast<int>(fact.kind)).bind(fact.id);
    if (fact.person) put.bind(*fact.person);
    else put.bind_null();
    put.bind(encode_value(CborValue(std::move(fields)))).bind(first.stored.signed_entry.hash);
    TRY(put.bind(first.stored.accepted).run());
  }
  return {};
}

std::string code_in(const sync::Values& values) {
  for (const auto& [path, value] : values) {
    const bool is_code = path == "code" || (path.size() > 5 && path.compare(path.size() - 5, 5, "/code") == 0);
    if (is_code && value.text() != nullptr) return *value.text();
  }
  return "";
}

Result<void> write_record(Vault& vault, const std::vector<ReadEntry>& entries, const ReadEntry& first, const Standing& standing,
                          const std::optional<forms::Form>& form) {
  const sync::Entry& entry = first.stored.signed_entry.entry;
  std::size_t blobs = 0;
  std::size_t revisions = 0;
  for (const ReadEntry& read : entries) {
    blobs += read.stored.signed_entry.entry.blobs.size();
    if (read.stored.signed_entry.entry.type == sync::EntryType::Set) ++revisions;
  }
  Statement put(vault.database(), kPutRecord);
  put.bind(entry.object).bind(code_in(standing.values)).bind(form ? form->id : std::string("unknown form"));
  put.bind(form ? forms::record_title(*form, standing.values) : std::string());
  put.bind(state_of(first)).bind(entry.device).bind(entry.seq).bind(entry.wall_ms);
  put.bind(static_cast<std::int64_t>(revisions)).bind(standing.conflicts > 0 ? 1 : 0);
  return put.bind(static_cast<std::int64_t>(blobs)).run();
}

// Words of an open record. Of a sealed one only the card can be in `values`, and not even that is indexed.
std::string words_of(const forms::Form& form, const sync::Values& values) {
  std::string out;
  for (const auto& [field_class, text] : forms::searchable_text(form, values)) out += text::search_words(text) + " ";
  return out;
}

// Links of headquarters that no unlink names (observed-remove).
Result<void> write_links(Vault& vault, const sync::ObjectId& object, const std::vector<ReadEntry>& entries) {
  std::set<sync::EntryHash> taken_back;
  const auto acts = [](const ReadEntry& read, sync::EntryType type) {
    return read.stored.signed_entry.entry.type == type && read.stored.held.empty() &&
           sync::effect_of(type, read.stored.role) == sync::Effect::Acts;
  };
  for (const ReadEntry& read : entries) {
    if (!acts(read, sync::EntryType::Unlink)) continue;
    for (const sync::EntryHash& parent : read.stored.signed_entry.entry.parents) taken_back.insert(parent);
  }
  for (const ReadEntry& read : entries) {
    if (!acts(read, sync::EntryType::Link) || taken_back.count(read.stored.signed_entry.hash) != 0) continue;
    const auto a = read.values.find("a");
    const auto b = read.values.find("b");
    if (a == read.values.end() || b == read.values.end() || !a->second.text() || !b->second.text()) continue;
    const Result<Id16> first = array_from_hex<16>(*a->second.text());
    const Result<Id16> second = array_from_hex<16>(*b->second.text());
    if (!first.ok() || !second.ok()) continue;
    Statement put(vault.database(), kPutLink);
    return put.bind(object).bind(*first).bind(*second).run();
  }
  return {};
}

}  // namespace

Result<void> refresh_object(Vault& vault, const sync::ObjectId& object) {
  for (const char* sql : kClearViews) {
    Statement clear(vault.database(), sql);
    TRY(clear.bind(object).run());
  }
  const std::vector<ReadEntry> entries = TRY(read_object(vault, object));
  const Standing standing = TRY(write_values(vault, object, entries));
  TRY(write_links(vault, object, entries));
  const ReadEntry* first = first_entry(entries);
  std::string words;
  if (first != nullptr) {
    const std::optional<forms::Form> form = TRY(form_by_hash(vault, *first->stored.signed_entry.entry.form));
    TRY(write_record(vault, entries, *first, standing, form));
    const bool open = first->state == OpeningState::Open || first->state == OpeningState::Erased;
    if (form && first->stored.held.empty()) {
      TRY(write_entities(vault, *form, *first, standing.values));
      if (open) words = words_of(*form, standing.values);
    }
  }
  return index_object(vault, object, words);
}

namespace {

constexpr const char* kEmptyViews =
    "DELETE FROM record; DELETE FROM current_value; DELETE FROM conflict; DELETE FROM entity; DELETE FROM person_link; "
    "DELETE FROM search_object; DELETE FROM search;";
constexpr const char* kAllObjects = "SELECT DISTINCT object FROM entry ORDER BY object";

}  // namespace

Result<void> rebuild(Vault& vault, Progress& progress) {
  std::vector<sync::ObjectId> objects;
  {
    Statement find(vault.database(), kAllObjects);
    while (TRY(find.step())) objects.push_back(TRY(find.array<16>(0)));
  }
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

}  // namespace holdfast::store
