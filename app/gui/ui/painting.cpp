// From px at 100 % on the start side to pixels: fills, lines, icons, texts.
#include <algorithm>
#include <cmath>

#include "app/gui/ui/parts.h"

namespace holdfast::ui {

namespace {

// Only what points to a side is turned; pictures of things stay as they are.
bool points_sideways(draw::Icon icon) {
  switch (icon) {
    case draw::Icon::Right:
    case draw::Icon::Left:
    case draw::Icon::Arrow:
    case draw::Icon::Back:
    case draw::Icon::Undo:
    case draw::Icon::OnTheRoad: return true;
    default: return false;
  }
}

struct IconPlace {
  float x = 0, y = 0, unit = 1;
  bool flipped = false;
  Point at(const draw::Point& point) const {
    return {x + (flipped ? 24 - point.x : point.x) * unit, y + point.y * unit};
  }
};

std::vector<Point> placed(const draw::IconLine& line, const IconPlace& place) {
  std::vector<Point> points;
  points.reserve(line.points.size());
  for (const draw::Point& point : line.points) points.push_back(place.at(point));
  return points;
}

// Strokes of 3.2 units and gaps of 3.2 along a line.
void paint_dashed(Painter& painter, std::span<const Point> points, float dash, float thickness, draw::Color color) {
  std::vector<Point> piece;
  bool on = true;
  float left = dash;
  for (std::size_t i = 1; i < points.size(); ++i) {
    Point from = points[i - 1];
    const Point to = points[i];
    float length = std::hypot(to.x - from.x, to.y - from.y);
    if (on && piece.empty()) piece.push_back(from);
    while (length > left) {
      const float share = left / length;
      from = {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
      length -= left;
      left = dash;
      if (on) {
        piece.push_back(from);
        painter.polyline(piece, thickness, false, color);
        piece.clear();
      } else {
        piece.push_back(from);
      }
      on = !on;
    }
    left -= length;
    if (on) piece.push_back(to);
  }
  if (on && piece.size() > 1) painter.polyline(piece, thickness, false, color);
}

// Times, phone numbers and sums have none: they are read from left to right everywhere.
bool has_letters(std::string_view utf8) {
  return std::any_of(utf8.begin(), utf8.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

float baseline_of(const draw::TextLayout& layout) {
  return layout.lines().empty() ? 0 : layout.lines().front().baseline_y;
}

bool is_outside(const Rect& rect, const Rect& clip) {
  return rect.bottom() < clip.y || rect.y > clip.bottom() || rect.end() < clip.x || rect.x > clip.end();
}

}  // namespace

Rect overlap(const Rect& a, const Rect& b) {
  const float x0 = std::max(a.x, b.x);
  const float y0 = std::max(a.y, b.y);
  return {x0, y0, std::max(0.0F, std::min(a.end(), b.end()) - x0),
          std::max(0.0F, std::min(a.bottom(), b.bottom()) - y0)};
}

draw::TextStyle style_of(TextKind kind, float scale, std::string_view language) {
  const TypeSize type = type_of(kind);
  draw::TextStyle style;
  style.size_px = type.size_px * scale;
  style.line_px = type.line_px * scale;
  style.weight = type.mono ? draw::Weight::Mono : type.bold ? draw::Weight::Bold : draw::Weight::Regular;
  style.language = language;
  style.least_px = 15 * scale;
  return style;
}

draw::LayoutOptions options_of(std::string_view utf8, const TextOptions& options, bool mirrored) {
  draw::LayoutOptions out;
  // A text whose language is named has the direction of that language, not of the interface.
  const bool own = options.by_own_direction || !options.language.empty();
  out.direction = own ? (mirrored ? draw::Direction::AutoRtl : draw::Direction::Auto)
                      : (mirrored && has_letters(utf8) ? draw::Direction::Rtl : draw::Direction::Ltr);
  switch (options.align) {
    case Align::Start: out.align = own ? draw::Align::Start : mirrored ? draw::Align::Right : draw::Align::Left; break;
    case Align::Center: out.align = draw::Align::Center; break;
    case Align::End: out.align = mirrored ? draw::Align::Left : draw::Align::Right; break;
  }
  out.max_lines = static_cast<std::uint32_t>(std::max(0, options.lines_max));
  return out;
}

void Ui::fill(Rect rect, Token token, float radius) {
  const Rect at = physical(rect);
  if (is_outside(at, kept_->clip())) return;
  painter_->fill(at.x, at.y, at.w, at.h, radius * input_.scale, ink(token));
}

void Ui::edge(Rect rect, Token token, float radius, float thickness) {
  const Rect at = physical(rect);
  if (is_outside(at, kept_->clip())) return;
  painter_->edge(at.x, at.y, at.w, at.h, radius * input_.scale, thickness, ink(token));
}

void Ui::line(float x1, float y1, float x2, float y2, Token token, float thickness) {
  const Rect from = physical({x1, y1, 0, 0});
  const Rect to = physical({x2, y2, 0, 0});
  // Upright and level lines fill whole pixels, so that they are as sharp as an edge.
  if (from.y == to.y) {
    painter_->fill(std::min(from.x, to.x), from.y, std::abs(to.x - from.x), thickness, 0, ink(token));
  } else if (from.x == to.x) {
    painter_->fill(from.x, std::min(from.y, to.y), thickness, std::abs(to.y - from.y), 0, ink(token));
  } else {
    const Point points[] = {{from.x, from.y}, {to.x, to.y}};
    painter_->polyline(points, thickness, false, ink(token));
  }
}

void Ui::polyline(std::span<const Point> points, Token token, float thickness, bool closed) {
  std::vector<Point> at;
  at.reserve(points.size());
  for (const Point& point : points) {
    const float x = point.x * input_.scale;
    at.push_back({mirrored() ? input_.width_px - x : x, (point.y - kept_->shift) * input_.scale});
  }
  painter_->polyline(at, thickness, closed, ink(token));
}

void Ui::icon(draw::Icon icon, float x, float y, float size, Token token) {
  const Rect box = physical({x, y, size, size});
  if (is_outside(box, kept_->clip())) return;
  std::optional<draw::IconShape>& shape = kept_->icons.at(static_cast<std::size_t>(icon));
  if (!shape.has_value()) shape = draw::icon_shape(icon);
  const float pixels = size * input_.scale;
  const IconPlace place{box.x, box.y, pixels / 24, mirrored() && points_sideways(icon)};
  const float stroke = draw::kIconStroke * std::clamp(pixels / 24, 0.7F, 1.8F);
  const draw::Color color = ink(token);
  for (const draw::IconLine& line : shape->strokes) {
    const std::vector<Point> points = placed(line, place);
    if (shape->dashed) paint_dashed(*painter_, points, 3.2F * place.unit, stroke, color);
    else painter_->polyline(points, stroke, line.closed, color);
  }
  for (const draw::IconLine& line : shape->fills) painter_->polygon(placed(line, place), color);
  for (const draw::IconLine& line : shape->over)
    painter_->polyline(placed(line, place), stroke * 1.25F, line.closed, ink(Token::Background));
}

float Ui::text(Rect rect, std::string_view utf8, TextKind kind, Token token, const TextOptions& options) {
  const Rect at = physical(rect);
  const std::string_view language = options.language.empty() ? messages_->language() : options.language;
  const draw::TextStyle style = style_of(kind, input_.scale, language);
  // One line stands on the baseline of Latin beside it; a script that needs more room takes it from above and below.
  const float latin = options.lines_max == 1 ? baseline_of(text_.layout("0", style)) : 0;
  const draw::TextLayout& layout =
      text_.layout(utf8, style, std::max(1.0F, at.w), options_of(utf8, options, mirrored()));
  const float up = options.lines_max == 1 ? std::round(std::max(0.0F, baseline_of(layout) - latin)) : 0;
  const Rect painted{at.x, at.y - up, at.w, std::max(at.h, layout.height())};
  if (!is_outside(painted, kept_->clip())) painter_->text(layout, at.x, at.y - up, ink(token));
  if (probe_ != nullptr && !options.probe_id.empty()) {
    const bool fits = !layout.cut() && layout.width() <= at.w + 1 && (at.h <= 0 || layout.height() <= at.h + 1);
    note_says(*this, options.probe_id, rect, {utf8, false, true, fits});
  }
  return layout.height() / input_.scale;
}

Size Ui::measure(std::string_view utf8, TextKind kind, float width, std::string_view language) {
  const std::string_view spoken = language.empty() ? messages_->language() : language;
  TextOptions options;
  options.language = language;
  const float wide = width >= 1e5F ? 0 : std::max(1.0F, std::round(width * input_.scale));
  const draw::TextLayout& layout =
      text_.layout(utf8, style_of(kind, input_.scale, spoken), wide, options_of(utf8, options, mirrored()));
  return {layout.width() / input_.scale, layout.height() / input_.scale};
}

void Ui::picture(PictureId picture, Rect rect) {
  const Rect at = physical(rect);
  if (picture != 0 && !is_outside(at, kept_->clip())) painter_->picture(picture, at.x, at.y, at.w, at.h);
}

void Ui::push_clip(Rect rect) {
  const Rect at = overlap(physical(rect), kept_->clip());
  kept_->clips.push_back(at);
  painter_->push_clip(at.x, at.y, at.w, at.h);
}

void Ui::pop_clip() {
  if (kept_->clips.empty()) return;
  kept_->clips.pop_back();
  painter_->pop_clip();
}

}  // namespace holdfast::ui
