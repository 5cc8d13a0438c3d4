#include "app/text/unicode.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "app/text/utf16.h"

namespace holdfast::text {
namespace {

// No text of ours comes near this; it keeps ICU's 32-bit lengths from overflowing while text grows by folding.
constexpr std::size_t kFoldedTextMax = std::size_t{64} << 20;
constexpr char32_t kReplacement = 0xFFFD;

std::string normalized(const UNormalizer2* form, std::string_view text) {
  const std::u16string source = to_utf16(text.substr(0, kFoldedTextMax));
  std::u16string out(source.size() + 16, u'\0');
  for (int attempt = 0; attempt < 2; ++attempt) {
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t size = unorm2_normalize(form, source.data(), static_cast<std::int32_t>(source.size()),
                                               out.data(), static_cast<std::int32_t>(out.size()), &status);
    out.resize(static_cast<std::size_t>(size));
    if (status != U_BUFFER_OVERFLOW_ERROR) {
      HOLDFAST_ASSERT(U_SUCCESS(status));
      return to_utf8(out);
    }
  }
  HOLDFAST_ASSERT(false);
  return {};
}

}  // namespace

std::u16string to_utf16(std::string_view text) {
  if (text.empty()) return {};
  std::u16string out(text.size(), u'\0');  // UTF-16 never has more units than UTF-8 has bytes
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t size = 0;
  u_strFromUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &size, text.data(),
                       static_cast<std::int32_t>(text.size()), static_cast<UChar32>(kReplacement), nullptr, &status);
  HOLDFAST_ASSERT(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::string to_utf8(std::u16string_view text) {
  if (text.empty()) return {};
  std::string out(text.size() * 3, '\0');
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t size = 0;
  u_strToUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &size, text.data(),
                     static_cast<std::int32_t>(text.size()), static_cast<UChar32>(kReplacement), nullptr, &status);
  HOLDFAST_ASSERT(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::string nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* form = unorm2_getNFCInstance(&status);
  HOLDFAST_ASSERT(U_SUCCESS(status));
  return normalized(form, text);
}

std::string nfkc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* form = unorm2_getNFKCInstance(&status);
  HOLDFAST_ASSERT(U_SUCCESS(status));
  return normalized(form, text);
}

std::string casefold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* form = unorm2_getNFKCCasefoldInstance(&status);
  HOLDFAST_ASSERT(U_SUCCESS(status));
  return normalized(form, text);
}

std::string_view cut_at_character(std::string_view text, std::size_t size_max) {
  if (text.size() <= size_max) return text;
  std::size_t size = size_max;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

}  // namespace holdfast::text
