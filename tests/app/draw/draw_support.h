// Fonts and engine for the tests of app/draw, and small questions about layouts.
#pragma once

#include <string>
#include <vector>

#include "app/draw/text_layout.h"
#include "crypto/base/bytes.h"
#include "tests/app/draw/draw_samples.h"

namespace holdfast::test {

// Ends the test with a visible skip where the machine has no fonts.
struct DrawWorld {
  DrawWorld();
  draw::Fonts fonts;
  draw::TextEngine engine;

  draw::TextLayout make(std::string_view text, std::string_view language = {}, float width = 0,
                        const draw::LayoutOptions& options = {});
};

draw::TextStyle style_for(std::string_view language, float size_px = 16);
std::vector<std::uint32_t> glyph_ids(const draw::TextLayout& layout);
// What stands on each line, without blanks at its end.
std::vector<std::string> line_texts(const draw::TextLayout& layout);
// The characters of a one-line layout in the order in which they stand on the screen, from left to right.
std::string seen_text(const draw::TextLayout& layout);

// What a glyph covers, in the coordinates of its layout; measured by FreeType, which the engine does not ask.
struct Ink {
  float top = 0, bottom = 0;
};
Ink ink_of(const draw::FontFace& face, const draw::Glyph& glyph);

// Text of a PDF as pdftotext finds it; pages end in a form feed. REQUIRES: can_read_pdf().
bool can_read_pdf();
std::string pdf_text(const Bytes& pdf);
std::string without_blanks(std::string_view text);

}  // namespace holdfast::test
