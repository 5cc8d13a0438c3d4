#include "sync/roster.h"

#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_roster(const std::uint8_t* data, std::size_t size) {
  return expect_same_bytes(data, size, sync::decode_roster, sync::encode_roster);
}

}  // namespace holdfast::fuzz
