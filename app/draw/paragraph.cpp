#include "app/draw/paragraph.h"

#include <hb.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>

namespace holdfast::draw {
namespace {

UBiDiLevel asked_level(Direction direction) {
  switch (direction) {
    case Direction::Auto: return UBIDI_DEFAULT_LTR;
    case Direction::AutoRtl: return UBIDI_DEFAULT_RTL;
    case Direction::Ltr: return 0;
    case Direction::Rtl: return 1;
  }
  return UBIDI_DEFAULT_LTR;
}

bool is_hanging_blank(char16_t unit) { return u_isUWhiteSpace(unit) != 0 || unit == 0x200B; }

struct Extent {
  float up = 0, down = 0;
};

// What the glyph covers above and below its baseline. Chinese characters lie within their square: not measured.
Extent ink_of(const FontFace& face, const Glyph& glyph) {
  if (is_han(face.family)) return {};
  hb_glyph_extents_t extents{};
  if (hb_font_get_glyph_extents(face.shaper, glyph.id, &extents) == 0) return {};
  const float scale = glyph.size_px / face.units_per_em;
  const float top = static_cast<float>(extents.y_bearing) * scale;
  const float bottom = static_cast<float>(extents.y_bearing + extents.height) * scale;
  return {top - glyph.y, glyph.y - bottom};
}

// The line of one script: its letters in the middle.
Extent line_box(const FaceRun& run) {
  const float letters = (run.face->ascent + run.face->descent) * run.size_px;
  const float above = (run.line_px - letters) / 2 + run.face->ascent * run.size_px;
  return {above, run.line_px - above};
}

}  // namespace

Paragraph::Paragraph(Fonts& fonts, Shaper& shaper, const WideText& text, ParagraphUnits units, const TextStyle& style,
                     Direction direction, bool rtl_if_empty)
    : fonts_(fonts), shaper_(shaper), text_(text), units_(units), style_(style) {
  rtl_ = rtl_if_empty || direction == Direction::Rtl || direction == Direction::AutoRtl;
  const std::uint32_t size = units.end - units.start;
  if (size == 0) return;
  UErrorCode status = U_ZERO_ERROR;
  bidi_ = ubidi_open();
  line_bidi_ = ubidi_open();
  ubidi_setPara(bidi_, text.units.data() + units.start, static_cast<std::int32_t>(size), asked_level(direction),
                nullptr, &status);
  // Only memory can run out here, and that ends the program.
  HOLDFAST_ASSERT(U_SUCCESS(status));
  rtl_ = (ubidi_getParaLevel(bidi_) & 1) != 0;
  runs_ = face_runs(fonts, text, units.start, units.end, style);
}

Paragraph::~Paragraph() {
  if (line_bidi_ != nullptr) ubidi_close(line_bidi_);
  if (bidi_ != nullptr) ubidi_close(bidi_);
}

// Parts of one direction, from left to right.
std::vector<Paragraph::Stretch> Paragraph::stretches(std::uint32_t start, std::uint32_t end) const {
  std::vector<Stretch> out;
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setLine(bidi_, static_cast<std::int32_t>(start - units_.start), static_cast<std::int32_t>(end - units_.start),
                line_bidi_, &status);
  const std::int32_t count = ubidi_countRuns(line_bidi_, &status);
  HOLDFAST_ASSERT(U_SUCCESS(status));
  for (std::int32_t i = 0; i < count; ++i) {
    std::int32_t from = 0;
    std::int32_t length = 0;
    ubidi_getVisualRun(line_bidi_, i, &from, &length);
    const std::uint32_t begin = start + static_cast<std::uint32_t>(from);
    out.push_back({begin, begin + static_cast<std::uint32_t>(length), ubidi_getLevelAt(line_bidi_, from)});
  }
  return out;
}

ShapedLine Paragraph::shape(std::uint32_t start, std::uint32_t end) {
  ShapedLine line;
  float x = 0;
  if (end > start) {
    for (const Stretch& stretch : stretches(start, end)) {
      const auto overlaps = [&stretch](const FaceRun& run) {
        return run.start < stretch.end && run.end > stretch.start;
      };
      if ((stretch.level & 1) == 0) {
        for (const FaceRun& run : runs_) {
          if (overlaps(run)) x = add_run(run, stretch, x, line);
        }
      } else {
        for (auto run = runs_.rbegin(); run != runs_.rend(); ++run) {
          if (overlaps(*run)) x = add_run(*run, stretch, x, line);
        }
      }
    }
  }
  line.width = x;
  std::sort(line.clusters.begin(), line.clusters.end(),
            [](const TextCluster& a, const TextCluster& b) { return a.start < b.start; });
  measure(start, end, line);
  return line;
}

float Paragraph::add_run(const FaceRun& run, const Stretch& stretch, float x, ShapedLine& line) {
  const Stretch part{std::max(run.start, stretch.start), std::min(run.end, stretch.end), stretch.level};
  WipedVector<ShapedGlyph> shaped;
  const bool rtl = (part.level & 1) != 0;
  const float behind = shaper_.shape(text_, part.start, part.end, run, rtl, style_.language, x, shaped);
  add_clusters(run, part, shaped, x, line);
  for (const ShapedGlyph& glyph : shaped) line.glyphs.push_back(glyph.glyph);
  return behind;
}

void Paragraph::add_clusters(const FaceRun& run, const Stretch& part, const WipedVector<ShapedGlyph>& shaped, float x,
                             ShapedLine& line) const {
  const bool rtl = (part.level & 1) != 0;
  std::uint32_t before = part.end;  // right-to-left: where the cluster ends that is met next
  std::size_t i = 0;
  while (i < shaped.size()) {
    std::size_t behind = i;
    TextCluster cluster;
    cluster.start = shaped[i].unit;
    cluster.level = part.level;
    cluster.solid = run.solid;
    cluster.first_glyph = static_cast<std::uint32_t>(line.glyphs.size() + i);
    cluster.x0 = x;
    while (behind < shaped.size() && shaped[behind].unit == cluster.start) x += shaped[behind++].glyph.advance;
    cluster.x1 = x;
    cluster.glyph_count = static_cast<std::uint32_t>(behind - i);
    const std::uint32_t after = behind < shaped.size() ? shaped[behind].unit : part.end;
    cluster.end = rtl ? before : after;
    before = cluster.start;
    line.clusters.push_back(cluster);
    i = behind;
  }
}

void Paragraph::measure(std::uint32_t start, std::uint32_t end, ShapedLine& line) const {
  std::uint32_t seen_end = end;
  while (seen_end > start && is_hanging_blank(text_.units[seen_end - 1])) --seen_end;
  for (auto at = line.clusters.rbegin(); at != line.clusters.rend() && at->start >= seen_end; ++at) {
    line.hanging += at->x1 - at->x0;
  }
  // The line is as high as its tallest script wants, and its letters stand as that script has them.
  FaceRun tallest = latin_run(fonts_, style_);
  bool any = false;
  for (const FaceRun& run : runs_) {
    if (run.start >= end || run.end <= start) continue;
    if (!any || run.line_px > tallest.line_px) tallest = run;
    any = true;
  }
  const float height = std::ceil(tallest.line_px - 0.01F);
  Extent ink;
  for (const Glyph& glyph : line.glyphs) {
    const Extent one = ink_of(fonts_.face(glyph.face), glyph);
    ink.up = std::max(ink.up, one.up);
    ink.down = std::max(ink.down, one.down);
  }
  // Whole pixels, so that every line's letters are equally sharp. What would be cut off moves, then grows the line.
  const float up = std::ceil(ink.up);
  const float down = std::ceil(ink.down);
  line.ascent = std::max(std::min(std::round(line_box(tallest).up), height - down), up);
  line.descent = std::max(height - line.ascent, down);
}

WipedVector<ShapedGlyph> Paragraph::ellipsis() {
  WideText dots;
  dots.units.push_back(0x2026);
  dots.byte_of.assign(2, 0);
  WipedVector<ShapedGlyph> out;
  shaper_.shape(dots, 0, 1, latin_run(fonts_, style_), rtl_, style_.language, 0, out);
  return out;
}

float Paragraph::ellipsis_width() {
  float width = 0;
  for (const ShapedGlyph& shaped : ellipsis()) width += shaped.glyph.advance;
  return width;
}

void Paragraph::add_ellipsis(ShapedLine& line) {
  float width = 0;
  const WipedVector<ShapedGlyph> dots = ellipsis();
  for (const ShapedGlyph& shaped : dots) width += shaped.glyph.advance;
  const float from = rtl_ ? 0 : line.width;
  if (rtl_) {
    for (Glyph& glyph : line.glyphs) glyph.x += width;
    for (TextCluster& cluster : line.clusters) {
      cluster.x0 += width;
      cluster.x1 += width;
    }
  }
  for (const ShapedGlyph& shaped : dots) {
    line.glyphs.push_back(shaped.glyph);
    line.glyphs.back().x += from;
  }
  line.width += width;
  line.hanging = 0;
}

}  // namespace holdfast::draw
