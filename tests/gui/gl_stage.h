// The stage with real pixels: the program's own window, drawn by OpenGL and read back.
#pragma once

#include <memory>

#include "app/gui/backend_glfw.h"
#include "tests/gui/stage.h"

namespace holdfast::test {

class GlStage final : public Stage {
 public:
  explicit GlStage(std::unique_ptr<gui::Window> window, draw::Fonts& fonts)
      : window_(std::move(window)), fonts_(fonts) {
    window_->begin_frame();
  }
  draw::Fonts& fonts() override { return fonts_; }
  ui::Pictures& pictures() override { return window_->pictures(); }
  ui::Painter& painter() override { return window_->painter(); }
  void restart() override { window_->restart(); }
  void present() override {
    window_->present(draw::rgb(0x14171A), &picture_);
    window_->begin_frame();
  }
  int width() const override { return static_cast<int>(window_->width_px()); }
  int height() const override { return static_cast<int>(window_->height_px()); }
  std::optional<draw::Image> pixels() override { return picture_; }

 private:
  std::unique_ptr<gui::Window> window_;
  draw::Fonts& fonts_;
  draw::Image picture_;
};

}  // namespace holdfast::test
