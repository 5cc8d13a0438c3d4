#include "sync/commitment.h"

#include "crypto/hash.h"

namespace holdfast::sync {

namespace {

constexpr std::string_view kLeafLabel = "holdfast/leaf/v1";
constexpr std::string_view kSaltLabel = "holdfast/salt/v1";
constexpr std::string_view kPadLabel = "holdfast/pad/v1";
constexpr std::size_t kPaddedLeavesMin = 4;
// RFC 6962, 2.1: a leaf's hash input starts with 0, an inner node's with 1.
constexpr std::uint8_t kLeafPrefix[] = {0x00};
constexpr std::uint8_t kNodePrefix[] = {0x01};

ByteArray<32> seeded_hash(const Seed& seed, std::string_view label, ByteView part) {
  return to_array<32>(crypto::keyed_hash(seed, label, {part}, 32));
}

}  // namespace

Salt leaf_salt(const Seed& seed, std::string_view path) { return seeded_hash(seed, kSaltLabel, as_bytes(path)); }

Hash256 pad_hash(const Seed& seed, std::uint32_t index) {
  Writer number;
  number.u32(index);
  return seeded_hash(seed, kPadLabel, number.view());
}

Hash256 leaf_hash(const Salt& salt, std::string_view path, const CborValue& value) {
  CborWriter leaf;
  leaf.array(3).bytes(salt).text(path);
  write_value(leaf, value);
  constexpr std::uint8_t kZero[] = {0};
  crypto::Sha256 hash;
  hash.update(kLeafPrefix);
  hash.update(as_bytes(kLeafLabel));
  hash.update(kZero);
  hash.update(leaf.view());
  return hash.finish();
}

Hash256 node_hash(const Hash256& left, const Hash256& right) {
  crypto::Sha256 hash;
  hash.update(kNodePrefix);
  hash.update(left);
  hash.update(right);
  return hash.finish();
}

Hash256 tree_root(std::span<const Hash256> leaves) {
  HOLDFAST_ASSERT(!leaves.empty());
  // Level by level, an odd last node moving up as it is: the same tree as RFC 6962's split at the largest power of
  // two below n.
  std::vector<Hash256> level(leaves.begin(), leaves.end());
  while (level.size() > 1) {
    std::size_t out = 0;
    for (std::size_t i = 0; i + 1 < level.size(); i += 2) level[out++] = node_hash(level[i], level[i + 1]);
    if (level.size() % 2 == 1) level[out++] = level.back();
    level.resize(out);
  }
  return level.front();
}

std::size_t padded_leaf_count(std::size_t leaves) {
  std::size_t out = kPaddedLeavesMin;
  while (out < leaves) out *= 2;
  return out;
}

}  // namespace holdfast::sync
