// From GLFW's callbacks to ui::Event, in true order, with 32-bit characters.
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <string_view>

#include "app/gui/backend_state.h"

namespace holdfast::gui {

namespace {

constexpr double kDoubleClickSeconds = 0.4;
constexpr float kDoubleClickPx = 6;

Window::State& state_of(GLFWwindow* window) { return *static_cast<Window::State*>(glfwGetWindowUserPointer(window)); }

ui::Key step(ui::Key first, int by) { return static_cast<ui::Key>(static_cast<int>(first) + by); }

struct KeyPair {
  int theirs = 0;
  ui::Key ours = ui::Key::None;
};
constexpr KeyPair kNamedKeys[] = {
    {GLFW_KEY_ENTER, ui::Key::Enter},         {GLFW_KEY_KP_ENTER, ui::Key::Enter},
    {GLFW_KEY_ESCAPE, ui::Key::Escape},       {GLFW_KEY_TAB, ui::Key::Tab},
    {GLFW_KEY_BACKSPACE, ui::Key::Backspace}, {GLFW_KEY_DELETE, ui::Key::Delete},
    {GLFW_KEY_INSERT, ui::Key::Insert},       {GLFW_KEY_LEFT, ui::Key::Left},
    {GLFW_KEY_RIGHT, ui::Key::Right},         {GLFW_KEY_UP, ui::Key::Up},
    {GLFW_KEY_DOWN, ui::Key::Down},           {GLFW_KEY_HOME, ui::Key::Home},
    {GLFW_KEY_END, ui::Key::End},             {GLFW_KEY_PAGE_UP, ui::Key::PageUp},
    {GLFW_KEY_PAGE_DOWN, ui::Key::PageDown},  {GLFW_KEY_SPACE, ui::Key::Space},
    {GLFW_KEY_MINUS, ui::Key::Minus},         {GLFW_KEY_KP_SUBTRACT, ui::Key::Minus},
    {GLFW_KEY_EQUAL, ui::Key::Plus},          {GLFW_KEY_KP_ADD, ui::Key::Plus},
    {GLFW_KEY_COMMA, ui::Key::Comma},         {GLFW_KEY_PERIOD, ui::Key::Period},
    {GLFW_KEY_SLASH, ui::Key::Slash},         {GLFW_KEY_CAPS_LOCK, ui::Key::CapsLock},
    {GLFW_KEY_MENU, ui::Key::Menu},
};

// The keypad without Num Lock moves the caret; then no character follows.
constexpr KeyPair kKeypadMoves[] = {
    {GLFW_KEY_KP_1, ui::Key::End},  {GLFW_KEY_KP_2, ui::Key::Down},   {GLFW_KEY_KP_3, ui::Key::PageDown},
    {GLFW_KEY_KP_4, ui::Key::Left}, {GLFW_KEY_KP_6, ui::Key::Right},  {GLFW_KEY_KP_7, ui::Key::Home},
    {GLFW_KEY_KP_8, ui::Key::Up},   {GLFW_KEY_KP_9, ui::Key::PageUp}, {GLFW_KEY_KP_DECIMAL, ui::Key::Delete},
    {GLFW_KEY_KP_0, ui::Key::Insert},
};

ui::Key key_of(int key, int scancode, int modifiers) {
  for (const KeyPair& pair : kNamedKeys) {
    if (pair.theirs == key) return pair.ours;
  }
  if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return step(ui::Key::F1, key - GLFW_KEY_F1);
  if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return step(ui::Key::Digit0, key - GLFW_KEY_0);
  const bool keypad = key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_DECIMAL;
  if (keypad && (modifiers & GLFW_MOD_NUM_LOCK) == 0) {
    for (const KeyPair& pair : kKeypadMoves) {
      if (pair.theirs == key) return pair.ours;
    }
  }
  if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return step(ui::Key::Digit0, key - GLFW_KEY_KP_0);
  if (key < GLFW_KEY_A || key > GLFW_KEY_Z) return ui::Key::None;
  // What is printed on it in this layout, where that is Latin: Ctrl+A is not Ctrl+Q on a French keyboard.
  const char* name = glfwGetKeyName(key, scancode);
  if (name != nullptr && name[0] >= 'a' && name[0] <= 'z' && name[1] == 0) return step(ui::Key::A, name[0] - 'a');
  return step(ui::Key::A, key - GLFW_KEY_A);
}

ui::Modifiers modifiers_of(int modifiers) {
  return {(modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0, (modifiers & GLFW_MOD_SHIFT) != 0,
          (modifiers & GLFW_MOD_ALT) != 0};
}

bool is_modifier(int key) { return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER; }

void on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers) {
  if (action == GLFW_RELEASE || is_modifier(key)) return;
  Window::State& state = state_of(window);
  const ui::Key ours = key_of(key, scancode, modifiers);
  const ui::Modifiers held = modifiers_of(modifiers);
  const bool prints = key == GLFW_KEY_SPACE || glfwGetKeyName(key, scancode) != nullptr;
  if (state.compose.swallows(ours, held, prints)) return;
  if (ours == ui::Key::None) return;
  state.events.push_back(ui::KeyPressed{ours, held, action == GLFW_REPEAT});
}

void on_character(GLFWwindow* window, unsigned int character) {
  Window::State& state = state_of(window);
  state.compose.typed();
  if (character < 32 || character == 127) return;
  state.events.push_back(ui::TextTyped{static_cast<char32_t>(character)});
}

void on_moved(GLFWwindow* window, double x, double y) {
  Window::State& state = state_of(window);
  const float scale = mouse_scale(window);
  const ui::MouseMoved moved{static_cast<float>(x) * scale, static_cast<float>(y) * scale};
  state.mouse = {moved.x, moved.y};
  // Only the last of several moves in a row matters.
  if (!state.events.empty() && std::holds_alternative<ui::MouseMoved>(state.events.back())) {
    state.events.back() = moved;
  } else {
    state.events.push_back(moved);
  }
}

void on_left(GLFWwindow* window, int entered) {
  if (entered == GLFW_FALSE) state_of(window).events.push_back(ui::MouseMoved{-1, -1});
}

void on_button(GLFWwindow* window, int button, int action, int modifiers) {
  if (button != GLFW_MOUSE_BUTTON_LEFT && button != GLFW_MOUSE_BUTTON_RIGHT) return;
  Window::State& state = state_of(window);
  // Where it was when the button was met; GLFW only tells where it is by now, which is elsewhere behind a slow frame.
  const ui::Point at = state.mouse;
  const bool down = action == GLFW_PRESS;
  const bool second = button == GLFW_MOUSE_BUTTON_RIGHT;
  if (down && !second) {
    const double now = glfwGetTime();
    const bool follows = state.clicked_at >= 0 && now - state.clicked_at < kDoubleClickSeconds &&
                         std::hypot(at.x - state.clicked_x, at.y - state.clicked_y) < kDoubleClickPx;
    state.clicks = follows ? state.clicks + 1 : 1;
    state.clicked_at = now;
    state.clicked_x = at.x;
    state.clicked_y = at.y;
  }
  const int clicks = second ? 1 : std::max(1, state.clicks);
  state.events.push_back(ui::MouseButton{down, second, at.x, at.y, clicks, modifiers_of(modifiers)});
}

void on_wheel(GLFWwindow* window, double, double lines) {
  state_of(window).events.push_back(ui::Wheel{static_cast<float>(lines)});
}

void on_drop(GLFWwindow* window, int count, const char** paths) {
  ui::FilesDropped dropped;
  for (int i = 0; i < count; ++i) dropped.paths.emplace_back(paths[i]);
  state_of(window).events.push_back(std::move(dropped));
}

void on_focus(GLFWwindow* window, int focused) {
  Window::State& state = state_of(window);
  state.focused = focused == GLFW_TRUE;
  state.compose.reset();
}

void on_damage(GLFWwindow* window) { state_of(window).damaged = true; }

}  // namespace

float mouse_scale(GLFWwindow* window) {
  int units = 0;
  int pixels = 0;
  glfwGetWindowSize(window, &units, nullptr);
  glfwGetFramebufferSize(window, &pixels, nullptr);
  return units <= 0 || pixels <= 0 ? 1 : static_cast<float>(pixels) / static_cast<float>(units);
}

void listen(GLFWwindow* window) {
  glfwSetInputMode(window, GLFW_LOCK_KEY_MODS, GLFW_TRUE);
  glfwSetKeyCallback(window, on_key);
  glfwSetCharCallback(window, on_character);
  glfwSetCursorPosCallback(window, on_moved);
  glfwSetCursorEnterCallback(window, on_left);
  glfwSetMouseButtonCallback(window, on_button);
  glfwSetScrollCallback(window, on_wheel);
  glfwSetDropCallback(window, on_drop);
  glfwSetWindowFocusCallback(window, on_focus);
  glfwSetWindowRefreshCallback(window, on_damage);
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow* which, int, int) { on_damage(which); });
  glfwSetWindowContentScaleCallback(window, [](GLFWwindow* which, float, float) { on_damage(which); });
}

}  // namespace holdfast::gui
