#include "app/draw/canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace holdfast::draw {
namespace {

// So many corners that no side is off the circle by more than a fifth of a pixel.
std::size_t arc_steps(float radius, float angle) {
  const float step = 2 * std::acos(1 - std::min(0.2F / std::max(radius, 1.0F), 0.5F));
  return std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(std::fabs(angle) / step)), 2, 512);
}

void append_arc(std::vector<Point>& out, Point center, float radius, float from, float to) {
  const std::size_t steps = arc_steps(radius, to - from);
  for (std::size_t i = 0; i <= steps; ++i) {
    const float angle = from + (to - from) * static_cast<float>(i) / static_cast<float>(steps);
    out.push_back({center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)});
  }
}

std::vector<Point> circle(Point center, float radius) {
  std::vector<Point> out;
  append_arc(out, center, radius, 0, 2 * std::numbers::pi_v<float>);
  out.pop_back();
  return out;
}

}  // namespace

void fill_circle(Canvas& canvas, Point center, float radius, Color color) {
  canvas.fill_polygon(circle(center, radius), color);
}

void stroke_circle(Canvas& canvas, Point center, float radius, float width, Color color) {
  canvas.polyline(circle(center, radius), width, color, true);
}

void fill_sector(Canvas& canvas, Point center, float radius, float from, float to, Color color) {
  std::vector<Point> points{center};
  append_arc(points, center, radius, from, to);
  canvas.fill_polygon(points, color);
}

void dashed_polyline(Canvas& canvas, std::span<const Point> points, float width, float dash, float gap, Color color) {
  HOLDFAST_ASSERT(dash > 0 && gap > 0);
  bool drawing = true;
  float left = dash;  // of the dash or gap that is under way
  std::vector<Point> current;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const Point from = points[i];
    const Point to = points[i + 1];
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    float done = 0;
    if (drawing && current.empty()) current.push_back(from);
    while (length - done > left) {
      done += left;
      const float part = done / length;
      const Point at{from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
      if (drawing) {
        current.push_back(at);
        canvas.polyline(current, width, color);
        current.clear();
      } else {
        current.assign(1, at);
      }
      drawing = !drawing;
      left = drawing ? dash : gap;
    }
    left -= length - done;
    if (drawing) current.push_back(to);
  }
  if (drawing && current.size() > 1) canvas.polyline(current, width, color);
}

}  // namespace holdfast::draw
