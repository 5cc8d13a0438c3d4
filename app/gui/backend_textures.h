// Pictures on the graphics card, by number. The rest of the window asks for them here and never sees OpenGL.
// REQUIRES, for all of it: the window's context is current, as it is on the window's thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/gui/ui/painter.h"

namespace holdfast::gui {

class Textures final : public ui::Pictures {
 public:
  Textures() = default;
  ~Textures() override { free_all(); }
  Textures(const Textures&) = delete;
  Textures& operator=(const Textures&) = delete;

  ui::PictureId upload(int width, int height, std::span<const std::uint8_t> rgba) override;
  void free(ui::PictureId picture) override;
  // All that upload() made; not those of make_page().
  void free_all() override;

  // An empty square for glyphs, drawn pixel for pixel.
  ui::PictureId make_page(int size);
  void update(ui::PictureId page, int x, int y, int width, int height, std::span<const std::uint8_t> rgba);

 private:
  std::vector<ui::PictureId> uploaded_;
};

}  // namespace holdfast::gui
