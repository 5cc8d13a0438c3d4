#include <memory>

#include <zstd.h>

#include "sync/reasons.h"
#include "sync/segment.h"

namespace holdfast::sync {

namespace {

// RFC 8878, section 3.1.1.
constexpr std::uint32_t kZstdMagic = 0xFD2FB528;
constexpr int kZstdWindowLogMax = 23;
constexpr std::uint64_t kZstdWindowMax = std::uint64_t{1} << kZstdWindowLogMax;
constexpr int kZstdLevel = 9;  // a second of a laptop's time against minutes of a satellite link

// The window that a frame asks for. Only frames as pack_section writes them: content size present and equal to
// `raw_size`, no checksum (SHA-256 is there), no dictionary.
Result<std::uint64_t> zstd_frame_window(ByteView frame, std::uint64_t raw_size) {
  Reader in(frame);
  const std::uint32_t magic = TRY(in.u32());
  if (magic != kZstdMagic) return kBundleSection;  // a skippable frame has another one
  const std::uint8_t descriptor = TRY(in.u8());
  const bool single_segment = (descriptor & 0x20) != 0;
  if ((descriptor & 0x1F) != 0) return kBundleSection;  // unused, reserved, checksum, dictionary id
  std::uint64_t window = 0;
  if (!single_segment) {
    const std::uint8_t encoded = TRY(in.u8());
    const std::uint64_t base = std::uint64_t{1} << (10 + (encoded >> 3));
    window = base + base / 8 * (encoded & 7);
  }
  std::uint64_t content = 0;
  switch (descriptor >> 6) {
    case 0:
      if (!single_segment) return kBundleSection;  // no content size
      content = TRY(in.u8());
      break;
    case 1: content = std::uint64_t{TRY(in.u16())} + 256; break;
    case 2: content = TRY(in.u32()); break;
    default: content = TRY(in.u64()); break;
  }
  if (content != raw_size) return kBundleSection;
  return single_segment ? content : window;
}

}  // namespace

PackedSection pack_section(ByteView raw) {
  const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
  HOLDFAST_ASSERT(context != nullptr);
  HOLDFAST_ASSERT(!ZSTD_isError(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kZstdLevel)));
  HOLDFAST_ASSERT(!ZSTD_isError(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, kZstdWindowLogMax)));
  HOLDFAST_ASSERT(!ZSTD_isError(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 1)));
  HOLDFAST_ASSERT(!ZSTD_isError(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 0)));
  Bytes packed(ZSTD_compressBound(raw.size()));
  const std::size_t size = ZSTD_compress2(context.get(), packed.data(), packed.size(), raw.data(), raw.size());
  HOLDFAST_ASSERT(!ZSTD_isError(size));
  if (size >= raw.size()) return {to_bytes(raw), 0};
  packed.resize(size);
  packed.shrink_to_fit();
  return {std::move(packed), raw.size()};
}

Result<Bytes> unpack_section(ByteView stored, std::uint64_t raw_size, std::uint64_t raw_max) {
  if (raw_size == 0) {
    if (stored.size() > raw_max) return kBundleTooLarge;
    return to_bytes(stored);
  }
  if (raw_size > raw_max) return kBundleTooLarge;
  if (stored.size() >= raw_size) return kBundleSection;
  const Result<std::uint64_t> window = zstd_frame_window(stored, raw_size);
  if (!window.ok() || *window > kZstdWindowMax) return kBundleSection;
  // One frame and nothing behind it. This walks the block headers only.
  if (ZSTD_findFrameCompressedSize(stored.data(), stored.size()) != stored.size()) return kBundleSection;
  const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
  HOLDFAST_ASSERT(context != nullptr);
  HOLDFAST_ASSERT(!ZSTD_isError(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kZstdWindowLogMax)));
  Bytes out(static_cast<std::size_t>(raw_size));
  const std::size_t size =
      ZSTD_decompressDCtx(context.get(), out.data(), out.size(), stored.data(), stored.size());
  if (ZSTD_isError(size) || size != out.size()) return kBundleSection;
  return out;
}

}  // namespace holdfast::sync
