#include "sync/log.h"

#include "crypto/hash.h"
#include "sync/commitment.h"
#include "sync/reasons.h"

namespace holdfast::sync {

namespace {

// RFC 6962, 2.1: a leaf's hash input starts with 0.
Hash256 log_leaf(const EntryHash& entry) {
  constexpr std::uint8_t kPrefix[] = {0x00};
  crypto::Sha256 hash;
  hash.update(kPrefix);
  hash.update(entry);
  return hash.finish();
}

std::size_t ones(std::uint64_t value) {
  std::size_t out = 0;
  for (; value != 0; value &= value - 1) ++out;
  return out;
}

// The largest power of two below n. REQUIRES: n >= 2.
std::size_t split_of(std::size_t n) {
  std::size_t k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

Hash256 root_of(std::span<const EntryHash> leaves) {
  std::vector<Hash256> hashes;
  hashes.reserve(leaves.size());
  for (const EntryHash& entry : leaves) hashes.push_back(log_leaf(entry));
  return tree_root(hashes);
}

}  // namespace

void LogTree::append(const EntryHash& entry) {
  Hash256 node = log_leaf(entry);
  // Each trailing one bit of the size is a full subtree as large as the one that just became full.
  for (std::uint64_t bits = size_; bits & 1; bits >>= 1) {
    node = node_hash(frontier_.back(), node);
    frontier_.pop_back();
  }
  frontier_.push_back(node);
  ++size_;
}

Hash256 LogTree::root() const {
  if (frontier_.empty()) return crypto::sha256({});
  Hash256 out = frontier_.back();
  for (std::size_t i = frontier_.size() - 1; i > 0; --i) out = node_hash(frontier_[i - 1], out);
  return out;
}

Result<LogTree> LogTree::restore(std::uint64_t size, std::vector<Hash256> frontier) {
  if (frontier.size() != ones(size)) return kLogProof;
  LogTree out;
  out.size_ = size;
  out.frontier_ = std::move(frontier);
  return out;
}

std::vector<Hash256> inclusion_proof(std::span<const EntryHash> leaves, std::uint64_t index) {
  HOLDFAST_ASSERT(index < leaves.size());
  // From the root down, then turned round: PATH(m, D[n]) lists the lowest sibling first.
  std::vector<Hash256> out;
  while (leaves.size() > 1) {
    const std::size_t k = split_of(leaves.size());
    if (index < k) {
      out.push_back(root_of(leaves.subspan(k)));
      leaves = leaves.first(k);
    } else {
      out.push_back(root_of(leaves.first(k)));
      leaves = leaves.subspan(k);
      index -= k;
    }
  }
  return {out.rbegin(), out.rend()};
}

std::vector<Hash256> consistency_proof(std::span<const EntryHash> leaves, std::uint64_t old_size) {
  HOLDFAST_ASSERT(old_size <= leaves.size());
  std::vector<Hash256> out;
  if (old_size == 0 || old_size == leaves.size()) return out;
  // SUBPROOF(m, D[n], b) of RFC 6962, 2.1.2, walked down and turned round.
  bool whole = true;  // b: the subtree in hand is the old tree itself, whose root the verifier knows
  std::uint64_t m = old_size;
  while (m != leaves.size()) {
    const std::size_t k = split_of(leaves.size());
    if (m <= k) {
      out.push_back(root_of(leaves.subspan(k)));
      leaves = leaves.first(k);
    } else {
      out.push_back(root_of(leaves.first(k)));
      leaves = leaves.subspan(k);
      m -= k;
      whole = false;
    }
  }
  if (!whole) out.push_back(root_of(leaves));
  return {out.rbegin(), out.rend()};
}

Result<void> check_inclusion(const EntryHash& entry, std::uint64_t index, const Checkpoint& head,
                             std::span<const Hash256> proof) {
  if (index >= head.size) return kLogProof;
  // RFC 9162, 2.1.3.2.
  std::uint64_t node = index;
  std::uint64_t last = head.size - 1;
  Hash256 hash = log_leaf(entry);
  for (const Hash256& sibling : proof) {
    if (last == 0) return kLogProof;
    if ((node & 1) != 0 || node == last) {
      hash = node_hash(sibling, hash);
      while ((node & 1) == 0 && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  if (last != 0 || hash != head.root) return kLogProof;
  return {};
}

Result<void> check_consistency(const Checkpoint& older, const Checkpoint& newer, std::span<const Hash256> proof) {
  if (older.size > newer.size) return kLogProof;
  if (older.size == 0) {
    if (!proof.empty() || older.root != crypto::sha256({})) return kLogProof;
    return {};
  }
  if (older.size == newer.size) {
    if (!proof.empty() || older.root != newer.root) return kLogProof;
    return {};
  }
  // RFC 9162, 2.1.4.2. Where the old tree is a full subtree, its root is the first node and not in the proof.
  std::vector<Hash256> path(proof.begin(), proof.end());
  if ((older.size & (older.size - 1)) == 0) path.insert(path.begin(), older.root);
  if (path.empty()) return kLogProof;
  std::uint64_t node = older.size - 1;
  std::uint64_t last = newer.size - 1;
  while ((node & 1) != 0) {
    node >>= 1;
    last >>= 1;
  }
  Hash256 old_root = path.front();
  Hash256 new_root = path.front();
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (last == 0) return kLogProof;
    if ((node & 1) != 0 || node == last) {
      old_root = node_hash(path[i], old_root);
      new_root = node_hash(path[i], new_root);
      while ((node & 1) == 0 && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      new_root = node_hash(new_root, path[i]);
    }
    node >>= 1;
    last >>= 1;
  }
  if (last != 0 || old_root != older.root || new_root != newer.root) return kLogProof;
  return {};
}

}  // namespace holdfast::sync
