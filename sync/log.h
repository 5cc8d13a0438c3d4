// HQ's append-only log: an RFC 6962 tree over entry hashes in the order HQ accepted them (sync/FORMAT.md, "Log").
#pragma once

#include <vector>

#include "sync/entry.h"

namespace holdfast::sync {

// Grows leaf by leaf in O(log n) memory and knows its root at any time.
class LogTree {
 public:
  void append(const EntryHash& entry);
  std::uint64_t size() const { return size_; }
  Hash256 root() const;  // of the empty tree: SHA-256 of nothing
  Checkpoint checkpoint() const { return {size_, root()}; }
  // For keeping it in a database: the roots of the full subtrees, largest first.
  const std::vector<Hash256>& frontier() const { return frontier_; }
  static Result<LogTree> restore(std::uint64_t size, std::vector<Hash256> frontier);

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash256> frontier_;
};

// RFC 6962 2.1.1 and 2.1.2, over all leaves in order.
std::vector<Hash256> inclusion_proof(std::span<const EntryHash> leaves, std::uint64_t index);
std::vector<Hash256> consistency_proof(std::span<const EntryHash> leaves, std::uint64_t old_size);
// kLogProof where the proof does not lead to the root.
Result<void> check_inclusion(const EntryHash& entry, std::uint64_t index, const Checkpoint& head,
                             std::span<const Hash256> proof);
Result<void> check_consistency(const Checkpoint& older, const Checkpoint& newer, std::span<const Hash256> proof);

}  // namespace holdfast::sync
