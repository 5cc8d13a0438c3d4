#include "app/text/burmese.h"

#include <unicode/utrans.h>

#include <algorithm>

#include "app/text/utf16.h"

namespace holdfast::text {
namespace {

constexpr char16_t kVirama = 0x1039;
constexpr char16_t kVowelE = 0x1031;

bool is_burmese(char16_t c) { return c >= 0x1000 && c <= 0x109F; }

// What a syllable can begin with; other signs hang on one. Letters of Mon, Shan and Karen count: they are Unicode's.
bool is_burmese_base(char16_t c) {
  return (c >= 0x1000 && c <= 0x102A) || c == 0x103F || (c >= 0x1040 && c <= 0x1049) || c == 0x104E ||
         (c >= 0x1050 && c <= 0x1055) || (c >= 0x105A && c <= 0x105D) || c == 0x1061 || c == 0x1065 || c == 0x1066 ||
         (c >= 0x106E && c <= 0x1070) || (c >= 0x1075 && c <= 0x1081) || c == 0x108E || c == 0x25CC || c == 0x00A0 ||
         (c >= 0xAA60 && c <= 0xAA7F) || (c >= 0xA9E0 && c <= 0xA9FF);
}
bool is_medial(char16_t c) { return c >= 0x103B && c <= 0x103E; }
bool is_vowel_sign(char16_t c) { return c >= 0x102B && c <= 0x1032; }
bool is_dependent(char16_t c) {
  if (!is_burmese(c) || is_burmese_base(c)) return false;
  return (c >= 0x102B && c <= 0x103E) || (c >= 0x1056 && c <= 0x1059) || c >= 0x105E;
}

// How often the order of Unicode's Burmese is broken.
std::size_t broken_orders(std::u16string_view text) {
  std::size_t out = 0;
  bool has_base = false;   // of the syllable that is being written
  bool has_vowel = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char16_t c = text[i];
    const char16_t next = i + 1 < text.size() ? text[i + 1] : u'\0';
    if (c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060) continue;
    if (!is_dependent(c)) {
      has_base = is_burmese_base(c);
      has_vowel = false;
      continue;
    }
    if (!has_base) ++out;  // a sign that hangs on nothing
    if (c == kVirama) {
      // Here it stacks the next letter; Zawgyi uses the same number for a sign at a syllable's end.
      if (!is_burmese_base(next)) ++out;
    } else if (is_medial(c)) {
      if (has_vowel) ++out;
    } else if (c == kVowelE && has_vowel) {
      ++out;
    }
    has_vowel = has_vowel || is_vowel_sign(c);
    has_base = true;
  }
  return out;
}

std::u16string converted(std::u16string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator* const rules = utrans_openU(u"Zawgyi-my", -1, UTRANS_FORWARD, nullptr, 0, nullptr, &status);
  if (U_FAILURE(status)) return std::u16string(text);
  std::u16string out(text);
  const auto size = static_cast<std::int32_t>(text.size());
  // Room for signs that Zawgyi writes as one and Unicode as several.
  out.resize(text.size() * 4 + 16);
  std::int32_t length = size;
  std::int32_t limit = size;
  utrans_transUChars(rules, out.data(), &length, static_cast<std::int32_t>(out.size()), 0, &limit, &status);
  utrans_close(rules);
  if (U_FAILURE(status)) return std::u16string(text);
  out.resize(static_cast<std::size_t>(length));
  return out;
}

}  // namespace

bool looks_like_zawgyi(std::string_view utf8) {
  const std::u16string wide = to_utf16(utf8);
  if (std::none_of(wide.begin(), wide.end(), is_burmese)) return false;
  const std::size_t as_unicode = broken_orders(wide);
  return as_unicode > 0 && broken_orders(converted(wide)) < as_unicode;
}

std::string from_zawgyi(std::string_view utf8) { return to_utf8(converted(to_utf16(utf8))); }

}  // namespace holdfast::text
