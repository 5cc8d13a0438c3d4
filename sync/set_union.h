// Merge: entries are a set, and what is current follows from the set alone, whatever the order of arrival.
// Pure values in, pure values out (sync/FORMAT.md, "Merge").
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync/authority.h"

namespace holdfast::sync {

// What merging needs to know of an entry. `paths` are those its opening writes (empty while it is not readable).
struct Fact {
  EntryHash hash{};
  DeviceId device{};
  Role role = Role::Field;
  EntryType type = EntryType::Create;
  ObjectId object{};
  std::vector<EntryHash> parents;
  std::vector<std::string> paths;
  bool held = false;  // in the journal, in no view: neither current nor superseding
  friend bool operator==(const Fact&, const Fact&) = default;
};

class SetUnion {
 public:
  // Adding the same fact again changes nothing; a fact whose opening came later replaces its pathless self. Two facts
  // of one entry are joined: paths of both, held only where both say so.
  void add(const Fact& fact);
  void merge(const SetUnion& other);
  // For what this desk has learnt or decided anew (a false signature, a released entry). Not part of merging.
  void set_held(const EntryHash& hash, bool held);

  // Entries whose value at (object, path) stands: not held, not a mere request, and none of their descendants that may
  // supersede them writes the same path of the same object. More than one = a conflict. Ascending by hash.
  std::vector<EntryHash> current(const ObjectId& object, const std::string& path) const;
  // path -> current entries, for all paths ever written to the object.
  std::map<std::string, std::vector<EntryHash>> current(const ObjectId& object) const;

  // Parents named by some fact that have not come yet.
  std::set<EntryHash> missing_parents() const;
  // Equal sets have equal state hashes, however they came together.
  Hash256 state_hash() const;
  std::size_t size() const { return facts_.size(); }

 private:
  std::map<EntryHash, Fact> facts_;
  std::map<ObjectId, std::set<EntryHash>> by_object_;
};

}  // namespace holdfast::sync
