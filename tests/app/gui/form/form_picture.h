// Paints the screen into a picture in memory, to lay beside the drawing of the look; needs no display.
#pragma once

#include "app/draw/image_canvas.h"
#include "app/gui/ui/painter.h"

namespace holdfast::test {

class PicturePainter final : public ui::Painter {
 public:
  PicturePainter(draw::Fonts& fonts, int width, int height) : fonts_(fonts), width_(width), height_(height) {
    restart();
  }

  void restart() { canvas_ = std::make_unique<draw::ImageCanvas>(fonts_, width_, height_); }
  Result<Bytes> png() const { return canvas_->png(); }

  void fill(float x, float y, float w, float h, float radius, draw::Color color) override {
    canvas_->fill_round_rect({x, y, w, h}, radius, color);
  }
  void edge(float x, float y, float w, float h, float radius, float thickness, draw::Color color) override {
    canvas_->stroke_round_rect({x, y, w, h}, radius, thickness, color);
  }
  void polyline(std::span<const ui::Point> points, float thickness, bool closed, draw::Color color) override {
    canvas_->polyline(points_of(points), thickness, color, closed);
  }
  void polygon(std::span<const ui::Point> points, draw::Color color) override {
    canvas_->fill_polygon(points_of(points), color);
  }
  void text(const draw::TextLayout& layout, float x, float y, draw::Color color) override {
    canvas_->text(layout, x, y, color);
  }
  void picture(ui::PictureId, float, float, float, float) override {}
  void push_clip(float x, float y, float w, float h) override { canvas_->push_clip({x, y, w, h}); }
  void pop_clip() override { canvas_->pop_clip(); }

 private:
  static std::vector<draw::Point> points_of(std::span<const ui::Point> points) {
    std::vector<draw::Point> out;
    for (const ui::Point& point : points) out.push_back({point.x, point.y});
    return out;
  }

  draw::Fonts& fonts_;
  int width_, height_;
  std::unique_ptr<draw::ImageCanvas> canvas_;
};

}  // namespace holdfast::test
