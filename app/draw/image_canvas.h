// A picture in memory: charts and maps for the screen, PNG for files, and pictures of texts for tests.
#pragma once

#include <memory>

#include "app/draw/canvas.h"
#include "crypto/base/bytes.h"

namespace holdfast::draw {

struct CairoPen;  // app/draw/cairo_pen.h

class ImageCanvas final : public Canvas {
 public:
  // `scale` pixels for each unit of what is drawn. REQUIRES: `fonts` outlives the canvas, sizes above 0.
  ImageCanvas(Fonts& fonts, int width_px, int height_px, float scale = 1);
  ~ImageCanvas() override;

  Image pixels() const;
  Result<Bytes> png() const;

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
  std::unique_ptr<CairoPen> pen_;
};

}  // namespace holdfast::draw
