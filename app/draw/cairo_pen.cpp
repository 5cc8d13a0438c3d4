#include "app/draw/cairo_pen.h"

#include <cairo-ft.h>
#include <cairo.h>

#include <algorithm>
#include <numbers>

#include "app/draw/font_face.h"

namespace holdfast::draw {
namespace {

// cairo keeps faces longer than whoever gave them; so each keeps FreeType's face and library alive.
struct HeldFace {
  std::shared_ptr<FontLibrary> library;
  FT_Face face;
};
void release_face(void* held) {
  const std::unique_ptr<HeldFace> own(static_cast<HeldFace*>(held));
  FT_Done_Face(own->face);
}

void wipe_pixels(void* pixels) { delete static_cast<WipedVector<std::uint32_t>*>(pixels); }

std::uint32_t premultiplied(const std::uint8_t* rgba) {
  const std::uint32_t a = rgba[3];
  const auto part = [a](std::uint8_t value) { return (value * a + 127U) / 255U; };
  return a << 24 | part(rgba[0]) << 16 | part(rgba[1]) << 8 | part(rgba[2]);
}

}  // namespace

CairoPen::CairoPen(Fonts& fonts_to_use, cairo_surface_t* surface_to_draw_on)
    : fonts(fonts_to_use), surface(surface_to_draw_on), cairo(cairo_create(surface_to_draw_on)) {
  cairo_font_options_t* const options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_set_font_options(cairo, options);
  cairo_font_options_destroy(options);
}

CairoPen::~CairoPen() {
  cairo_destroy(cairo);
  for (const auto& [id, face] : faces_) cairo_font_face_destroy(face);
  cairo_surface_destroy(surface);
}

bool CairoPen::good() const {
  return cairo_status(cairo) == CAIRO_STATUS_SUCCESS && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
}

void CairoPen::color(Color color) {
  cairo_set_source_rgba(cairo, color.r / 255.0, color.g / 255.0, color.b / 255.0, color.a / 255.0);
}

void CairoPen::fill_rect(const Rect& rect, Color fill) {
  color(fill);
  cairo_rectangle(cairo, rect.x, rect.y, rect.width, rect.height);
  cairo_fill(cairo);
}

void CairoPen::round_path(const Rect& rect, float radius) {
  const double r = std::max(0.0, std::min({static_cast<double>(radius), rect.width / 2.0, rect.height / 2.0}));
  const double quarter = std::numbers::pi / 2;
  const double right = static_cast<double>(rect.x) + rect.width;
  const double bottom = static_cast<double>(rect.y) + rect.height;
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, right - r, rect.y + r, r, -quarter, 0);
  cairo_arc(cairo, right - r, bottom - r, r, 0, quarter);
  cairo_arc(cairo, rect.x + r, bottom - r, r, quarter, 2 * quarter);
  cairo_arc(cairo, rect.x + r, rect.y + r, r, 2 * quarter, 3 * quarter);
  cairo_close_path(cairo);
}

void CairoPen::fill_round_rect(const Rect& rect, float radius, Color fill) {
  color(fill);
  round_path(rect, radius);
  cairo_fill(cairo);
}

void CairoPen::stroke_round_rect(const Rect& rect, float radius, float width, Color stroke) {
  color(stroke);
  const float half = width / 2;
  round_path({rect.x + half, rect.y + half, rect.width - width, rect.height - width}, radius - half);
  cairo_set_line_width(cairo, width);
  cairo_stroke(cairo);
}

void CairoPen::line(Point from, Point to, float width, Color stroke) {
  color(stroke);
  cairo_set_line_width(cairo, width);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
  cairo_move_to(cairo, from.x, from.y);
  cairo_line_to(cairo, to.x, to.y);
  cairo_stroke(cairo);
}

void CairoPen::path(std::span<const Point> points, bool closed) {
  cairo_new_path(cairo);
  for (const Point& point : points) cairo_line_to(cairo, point.x, point.y);
  if (closed) cairo_close_path(cairo);
}

void CairoPen::polyline(std::span<const Point> points, float width, Color stroke, bool closed) {
  color(stroke);
  cairo_set_line_width(cairo, width);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  path(points, closed);
  cairo_stroke(cairo);
}

void CairoPen::fill_polygon(std::span<const Point> points, Color fill) {
  color(fill);
  path(points, true);
  cairo_fill(cairo);
}

void CairoPen::image(const Image& image, const Rect& into) {
  if (image.width <= 0 || image.height <= 0 || image.rgba.empty()) return;
  const std::size_t count = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  HOLDFAST_ASSERT(image.rgba.size() == count * 4);
  auto* const pixels = new WipedVector<std::uint32_t>(count);
  for (std::size_t i = 0; i < count; ++i) (*pixels)[i] = premultiplied(&image.rgba[i * 4]);
  cairo_surface_t* const picture =
      cairo_image_surface_create_for_data(reinterpret_cast<std::uint8_t*>(pixels->data()), CAIRO_FORMAT_ARGB32,
                                          image.width, image.height, image.width * 4);
  static constexpr cairo_user_data_key_t kPixels{};
  if (cairo_surface_set_user_data(picture, &kPixels, pixels, wipe_pixels) != CAIRO_STATUS_SUCCESS) delete pixels;
  cairo_save(cairo);
  cairo_translate(cairo, into.x, into.y);
  cairo_scale(cairo, into.width / static_cast<double>(image.width), into.height / static_cast<double>(image.height));
  cairo_set_source_surface(cairo, picture, 0, 0);
  cairo_paint(cairo);
  cairo_restore(cairo);
  cairo_surface_destroy(picture);
}

