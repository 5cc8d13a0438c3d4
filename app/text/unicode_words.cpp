// Words for search. Thai, Khmer, Lao and Burmese are written without blanks: ICU finds their words in dictionaries.
// Han text is taken character by character, since no two dictionaries cut it alike and an index must.
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <memory>

#include "app/text/unicode.h"
#include "app/text/utf16.h"

namespace holdfast::text {
namespace {

struct CloseBreaks {
  void operator()(UBreakIterator* breaks) const { ubrk_close(breaks); }
};
using Breaks = std::unique_ptr<UBreakIterator, CloseBreaks>;

struct FoldedLetter {
  char16_t from;
  std::u16string_view to;
};
// Letters that carry their mark inside and do not decompose: "Đà Nẵng" is to be found as "da nang".
constexpr FoldedLetter kStrokedLetters[] = {
    {u'\u00E6', u"ae"}, {u'\u00F0', u"d"},  {u'\u00F8', u"o"},  {u'\u00FE', u"th"}, {u'\u0111', u"d"},
    {u'\u0127', u"h"},  {u'\u0131', u"i"},  {u'\u0142', u"l"},  {u'\u0153', u"oe"}, {u'\u0167', u"t"},
    {u'\u0180', u"b"},  {u'\u0188', u"c"},  {u'\u0199', u"k"},  {u'\u01A1', u"o"},  {u'\u01B0', u"u"},
    {u'\u024D', u"r"},  {u'\u0253', u"b"},  {u'\u0254', u"o"},  {u'\u0257', u"d"},  {u'\u025B', u"e"},
};

// A mark that decorates a letter of any script (accents, Arabic vowel points), not one that is a letter of its own.
bool is_accent(UChar32 c) {
  if (u_charType(c) != U_NON_SPACING_MARK && u_charType(c) != U_ENCLOSING_MARK) return false;
  if (c == 0x3099 || c == 0x309A) return false;  // Japanese voicing: another syllable, not an accent
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return script == USCRIPT_INHERITED || script == USCRIPT_HEBREW;
}

bool is_word_character(UChar32 c) {
  return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

bool is_han(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status) == USCRIPT_HAN;
}

std::u16string recomposed(const std::u16string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* form = unorm2_getNFCInstance(&status);
  std::u16string out(text.size() + 16, u'\0');
  const std::int32_t size = unorm2_normalize(form, text.data(), static_cast<std::int32_t>(text.size()), out.data(),
                                             static_cast<std::int32_t>(out.size()), &status);
  if (U_FAILURE(status)) return text;  // longer than its decomposition: cannot be, and then the text will do
  out.resize(static_cast<std::size_t>(size));
  return out;
}

void append_character(std::u16string& out, UChar32 c) {
  if (c < 0x10000) {
    for (const FoldedLetter& letter : kStrokedLetters) {
      if (letter.from == static_cast<char16_t>(c)) {
        out.append(letter.to);
        return;
      }
    }
    out.push_back(static_cast<char16_t>(c));
    return;
  }
  out.push_back(static_cast<char16_t>(U16_LEAD(c)));
  out.push_back(static_cast<char16_t>(U16_TRAIL(c)));
}

// One character, decomposed, without its accents.
void append_plain(std::u16string& out, UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* form = unorm2_getNFCInstance(&status);
  UChar parts[32];
  const std::int32_t size = unorm2_getDecomposition(form, c, parts, 32, &status);
  if (size < 0 || U_FAILURE(status)) {
    if (!is_accent(c)) append_character(out, c);
    return;
  }
  std::int32_t i = 0;
  while (i < size) {
    UChar32 part = 0;
    U16_NEXT(parts, i, size, part);
    if (!is_accent(part)) append_character(out, part);
  }
}

class WordList {
 public:
  // A stretch between two word boundaries. What is neither letter, digit nor mark ends a word inside it as well, so
  // that "example.com" is found by either half.
  void add(std::u16string_view stretch) {
    std::size_t i = 0;
    while (i < stretch.size()) {
      UChar32 c = 0;
      U16_NEXT(stretch, i, stretch.size(), c);
      if (!is_word_character(c)) {
        finish();
      } else if (is_han(c)) {
        finish();
        append_character(word_, c);
        finish();
      } else {
        append_plain(word_, c);
      }
    }
    finish();
  }
  std::string take() { return to_utf8(words_); }

 private:
  void finish() {
    if (word_.empty()) return;
    if (!words_.empty()) words_.push_back(u' ');
    words_.append(recomposed(word_));
    word_.clear();
  }
  std::u16string words_;
  std::u16string word_;
};

}  // namespace

std::string search_words(std::string_view text) {
  const std::u16string folded = to_utf16(casefold(text));
  if (folded.empty()) return {};
  UErrorCode status = U_ZERO_ERROR;
  const Breaks breaks(
      ubrk_open(UBRK_WORD, "", folded.data(), static_cast<std::int32_t>(folded.size()), &status));
  HOLDFAST_ASSERT(U_SUCCESS(status));
  WordList words;
  std::int32_t from = ubrk_first(breaks.get());
  for (std::int32_t to = ubrk_next(breaks.get()); to != UBRK_DONE; from = to, to = ubrk_next(breaks.get())) {
    if (ubrk_getRuleStatus(breaks.get()) < UBRK_WORD_NONE_LIMIT) continue;
    words.add(std::u16string_view(folded).substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
  }
  return words.take();
}

}  // namespace holdfast::text
