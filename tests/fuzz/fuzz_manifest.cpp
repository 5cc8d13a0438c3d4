#include "sync/manifest.h"

#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_manifest(const std::uint8_t* data, std::size_t size) {
  return expect_same_bytes(data, size, sync::decode_manifest, sync::encode_manifest);
}

}  // namespace holdfast::fuzz
