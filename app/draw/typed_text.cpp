#include "app/draw/typed_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace holdfast::draw {
namespace {

constexpr UChar32 kNoText = 0xFFFD;

bool is_line_end(UChar32 c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C; }

bool may_not_enter(UChar32 c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  if (c >= 0x202A && c <= 0x202E) return true;                    // embeddings and overrides
  if (c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB)) return true;   // byte order mark, annotations
  if (c >= 0x206A && c <= 0x206F) return true;                    // deprecated format characters
  if (c >= 0xE0000 && c <= 0xE007F) return true;                  // tags: text that nobody sees
  return U_IS_UNICODE_NONCHAR(c);
}

void append_character(WipedText& out, UChar32 c) {
  std::uint8_t bytes[U8_MAX_LENGTH] = {};
  std::int32_t size = 0;
  UBool failed = false;
  U8_APPEND(bytes, size, U8_MAX_LENGTH, c, failed);
  if (!failed) out.insert(out.end(), bytes, bytes + size);
}

}  // namespace

TypedText clean_typed(std::string_view utf8, bool multi_line) {
  TypedText out;
  out.text.reserve(utf8.size());
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto size = static_cast<std::int32_t>(utf8.size());
  std::int32_t at = 0;
  while (at < size) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (is_line_end(c)) {
      if (c == '\r' && at < size && bytes[at] == '\n') ++at;
      if (multi_line) {
        out.text.push_back('\n');
      } else {
        if (at < size) out.text.push_back(' ');
        out.cleaned = true;
      }
    } else if (c == '\t') {
      out.text.push_back(' ');
    } else if (c < 0) {
      append_character(out.text, kNoText);
      out.cleaned = true;
    } else if (may_not_enter(c)) {
      out.cleaned = true;
    } else {
      append_character(out.text, c);
    }
  }
  return out;
}

WipedText utf8_of(char32_t character) {
  WipedText out;
  const auto c = static_cast<UChar32>(character);
  if (character <= 0x10FFFF && !U_IS_SURROGATE(c)) append_character(out, c);
  return out;
}

std::size_t character_start(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  while (offset > 0 && offset < text.size() && (static_cast<std::uint8_t>(text[offset]) & 0xC0) == 0x80) --offset;
  return offset;
}

}  // namespace holdfast::draw
