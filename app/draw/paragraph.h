// One paragraph: its direction, its faces, and its lines as glyphs. Only .cpp files of this folder include this header.
#pragma once

#include <memory>

#include "app/draw/shaper.h"

struct UBiDi;

namespace holdfast::draw {

// A stretch of a paragraph, shaped as one line from x = 0 on.
struct ShapedLine {
  WipedVector<Glyph> glyphs;
  WipedVector<TextCluster> clusters;    // start and end in units, in logical order
  float width = 0;                      // with blanks at the end
  float hanging = 0;                    // of these blanks
  float ascent = 0, descent = 0;        // of the line, both from the baseline
};

class Paragraph {
 public:
  // REQUIRES: text, fonts and shaper outlive the paragraph.
  Paragraph(Fonts& fonts, Shaper& shaper, const WideText& text, ParagraphUnits units, const TextStyle& style,
            Direction direction, bool rtl_if_empty);
  ~Paragraph();
  Paragraph(const Paragraph&) = delete;
  Paragraph& operator=(const Paragraph&) = delete;

  bool rtl() const { return rtl_; }
  std::uint32_t start() const { return units_.start; }
  std::uint32_t end() const { return units_.end; }
  ShapedLine shape(std::uint32_t start, std::uint32_t end);
  // Appends "…" at the end of the line, as the paragraph's direction has it.
  void add_ellipsis(ShapedLine& line);
  float ellipsis_width();

 private:
  struct Stretch {
    std::uint32_t start, end;
    std::uint8_t level;
  };
  std::vector<Stretch> stretches(std::uint32_t start, std::uint32_t end) const;
  float add_run(const FaceRun& run, const Stretch& stretch, float x, ShapedLine& line);
  void add_clusters(const FaceRun& run, const Stretch& part, const WipedVector<ShapedGlyph>& shaped, float x,
                    ShapedLine& line) const;
  void measure(std::uint32_t start, std::uint32_t end, ShapedLine& line) const;
  WipedVector<ShapedGlyph> ellipsis();

  Fonts& fonts_;
  Shaper& shaper_;
  const WideText& text_;
  ParagraphUnits units_;
  const TextStyle& style_;
  bool rtl_ = false;
  UBiDi* bidi_ = nullptr;
  UBiDi* line_bidi_ = nullptr;
  std::vector<FaceRun> runs_;
};

}  // namespace holdfast::draw
