#include "sync/certificate.h"

#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_certificate(const std::uint8_t* data, std::size_t size) {
  return expect_same_bytes(data, size, sync::decode_certificate, sync::encode_certificate);
}

}  // namespace holdfast::fuzz
