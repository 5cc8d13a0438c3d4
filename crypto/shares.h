// A recovery key cut into shares of which some number is enough: Shamir over GF(256), written as words.
// Any fewer shares say nothing about the key. crypto/FORMAT.md, "Shares".
#pragma once

#include <string>
#include <vector>

#include "crypto/secret.h"

namespace holdfast::crypto {

inline constexpr std::size_t kSharesMax = 16;

// `count` shares of which `threshold` restore the secret. REQUIRES: 2 <= threshold <= count <= kSharesMax.
// Each is a line of words from the fixed list with share number, threshold, set id and checksum inside.
std::vector<SecretBuffer> split_secret(const Secret<32>& secret, std::size_t threshold, std::size_t count,
                                       Random& random);

// kSharesTooFew, kSharesMalformed (a mistyped word: which share, in detail), kSharesMixed (of different sets).
Result<Secret<32>> join_shares(std::span<const SecretBuffer> shares);

}  // namespace holdfast::crypto
