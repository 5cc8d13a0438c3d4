#include "crypto/base/bytes.h"

#include <algorithm>

#include "crypto/base/reasons.h"

namespace holdfast {

bool equal(ByteView a, ByteView b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

std::string to_hex(ByteView bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (std::uint8_t byte : bytes) {
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

namespace {

// The value of one lower-case digit, or -1.
int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

Result<Bytes> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return kEncodingTruncated;
  Bytes out;
  out.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_digit(hex[i]);
    const int low = hex_digit(hex[i + 1]);
    if (high < 0 || low < 0) return kEncodingType;
    out.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return out;
}

namespace {

template <typename Integer>
Integer little_endian(ByteView view) {
  Integer value = 0;
  for (std::size_t i = view.size(); i-- > 0;) {
    value = static_cast<Integer>(static_cast<std::uint64_t>(value) << 8 | view[i]);
  }
  return value;
}

template <typename Integer>
void put_little_endian(Bytes& out, Integer value) {
  for (std::size_t i = 0; i < sizeof(Integer); ++i) {
    out.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (8 * i)));
  }
}

}  // namespace

Result<ByteView> Reader::take(std::size_t size) {
  if (size > rest_.size()) return kEncodingTruncated;
  ByteView out = rest_.first(size);
  rest_ = rest_.subspan(size);
  return out;
}

Result<std::uint8_t> Reader::u8() { return little_endian<std::uint8_t>(TRY(take(1))); }
Result<std::uint16_t> Reader::u16() { return little_endian<std::uint16_t>(TRY(take(2))); }
Result<std::uint32_t> Reader::u32() { return little_endian<std::uint32_t>(TRY(take(4))); }
Result<std::uint64_t> Reader::u64() { return little_endian<std::uint64_t>(TRY(take(8))); }

Result<void> Reader::end() const {
  if (!rest_.empty()) return kEncodingTrailing;
  return {};
}

Writer& Writer::u8(std::uint8_t value) { out_.push_back(value); return *this; }
Writer& Writer::u16(std::uint16_t value) { put_little_endian(out_, value); return *this; }
Writer& Writer::u32(std::uint32_t value) { put_little_endian(out_, value); return *this; }
Writer& Writer::u64(std::uint64_t value) { put_little_endian(out_, value); return *this; }
Writer& Writer::bytes(ByteView value) { append(out_, value); return *this; }
Writer& Writer::zeros(std::size_t count) { out_.insert(out_.end(), count, 0); return *this; }

namespace {

struct Utf8Lead {
  std::size_t length;        // 0: not a lead byte
  std::uint32_t first_bits;  // payload of the lead byte
  std::uint32_t minimum;     // smallest code point this length may carry
};

Utf8Lead utf8_lead(std::uint8_t byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {3, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, byte & 0x07u, 0x10000};
  return {0, 0, 0};
}

}  // namespace

bool is_utf8(ByteView text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const Utf8Lead lead = utf8_lead(text[i]);
    if (lead.length == 0 || lead.length > text.size() - i) return false;
    std::uint32_t code = lead.first_bits;
    for (std::size_t k = 1; k < lead.length; ++k) {
      if ((text[i + k] & 0xC0) != 0x80) return false;
      code = code << 6 | (text[i + k] & 0x3Fu);
    }
    if (code < lead.minimum || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
    i += lead.length;
  }
  return true;
}

}  // namespace holdfast
