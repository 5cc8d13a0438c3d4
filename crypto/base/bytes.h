// Byte containers and views, one checked reader, one writer, hex.
//
// All integers are little-endian (CBOR, which is big-endian by its own standard, has its own reader in cbor.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/reasons.h"
#include "crypto/base/result.h"

namespace holdfast {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using MutableByteView = std::span<std::uint8_t>;
template <std::size_t N>
using ByteArray = std::array<std::uint8_t, N>;

using Hash256 = ByteArray<32>;  // SHA-256 of something; what of, the name of the variable says
using Id16 = ByteArray<16>;     // a random identifier: entity, device, team, blob reference

// Views the characters of `text` as bytes. The text must outlive the view.
inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
// Views bytes as characters. REQUIRES: the bytes outlive the view.
inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes to_bytes(ByteView view) { return Bytes(view.begin(), view.end()); }

// Appends `tail` to `out`.
inline void append(Bytes& out, ByteView tail) { out.insert(out.end(), tail.begin(), tail.end()); }

// Equal in length and content. Not constant-time: never for secrets (see crypto/secret.h).
bool equal(ByteView a, ByteView b);

// Copies exactly N bytes. REQUIRES: view.size() == N.
template <std::size_t N>
ByteArray<N> to_array(ByteView view) {
  HOLDFAST_ASSERT(view.size() == N);
  ByteArray<N> out{};
  for (std::size_t i = 0; i < N; ++i) out[i] = view[i];
  return out;
}

// Lower-case hexadecimal.
std::string to_hex(ByteView bytes);
// Accepts lower case only, even length only: one spelling for one value.
Result<Bytes> from_hex(std::string_view hex);
// The same for a fixed length; anything else is kEncodingType.
template <std::size_t N>
Result<ByteArray<N>> array_from_hex(std::string_view hex);

// Reads a span from the front; every length is checked against what remains before anything is copied.
class Reader {
 public:
  explicit Reader(ByteView bytes) : rest_(bytes) {}

  Result<std::uint8_t> u8();
  Result<std::uint16_t> u16();
  Result<std::uint32_t> u32();
  Result<std::uint64_t> u64();
  // The next `size` bytes, as a view into the source.
  Result<ByteView> take(std::size_t size);
  template <std::size_t N>
  Result<ByteArray<N>> array() {
    ByteView view = TRY(take(N));
    return to_array<N>(view);
  }
  // Succeeds only if nothing is left (kEncodingTrailing otherwise).
  Result<void> end() const;
  std::size_t remaining() const { return rest_.size(); }

 private:
  ByteView rest_;
};

// Appends to a growing buffer.
class Writer {
 public:
  Writer& u8(std::uint8_t value);
  Writer& u16(std::uint16_t value);
  Writer& u32(std::uint32_t value);
  Writer& u64(std::uint64_t value);
  Writer& bytes(ByteView value);
  // Zero bytes, for fields that the format fixes as zero.
  Writer& zeros(std::size_t count);

  std::size_t size() const { return out_.size(); }
  const Bytes& view() const { return out_; }
  Bytes take() { return std::move(out_); }

 private:
  Bytes out_;
};

// True if `text` is well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_utf8(ByteView text);

template <std::size_t N>
Result<ByteArray<N>> array_from_hex(std::string_view hex) {
  if (hex.size() != 2 * N) return kEncodingType;
  Bytes bytes = TRY(from_hex(hex));
  return to_array<N>(bytes);
}

}  // namespace holdfast
