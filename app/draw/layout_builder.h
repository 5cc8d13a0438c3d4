// From a text to its layout: paragraphs, lines, places. Only .cpp files of this folder include this header.
#pragma once

#include "app/draw/paragraph.h"
#include "app/draw/text_breaks.h"

namespace holdfast::draw {

// What is made once and used for every layout.
struct LayoutTools {
  explicit LayoutTools(Fonts& fonts_to_use) : fonts(fonts_to_use) {}
  Fonts& fonts;
  Shaper shaper;
  TextBreaks graphemes{BreakKind::Grapheme};
  TextBreaks line_breaks{BreakKind::Line};
};

class LayoutBuilder {
 public:
  LayoutBuilder(LayoutTools& tools, const TextStyle& style, float width_px, const LayoutOptions& options)
      : tools_(tools), style_(style), width_(width_px), options_(options) {}
  TextLayout build(std::string_view utf8);

 private:
  void add_paragraph(Paragraph& paragraph, bool last);
  void break_lines(Paragraph& paragraph, const ShapedLine& whole, bool last);
  bool fits(float width) const { return width_ <= 0 || width <= width_ + 0.01F; }
  bool is_full() const { return options_.max_lines != 0 && parts_.lines.size() >= options_.max_lines; }
  // Whether the next line is the last that may be shown.
  bool is_last_allowed() const { return options_.max_lines != 0 && parts_.lines.size() + 1 == options_.max_lines; }

  void add_line(Paragraph& paragraph, std::uint32_t start, std::uint32_t end, bool more);
  void add_cut_line(Paragraph& paragraph, std::uint32_t start, std::uint32_t end);
  void take_line(const Paragraph& paragraph, ShapedLine line, std::uint32_t start, std::uint32_t end);
  void align();
  void find_stops();

  LayoutTools& tools_;
  const TextStyle& style_;
  float width_;
  const LayoutOptions& options_;
  WideText wide_;
  LayoutParts parts_;
};

}  // namespace holdfast::draw
