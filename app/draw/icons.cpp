#include "app/draw/icons.h"

#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

namespace holdfast::draw {
namespace {

// Lines of an icon: M and L absolute points, H and V one coordinate, C a cubic curve, A a circular arc (radius twice,
// 0, large, sweep, point), Z closes. "@" in front: dashed. Behind "|": what is filled. Behind "~": what is drawn over
// the fill in the colour of the ground.
struct IconRow {
  std::string_view name;
  std::string_view path;
};
constexpr std::array<IconRow, kIcons> kIconRows = {{
    {"home", "M4 11 L12 4 L20 11 M6 10 V20 H18 V10"},
    {"talk", "M4 5 H20 V16 H11 L7 20 V16 H4 Z M8 9 H16 M8 12.5 H13"},
    {"people",
     "M9 11 A3.5 3.5 0 1 0 9 4 A3.5 3.5 0 1 0 9 11 M3 20 C3 15.5 6 14 9 14 C12 14 15 15.5 15 20 M16 "
     "4.6 A3.4 3.4 0 0 1 16 10.6 M18 14.6 C20 15.6 21 17.4 21 20"},
    {"box", "M4 8 L12 4 L20 8 V17 L12 21 L4 17 Z M4 8 L12 12 L20 8 M12 12 V21"},
    {"table", "M4 5 H20 V19 H4 Z M4 10 H20 M4 14.5 H20 M10 10 V19"},
    {"sync", "M5 9 H18 L14.5 5.5 M19 15 H6 L9.5 18.5"},
    {"inbox", "M4 13 L7 5 H17 L20 13 V19 H4 Z M4 13 H9 L10.5 16 H13.5 L15 13 H20"},
    {"fork",
     "M12 20 V14 M12 14 C12 10 6 11 6 5 M12 14 C12 10 18 11 18 5 M3.5 7.5 L6 5 L8.5 7.5 M15.5 7.5 L18 "
     "5 L20.5 7.5"},
    {"match", "M9 17 A5 5 0 1 0 9 7 A5 5 0 1 0 9 17 M15 17 A5 5 0 1 0 15 7 A5 5 0 1 0 15 17"},
    {"board", "M4 20 H20 M7 20 V12 M12 20 V5 M17 20 V9"},
    {"map", "M4 6 L9 4 L15 6 L20 4 V18 L15 20 L9 18 L4 20 Z M9 4 V18 M15 6 V20"},
    {"graph",
     "M6 9 A2.5 2.5 0 1 0 6 4 A2.5 2.5 0 1 0 6 9 M18 9 A2.5 2.5 0 1 0 18 4 A2.5 2.5 0 1 0 18 9 M12 20 "
     "A2.5 2.5 0 1 0 12 15 A2.5 2.5 0 1 0 12 20 M8.5 6.5 H15.5 M7.3 8.6 L10.8 15.3 M16.7 8.6 L13.2 "
     "15.3"},
    {"report", "M6 3.5 H14 L18.5 8 V20.5 H6 Z M14 3.5 V8 H18.5 M9 12.5 H15.5 M9 16 H15.5"},
    {"share", "M12 14 V4 M8.5 7 L12 3.5 L15.5 7 M6 11 H5 V20 H19 V11 H18"},
    {"laptop", "M5 6 H19 V16 H5 Z M2.5 19 H21.5"},
    {"settings",
     "M4 7 H10 M14 7 H20 M12 9 A2 2 0 1 0 12 5 A2 2 0 1 0 12 9 M4 17 H6 M10 17 H20 M8 19 A2 2 0 1 0 8 "
     "15 A2 2 0 1 0 8 19 M4 12 H20"},
    {"help",
     "M12 20.5 A8.5 8.5 0 1 0 12 3.5 A8.5 8.5 0 1 0 12 20.5 M9.5 9.5 C9.5 6.5 14.5 6.5 14.5 9.5 C14.5 "
     "11.5 12 11.5 12 13.5 M12 16.4 V16.6"},
    {"lock", "M6 11 H18 V20 H6 Z M8.5 11 V8 A3.5 3.5 0 0 1 15.5 8 V11 M12 14.5 V16.5"},
    {"search", "M10.5 17 A6.5 6.5 0 1 0 10.5 4 A6.5 6.5 0 1 0 10.5 17 M15.2 15.2 L20 20"},
    {"check", "M5 12.5 L10 17.5 L19.5 7"},
    {"x", "M6 6 L18 18 M18 6 L6 18"},
    {"plus", "M12 5 V19 M5 12 H19"},
    {"right", "M9.5 5.5 L16 12 L9.5 18.5"},
    {"left", "M14.5 5.5 L8 12 L14.5 18.5"},
    {"down", "M5.5 9.5 L12 16 L18.5 9.5"},
    {"up", "M5.5 14.5 L12 8 L18.5 14.5"},
    {"arrow", "M4 12 H19.5 M13.5 6 L19.5 12 L13.5 18"},
    {"back", "M20 12 H4.5 M10.5 6 L4.5 12 L10.5 18"},
    {"pause", "M9 6 V18 M15 6 V18"},
    {"stop", "M7 7 H17 V17 H7 Z"},
    {"mic",
     "M12 14 A3 3 0 0 0 15 11 V7 A3 3 0 0 0 9 7 V11 A3 3 0 0 0 12 14 M6 11 A6 6 0 0 0 18 11 M12 17 "
     "V20.5"},
    {"eye", "M3 12 C7 5.5 17 5.5 21 12 C17 18.5 7 18.5 3 12 M12 15 A3 3 0 1 0 12 9 A3 3 0 1 0 12 15"},
    {"eyeoff", "M3 12 C7 5.5 17 5.5 21 12 C17 18.5 7 18.5 3 12 M5 19 L19 5"},
    {"stick", "M8 10 H16 V21 H8 Z M9.5 10 V3.5 H14.5 V10 M11.4 6.5 V6.6 M12.6 6.5 V6.6"},
    {"server", "M5 4 H19 V10.5 H5 Z M5 13.5 H19 V20 H5 Z M8 7.2 H8.5 M8 16.8 H8.5 M12 7.2 H16 M12 16.8 H16"},
    {"clock", "M12 20.5 A8.5 8.5 0 1 0 12 3.5 A8.5 8.5 0 1 0 12 20.5 M12 7 V12 L15.5 14"},
    {"cal", "M4 6 H20 V20 H4 Z M4 10.5 H20 M8.5 3.5 V7.5 M15.5 3.5 V7.5"},
    {"filter", "M4 6 H20 M7 12 H17 M10 18 H14"},
    {"seal", "M12 15 A5.5 5.5 0 1 0 12 4 A5.5 5.5 0 1 0 12 15 M9 14 L7.5 21 L12 18.5 L16.5 21 L15 14"},
    {"file", "M6 3.5 H14 L18.5 8 V20.5 H6 Z M14 3.5 V8 H18.5"},
    {"image", "M4 5 H20 V19 H4 Z M4 16 L9 11 L13 15 L16 12.5 L20 16 M15.5 9 V9.1"},
    {"phone", "M8 3.5 H16 V20.5 H8 Z M11 17.5 H13"},
    {"pin",
     "M12 21 C7 15.5 5.5 13 5.5 10 A6.5 6.5 0 0 1 18.5 10 C18.5 13 17 15.5 12 21 M12 12.5 A2.5 2.5 0 1 "
     "0 12 7.5 A2.5 2.5 0 1 0 12 12.5"},
    {"warn", "M12 4 L21 20 H3 Z M12 10 V14.5 M12 17.2 V17.4"},
    {"bad", "M8.5 3.5 H15.5 L20.5 8.5 V15.5 L15.5 20.5 H8.5 L3.5 15.5 V8.5 Z M9 9 L15 15 M15 9 L9 15"},
    {"ring", "M12 20 A8 8 0 1 0 12 4 A8 8 0 1 0 12 20"},
    {"dash", "@M12 20 A8 8 0 1 0 12 4 A8 8 0 1 0 12 20"},
    {"half", "M12 20 A8 8 0 1 0 12 4 A8 8 0 1 0 12 20|M12 4 A8 8 0 0 1 12 20 Z"},
    {"ok", "|M12 21 A9 9 0 1 0 12 3 A9 9 0 1 0 12 21~M7.8 12.3 L10.8 15.3 L16.3 9.2"},
    {"ban", "M12 20.5 A8.5 8.5 0 1 0 12 3.5 A8.5 8.5 0 1 0 12 20.5 M6 6 L18 18"},
    {"road", "M12 20 A8 8 0 1 0 12 4 A8 8 0 1 0 12 20 M8 12 H15.5 M12.5 9 L15.5 12 L12.5 15"},
    {"gap", "M9 5 H4.5 V19 H9 M15 5 H19.5 V19 H15 M12 9 V9.1 M12 12 V12.1 M12 15 V15.1"},
    {"undo", "M8.5 6 L4.5 10 L8.5 14 M4.5 10 H14 A5 5 0 0 1 14 20 H9"},
    {"keys", "M3 6.5 H21 V17.5 H3 Z M6.5 10 H6.6 M10 10 H10.1 M13.5 10 H13.6 M17 10 H17.1 M8 14 H16"},
    {"globe",
     "M12 20.5 A8.5 8.5 0 1 0 12 3.5 A8.5 8.5 0 1 0 12 20.5 M3.5 12 H20.5 M12 3.5 C7.5 8 7.5 16 12 "
     "20.5 M12 3.5 C16.5 8 16.5 16 12 20.5"},
    {"type", "M3 19 L8.5 5 L14 19 M5 14.5 H12 M15.5 19 L18.3 11.5 L21 19 M16.4 16.7 H20.2"},
    {"moon", "M19.5 14.5 A8 8 0 1 1 9.5 4.5 A6.5 6.5 0 0 0 19.5 14.5"},
    {"user",
     "M12 11.5 A3.8 3.8 0 1 0 12 4 A3.8 3.8 0 1 0 12 11.5 M5 20 C5 15.5 8.5 14.5 12 14.5 C15.5 14.5 19 "
     "15.5 19 20"},
    {"key", "M8 16 A4 4 0 1 0 8 8 A4 4 0 1 0 8 16 M12 12 H20.5 V15.5 M17 12 V14.5"},
    {"link",
     "M10 14 L14 10 M8.5 11.5 L6 14 A3.5 3.5 0 0 0 10.5 18.5 L13 16 M11 8 L13.5 5.5 A3.5 3.5 0 0 1 "
     "18.5 10.5 L16 13"},
    {"dots", "M6 12 V12.1 M12 12 V12.1 M18 12 V12.1"},
    {"neq", "M5 9.5 H19 M5 14.5 H19 M16 5.5 L8 18.5"},
    {"eq", "M5 9.5 H19 M5 14.5 H19"},
    {"minus", "M5 12 H19"},
    {"car", "M4 16 V12 L6.5 7 H17.5 L20 12 V16 Z M4 12 H20 M7 16 V18.5 M17 16 V18.5"},
    {"bldg", "M5 20.5 V4 H15 V20.5 M15 9 H19 V20.5 M3 20.5 H21 M8.5 8 H11.5 M8.5 12 H11.5 M8.5 16 H11.5"},
    {"bank", "M4 9 L12 4 L20 9 Z M6 12 V17 M10 12 V17 M14 12 V17 M18 12 V17 M4 20 H20"},
    {"wallet", "M4 7 H18 V19 H4 Z M4 7 L15 4 V7 M18 11 H20.5 V15 H18 M15 13 V13.1"},
    {"hands", "M4 8 H10 V14 H4 Z M14 10 H20 V16 H14 Z M10 11 H14"},
    {"flag", "M6 21 V4 H18 L15 8.5 L18 13 H6"},
    {"mark",
     "M12 3 V9 M12 9 C12 14 5 13 5 20 M12 9 C12 14 19 13 19 20 M12 9 V21 M8.5 21 C8.5 18 9.8 16 12 "
     "14.5 M15.5 21 C15.5 18 14.2 16 12 14.5"},
    {"sun",
     "M12 16 A4 4 0 1 0 12 8 A4 4 0 1 0 12 16 M12 3 V5 M12 19 V21 M3 12 H5 M19 12 H21 M5.6 5.6 L7 7 "
     "M17 17 L18.4 18.4 M5.6 18.4 L7 17 M17 7 L18.4 5.6"},
    {"trash", "M5 7 H19 M9.5 7 V4.5 H14.5 V7 M7 7 L8 20 H16 L17 7"},
    {"folder", "M3.5 6 H10 L12 8.5 H20.5 V19 H3.5 Z"},
    {"child", "M12 10 A3 3 0 1 0 12 4 A3 3 0 1 0 12 10 M7 20 V17 C7 14 9 13 12 13 C15 13 17 14 17 17 V20"},
    {"med", "M9.5 4 H14.5 V9.5 H20 V14.5 H14.5 V20 H9.5 V14.5 H4 V9.5 H9.5 Z"},
}};

class PathReader {
 public:
  explicit PathReader(std::string_view path) : rest_(path) {}

