// Paints through Dear ImGui's draw list: the only file, with backend_glfw, that knows Dear ImGui. Nothing of its input,
// focus, text or widgets is used.
#pragma once

#include <vector>

#include "app/draw/glyph_atlas.h"
#include "app/gui/backend_textures.h"
#include "app/gui/ui/painter.h"

struct ImDrawList;

namespace holdfast::ui {

class ImguiPainter final : public Painter {
 public:
  // REQUIRES: both outlive the painter.
  ImguiPainter(draw::GlyphAtlas& atlas, gui::Textures& textures) : atlas_(atlas), textures_(textures) {}

  // An empty frame on `list`, for a pass. Forgets what the pass before painted.
  void restart(ImDrawList& list);
  // Hands new glyphs to the graphics card. After the last pass, before the list is rendered.
  void upload_glyphs();
  // Wipes the glyphs that were shown, here and on the graphics card.
  void forget_glyphs();

  void fill(float x, float y, float w, float h, float radius, draw::Color color) override;
  void edge(float x, float y, float w, float h, float radius, float thickness, draw::Color color) override;
  void polyline(std::span<const Point> points, float thickness, bool closed, draw::Color color) override;
  void polygon(std::span<const Point> points, draw::Color color) override;
  void text(const draw::TextLayout& layout, float x, float y, draw::Color color) override;
  void picture(PictureId picture, float x, float y, float w, float h) override;
  void push_clip(float x, float y, float w, float h) override;
  void pop_clip() override;

 private:
  PictureId texture_of(std::size_t page);

  draw::GlyphAtlas& atlas_;
  gui::Textures& textures_;
  ImDrawList* list_ = nullptr;
  std::vector<PictureId> pages_;
};

}  // namespace holdfast::ui
