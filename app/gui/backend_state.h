// What the files of the window's backend share: for backend_*.cpp only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/draw/glyph_atlas.h"
#include "app/gui/backend_glfw.h"
#include "app/gui/backend_textures.h"
#include "app/gui/ui/compose_guard.h"
#include "app/gui/ui/imgui_painter.h"

struct GLFWwindow;

namespace holdfast::gui {

struct Window::State {
  GLFWwindow* window = nullptr;
  std::vector<ui::Event> events;
  ui::ComposeGuard compose;
  bool damaged = true;
  bool focused = true;
  ui::Point mouse{-1, -1};  // as of the last event, in physical px
  // Clicks in one place shortly after each other.
  double clicked_at = -1;
  float clicked_x = 0, clicked_y = 0;
  int clicks = 0;
  // Where the window was before it filled the screen.
  int x = 0, y = 0, width = 0, height = 0;
  // Until when sensitive text may lie on the clipboard (seconds of GLFW), and what it was, as a hash.
  double clear_clipboard_at = -1;
  std::size_t clipboard_hash = 0;
  Textures textures;
  std::unique_ptr<draw::GlyphAtlas> atlas;
  std::unique_ptr<ui::ImguiPainter> painter;
};

// Our own callbacks, in place of Dear ImGui's. `state` is the window's user pointer.
void listen(GLFWwindow* window);
// Physical px for each unit of GLFW's mouse.
float mouse_scale(GLFWwindow* window);

}  // namespace holdfast::gui
