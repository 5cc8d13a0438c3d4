// What an erase entry says, and carrying it out on values and files. formats.md, "Erased beats present, in any order".
//
// Leaf "@erase/<64 hex of the entry whose values go>" -> array of the leaf hashes that go.
#pragma once

#include "app/store/openings.h"

namespace holdfast::store {

struct Erasure {
  sync::EntryHash entry{};
  std::vector<Hash256> leaves;
  friend bool operator==(const Erasure&, const Erasure&) = default;
};

void add_erasure(sync::Values& values, const Erasure& erasure);
// Malformed leaves name nothing; which entry may erase at all is the caller's question (sync/authority).
std::vector<Erasure> erasures_in(const sync::Values& values);

// In the caller's transaction: values become bare leaf hashes, now or when they come; files whose leaf goes are doomed
// (finish_doomed_files unlinks them once that is committed).
Result<void> carry_out(Vault& vault, const Erasure& erasure);
// An opening is about to be stored: the files of its leaves that were erased before it came are doomed.
Result<void> erase_files_of_cut_leaves(Vault& vault, const sync::EntryHash& entry, const sync::Opening& opening);

}  // namespace holdfast::store
