// Where the driver's frames are shown: on a real OpenGL window (gl_stage), or nowhere, where only the probe counts.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/gui/ui/painter.h"
#include "app/gui/ui/ui.h"
#include "tests/support/blank_painter.h"

namespace holdfast::test {

class Stage {
 public:
  virtual ~Stage() = default;
  virtual draw::Fonts& fonts() = 0;
  virtual ui::Pictures& pictures() = 0;
  virtual ui::Painter& painter() = 0;
  virtual void restart() = 0;  // what was painted since the last present() counts no more
  virtual void present() = 0;
  virtual int width() const = 0;
  virtual int height() const = 0;
  // What was presented last; nothing where there are no pixels.
  virtual std::optional<draw::Image> pixels() = 0;
};

// No pixels: fast, and on any machine.
class BlankStage final : public Stage {
 public:
  explicit BlankStage(draw::Fonts& fonts) : fonts_(fonts) {}
  draw::Fonts& fonts() override { return fonts_; }
  ui::Pictures& pictures() override { return pictures_; }
  ui::Painter& painter() override { return painter_; }
  void restart() override { painter_.restart(); }
  void present() override {}
  int width() const override { return 1280; }
  int height() const override { return 720; }
  std::optional<draw::Image> pixels() override { return std::nullopt; }

 private:
  draw::Fonts& fonts_;
  BlankPainter painter_;
  BlankPictures pictures_;
};

}  // namespace holdfast::test
