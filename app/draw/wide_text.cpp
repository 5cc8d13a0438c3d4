#include "app/draw/wide_text.h"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace holdfast::draw {
namespace {

constexpr char16_t kReplacement = 0xFFFD;

bool ends_paragraph(char16_t unit) { return unit == '\n' || unit == '\r' || unit == 0x2028 || unit == 0x2029; }

// Overrides make one text look like another one. Embeddings are kept: telephones put them around numbers.
bool is_override(UChar32 c) { return c == 0x202D || c == 0x202E; }

UChar32 shown_as(UChar32 c) {
  if (c < 0) return kReplacement;
  if (c == '\n' || c == '\r') return c;
  if (c == '\t') return ' ';
  if (c < 0x20 || (c >= 0x7F && c < 0xA0) || is_override(c)) return kReplacement;
  return c;
}

}  // namespace

char32_t WideText::next(std::uint32_t& at) const {
  UChar32 c = 0;
  U16_NEXT(units.data(), at, size(), c);
  return static_cast<char32_t>(c);
}

std::uint32_t WideText::unit_at(std::uint32_t byte) const {
  const auto found = std::lower_bound(byte_of.begin(), byte_of.end(), byte);
  return static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(found - byte_of.begin(), size()));
}

WideText widen(std::string_view utf8) {
  HOLDFAST_ASSERT(utf8.size() < 0x7FFFFFFF);
  WideText out;
  out.units.reserve(utf8.size());
  out.byte_of.reserve(utf8.size() + 1);
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto size = static_cast<std::int32_t>(utf8.size());
  std::int32_t at = 0;
  while (at < size) {
    const auto from = static_cast<std::uint32_t>(at);
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    c = shown_as(c);
    if (c >= 0x10000) {
      out.units.push_back(static_cast<char16_t>(U16_LEAD(c)));
      out.byte_of.push_back(from);
      out.units.push_back(static_cast<char16_t>(U16_TRAIL(c)));
    } else {
      out.units.push_back(static_cast<char16_t>(c));
    }
    out.byte_of.push_back(from);
  }
  out.byte_of.push_back(static_cast<std::uint32_t>(size));
  return out;
}

ParagraphUnits paragraph_at(const WideText& text, std::uint32_t start) {
  ParagraphUnits out{start, start, start, false};
  while (out.end < text.size() && !ends_paragraph(text.units[out.end])) ++out.end;
  out.next = out.end;
  if (out.end == text.size()) return out;
  out.has_line_end = true;
  const bool pair = text.units[out.end] == '\r' && out.end + 1 < text.size() && text.units[out.end + 1] == '\n';
  out.next += pair ? 2 : 1;
  return out;
}

}  // namespace holdfast::draw
