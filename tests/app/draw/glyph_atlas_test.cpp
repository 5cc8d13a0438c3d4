// Pages of glyphs: rendered once, in place for the whole frame, thrown out when room is needed, wiped on demand.
#include "app/draw/glyph_atlas.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/app/draw/draw_support.h"

namespace holdfast::draw {
namespace {

using test::DrawWorld;

bool overlap(const PixelRect& a, const PixelRect& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

std::size_t covered(const GlyphAtlas& atlas, std::size_t page, const PixelRect& part) {
  const std::vector<std::uint8_t> pixels = atlas.rgba(page, part);
  std::size_t count = 0;
  for (std::size_t i = 3; i < pixels.size(); i += 4) count += pixels[i] != 0 ? 1 : 0;
  return count;
}

// Fills pages with glyphs of one face in growing sizes until `stop` says so.
template <typename Stop>
float fill(GlyphAtlas& atlas, const Glyph& glyph, float size, Stop stop) {
  for (int i = 0; i < 20000 && !stop(); ++i) {
    if (atlas.find_or_render(glyph.face, glyph.id, size) == nullptr) break;
    size += 1.0F / 64;
  }
  return size;
}

TEST_CASE("a glyph is rendered once and found again") {
  DrawWorld world;
  GlyphAtlas atlas(world.fonts);
  const TextLayout layout = world.make("A ");
  const Glyph& letter = layout.lines().front().glyphs[0];
  atlas.begin_frame();
  const AtlasGlyph* const first = atlas.find_or_render(letter.face, letter.id, 16);
  REQUIRE(first != nullptr);
  CHECK(atlas.find_or_render(letter.face, letter.id, 16) == first);
  CHECK(atlas.glyph_count() == 1);
  CHECK(first->on_page.height > 8);
  CHECK(first->bearing_y >= first->on_page.height - 1);
  CHECK(covered(atlas, first->page, first->on_page) > 20);
  const AtlasGlyph* const blank = atlas.find_or_render(letter.face, layout.lines().front().glyphs[1].id, 16);
  REQUIRE(blank != nullptr);
  CHECK(blank->on_page.empty());
  CHECK(atlas.find_or_render(letter.face, letter.id, 32) != first);
  CHECK(atlas.find_or_render(letter.face, letter.id, 16, 2) != first);
}

TEST_CASE("glyphs do not overlap, and each lies within the dirty part of its page") {
  DrawWorld world;
  GlyphAtlas atlas(world.fonts);
  atlas.begin_frame();
  std::vector<AtlasGlyph> placed;
  for (const auto& sample : test::kDrawSamples) {
    const TextLayout layout = world.make(sample.text, sample.language);
    for (const Glyph& glyph : layout.lines().front().glyphs) {
      const std::size_t before = atlas.glyph_count();
      const AtlasGlyph* const found = atlas.find_or_render(glyph.face, glyph.id, glyph.size_px);
      REQUIRE(found != nullptr);
      if (atlas.glyph_count() > before && !found->on_page.empty()) placed.push_back(*found);
    }
  }
  CHECK(placed.size() > 300);
  std::size_t overlaps = 0;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const PixelRect dirty = atlas.dirty(placed[i].page);
    CHECK(placed[i].on_page.x >= dirty.x);
    CHECK(placed[i].on_page.y + placed[i].on_page.height <= dirty.y + dirty.height);
    for (std::size_t k = 0; k < i; ++k) {
      overlaps += placed[i].page == placed[k].page && overlap(placed[i].on_page, placed[k].on_page) ? 1 : 0;
    }
  }
  CHECK(overlaps == 0);
}

TEST_CASE("only what changed is to be uploaded") {
  DrawWorld world;
  GlyphAtlas atlas(world.fonts);
  atlas.begin_frame();
  const TextLayout layout = world.make("AB");
  const Glyph& a = layout.lines().front().glyphs[0];
  const Glyph& b = layout.lines().front().glyphs[1];
  atlas.find_or_render(a.face, a.id, 16);
  CHECK(atlas.dirty(0) == PixelRect{0, 0, GlyphAtlas::kPageSize, GlyphAtlas::kPageSize});  // a fresh page: all
  atlas.mark_clean(0);
  atlas.find_or_render(a.face, a.id, 16);
  CHECK(atlas.dirty(0).empty());
  const AtlasGlyph* const found = atlas.find_or_render(b.face, b.id, 16);
  CHECK(atlas.dirty(0) == found->on_page);
}

TEST_CASE("a full atlas throws out a page of earlier frames, never one of this frame") {
  DrawWorld world;
  GlyphAtlas atlas(world.fonts);
  const TextLayout layout = world.make("WM");
  const Glyph& w = layout.lines().front().glyphs[0];
  const Glyph& m = layout.lines().front().glyphs[1];
  atlas.begin_frame();
  const float behind = fill(atlas, w, 200, [&] { return atlas.page_count() > GlyphAtlas::kPagesKept; });
  CHECK(atlas.generation() == 0);  // all in one frame: it grew instead
  atlas.begin_frame();
  const AtlasGlyph now = *atlas.find_or_render(m.face, m.id, 150);
  const std::size_t seen = covered(atlas, now.page, now.on_page);
  const std::size_t pages = atlas.page_count();
  fill(atlas, w, behind, [&] { return atlas.generation() > 2; });
  CHECK(atlas.generation() > 2);
  CHECK(atlas.page_count() == pages);
  CHECK(atlas.find_or_render(m.face, m.id, 150)->on_page == now.on_page);
  CHECK(covered(atlas, now.page, now.on_page) == seen);
}

TEST_CASE("a glyph larger than a page is refused") {
  DrawWorld world;
  GlyphAtlas atlas(world.fonts);
  atlas.begin_frame();
  const TextLayout layout = world.make("W");
  const Glyph& w = layout.lines().front().glyphs[0];
  CHECK(atlas.find_or_render(w.face, w.id, 3000) == nullptr);
  CHECK(atlas.find_or_render(w.face, w.id, 300) != nullptr);
}

TEST_CASE("clearing wipes every page and says so to whoever holds copies") {
  DrawWorld world;
  GlyphAtlas atlas(world.fonts);
  atlas.begin_frame();
  const TextLayout layout = world.make("secret");
  for (const Glyph& glyph : layout.lines().front().glyphs) atlas.find_or_render(glyph.face, glyph.id, 16);
  atlas.mark_clean(0);
  atlas.clear();
  CHECK(atlas.glyph_count() == 0);
  CHECK(atlas.generation() == 1);
  CHECK(atlas.dirty(0) == PixelRect{0, 0, GlyphAtlas::kPageSize, GlyphAtlas::kPageSize});
  const auto pixels = atlas.page_pixels(0);
  CHECK(std::count(pixels.begin(), pixels.end(), 0) == static_cast<std::ptrdiff_t>(pixels.size()) - 16);
  const auto white = static_cast<std::size_t>(GlyphAtlas::kWhiteV * GlyphAtlas::kPageSize) * GlyphAtlas::kPageSize +
                     static_cast<std::size_t>(GlyphAtlas::kWhiteU * GlyphAtlas::kPageSize);
  CHECK(pixels[white] == 255);
}

TEST_CASE("a place on the line is a pixel and a quarter") {
  CHECK(snap_x(3.0F).pixel == 3);
  CHECK(snap_x(3.3F).quarter == 1);
  CHECK(snap_x(3.9F).pixel == 4);
  CHECK(snap_x(3.9F).quarter == 0);
  CHECK(snap_x(-0.5F).pixel == -1);
  CHECK(snap_x(-0.5F).quarter == 2);
}

}  // namespace
}  // namespace holdfast::draw
