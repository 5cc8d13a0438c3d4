#include "sync/receipt.h"

#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_receipt(const std::uint8_t* data, std::size_t size) {
  return expect_same_bytes(data, size, sync::decode_receipt, sync::encode_receipt);
}

}  // namespace holdfast::fuzz
