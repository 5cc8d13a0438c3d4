// The fixed list of 2,048 words and groups of bits, for everything that is read aloud or written on paper. Internal
// to crypto/. The list is compiled in from assets/words/english.txt. crypto/FORMAT.md, "Words".
#pragma once

#include <optional>

#include "crypto/fingerprint.h"

namespace holdfast::crypto {

inline constexpr std::size_t kWordBits = 11;

// Sorted, so that index order is alphabetical order.
std::span<const std::string_view, kWordListSize> word_list();
// The index of a word of the list, in lower case.
std::optional<std::size_t> word_index(std::string_view word);

// `count` (<= 32) bits from bit `start` on, most significant first. REQUIRES: they lie inside `bytes`.
std::uint32_t read_bits(ByteView bytes, std::size_t start, std::size_t count);
// The reverse; the bits must be zero before.
void write_bits(MutableByteView bytes, std::size_t start, std::size_t count, std::uint32_t value);

}  // namespace holdfast::crypto