void CairoPen::push_clip(const Rect& rect) {
  cairo_save(cairo);
  cairo_rectangle(cairo, rect.x, rect.y, rect.width, rect.height);
  cairo_clip(cairo);
}
void CairoPen::pop_clip() { cairo_restore(cairo); }

// Sets face and size of a glyph; false where FreeType cannot open the file.
bool CairoPen::take_face(const Glyph& glyph) {
  auto found = faces_.find(glyph.face);
  if (found == faces_.end()) {
    // A face of its own: cairo remembers the size that it set, and would not notice another one's.
    FT_Face const face = fonts.face(glyph.face).open_freetype(*fonts.library());
    if (face == nullptr) return false;
    cairo_font_face_t* const made = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING);
    static constexpr cairo_user_data_key_t kHeld{};
    auto* const held = new HeldFace{fonts.library(), face};
    if (cairo_font_face_set_user_data(made, &kHeld, held, release_face) != CAIRO_STATUS_SUCCESS) {
      cairo_font_face_destroy(made);
      release_face(held);
      return false;
    }
    found = faces_.emplace(glyph.face, made).first;
  }
  cairo_set_font_face(cairo, found->second);
  cairo_set_font_size(cairo, glyph.size_px);
  return true;
}

void CairoPen::text(const TextLayout& layout, float x, float y, Color fill) {
  color(fill);
  for (const TextLine& line : layout.lines()) text_line(layout, line, x, y);
}

// Runs of one face, size and direction go out together with their characters, so that a reader of the file can search
// and copy them.
void CairoPen::text_line(const TextLayout& layout, const TextLine& line, float x, float y) {
  std::size_t drawn = 0;
  std::vector<const TextCluster*> run;
  for (const TextCluster& cluster : line.clusters) {
    if (!run.empty()) {
      const TextCluster& last = *run.back();
      const Glyph& a = line.glyphs[last.first_glyph];
      const Glyph& b = line.glyphs[cluster.first_glyph];
      const bool next = cluster.rtl() ? cluster.first_glyph + cluster.glyph_count == last.first_glyph
                                      : last.first_glyph + last.glyph_count == cluster.first_glyph;
      const bool joins = next && last.level == cluster.level && last.end == cluster.start && a.face == b.face &&
                         a.size_px == b.size_px;
      if (!joins) {
        text_run(layout, line, run, x, y);
        run.clear();
      }
    }
    run.push_back(&cluster);
    drawn += cluster.glyph_count;
  }
  if (!run.empty()) text_run(layout, line, run, x, y);
  // "…" stands for characters that are not there.
  if (drawn < line.glyphs.size()) glyphs_without_text(line, drawn, x, y);
}

void CairoPen::text_run(const TextLayout& layout, const TextLine& line, std::span<const TextCluster* const> clusters,
                        float x, float y) {
  const bool rtl = clusters.front()->rtl();
  const TextCluster& left = rtl ? *clusters.back() : *clusters.front();
  if (!take_face(line.glyphs[left.first_glyph])) return;
  std::vector<cairo_text_cluster_t> parts;
  std::size_t count = 0;
  for (const TextCluster* cluster : clusters) {
    parts.push_back({static_cast<int>(cluster->end - cluster->start), static_cast<int>(cluster->glyph_count)});
    count += cluster->glyph_count;
  }
  std::vector<cairo_glyph_t> glyphs;
  for (std::size_t i = left.first_glyph; i < left.first_glyph + count; ++i) {
    const Glyph& glyph = line.glyphs[i];
    glyphs.push_back({glyph.id, static_cast<double>(x) + glyph.x, static_cast<double>(y) + glyph.y});
  }
  const std::size_t start = clusters.front()->start;
  const std::string_view text = layout.text().substr(start, clusters.back()->end - start);
  cairo_show_text_glyphs(cairo, text.data(), static_cast<int>(text.size()), glyphs.data(),
                         static_cast<int>(glyphs.size()), parts.data(), static_cast<int>(parts.size()),
                         rtl ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t{});
}

void CairoPen::glyphs_without_text(const TextLine& line, std::size_t from, float x, float y) {
  for (std::size_t i = from; i < line.glyphs.size(); ++i) {
    const Glyph& glyph = line.glyphs[i];
    if (!take_face(glyph)) continue;
    const cairo_glyph_t one{glyph.id, static_cast<double>(x) + glyph.x, static_cast<double>(y) + glyph.y};
    cairo_show_glyphs(cairo, &one, 1);
  }
}

}  // namespace holdfast::draw
