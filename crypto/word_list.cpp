#include "crypto/word_list.h"

#include <algorithm>

namespace holdfast::crypto {

std::string_view word_at(std::size_t index) {
  HOLDFAST_ASSERT(index < kWordListSize);
  return word_list()[index];
}

std::optional<std::size_t> word_index(std::string_view word) {
  const auto list = word_list();
  const auto found = std::lower_bound(list.begin(), list.end(), word);
  if (found == list.end() || *found != word) return std::nullopt;
  return static_cast<std::size_t>(found - list.begin());
}

std::uint32_t read_bits(ByteView bytes, std::size_t start, std::size_t count) {
  HOLDFAST_ASSERT(count <= 32 && start + count <= bytes.size() * 8);
  std::uint32_t out = 0;
  for (std::size_t bit = start; bit < start + count; ++bit) out = out << 1 | (bytes[bit / 8] >> (7 - bit % 8) & 1u);
  return out;
}

void write_bits(MutableByteView bytes, std::size_t start, std::size_t count, std::uint32_t value) {
  HOLDFAST_ASSERT(count <= 32 && start + count <= bytes.size() * 8);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t bit = start + i;
    const std::uint32_t one = value >> (count - 1 - i) & 1u;
    bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] | one << (7 - bit % 8));
  }
}

}  // namespace holdfast::crypto
