// Where a frame goes: filled shapes, lines, glyphs and pictures in physical px. The window paints through Dear ImGui's
// draw list (imgui_painter), tests without a display through a painter that counts (tests/support).
#pragma once

#include <cstdint>
#include <span>

#include "app/draw/canvas.h"
#include "app/draw/text_layout.h"

namespace holdfast::ui {

struct Point {
  float x = 0, y = 0;
};

// A picture that was handed to the graphics card; 0 is none.
using PictureId = std::uint64_t;

class Painter {
 public:
  virtual ~Painter() = default;
  virtual void fill(float x, float y, float w, float h, float radius, draw::Color color) = 0;
  // The line lies inside the rectangle.
  virtual void edge(float x, float y, float w, float h, float radius, float thickness, draw::Color color) = 0;
  virtual void polyline(std::span<const Point> points, float thickness, bool closed, draw::Color color) = 0;
  virtual void polygon(std::span<const Point> points, draw::Color color) = 0;  // convex
  virtual void text(const draw::TextLayout& layout, float x, float y, draw::Color color) = 0;
  virtual void picture(PictureId picture, float x, float y, float w, float h) = 0;
  // Clips nest: what is drawn shows only inside all of them.
  virtual void push_clip(float x, float y, float w, float h) = 0;
  virtual void pop_clip() = 0;
};

// Pictures live on the graphics card until they are freed; locking frees all of them.
class Pictures {
 public:
  virtual ~Pictures() = default;
  // RGBA, 8 bit each, rows without gaps. 0 where there is no room.
  virtual PictureId upload(int width, int height, std::span<const std::uint8_t> rgba) = 0;
  virtual void free(PictureId picture) = 0;
  virtual void free_all() = 0;
};

}  // namespace holdfast::ui
