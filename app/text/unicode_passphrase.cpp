// Normalises a passphrase without leaving a copy of it outside locked memory. ICU writes where it is told to; the
// buffers are large enough for the worst case, so that it never falls back to memory of its own.
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <algorithm>

#include "app/text/unicode.h"

namespace holdfast::text {
namespace {

// U+FDFA grows from one unit to eighteen, the most of any character under NFKC.
constexpr std::size_t kNfkcGrowthMax = 18;
constexpr std::size_t kPassphraseMax = 4096;

// Locked allocations end at a page's end: a size that is a multiple of 16 keeps their beginning aligned.
crypto::SecretBuffer utf16_room(std::size_t units) {
  const std::size_t size = units * sizeof(UChar);
  return crypto::SecretBuffer((size + 15) / 16 * 16 + 16);
}

UChar* units_of(crypto::SecretBuffer& buffer) { return reinterpret_cast<UChar*>(buffer.mutable_view().data()); }

ByteView without_line_end(ByteView bytes) {
  if (!bytes.empty() && bytes.back() == '\n') {
    bytes = bytes.first(bytes.size() - 1);
    if (!bytes.empty() && bytes.back() == '\r') bytes = bytes.first(bytes.size() - 1);
  }
  return bytes;
}

}  // namespace

crypto::SecretBuffer nfkc_passphrase(ByteView utf8) {
  const ByteView bytes = without_line_end(utf8);
  const bool plain = std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte < 0x80; });
  // A file far longer than any passphrase is somebody's key material: used as it is.
  if (plain || bytes.size() > kPassphraseMax || !is_utf8(bytes)) return crypto::SecretBuffer::copy_of(bytes);

  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* form = unorm2_getNFKCInstance(&status);
  crypto::SecretBuffer source = utf16_room(bytes.size());
  std::int32_t source_size = 0;
  u_strFromUTF8(units_of(source), static_cast<std::int32_t>(bytes.size()), &source_size,
                reinterpret_cast<const char*>(bytes.data()), static_cast<std::int32_t>(bytes.size()), &status);
  HOLDFAST_ASSERT(U_SUCCESS(status));

  const std::size_t room = static_cast<std::size_t>(source_size) * kNfkcGrowthMax + 16;
  crypto::SecretBuffer normal = utf16_room(room);
  const std::int32_t normal_size = unorm2_normalize(form, units_of(source), source_size, units_of(normal),
                                                    static_cast<std::int32_t>(room), &status);
  HOLDFAST_ASSERT(U_SUCCESS(status));

  crypto::SecretBuffer out(static_cast<std::size_t>(normal_size) * 3 + 1);
  std::int32_t size = 0;
  u_strToUTF8(reinterpret_cast<char*>(out.mutable_view().data()), static_cast<std::int32_t>(out.size()), &size,
              units_of(normal), normal_size, &status);
  HOLDFAST_ASSERT(U_SUCCESS(status));
  out.shrink(static_cast<std::size_t>(size));
  return out;
}

}  // namespace holdfast::text
