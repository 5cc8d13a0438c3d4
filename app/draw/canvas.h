// The few words in which screen and paper are drawn: filled rectangles, lines, polygons, texts, pictures. The window
// has a canvas of its own; PdfCanvas and ImageCanvas are in their own files. Nothing blurred, no gradient, no shadow.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/draw/text_layout.h"

namespace holdfast::draw {

struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  friend bool operator==(const Color&, const Color&) = default;
};
// 0x7CC0EA, as the design writes it.
constexpr Color rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16 & 0xFF), static_cast<std::uint8_t>(hex >> 8 & 0xFF),
          static_cast<std::uint8_t>(hex & 0xFF), 255};
}

struct Point {
  float x = 0, y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

// Pixels, four bytes each: red, green, blue, alpha (not multiplied in), rows without gaps.
struct Image {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
};

class Canvas {
 public:
  virtual ~Canvas() = default;

  virtual void fill_rect(const Rect& rect, Color color) = 0;
  virtual void fill_round_rect(const Rect& rect, float radius, Color color) = 0;
  // The line lies inside the rectangle.
  virtual void stroke_round_rect(const Rect& rect, float radius, float width, Color color) = 0;
  virtual void line(Point from, Point to, float width, Color color) = 0;
  // Round ends and corners.
  virtual void polyline(std::span<const Point> points, float width, Color color, bool closed = false) = 0;
  // Any simple polygon, concave ones too.
  virtual void fill_polygon(std::span<const Point> points, Color color) = 0;
  // Top left corner of the layout's box at (x, y).
  virtual void text(const TextLayout& layout, float x, float y, Color color) = 0;
  virtual void image(const Image& image, const Rect& into) = 0;
  // Nothing is drawn outside until the matching pop_clip(). Clips intersect.
  virtual void push_clip(const Rect& rect) = 0;
  virtual void pop_clip() = 0;
};

// Lines and arcs that every canvas can draw with the words above. Angles in radians, clockwise from the right.
void fill_circle(Canvas& canvas, Point center, float radius, Color color);
void stroke_circle(Canvas& canvas, Point center, float radius, float width, Color color);
void fill_sector(Canvas& canvas, Point center, float radius, float from, float to, Color color);
// Dashes of `dash` and gaps of `gap` along a line.
void dashed_polyline(Canvas& canvas, std::span<const Point> points, float width, float dash, float gap, Color color);

}  // namespace holdfast::draw
