// Where texts may be broken: between graphemes, words and lines, by ICU and its dictionaries.
// Only .cpp files of this folder include this header.
#pragma once

#include <memory>

#include "app/draw/wide_text.h"

struct UBreakIterator;

namespace holdfast::draw {

enum class BreakKind : std::uint8_t { Grapheme, Word, Line };

class TextBreaks {
 public:
  explicit TextBreaks(BreakKind kind);
  ~TextBreaks();
  TextBreaks(TextBreaks&& other) noexcept;
  TextBreaks& operator=(TextBreaks&&) = delete;

  // Boundaries within units [start, end), both ends included, ascending.
  WipedVector<std::uint32_t> boundaries(const WideText& text, std::uint32_t start, std::uint32_t end);

 private:
  UBreakIterator* iterator_ = nullptr;  // null where ICU has no data: then only the ends are boundaries
};

}  // namespace holdfast::draw
