// What an entry signs instead of its values: the root of a tree of salted leaves (RFC 6962 hashing, SHA-256).
// Any subset of values can be disclosed and proven, any value erased, and the signature still holds.
// sync/FORMAT.md, "Commitment".
#pragma once

#include <vector>

#include "sync/types.h"

namespace holdfast::sync {

using Salt = ByteArray<32>;
using Seed = ByteArray<32>;

inline constexpr std::size_t kLeavesMax = 16384;
inline constexpr std::size_t kPathMax = 512;
inline constexpr std::size_t kValueSizeMax = std::size_t{1} << 20;

Salt leaf_salt(const Seed& seed, std::string_view path);
Hash256 leaf_hash(const Salt& salt, std::string_view path, const CborValue& value);
Hash256 pad_hash(const Seed& seed, std::uint32_t index);

// RFC 6962 hash of an inner node and of a list of leaf hashes of any length >= 1.
Hash256 node_hash(const Hash256& left, const Hash256& right);
Hash256 tree_root(std::span<const Hash256> leaves);

// Number of leaves after filling up: a power of two, at least 4.
std::size_t padded_leaf_count(std::size_t leaves);

}  // namespace holdfast::sync
