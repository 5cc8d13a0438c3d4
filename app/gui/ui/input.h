// What a person did at keyboard and mouse, in the order in which it happened. The window's own event layer makes these
// before any library sees them, so that nothing is merged, dropped or cut to 16 bits (platform.md, "What 1.86 lacks").
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace holdfast::ui {

// Keys by what they do or by what is printed on them in a Latin layout; typed text comes as TextTyped instead.
enum class Key : std::uint8_t {
  None, Enter, Escape, Tab, Backspace, Delete, Insert, Left, Right, Up, Down, Home, End, PageUp, PageDown, Space,
  F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,
  Digit0, Digit1, Digit2, Digit3, Digit4, Digit5, Digit6, Digit7, Digit8, Digit9,
  A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z,
  Plus, Minus, Comma, Period, Slash, CapsLock, Menu,
};

struct Modifiers {
  bool control = false, shift = false, alt = false;
  friend bool operator==(const Modifiers&, const Modifiers&) = default;
};

struct KeyPressed {  // also sent again while it is held down (`again`)
  Key key = Key::None;
  Modifiers modifiers{};
  bool again = false;
};
struct TextTyped {
  char32_t character = 0;  // any code point
};
struct MouseMoved {
  float x = 0, y = 0;  // physical px from the top left
};
struct MouseButton {
  bool down = false;
  bool second = false;  // the other button
  float x = 0, y = 0;
  int clicks = 1;  // 2: double click
  Modifiers modifiers{};
};
struct Wheel {
  float lines = 0;  // > 0: up
};
struct FilesDropped {
  std::vector<std::string> paths;
};
using Event = std::variant<KeyPressed, TextTyped, MouseMoved, MouseButton, Wheel, FilesDropped>;

// How many of the first events one pass of drawing may see: up to and with the first that can move the focus, press
// something or open another view (Tab, Enter, Escape, a click, any shortcut), so that what follows meets the new state.
// At least 1 where there is one.
std::size_t first_slice(const std::vector<Event>& events);

}  // namespace holdfast::ui
