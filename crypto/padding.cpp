#include "crypto/padding.h"

#include <algorithm>
#include <bit>

namespace holdfast::crypto {

// Padmé: keep as many leading bits of the length as its exponent has bits, round the rest up.
std::uint64_t padme(std::uint64_t size, std::uint64_t floor) {
  const std::uint64_t length = std::max(size, floor);
  if (length < 2) return length;
  const int exponent = static_cast<int>(std::bit_width(length)) - 1;
  const int kept = static_cast<int>(std::bit_width(static_cast<unsigned>(exponent)));
  const std::uint64_t mask = (std::uint64_t{1} << std::max(0, exponent - kept)) - 1;
  return (length + mask) & ~mask;
}

}  // namespace holdfast::crypto
