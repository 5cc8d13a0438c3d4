#include "app/draw/glyph_atlas.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "app/draw/font_face.h"
#include "app/draw/wiped.h"

namespace holdfast::draw {

namespace {

constexpr int kWhiteSize = 4;
constexpr int kShelfStep = 4;  // heights are rounded up to this: glyphs of one text fit the same shelves

PixelRect united(const PixelRect& a, const PixelRect& b) {
  if (a.empty()) return b;
  const int x = std::min(a.x, b.x);
  const int y = std::min(a.y, b.y);
  return {x, y, std::max(a.x + a.width, b.x + b.width) - x, std::max(a.y + a.height, b.y + b.height) - y};
}

}  // namespace

SnappedX snap_x(float x) {
  const float quarters = std::floor(x * 4 + 0.5F);
  const float pixel = std::floor(quarters / 4);
  return {static_cast<int>(pixel), static_cast<std::uint8_t>(quarters - pixel * 4)};
}

struct GlyphAtlas::State {
  struct Key {
    std::uint64_t face_and_glyph = 0;
    std::uint32_t size_and_quarter = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return static_cast<std::size_t>(key.face_and_glyph * 0x9E3779B97F4A7C15U ^ key.size_and_quarter * 0x85EBCA6BU);
    }
  };
  struct Shelf {
    int top = 0, height = 0, filled = 0;
  };
  struct Page {
    WipedVector<std::uint8_t> pixels = WipedVector<std::uint8_t>(std::size_t{kPageSize} * kPageSize, 0);
    std::vector<Shelf> shelves{};
    int filled = 0;  // height that shelves take
    PixelRect dirty{};
    std::uint64_t used_in_frame = 0;
  };

  explicit State(Fonts& fonts_to_use) : fonts(fonts_to_use) {}

  Fonts& fonts;
  std::vector<Page> pages{};
  std::unordered_map<Key, AtlasGlyph, KeyHash> glyphs{};
  std::uint64_t frame = 1;
  std::uint64_t generation = 0;

  void begin_page(Page& page) {
    std::fill(page.pixels.begin(), page.pixels.end(), std::uint8_t{0});
    page.shelves.clear();
    page.shelves.push_back({0, kWhiteSize, kWhiteSize + 1});
    page.filled = kWhiteSize + 1;
    for (int y = 0; y < kWhiteSize; ++y) {
      for (int x = 0; x < kWhiteSize; ++x) page.pixels[static_cast<std::size_t>(y * kPageSize + x)] = 255;
    }
    page.dirty = {0, 0, kPageSize, kPageSize};
    page.used_in_frame = frame;
  }

  // A free rectangle, with one free pixel around it so that neighbours do not shine in.
  static std::optional<PixelRect> place_on(Page& page, int width, int height) {
    for (Shelf& shelf : page.shelves) {
      const bool suits = shelf.height >= height && shelf.height <= height + height / 2 + kShelfStep;
      if (!suits || shelf.filled + width + 1 > kPageSize) continue;
      const PixelRect out{shelf.filled, shelf.top, width, height};
      shelf.filled += width + 1;
      return out;
    }
    const int tall = (height + kShelfStep - 1) / kShelfStep * kShelfStep;
    const int top = page.filled;
    if (top + tall + 1 > kPageSize) return std::nullopt;
    page.filled += tall + 1;
    page.shelves.push_back({top, tall, width + 2});
    return PixelRect{1, top, width, height};
  }

  // The page least lately used, emptied; not one that this frame draws from.
  std::optional<std::size_t> page_to_reuse() {
    const auto oldest = std::min_element(pages.begin(), pages.end(), [](const Page& a, const Page& b) {
      return a.used_in_frame < b.used_in_frame;
    });
    if (oldest == pages.end() || oldest->used_in_frame >= frame) return std::nullopt;
    const auto index = static_cast<std::size_t>(oldest - pages.begin());
    std::erase_if(glyphs, [index](const auto& kept) { return kept.second.page == index; });
    ++generation;
    begin_page(*oldest);
    return index;
  }

  std::optional<AtlasGlyph> placed(int width, int height) {
    if (width + 2 > kPageSize || height + kShelfStep + kWhiteSize + 2 > kPageSize) return std::nullopt;
    for (std::size_t i = pages.size(); i-- > 0;) {
      if (const auto spot = place_on(pages[i], width, height)) {
        return AtlasGlyph{static_cast<std::uint16_t>(i), *spot};
      }
    }
    std::optional<std::size_t> page;
    if (pages.size() >= kPagesKept) page = page_to_reuse();
    if (!page && pages.size() < kPagesMax) {
      pages.emplace_back();
      begin_page(pages.back());
      page = pages.size() - 1;
    }
    if (!page) return std::nullopt;
    const auto spot = place_on(pages[*page], width, height);
    if (!spot) return std::nullopt;
    return AtlasGlyph{static_cast<std::uint16_t>(*page), *spot};
  }

