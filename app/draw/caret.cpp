// Where the caret stands, and what a click hits (declared in text_layout.h).
//
// Where two directions meet, one offset has two neighbours on the screen. It is shown at the one that is nested less
// deeply: so no two offsets of a line share a place, and what is shown can be hit.
#include <algorithm>
#include <cmath>

#include "app/draw/caret_places.h"

namespace holdfast::draw {
namespace {

using Clusters = WipedVector<TextCluster>;

// The first cluster that begins at or after `offset`.
Clusters::const_iterator cluster_from(const TextLine& line, std::uint32_t offset) {
  return std::lower_bound(line.clusters.begin(), line.clusters.end(), offset,
                          [](const TextCluster& cluster, std::uint32_t at) { return cluster.start < at; });
}

// Where the text of a line begins and ends on the screen, blanks that hang outside included.
float start_edge(const TextLine& line) { return line.rtl ? line.x + line.width : line.x; }
float end_edge(const TextLine& line) {
  return line.rtl ? line.x - line.hanging : line.x + line.width + line.hanging;
}

struct Span {
  float left, right;
};

// The part of a cluster between two offsets. Its own edges hold where the selection goes on beyond it.
Span selected_span(const TextLayout& layout, const TextLine& line, const TextCluster& cluster, std::size_t from,
                   std::size_t to) {
  const float begin = cluster.rtl() ? cluster.x1 : cluster.x0;
  const float finish = cluster.rtl() ? cluster.x0 : cluster.x1;
  const float a = from > cluster.start ? caret_x(layout, line, static_cast<std::uint32_t>(from)) : begin;
  const float b = to < cluster.end ? caret_x(layout, line, static_cast<std::uint32_t>(to)) : finish;
  return {std::min(a, b), std::max(a, b)};
}

std::vector<Span> selected_spans(const TextLayout& layout, const TextLine& line, std::size_t from, std::size_t to) {
  std::vector<Span> spans;
  for (const TextCluster& cluster : line.clusters) {
    const bool selected = cluster.end > from && cluster.start < to && cluster.x1 > cluster.x0;
    if (selected) spans.push_back(selected_span(layout, line, cluster, from, to));
  }
  // A selected line end shows as a narrow stub, so that an empty line can be seen to be selected.
  if (line.hard_end && line.end >= from && line.end < to) {
    const float stub = line.height / 4;
    const float at = end_edge(line);
    spans.push_back(line.rtl ? Span{at - stub, at} : Span{at, at + stub});
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.left < b.left; });
  return spans;
}

}  // namespace

bool is_inside_cluster(const TextLine& line, std::uint32_t offset) {
  const auto next = cluster_from(line, offset);
  return next != line.clusters.begin() && (next - 1)->end > offset;
}

float caret_x_between(const TextLine& line, std::uint32_t offset) {
  const auto next = cluster_from(line, offset);
  const std::uint8_t base = line.rtl ? 1 : 0;
  const bool at_start = next == line.clusters.begin();
  const bool at_end = next == line.clusters.end();
  const std::uint8_t level_before = at_start ? base : (next - 1)->level;
  const std::uint8_t level_behind = at_end ? base : next->level;
  if (level_before < level_behind) {
    if (at_start) return start_edge(line);
    return (next - 1)->rtl() ? (next - 1)->x0 : (next - 1)->x1;
  }
  if (at_end) return end_edge(line);
  return next->rtl() ? next->x1 : next->x0;
}

float caret_x(const TextLayout& layout, const TextLine& line, std::uint32_t offset) {
  const auto next = cluster_from(line, offset);
  if (next == line.clusters.begin() || (next - 1)->end <= offset) return caret_x_between(line, offset);
  // Inside a ligature: its width is shared out among its letters.
  const TextCluster& cluster = *(next - 1);
  const auto& stops = layout.stops();
  const auto first = std::lower_bound(stops.begin(), stops.end(), cluster.start);
  const auto last = std::lower_bound(stops.begin(), stops.end(), cluster.end);
  const auto here = std::lower_bound(stops.begin(), stops.end(), offset);
  if (first == last) return cluster.rtl() ? cluster.x1 : cluster.x0;
  const float part = static_cast<float>(here - first) / static_cast<float>(last - first);
  const float width = cluster.x1 - cluster.x0;
  return cluster.rtl() ? cluster.x1 - width * part : cluster.x0 + width * part;
}

std::uint32_t stop_at(const TextLayout& layout, std::size_t offset) {
  const auto& stops = layout.stops();
  const auto behind = std::upper_bound(stops.begin(), stops.end(), offset);
  return behind == stops.begin() ? 0 : *(behind - 1);
}

std::size_t line_of(const TextLayout& layout, std::size_t offset) {
  const std::vector<TextLine>& lines = layout.lines();
  const auto behind = std::upper_bound(lines.begin(), lines.end(), offset,
                                       [](std::size_t at, const TextLine& line) { return at < line.start; });
  return behind == lines.begin() ? 0 : static_cast<std::size_t>(behind - lines.begin()) - 1;
}

std::vector<StopPlace> stop_places(const TextLayout& layout, std::size_t index) {
  const TextLine& line = layout.lines()[index];
  const auto& stops = layout.stops();
  std::vector<StopPlace> out;
  for (auto at = std::lower_bound(stops.begin(), stops.end(), line.start); at != stops.end() && *at <= line.end; ++at) {
    const bool of_next = *at == line.end && !line.hard_end && index + 1 < layout.lines().size();
    if (!of_next) out.push_back({*at, caret_x(layout, line, *at)});
  }
  return out;
}

Rect caret_rect(const TextLayout& layout, std::size_t offset, float caret_width) {
  if (layout.lines().empty()) return {};
  const std::uint32_t stop = stop_at(layout, offset);
  const TextLine& line = layout.lines()[line_of(layout, stop)];
  // A stop behind the last that is shown stands at the line's end.
  const float x = caret_x(layout, line, std::min(stop, line.end));
  return {x, line.top, caret_width, line.height};
}

std::size_t hit(const TextLayout& layout, float x, float y) {
  const std::vector<TextLine>& lines = layout.lines();
  if (lines.empty()) return 0;
  std::size_t index = 0;
  while (index + 1 < lines.size() && y >= lines[index + 1].top) ++index;
  std::size_t best = lines[index].start;
  float distance = -1;
  for (const StopPlace& place : stop_places(layout, index)) {
    const float away = std::fabs(place.x - x);
    if (distance >= 0 && away >= distance) continue;
    distance = away;
    best = place.offset;
  }
  return best;
}

std::vector<Rect> selection_rects(const TextLayout& layout, std::size_t from, std::size_t to) {
  std::vector<Rect> out;
  if (from > to) std::swap(from, to);
  for (const TextLine& line : layout.lines()) {
    if (line.end < from || line.start >= to) continue;
    bool fresh = true;
    for (const Span& span : selected_spans(layout, line, from, to)) {
      if (!fresh && span.left <= out.back().x + out.back().width + 0.5F) {
        out.back().width = std::max(out.back().width, span.right - out.back().x);
      } else {
        out.push_back({span.left, line.top, span.right - span.left, line.height});
      }
      fresh = false;
    }
  }
  return out;
}

}  // namespace holdfast::draw
