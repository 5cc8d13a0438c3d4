// Places on the screen, in px at 100 % text size, counted from the start side: what is 24 from the start is 24 from the
// right under Arabic. Only the painter's edge of Ui turns them into real pixels (scale, mirroring).
#pragma once

#include <algorithm>

namespace holdfast::ui {

struct Size {
  float w = 0, h = 0;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  float end() const { return x + w; }
  float bottom() const { return y + h; }
  bool contains(float px, float py) const { return px >= x && px < x + w && py >= y && py < y + h; }
  Rect inset(float all) const { return inset(all, all); }
  Rect inset(float across, float down) const {
    return {x + across, y + down, std::max(0.0F, w - 2 * across), std::max(0.0F, h - 2 * down)};
  }
  Rect moved(float across, float down) const { return {x + across, y + down, w, h}; }
  friend bool operator==(const Rect&, const Rect&) = default;

  // Each takes a piece off this rectangle and returns it; `gap` is left out between the piece and the rest.
  Rect take_top(float height, float gap = 0) {
    const Rect piece{x, y, w, std::min(height, h)};
    const float used = std::min(h, height + gap);
    y += used;
    h -= used;
    return piece;
  }
  Rect take_bottom(float height, float gap = 0) {
    const float size = std::min(height, h);
    const Rect piece{x, y + h - size, w, size};
    h = std::max(0.0F, h - size - gap);
    return piece;
  }
  Rect take_start(float width, float gap = 0) {
    const Rect piece{x, y, std::min(width, w), h};
    const float used = std::min(w, width + gap);
    x += used;
    w -= used;
    return piece;
  }
  Rect take_end(float width, float gap = 0) {
    const float size = std::min(width, w);
    const Rect piece{x + w - size, y, size, h};
    w = std::max(0.0F, w - size - gap);
    return piece;
  }
};

}  // namespace holdfast::ui
