#include "app/store/object_facts.h"

#include <algorithm>
#include <set>

#include "app/forms/project.h"
#include "app/store/forms_store.h"
#include "sync/set_union.h"

namespace holdfast::store {

namespace {

bool is_readable(OpeningState state) {
  return state == OpeningState::Open || state == OpeningState::Erased || state == OpeningState::Sealed;
}

Result<std::vector<ObjectEntry>> read_entries(Vault& vault, const sync::ObjectId& object, std::uint64_t known_at,
                                              const FreshValues* fresh) {
  std::vector<ObjectEntry> out;
  std::vector<StoredEntry> stored = TRY(entries_of(vault, object));
  for (StoredEntry& one : stored) {
    if (one.accepted > known_at) break;
    ObjectEntry entry;
    entry.state = TRY(opening_state(vault, one.signed_entry.hash));
    if (fresh != nullptr && fresh->entry == one.signed_entry.hash) {
      entry.values = fresh->values;
    } else if (is_readable(entry.state)) {
      const Result<sync::Opening> opening = get_opening(vault, one.signed_entry);
      if (opening.ok()) entry.values = sync::opening_values(*opening);
      // A damaged opening is for `verify` to name, and one disk's fault must not hide the other records.
      const bool tells_nothing =
          opening.ok() || opening.error().reason == kOpeningSealed || opening.error().reason == kOpeningDamaged;
      if (!tells_nothing) return opening.error();
    }
    entry.stored = std::move(one);
    out.push_back(std::move(entry));
  }
  return out;
}

sync::SetUnion union_of_entries(const std::vector<ObjectEntry>& entries) {
  sync::SetUnion out;
  for (const ObjectEntry& read : entries) {
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

// Of our own leaves only the names of files are values of the object; actor, reason and the like belong to the entry.
bool is_answer(std::string_view path) { return !path.starts_with('@') || path.starts_with("@file/"); }

void find_current(ObjectFacts& facts) {
  std::map<sync::EntryHash, const ObjectEntry*> by_hash;
  for (const ObjectEntry& read : facts.entries) by_hash[read.stored.signed_entry.hash] = &read;
  for (const auto& [path, holders] : union_of_entries(facts.entries).current(facts.object)) {
    if (!is_answer(path)) continue;
    bool differ = false;
    for (const sync::EntryHash& hash : holders) {
      const ObjectEntry& read = *by_hash.at(hash);
      const CborValue& value = read.values.at(path);
      const auto kept = facts.values.emplace(path, value).first;
      // Two people who say the same do not disagree.
      differ = differ || !(kept->second == value);
      facts.current.push_back({path, value, hash, read.stored.signed_entry.entry.device});
    }
    if (differ) facts.conflicts.push_back(path);
  }
}

// An object is a record by what created it or, for acts that have types of their own, by the first entry with a form.
// Chosen by logical time and hash, so that the order of arrival does not show.
const ObjectEntry* entry_that_makes_it_a_record(const std::vector<ObjectEntry>& entries) {
  const auto order = [](const ObjectEntry& entry) {
    const sync::SignedEntry& signed_entry = entry.stored.signed_entry;
    const bool created = signed_entry.entry.type == sync::EntryType::Create;
    return std::tuple(!created, signed_entry.entry.hlc, signed_entry.hash);
  };
  const ObjectEntry* first = nullptr;
  for (const ObjectEntry& read : entries) {
    const sync::Entry& entry = read.stored.signed_entry.entry;
    const bool makes_it = entry.type == sync::EntryType::Create || (entry.form && entry.type != sync::EntryType::Set);
    if (makes_it && (first == nullptr || order(read) < order(*first))) first = &read;
  }
  return first;
}

}  // namespace

Result<ObjectFacts> read_object_facts(Vault& vault, const sync::ObjectId& object, std::uint64_t known_at,
                                      const FreshValues* fresh) {
  ObjectFacts out;
  out.object = object;
  out.entries = TRY(read_entries(vault, object, known_at, fresh));
  find_current(out);
  out.first = entry_that_makes_it_a_record(out.entries);
  if (out.first == nullptr) return out;
  const std::optional<Hash256>& form = out.first->stored.signed_entry.entry.form;
  if (form) out.form = TRY(shared_form(vault, *form));
  return out;
}

std::vector<EntityRow> project_facts(const ObjectFacts& facts) {
  std::vector<EntityRow> out;
  if (facts.is_held() || facts.form == nullptr) return out;
  for (cases::EntityFact& fact : forms::project(*facts.form, facts.object, facts.values)) {
    EntityRow row;
    row.fact = std::move(fact);
    row.record = facts.object;
    row.entry = facts.first->stored.signed_entry.hash;
    row.accepted = facts.first->stored.accepted;
    out.push_back(std::move(row));
  }
  return out;
}

std::string code_of(const ObjectFacts& facts) {
  for (const auto& [path, value] : facts.values) {
    const bool is_code = path == "code" || path.ends_with("/code");
    if (is_code && value.text() != nullptr) return *value.text();
  }
  return {};
}

}  // namespace holdfast::store
