#include "app/gui/ui/imgui_painter.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace holdfast::ui {

namespace {

ImU32 packed(draw::Color color) { return IM_COL32(color.r, color.g, color.b, color.a); }

// A pointer in old versions, a number in new ones; the cast is right for both.
ImTextureID texture(PictureId picture) { return (ImTextureID)(static_cast<std::intptr_t>(picture)); }

// Dear ImGui draws the middle of a line; we are told its outer edge.
struct Middle {
  ImVec2 from, to;
};
Middle middle_of(float x, float y, float w, float h, float thickness) {
  // AddRect takes off half a pixel by itself.
  const float in = (thickness - 1) / 2;
  return {{x + in, y + in}, {x + w - in, y + h - in}};
}

}  // namespace

void ImguiPainter::restart(ImDrawList& list) {
  list_ = &list;
  atlas_.begin_frame();
}

void ImguiPainter::fill(float x, float y, float w, float h, float radius, draw::Color color) {
  if (w <= 0 || h <= 0) return;
  list_->AddRectFilled({x, y}, {x + w, y + h}, packed(color), radius);
}

void ImguiPainter::edge(float x, float y, float w, float h, float radius, float thickness, draw::Color color) {
  if (w <= 0 || h <= 0) return;
  const Middle middle = middle_of(x, y, w, h, thickness);
  list_->AddRect(middle.from, middle.to, packed(color), std::max(0.0F, radius - thickness / 2), 0, thickness);
}

void ImguiPainter::polyline(std::span<const Point> points, float thickness, bool closed, draw::Color color) {
  if (points.empty()) return;
  std::vector<ImVec2> at;
  at.reserve(points.size());
  for (const Point& point : points) {
    // Two points on one spot have no direction; the line between them would be drawn nowhere.
    const bool same = !at.empty() && std::hypot(at.back().x - point.x, at.back().y - point.y) < 0.05F;
    if (!same) at.push_back({point.x, point.y});
  }
  const ImU32 ink = packed(color);
  if (at.size() > 1) {
    list_->AddPolyline(at.data(), static_cast<int>(at.size()), ink, closed ? ImDrawFlags_Closed : 0, thickness);
  }
  if (closed) return;
  // Round ends.
  list_->AddCircleFilled(at.front(), thickness / 2, ink, 8);
  if (at.size() > 1) list_->AddCircleFilled(at.back(), thickness / 2, ink, 8);
}

void ImguiPainter::polygon(std::span<const Point> points, draw::Color color) {
  if (points.size() < 3) return;
  std::vector<ImVec2> at;
  at.reserve(points.size());
  for (const Point& point : points) at.push_back({point.x, point.y});
  // The fringe that smooths the edge lies outside only where the points go clockwise.
  float area = 0;
  for (std::size_t i = 0; i < at.size(); ++i) {
    const ImVec2& next = at[(i + 1) % at.size()];
    area += at[i].x * next.y - next.x * at[i].y;
  }
  if (area < 0) std::reverse(at.begin(), at.end());
  list_->AddConvexPolyFilled(at.data(), static_cast<int>(at.size()), packed(color));
}

void ImguiPainter::text(const draw::TextLayout& layout, float x, float y, draw::Color color) {
  const ImU32 ink = packed(color);
  constexpr float kUnit = 1.0F / draw::GlyphAtlas::kPageSize;
  PictureId current = 0;
  for (const draw::TextLine& line : layout.lines()) {
    for (const draw::Glyph& glyph : line.glyphs) {
      const draw::SnappedX snapped = draw::snap_x(x + glyph.x);
      const draw::AtlasGlyph* found = atlas_.find_or_render(glyph.face, glyph.id, glyph.size_px, snapped.quarter);
      if (found == nullptr || found->on_page.empty()) continue;
      const PictureId page = texture_of(found->page);
      if (page == 0) continue;
      if (page != current) {
        if (current != 0) list_->PopTextureID();
        list_->PushTextureID(texture(page));
        current = page;
      }
      const draw::PixelRect& from = found->on_page;
      const float left = static_cast<float>(snapped.pixel + found->bearing_x);
      const float top = std::round(y + glyph.y) - static_cast<float>(found->bearing_y);
      const ImVec2 uv0{static_cast<float>(from.x) * kUnit, static_cast<float>(from.y) * kUnit};
      const ImVec2 uv1{static_cast<float>(from.x + from.width) * kUnit,
                       static_cast<float>(from.y + from.height) * kUnit};
      list_->PrimReserve(6, 4);
      list_->PrimRectUV({left, top},
                        {left + static_cast<float>(from.width), top + static_cast<float>(from.height)}, uv0, uv1, ink);
    }
  }
  if (current != 0) list_->PopTextureID();
}

void ImguiPainter::picture(PictureId picture, float x, float y, float w, float h) {
  if (picture != 0) list_->AddImage(texture(picture), {x, y}, {x + w, y + h});
}

void ImguiPainter::push_clip(float x, float y, float w, float h) {
  list_->PushClipRect({x, y}, {x + w, y + h}, true);
}

void ImguiPainter::pop_clip() { list_->PopClipRect(); }

PictureId ImguiPainter::texture_of(std::size_t page) {
  while (pages_.size() <= page) pages_.push_back(textures_.make_page(draw::GlyphAtlas::kPageSize));
  return pages_[page];
}

void ImguiPainter::upload_glyphs() {
  for (std::size_t page = 0; page < atlas_.page_count(); ++page) {
    const draw::PixelRect dirty = atlas_.dirty(page);
    if (dirty.empty()) continue;
    const PictureId id = texture_of(page);
    if (id != 0) textures_.update(id, dirty.x, dirty.y, dirty.width, dirty.height, atlas_.rgba(page, dirty));
    atlas_.mark_clean(page);
  }
}

void ImguiPainter::forget_glyphs() {
  atlas_.clear();
  upload_glyphs();
}

}  // namespace holdfast::ui
