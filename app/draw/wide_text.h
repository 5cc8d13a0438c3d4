// A text as ICU and HarfBuzz want it, and the way back to its bytes. Only .cpp files of this folder include this.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/draw/wiped.h"

namespace holdfast::draw {

// What is not to be obeyed is changed already: control characters and direction overrides are shown as U+FFFD, a tab
// as a blank. One unit stays one unit, so that offsets hold.
struct WideText {
  WipedVector<char16_t> units;
  WipedVector<std::uint32_t> byte_of;  // of each unit, and of the end

  std::uint32_t size() const { return static_cast<std::uint32_t>(units.size()); }
  // The code point at `at`, which is moved behind it.
  char32_t next(std::uint32_t& at) const;
  // The unit at which the byte `offset` stands.
  std::uint32_t unit_at(std::uint32_t byte) const;
};

WideText widen(std::string_view utf8);

// Units of one paragraph, without its line end, and where the next one begins.
struct ParagraphUnits {
  std::uint32_t start = 0, end = 0, next = 0;
  bool has_line_end = false;
};
ParagraphUnits paragraph_at(const WideText& text, std::uint32_t start);

}  // namespace holdfast::draw
