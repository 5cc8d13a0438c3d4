#include "app/draw/image_canvas.h"

#include <cairo.h>

#include "app/draw/cairo_pen.h"

namespace holdfast::draw {
namespace {

cairo_status_t append_png(void* out, const std::uint8_t* bytes, unsigned size) {
  append(*static_cast<Bytes*>(out), {bytes, size});
  return CAIRO_STATUS_SUCCESS;
}

std::uint8_t straight(std::uint32_t value, std::uint32_t alpha) {
  return alpha == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(std::min(255U, (value * 255U + alpha / 2U) / alpha));
}

}  // namespace

ImageCanvas::ImageCanvas(Fonts& fonts, int width_px, int height_px, float scale)
    : pen_(std::make_unique<CairoPen>(fonts, cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_px, height_px))) {
  cairo_scale(pen_->cairo, static_cast<double>(scale), static_cast<double>(scale));
}
ImageCanvas::~ImageCanvas() {
  // The picture shows what was on the screen: nothing of it stays in memory.
  cairo_surface_flush(pen_->surface);
  std::uint8_t* const data = cairo_image_surface_get_data(pen_->surface);
  const int rows = cairo_image_surface_get_height(pen_->surface);
  const int stride = cairo_image_surface_get_stride(pen_->surface);
  if (data != nullptr) crypto::wipe({data, static_cast<std::size_t>(rows) * static_cast<std::size_t>(stride)});
}

Image ImageCanvas::pixels() const {
  cairo_surface_flush(pen_->surface);
  Image out;
  const std::uint8_t* const data = cairo_image_surface_get_data(pen_->surface);
  if (data == nullptr) return out;
  out.width = cairo_image_surface_get_width(pen_->surface);
  out.height = cairo_image_surface_get_height(pen_->surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(pen_->surface));
  out.rgba.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 4);
  for (std::size_t y = 0; y < static_cast<std::size_t>(out.height); ++y) {
    const auto* const row = reinterpret_cast<const std::uint32_t*>(data + y * stride);
    for (std::size_t x = 0; x < static_cast<std::size_t>(out.width); ++x) {
      const std::uint32_t alpha = row[x] >> 24;
      for (const unsigned shift : {16U, 8U, 0U}) out.rgba.push_back(straight(row[x] >> shift & 0xFFU, alpha));
      out.rgba.push_back(static_cast<std::uint8_t>(alpha));
    }
  }
  return out;
}

Result<Bytes> ImageCanvas::png() const {
  Bytes out;
  cairo_surface_flush(pen_->surface);
  const bool written = pen_->good() &&
                       cairo_surface_write_to_png_stream(pen_->surface, append_png, &out) == CAIRO_STATUS_SUCCESS;
  if (!written) return kDrawingFailed;
  return out;
}

void ImageCanvas::fill_rect(const Rect& rect, Color color) { pen_->fill_rect(rect, color); }
void ImageCanvas::fill_round_rect(const Rect& rect, float radius, Color color) {
  pen_->fill_round_rect(rect, radius, color);
}
void ImageCanvas::stroke_round_rect(const Rect& rect, float radius, float width, Color color) {
  pen_->stroke_round_rect(rect, radius, width, color);
}
void ImageCanvas::line(Point from, Point to, float width, Color color) { pen_->line(from, to, width, color); }
void ImageCanvas::polyline(std::span<const Point> points, float width, Color color, bool closed) {
  pen_->polyline(points, width, color, closed);
}
void ImageCanvas::fill_polygon(std::span<const Point> points, Color color) { pen_->fill_polygon(points, color); }
void ImageCanvas::text(const TextLayout& layout, float x, float y, Color color) { pen_->text(layout, x, y, color); }
void ImageCanvas::image(const Image& image, const Rect& into) { pen_->image(image, into); }
void ImageCanvas::push_clip(const Rect& rect) { pen_->push_clip(rect); }
void ImageCanvas::pop_clip() { pen_->pop_clip(); }

}  // namespace holdfast::draw
