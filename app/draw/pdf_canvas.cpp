#include "app/draw/pdf_canvas.h"

#include <cairo-pdf.h>
#include <cairo.h>

#include "app/draw/cairo_pen.h"

namespace holdfast::draw {
namespace {

cairo_status_t append_pdf(void* out, const std::uint8_t* bytes, unsigned size) {
  append(*static_cast<Bytes*>(out), {bytes, size});
  return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t* pdf_surface(Bytes& file, const std::string& title, float width, float height) {
  cairo_surface_t* const surface = cairo_pdf_surface_create_for_stream(append_pdf, &file, width, height);
  if (!title.empty()) cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  // When and where a paper was printed is nobody's business: one date for all.
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  return surface;
}

}  // namespace

PdfCanvas::PdfCanvas(Fonts& fonts, std::string title, float width, float height)
    : width_(width),
      height_(height),
      file_(std::make_unique<Bytes>()),
      pen_(std::make_unique<CairoPen>(fonts, pdf_surface(*file_, title, width, height))) {}
PdfCanvas::~PdfCanvas() = default;

void PdfCanvas::next_page() { cairo_show_page(pen_->cairo); }

Result<Bytes> PdfCanvas::finish() {
  cairo_show_page(pen_->cairo);
  const bool drawn = pen_->good();
  cairo_surface_finish(pen_->surface);
  if (!drawn || cairo_surface_status(pen_->surface) != CAIRO_STATUS_SUCCESS) return kDrawingFailed;
  return std::move(*file_);
}

void PdfCanvas::fill_rect(const Rect& rect, Color color) { pen_->fill_rect(rect, color); }
void PdfCanvas::fill_round_rect(const Rect& rect, float radius, Color color) {
  pen_->fill_round_rect(rect, radius, color);
}
void PdfCanvas::stroke_round_rect(const Rect& rect, float radius, float width, Color color) {
  pen_->stroke_round_rect(rect, radius, width, color);
}
void PdfCanvas::line(Point from, Point to, float width, Color color) { pen_->line(from, to, width, color); }
void PdfCanvas::polyline(std::span<const Point> points, float width, Color color, bool closed) {
  pen_->polyline(points, width, color, closed);
}
void PdfCanvas::fill_polygon(std::span<const Point> points, Color color) { pen_->fill_polygon(points, color); }
void PdfCanvas::text(const TextLayout& layout, float x, float y, Color color) { pen_->text(layout, x, y, color); }
void PdfCanvas::image(const Image& image, const Rect& into) { pen_->image(image, into); }
void PdfCanvas::push_clip(const Rect& rect) { pen_->push_clip(rect); }
void PdfCanvas::pop_clip() { pen_->pop_clip(); }

}  // namespace holdfast::draw
