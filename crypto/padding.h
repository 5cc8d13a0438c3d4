// Padmé: sizes tell less (Nikitin et al., PETS 2019, section 4). At most 12 % more, O(log log n) bits leaked.
#pragma once

#include <cstdint>

namespace holdfast::crypto {

// The length that `size` is padded to: Padmé of max(size, floor).
std::uint64_t padme(std::uint64_t size, std::uint64_t floor);

}  // namespace holdfast::crypto