  // FreeType's bitmap of a glyph; null where there is none. Valid until the next one.
  FT_GlyphSlot rendered(const FontFace& face, std::uint32_t glyph, float size_px, std::uint8_t quarter) const {
    FT_Face const own = face.freetype(*fonts.library());
    if (own == nullptr) return nullptr;
    if (FT_Set_Char_Size(own, 0, static_cast<FT_F26Dot6>(std::lround(size_px * 64)), 72, 72) != 0) return nullptr;
    // Light: heights snap to pixels, widths stay as they were shaped.
    if (FT_Load_Glyph(own, glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0) return nullptr;
    if (own->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return nullptr;
    FT_Outline_Translate(&own->glyph->outline, quarter * 16, 0);
    if (FT_Render_Glyph(own->glyph, FT_RENDER_MODE_NORMAL) != 0) return nullptr;
    return own->glyph->bitmap.pixel_mode == FT_PIXEL_MODE_GRAY ? own->glyph : nullptr;
  }

  void copy(const FT_Bitmap& bitmap, const AtlasGlyph& glyph) {
    Page& page = pages[glyph.page];
    const PixelRect& spot = glyph.on_page;
    for (int y = 0; y < spot.height; ++y) {
      const std::uint8_t* const row = bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch;
      std::copy(row, row + spot.width, page.pixels.begin() + (spot.y + y) * kPageSize + spot.x);
    }
    page.dirty = united(page.dirty, spot);
  }
};

GlyphAtlas::GlyphAtlas(Fonts& fonts) : state_(std::make_unique<State>(fonts)) {}
GlyphAtlas::~GlyphAtlas() = default;
GlyphAtlas::GlyphAtlas(GlyphAtlas&&) noexcept = default;

void GlyphAtlas::begin_frame() { ++state_->frame; }

const AtlasGlyph* GlyphAtlas::find_or_render(FaceId face, std::uint32_t glyph, float size_px, std::uint8_t quarter) {
  State& state = *state_;
  const State::Key key{std::uint64_t{face} << 32 | glyph,
                     static_cast<std::uint32_t>(std::lround(size_px * 64)) << 2 | (quarter & 3U)};
  const auto found = state.glyphs.find(key);
  if (found != state.glyphs.end()) {
    if (!found->second.on_page.empty()) state.pages[found->second.page].used_in_frame = state.frame;
    return &found->second;
  }
  const FT_GlyphSlot slot = state.rendered(state.fonts.face(face), glyph, size_px, quarter & 3U);
  AtlasGlyph made;
  if (slot != nullptr && slot->bitmap.width > 0 && slot->bitmap.rows > 0) {
    const auto placed = state.placed(static_cast<int>(slot->bitmap.width), static_cast<int>(slot->bitmap.rows));
    if (!placed) return nullptr;
    made = *placed;
    made.bearing_x = slot->bitmap_left;
    made.bearing_y = slot->bitmap_top;
    state.copy(slot->bitmap, made);
    state.pages[made.page].used_in_frame = state.frame;
  }
  return &state.glyphs.emplace(key, made).first->second;
}

std::size_t GlyphAtlas::page_count() const { return state_->pages.size(); }
std::span<const std::uint8_t> GlyphAtlas::page_pixels(std::size_t page) const {
  const auto& pixels = state_->pages.at(page).pixels;
  return {pixels.data(), pixels.size()};
}
PixelRect GlyphAtlas::dirty(std::size_t page) const { return state_->pages.at(page).dirty; }
void GlyphAtlas::mark_clean(std::size_t page) { state_->pages.at(page).dirty = {}; }

std::vector<std::uint8_t> GlyphAtlas::rgba(std::size_t page, const PixelRect& part) const {
  HOLDFAST_ASSERT(part.x >= 0 && part.y >= 0 && part.x + part.width <= kPageSize && part.y + part.height <= kPageSize);
  const std::span<const std::uint8_t> pixels = page_pixels(page);
  std::vector<std::uint8_t> out;
  if (part.empty()) return out;
  out.reserve(static_cast<std::size_t>(part.width) * static_cast<std::size_t>(part.height) * 4);
  for (int y = part.y; y < part.y + part.height; ++y) {
    for (int x = part.x; x < part.x + part.width; ++x) {
      out.insert(out.end(), 3, 255);
      out.push_back(pixels[static_cast<std::size_t>(y * kPageSize + x)]);
    }
  }
  return out;
}

std::uint64_t GlyphAtlas::generation() const { return state_->generation; }
std::size_t GlyphAtlas::glyph_count() const { return state_->glyphs.size(); }

void GlyphAtlas::clear() {
  state_->glyphs.clear();
  ++state_->generation;
  for (State::Page& page : state_->pages) state_->begin_page(page);
}

}  // namespace holdfast::draw
