#include "sync/order.h"

#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_order(const std::uint8_t* data, std::size_t size) {
  return expect_same_bytes(data, size, sync::decode_order, sync::encode_order);
}

}  // namespace holdfast::fuzz
