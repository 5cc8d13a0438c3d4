// Everything the journal tells of one object, read and put together: what views are written from. Writes nothing.
// Internal to app/store. sync/FORMAT.md "Merge".
#pragma once

#include <memory>

#include "app/forms/xlsform.h"
#include "app/store/views.h"

namespace holdfast::store {

struct ObjectEntry {
  StoredEntry stored;
  OpeningState state = OpeningState::Missing;
  sync::Values values;  // what of them can be read here
};

struct ObjectFacts {
  sync::ObjectId object{};
  std::vector<ObjectEntry> entries;         // by order of acceptance
  const ObjectEntry* first = nullptr;       // what makes the object a record; into `entries`
  std::shared_ptr<const forms::Form> form;  // of `first`, where it is here
  std::vector<CurrentValue> current;        // by path, then entry
  std::vector<std::string> conflicts;       // paths with different current values
  sync::Values values;                      // one a path; of a conflict, that of the lowest entry hash

  ObjectFacts() = default;
  ObjectFacts(ObjectFacts&&) = default;     // moving a vector does not move what `first` points to
  ObjectFacts& operator=(ObjectFacts&&) = default;
  // In no view: unknown object, or what makes it a record is held.
  bool is_held() const { return first == nullptr || !first->stored.held.empty(); }
};

// The values of an entry that was written or stored just now, so that its boxes need not be opened again.
struct FreshValues {
  sync::EntryHash entry{};
  sync::Values values;
};

// `known_at`: as if the entries accepted after that one had not come.
Result<ObjectFacts> read_object_facts(Vault& vault, const sync::ObjectId& object, std::uint64_t known_at = UINT64_MAX,
                                      const FreshValues* fresh = nullptr);
// refresh_object with what the caller has in its hands.
Result<void> refresh_object_with(Vault& vault, const sync::ObjectId& object, const FreshValues& fresh);

// What the record tells of people, sites …; nothing where it is held or its form is not here.
std::vector<EntityRow> project_facts(const ObjectFacts& facts);
std::string code_of(const ObjectFacts& facts);

}  // namespace holdfast::store