  std::vector<IconLine> lines() {
    while (skip_blanks()) {
      const char command = rest_.front();
      const bool named = command >= 'A' && command <= 'Z';
      if (named) rest_.remove_prefix(1);
      step(named ? command : 'L');
    }
    return std::move(lines_);
  }

 private:
  bool skip_blanks() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    return !rest_.empty();
  }
  float number() {
    skip_blanks();
    float out = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), out);
    HOLDFAST_ASSERT(error == std::errc());  // the table above is ours
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return out;
  }
  Point point() {
    const float x = number();
    return {x, number()};
  }
  void to(Point next) {
    lines_.back().points.push_back(next);
    at_ = next;
  }

  void step(char command) {
    switch (command) {
      case 'M':
        at_ = point();
        lines_.push_back({{at_}, false});
        return;
      case 'L': return to(point());
      case 'H': return to({number(), at_.y});
      case 'V': return to({at_.x, number()});
      case 'C': return curve();
      case 'A': return arc();
      case 'Z': lines_.back().closed = true; return;
      default: HOLDFAST_ASSERT(false);
    }
  }

  void curve() {
    constexpr int kSteps = 12;
    const Point a = at_;
    const Point b = point();
    const Point c = point();
    const Point d = point();
    for (int i = 1; i <= kSteps; ++i) {
      const float t = static_cast<float>(i) / kSteps;
      const float u = 1 - t;
      const float wa = u * u * u, wb = 3 * u * u * t, wc = 3 * u * t * t, wd = t * t * t;
      to({wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y});
    }
  }

  // The centre lies on the middle line between both ends; of two such circles the flags choose one.
  void arc() {
    const float wanted = number();
    number();
    number();
    const bool large = number() != 0;
    const bool sweep = number() != 0;
    const Point from = at_;
    const Point until = point();
    const float half = std::hypot(until.x - from.x, until.y - from.y) / 2;
    const float radius = std::max(wanted, half);
    const float away = std::sqrt(std::max(0.0F, radius * radius - half * half)) * (large == sweep ? -1.0F : 1.0F);
    const Point middle{(from.x + until.x) / 2, (from.y + until.y) / 2};
    const Point center{middle.x - away * (until.y - from.y) / (2 * half),
                       middle.y + away * (until.x - from.x) / (2 * half)};
    const float begin = std::atan2(from.y - center.y, from.x - center.x);
    float turn = std::atan2(until.y - center.y, until.x - center.x) - begin;
    constexpr float kFull = 2 * std::numbers::pi_v<float>;
    if (sweep && turn <= 0) turn += kFull;
    if (!sweep && turn >= 0) turn -= kFull;
    const int steps = std::max(4, static_cast<int>(std::ceil(std::fabs(turn) / kFull * 32)));
    for (int i = 1; i < steps; ++i) {
      const float angle = begin + turn * static_cast<float>(i) / static_cast<float>(steps);
      to({center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)});
    }
    to(until);
  }

  std::string_view rest_;
  std::vector<IconLine> lines_;
  Point at_;
};

