#include "sync/segment.h"
#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_unpack(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t kFuzzRawMax = std::uint64_t{1} << 20;
  Reader in(ByteView(data, size));
  const Result<std::uint32_t> raw_size = in.u32();
  if (!raw_size.ok()) return 0;
  const ByteView stored(data + 4, size - 4);
  const Result<Bytes> raw = sync::unpack_section(stored, *raw_size, kFuzzRawMax);
  if (!raw.ok()) return 0;
  HOLDFAST_ASSERT(raw->size() == (*raw_size == 0 ? stored.size() : *raw_size) && raw->size() <= kFuzzRawMax);
  // The compressor is free, the raw bytes are not.
  const sync::PackedSection again = sync::pack_section(*raw);
  HOLDFAST_ASSERT(*sync::unpack_section(again.stored, again.raw_size, kFuzzRawMax) == *raw);
  return 1;
}

}  // namespace holdfast::fuzz
