// What PDF and pictures have in common: the words of a canvas, drawn by cairo. Only .cpp files of this folder include
// this header.
#pragma once

#include <map>
#include <memory>

#include "app/draw/canvas.h"

struct _cairo;
struct _cairo_surface;
struct _cairo_font_face;
struct _cairo_font_options;

namespace holdfast::draw {

struct CairoPen {
  // Takes the surface over.
  CairoPen(Fonts& fonts_to_use, _cairo_surface* surface_to_draw_on);
  ~CairoPen();
  CairoPen(const CairoPen&) = delete;
  CairoPen& operator=(const CairoPen&) = delete;

  void fill_rect(const Rect& rect, Color color);
  void fill_round_rect(const Rect& rect, float radius, Color color);
  void stroke_round_rect(const Rect& rect, float radius, float width, Color color);
  void line(Point from, Point to, float width, Color color);
  void polyline(std::span<const Point> points, float width, Color color, bool closed);
  void fill_polygon(std::span<const Point> points, Color color);
  void text(const TextLayout& layout, float x, float y, Color color);
  void image(const Image& image, const Rect& into);
  void push_clip(const Rect& rect);
  void pop_clip();
  // True as long as nothing went wrong; later calls draw nothing after the first failure.
  bool good() const;

  Fonts& fonts;
  _cairo_surface* surface;
  _cairo* cairo;

 private:
  void color(Color color);
  void round_path(const Rect& rect, float radius);
  void path(std::span<const Point> points, bool closed);
  void text_line(const TextLayout& layout, const TextLine& line, float x, float y);
  void text_run(const TextLayout& layout, const TextLine& line, std::span<const TextCluster* const> clusters, float x,
                float y);
  void glyphs_without_text(const TextLine& line, std::size_t from, float x, float y);
  bool take_face(const Glyph& glyph);

  std::map<FaceId, _cairo_font_face*> faces_;
};

}  // namespace holdfast::draw
