// What may get into a field: the characters of any language, and nothing that steers. Pure.
#pragma once

#include "app/draw/wiped.h"

namespace holdfast::draw {

struct TypedText {
  WipedText text;        // well-formed UTF-8, line ends as "\n"
  bool cleaned = false;  // something was left out or replaced
};
// Left out: control characters, embeddings and overrides of direction, byte order marks, tags. Joiners, zero-width
// blanks, direction marks and isolates stay: languages need them. A tab becomes a blank; bytes that are no UTF-8
// become U+FFFD. Without `multi_line` line ends become blanks, at the end nothing.
TypedText clean_typed(std::string_view utf8, bool multi_line);

WipedText utf8_of(char32_t character);  // empty for what is no character

// `offset`, or the begin of the character that it lies in; at most the size of `text`.
std::size_t character_start(std::string_view text, std::size_t offset);

}  // namespace holdfast::draw