const IconRow& icon_row(Icon icon) { return kIconRows[static_cast<std::size_t>(icon)]; }

std::vector<Point> placed(const IconLine& line, float x, float y, float scale) {
  std::vector<Point> out;
  out.reserve(line.points.size());
  for (const Point& point : line.points) out.push_back({x + point.x * scale, y + point.y * scale});
  return out;
}

constexpr float kDash = 3.2F;       // on the grid, gaps the same
constexpr float kOverStroke = 2.2F / kIconStroke;

}  // namespace

std::string_view icon_name(Icon icon) { return icon_row(icon).name; }

IconShape icon_shape(Icon icon) {
  std::string_view path = icon_row(icon).path;
  IconShape out;
  out.dashed = path.starts_with('@');
  if (out.dashed) path.remove_prefix(1);
  const auto cut = [&path](char sign) {
    const std::size_t at = path.find(sign);
    const std::string_view behind = at == std::string_view::npos ? std::string_view() : path.substr(at + 1);
    path = path.substr(0, at);
    return behind;
  };
  out.over = PathReader(cut('~')).lines();
  out.fills = PathReader(cut('|')).lines();
  out.strokes = PathReader(path).lines();
  return out;
}

void draw_icon(Canvas& canvas, Icon icon, float x, float y, float size_px, Color color, float stroke, Color ground) {
  const IconShape shape = icon_shape(icon);
  const float scale = size_px / 24;
  for (const IconLine& line : shape.strokes) {
    std::vector<Point> points = placed(line, x, y, scale);
    if (!shape.dashed) {
      canvas.polyline(points, stroke, color, line.closed);
      continue;
    }
    if (line.closed) points.push_back(points.front());
    dashed_polyline(canvas, points, stroke, kDash * scale, kDash * scale, color);
  }
  for (const IconLine& line : shape.fills) canvas.fill_polygon(placed(line, x, y, scale), color);
  for (const IconLine& line : shape.over) {
    canvas.polyline(placed(line, x, y, scale), stroke * kOverStroke, ground, line.closed);
  }
}

}  // namespace holdfast::draw
