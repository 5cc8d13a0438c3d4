// What screens and reports read: a pure function of journal and open openings, kept up to date by object, refilled by
// rebuild(). A sealed record is listed as form, number, date, size; never by an answer.
#pragma once

#include "app/case/entities.h"
#include "app/case/figures.h"
#include "app/store/openings.h"

namespace holdfast::store {

struct RecordRow {
  sync::ObjectId id{};
  std::string code;          // where the record registers something with a code
  std::string form_id;
  std::string title;         // safe: no account, no health
  std::string state;         // "open", "sealed", "held", "missing", "dropped", "erased"
  sync::DeviceId device{};   // author
  std::uint64_t seq = 0;     // of the first entry
  std::int64_t created_ms = 0;
  std::size_t revisions = 0;
  bool in_conflict = false;
  std::size_t blobs = 0;
};

struct RecordFilter {
  std::string form_id{};
  std::optional<sync::DeviceId> device{};
  std::optional<sync::ObjectId> about_person{};
  std::size_t limit = 1000;
};

// Brings record, current values, conflicts, entities and search of one object up to date, in the caller's transaction.
Result<void> refresh_object(Vault& vault, const sync::ObjectId& object);
// Empties all views and fills them again from the journal. Same journal, same views, whatever the order of arrival.
Result<void> rebuild(Vault& vault, Progress& progress);

Result<std::vector<RecordRow>> list_records(Vault& vault, const RecordFilter& filter);
Result<std::optional<RecordRow>> find_record(Vault& vault, const sync::ObjectId& id);
// By code, or by the first characters (>= 4) of its id in hex, if only one fits: kRecordUnknown, kRecordAmbiguous.
Result<sync::ObjectId> resolve_object(Vault& vault, std::string_view text);

struct CurrentValue {
  std::string path;
  CborValue value;
  sync::EntryHash entry{};
  sync::DeviceId device{};
};
// All current values of an object; a path that occurs twice is in conflict.
Result<std::vector<CurrentValue>> current_values(Vault& vault, const sync::ObjectId& object);

struct ConflictRow {
  sync::ObjectId object{};
  std::string path;
  std::vector<CurrentValue> values;
};
Result<std::vector<ConflictRow>> list_conflicts(Vault& vault);

// Entities of one kind, with the entry that told of each.
struct EntityRow {
  cases::EntityFact fact;
  sync::ObjectId record{};
  sync::EntryHash entry{};
  std::uint64_t accepted = 0;
};
Result<std::vector<EntityRow>> list_entities(Vault& vault, cases::EntityKind kind);
// The same as the journal told it when it was `known_at` entries long: later revisions are not seen yet.
Result<std::vector<EntityRow>> list_entities_known(Vault& vault, cases::EntityKind kind, std::uint64_t known_at);
Result<std::vector<EntityRow>> entities_about(Vault& vault, const sync::ObjectId& person);
// A person's merged identity: the smallest id of those that HQ linked. Its own id where nobody linked it.
Result<sync::ObjectId> merged_person(Vault& vault, const sync::ObjectId& person);
// Pairs that HQ said are one person, and did not unsay, when the journal was `known_at` entries long.
struct PersonLink {
  sync::ObjectId a{};
  sync::ObjectId b{};
};
Result<std::vector<PersonLink>> person_links(Vault& vault, std::uint64_t known_at);

// Next free number for codes of this device ("R7-0417K"): rises, never used twice.
Result<std::uint32_t> next_code_number(Vault& vault);

}  // namespace holdfast::store
