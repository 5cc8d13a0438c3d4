// Pictures of glyphs on pages that a graphics card can hold: rendered when first needed, kept while there is room.
// Knows no graphics library: it says which part of which page changed, and whoever owns the textures uploads it.
//
//     atlas.begin_frame();
//     ... for every glyph: atlas.find_or_render(...), remember page and rectangle ...
//     for every page with a dirty rectangle: upload it, atlas.mark_clean(page)
//     ... draw ...
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "app/draw/fonts.h"

namespace holdfast::draw {

struct PixelRect {
  int x = 0, y = 0, width = 0, height = 0;
  bool empty() const { return width <= 0 || height <= 0; }
  friend bool operator==(const PixelRect&, const PixelRect&) = default;
};

struct AtlasGlyph {
  std::uint16_t page = 0;
  PixelRect on_page;               // empty for blanks: nothing to draw
  int bearing_x = 0, bearing_y = 0;  // from the origin: right to the left edge, up to the top edge
};

// The pen's place in whole pixels and the quarter of a pixel that find_or_render takes.
struct SnappedX {
  int pixel = 0;
  std::uint8_t quarter = 0;
};
SnappedX snap_x(float x);

class GlyphAtlas {
 public:
  static constexpr int kPageSize = 1024;
  // Pages that are kept between frames, and what one frame may grow to at most.
  static constexpr std::size_t kPagesKept = 4;
  static constexpr std::size_t kPagesMax = 16;

  explicit GlyphAtlas(Fonts& fonts);
  ~GlyphAtlas();
  GlyphAtlas(GlyphAtlas&&) noexcept;

  // Glyphs found or rendered since begin_frame() stay where they are until the next one.
  void begin_frame();
  // Valid until the next begin_frame() or clear(). Nothing if the glyph is larger than a page or all pages are full.
  const AtlasGlyph* find_or_render(FaceId face, std::uint32_t glyph, float size_px, std::uint8_t quarter = 0);

  std::size_t page_count() const;
  // One byte a pixel: how much of it is covered. kPageSize * kPageSize bytes.
  std::span<const std::uint8_t> page_pixels(std::size_t page) const;
  PixelRect dirty(std::size_t page) const;
  void mark_clean(std::size_t page);
  // The pixels of a part of a page as white with alpha, four bytes each, rows without gaps.
  std::vector<std::uint8_t> rgba(std::size_t page, const PixelRect& part) const;
  // A spot of every page that is covered wholly: for filled shapes in the same draw call.
  static constexpr float kWhiteU = 2.0F / kPageSize;
  static constexpr float kWhiteV = 2.0F / kPageSize;

  // Goes up when glyphs were thrown out: rectangles remembered from before are worth nothing.
  std::uint64_t generation() const;
  std::size_t glyph_count() const;
  // Wipes all pages (they show what was on the screen) and marks them dirty, so that textures are wiped too.
  void clear();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace holdfast::draw
