// A key read aloud: 8 words of one fixed list, or 27 digits, over 88 bits of a stretched hash.
// Trust is given in person, both ways, never on first use. crypto/FORMAT.md, "Fingerprint".
#pragma once

#include <string>

#include "crypto/identity.h"

namespace holdfast::crypto {

inline constexpr std::size_t kFingerprintWords = 8;
inline constexpr std::size_t kWordListSize = 2048;

// The word with this index. REQUIRES: index < kWordListSize.
std::string_view word_at(std::size_t index);

struct Fingerprint {
  ByteArray<11> bits{};  // 88 bits
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

// Stretched with Argon2id (64 MiB, t3, fixed salt) so that each guess of a look-alike key costs a tenth of a second.
// `role` is "hq" or "device"; `keys` are all public keys of that party, concatenated in the format's order.
Result<Fingerprint> fingerprint(std::string_view role, const Id16& team, ByteView keys);

std::string to_words(const Fingerprint& fingerprint);   // 8 words, single blanks
std::string to_digits(const Fingerprint& fingerprint);  // 27 digits in groups of three
// Accepts either form, any case, extra blanks or hyphens. Unknown words or a wrong count: kWordsMalformed.
Result<Fingerprint> fingerprint_from_text(std::string_view text);

// A passphrase of `words` words (default 6, 66 bits) chosen by `random`, separated by single blanks.
SecretBuffer generate_passphrase(Random& random, std::size_t words = 6);

}  // namespace holdfast::crypto
