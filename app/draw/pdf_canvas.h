// A PDF file: pages of paper, the fonts inside as subsets, and text that can be searched and copied in every script.
// Says nothing about who made it or on which machine; coordinates are points (1/72 inch). A PDF leaves protection: what
// is drawn passes through cairo's own memory, which is not wiped.
#pragma once

#include <memory>
#include <string>

#include "app/draw/canvas.h"
#include "crypto/base/bytes.h"

namespace holdfast::draw {

inline constexpr float kA4Width = 595.28F;
inline constexpr float kA4Height = 841.89F;

struct CairoPen;  // app/draw/cairo_pen.h

class PdfCanvas final : public Canvas {
 public:
  // REQUIRES: `fonts` outlives the canvas.
  explicit PdfCanvas(Fonts& fonts, std::string title = {}, float width = kA4Width, float height = kA4Height);
  ~PdfCanvas() override;

  float page_width() const { return width_; }
  float page_height() const { return height_; }
  void next_page();
  // The whole file. Nothing may be drawn afterwards.
  Result<Bytes> finish();

  void fill_rect(const Rect& rect, Color color) override;
  void fill_round_rect(const Rect& rect, float radius, Color color) override;
  void stroke_round_rect(const Rect& rect, float radius, float width, Color color) override;
  void line(Point from, Point to, float width, Color color) override;
  void polyline(std::span<const Point> points, float width, Color color, bool closed = false) override;
  void fill_polygon(std::span<const Point> points, Color color) override;
  void text(const TextLayout& layout, float x, float y, Color color) override;
  void image(const Image& image, const Rect& into) override;
  void push_clip(const Rect& rect) override;
  void pop_clip() override;

 private:
  float width_;
  float height_;
  std::unique_ptr<Bytes> file_;  // where the pen writes to; its address must not change
  std::unique_ptr<CairoPen> pen_;
};

}  // namespace holdfast::draw
