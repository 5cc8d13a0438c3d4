#include "app/draw/text_breaks.h"

#include <unicode/ubrk.h>

#include <utility>

namespace holdfast::draw {
namespace {

UBreakIteratorType icu_kind(BreakKind kind) {
  switch (kind) {
    case BreakKind::Grapheme: return UBRK_CHARACTER;
    case BreakKind::Word: return UBRK_WORD;
    case BreakKind::Line: return UBRK_LINE;
  }
  return UBRK_LINE;
}

}  // namespace

TextBreaks::TextBreaks(BreakKind kind) {
  UErrorCode status = U_ZERO_ERROR;
  // No language: the dictionaries of Thai, Lao, Khmer and Burmese are used by script, whatever the language.
  iterator_ = ubrk_open(icu_kind(kind), "", nullptr, 0, &status);
  if (U_FAILURE(status)) iterator_ = nullptr;
}
TextBreaks::TextBreaks(TextBreaks&& other) noexcept : iterator_(std::exchange(other.iterator_, nullptr)) {}
TextBreaks::~TextBreaks() {
  if (iterator_ != nullptr) ubrk_close(iterator_);
}

WipedVector<std::uint32_t> TextBreaks::boundaries(const WideText& text, std::uint32_t start, std::uint32_t end) {
  WipedVector<std::uint32_t> out;
  out.push_back(start);
  if (start == end) return out;
  UErrorCode status = U_ZERO_ERROR;
  if (iterator_ != nullptr) {
    ubrk_setText(iterator_, text.units.data() + start, static_cast<std::int32_t>(end - start), &status);
    for (std::int32_t at = ubrk_next(iterator_); U_SUCCESS(status) && at != UBRK_DONE; at = ubrk_next(iterator_)) {
      if (static_cast<std::uint32_t>(at) < end - start) out.push_back(start + static_cast<std::uint32_t>(at));
    }
    // The iterator keeps a pointer to the text, which goes now.
    ubrk_setText(iterator_, u"", 0, &status);
  }
  out.push_back(end);
  return out;
}

}  // namespace holdfast::draw
