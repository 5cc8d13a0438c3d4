#include "crypto/base/cbor.h"

#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_cbor(const std::uint8_t* data, std::size_t size) {
  // Walking an item and building it agree, apart from integers that no value holds.
  CborReader walker(ByteView(data, size));
  const Result<ByteView> raw = walker.raw();
  const bool walked = raw.ok() && walker.end().ok();
  const Result<CborValue> value = decode_value(ByteView(data, size));
  if (value.ok()) HOLDFAST_ASSERT(walked);
  static_cast<void>(expect_same_bytes(data, size, decode_value, encode_value));
  return walked ? 1 : 0;
}

}  // namespace holdfast::fuzz
