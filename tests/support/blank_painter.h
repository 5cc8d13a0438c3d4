// A painter and pictures without a display: they count, and remember which texts and rectangles were painted where.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/gui/ui/painter.h"
#include "app/gui/ui/rect.h"

namespace holdfast::test {

struct PaintedText {
  std::string words;
  ui::Rect rect;  // physical px
  draw::Color color;
  bool cut = false, rtl = false;
  float baseline = 0;  // of the first line
};
struct PaintedBox {
  ui::Rect rect;
  draw::Color color;
};

class BlankPainter final : public ui::Painter {
 public:
  // An empty picture, as before each pass.
  void restart() { *this = BlankPainter{}; }

  std::vector<PaintedText> texts;
  std::vector<PaintedBox> fills, edges;
  std::vector<std::vector<ui::Point>> polylines;
  std::size_t polygons = 0, pictures = 0;
  std::size_t clip_depth = 0, clips = 0;

  const PaintedText* find_text(std::string_view words) const {
    for (const PaintedText& text : texts)
      if (text.words == words) return &text;
    return nullptr;
  }

  void fill(float x, float y, float w, float h, float, draw::Color color) override {
    fills.push_back({{x, y, w, h}, color});
  }
  void edge(float x, float y, float w, float h, float, float, draw::Color color) override {
    edges.push_back({{x, y, w, h}, color});
  }
  void polyline(std::span<const ui::Point> points, float, bool, draw::Color) override {
    polylines.emplace_back(points.begin(), points.end());
  }
  void polygon(std::span<const ui::Point>, draw::Color) override { ++polygons; }
  void text(const draw::TextLayout& layout, float x, float y, draw::Color color) override {
    const float left = layout.lines().empty() ? 0 : layout.lines().front().x;
    texts.push_back({std::string(layout.text()), {x + left, y, layout.width(), layout.height()}, color, layout.cut(),
                     layout.rtl(), layout.lines().empty() ? y : y + layout.lines().front().baseline_y});
  }
  void picture(ui::PictureId, float, float, float, float) override { ++pictures; }
  void push_clip(float, float, float, float) override {
    ++clip_depth;
    ++clips;
  }
  void pop_clip() override { --clip_depth; }
};

class BlankPictures final : public ui::Pictures {
 public:
  std::vector<ui::PictureId> held;

  ui::PictureId upload(int, int, std::span<const std::uint8_t>) override {
    held.push_back(++last_);
    return last_;
  }
  void free(ui::PictureId picture) override { std::erase(held, picture); }
  void free_all() override { held.clear(); }

 private:
  ui::PictureId last_ = 0;
};

}  // namespace holdfast::test
