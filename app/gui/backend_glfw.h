// The window itself: the only file that knows GLFW, and with ui/imgui_painter the only one that knows Dear ImGui, of
// which the draw list and the OpenGL renderer are used and nothing else.
//
// What a person does is queued by our own callbacks in true order (ui/input.h). The title says nothing of what the
// program is for. The loop of main: wait, take_events, begin_frame, draw passes (restart before each), present.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/draw/canvas.h"
#include "app/draw/fonts.h"
#include "app/gui/reasons.h"
#include "app/gui/ui/input.h"
#include "app/gui/ui/painter.h"
#include "crypto/base/bytes.h"

namespace holdfast::gui {

struct WindowOptions {
  int width = 1280, height = 720;
  std::string title = "Notes";
  bool visible = true;
};

// The state of the keyboard as the system knows it; empty where it does not say.
struct KeyboardFacts {
  std::string layout;  // "English (US)"
  bool caps_lock = false;
};

class Window {
 public:
  // kWindowNoDisplay, kWindowNoGraphics. One window a process; REQUIRES: `fonts` outlives it.
  static Result<std::unique_ptr<Window>> open(const WindowOptions& options, draw::Fonts& fonts);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Sleeps until something happened or somebody called wake(), at most that long; negative: for ever.
  void wait(std::int64_t timeout_ms);
  static void wake();  // from any thread
  std::vector<ui::Event> take_events();
  // True once after the window was uncovered, resized or moved to another screen.
  bool take_damage();
  bool close_asked() const;
  void refuse_close();
  bool focused() const;

  float width_px() const;  // of the picture, in physical px
  float height_px() const;
  float content_scale() const;
  KeyboardFacts keyboard() const;

  void set_title(const std::string& title);
  void set_fullscreen(bool fullscreen);
  bool fullscreen() const;
  std::string clipboard() const;
  // Sensitive text is taken off the clipboard again after 15 s, unless something else lies there by then.
  void set_clipboard(const std::string& text, bool sensitive);

  void begin_frame();
  void restart();  // an empty picture, before each pass
  ui::Painter& painter();
  ui::Pictures& pictures();
  // Shows what was painted. With `picture`, also reads it back, row by row from the top.
  void present(draw::Color ground, draw::Image* picture = nullptr);
  // Wipes glyphs and pictures from memory and graphics card: the vault locks.
  void forget_pictures();

  struct State;  // backend_state.h

 private:
  explicit Window(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The bytes of a PNG file of it.
Result<Bytes> png_of(draw::Fonts& fonts, const draw::Image& image);

}  // namespace holdfast::gui
