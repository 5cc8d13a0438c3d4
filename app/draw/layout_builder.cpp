#include "app/draw/layout_builder.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>

#include "app/draw/caret_places.h"

namespace holdfast::draw {
namespace {

// Advance of each unit of a shaped stretch; that of a cluster stands at its first unit.
WipedVector<float> advances_of(const ShapedLine& line, std::uint32_t start, std::uint32_t end) {
  WipedVector<float> out(end - start, 0.0F);
  for (const TextCluster& cluster : line.clusters) out[cluster.start - start] += cluster.x1 - cluster.x0;
  return out;
}

// Blanks at the end of a stretch do not count: they hang outside of the line.
std::uint32_t without_blanks(const WideText& text, std::uint32_t start, std::uint32_t end) {
  while (end > start && (u_isUWhiteSpace(text.units[end - 1]) != 0 || text.units[end - 1] == 0x200B)) --end;
  return end;
}

constexpr float kKerning = 0.1F;  // parts of the size, as much as a pair of letters is pulled together

struct LineUnits {
  std::uint32_t start = 0, end = 0;
};

// Fills lines with what lies between allowed breaks; what is wider than a line is broken between graphemes.
class LineFiller {
 public:
  // `slack`: what letters that were pulled together take more when a line ends between them.
  LineFiller(const WideText& text, std::uint32_t start, const WipedVector<float>& advances, float width, float slack)
      : text_(text), begin_(start), advances_(advances), width_(width + 0.01F), slack_(slack), start_(start) {}

  void add(std::uint32_t from, std::uint32_t to, const WipedVector<std::uint32_t>& graphemes) {
    const float seen = sum(from, without_blanks(text_, from, to));
    if (filled_ + seen > width_ && from > start_) push(from);
    if (seen > width_) add_pieces(from, to, graphemes);
    else filled_ += sum(from, to);
  }
  std::vector<LineUnits> finish(std::uint32_t end) {
    push(end);
    return std::move(lines_);
  }

 private:
  float sum(std::uint32_t from, std::uint32_t to) const {
    float out = 0;
    for (std::uint32_t i = from; i < to; ++i) out += advances_[i - begin_];
    return out;
  }
  void push(std::uint32_t end) {
    lines_.push_back({start_, end});
    start_ = end;
    filled_ = 0;
  }
  void add_pieces(std::uint32_t from, std::uint32_t to, const WipedVector<std::uint32_t>& graphemes) {
    auto next = std::upper_bound(graphemes.begin(), graphemes.end(), from);
    while (from < to) {
      const std::uint32_t until = next == graphemes.end() ? to : std::min(*next++, to);
      const float seen = sum(from, without_blanks(text_, from, until));
      // A piece without width belongs to the cluster before it.
      if (filled_ + seen + slack_ > width_ && from > start_ && seen > 0) push(from);
      filled_ += sum(from, until);
      from = until;
    }
  }

  const WideText& text_;
  std::uint32_t begin_;
  const WipedVector<float>& advances_;
  float width_;
  float slack_;
  std::uint32_t start_;
  float filled_ = 0;
  std::vector<LineUnits> lines_;
};

}  // namespace

TextLayout LayoutBuilder::build(std::string_view utf8) {
  wide_ = widen(utf8);
  parts_.text = wiped_text(utf8);
  std::uint32_t at = 0;
  bool more = true;
  bool rtl_before = false;
  while (more && !is_full()) {
    const ParagraphUnits units = paragraph_at(wide_, at);
    Paragraph paragraph(tools_.fonts, tools_.shaper, wide_, units, style_, options_.direction, rtl_before);
    rtl_before = options_.direction == Direction::Ltr ? false : paragraph.rtl();
    if (at == 0) parts_.rtl = paragraph.rtl();
    at = units.next;
    more = units.has_line_end;
    add_paragraph(paragraph, !more);
  }
  if (more) parts_.cut = true;
  align();
  find_stops();
  return TextLayout(std::move(parts_));
}

void LayoutBuilder::add_paragraph(Paragraph& paragraph, bool last) {
  ShapedLine whole = paragraph.shape(paragraph.start(), paragraph.end());
  const bool room = fits(whole.width - whole.hanging);
  const bool whole_shown = last || !is_last_allowed() || !options_.ellipsis;
  if (room && whole_shown) {
    take_line(paragraph, std::move(whole), paragraph.start(), paragraph.end());
  } else if (options_.wrap) {
    break_lines(paragraph, whole, last);
  } else {
    add_line(paragraph, paragraph.start(), paragraph.end(), !room || !last);
  }
  parts_.lines.back().hard_end = true;
}

void LayoutBuilder::break_lines(Paragraph& paragraph, const ShapedLine& whole, bool last) {
  const std::uint32_t start = paragraph.start();
  const std::uint32_t end = paragraph.end();
  const WipedVector<float> advances = advances_of(whole, start, end);
  const WipedVector<std::uint32_t> breaks = tools_.line_breaks.boundaries(wide_, start, end);
  const WipedVector<std::uint32_t> graphemes = tools_.graphemes.boundaries(wide_, start, end);
  LineFiller filler(wide_, start, advances, width_ > 0 ? width_ : whole.width, style_.size_px * kKerning);
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) filler.add(breaks[i], breaks[i + 1], graphemes);
  for (const LineUnits& line : filler.finish(end)) {
    if (is_full()) return;
    const bool more = line.end < end || !last;
    if (is_last_allowed() && more) {
      add_line(paragraph, line.start, end, true);
      return;
    }
    add_line(paragraph, line.start, line.end, false);
  }
}

void LayoutBuilder::add_line(Paragraph& paragraph, std::uint32_t start, std::uint32_t end, bool more) {
  if (more && options_.ellipsis) return add_cut_line(paragraph, start, end);
  if (more && width_ <= 0) parts_.cut = true;
  take_line(paragraph, paragraph.shape(start, end), start, end);
}

// As much as fits before "…".
void LayoutBuilder::add_cut_line(Paragraph& paragraph, std::uint32_t start, std::uint32_t end) {
  ShapedLine line = paragraph.shape(start, end);
  std::uint32_t cut = end;
  if (width_ > 0) {
    const float room = width_ - paragraph.ellipsis_width();
    const WipedVector<float> advances = advances_of(line, start, end);
    const WipedVector<std::uint32_t> graphemes = tools_.graphemes.boundaries(wide_, start, end);
    float filled = 0;
    std::uint32_t counted = start;
    cut = start;
    for (const std::uint32_t boundary : graphemes) {
      while (counted < boundary) filled += advances[counted++ - start];
      if (filled > room) break;
      // Not inside a cluster: its whole width stands at its first unit.
      if (boundary == end || advances[boundary - start] > 0) cut = boundary;
    }
  }
  cut = without_blanks(wide_, start, cut);
  line = paragraph.shape(start, cut);
  paragraph.add_ellipsis(line);
  parts_.cut = true;
  take_line(paragraph, std::move(line), start, cut);
}

void LayoutBuilder::take_line(const Paragraph& paragraph, ShapedLine shaped, std::uint32_t start, std::uint32_t end) {
  TextLine line;
  line.glyphs = std::move(shaped.glyphs);
  line.clusters = std::move(shaped.clusters);
  for (TextCluster& cluster : line.clusters) {
    cluster.start = wide_.byte_of[cluster.start];
    cluster.end = wide_.byte_of[cluster.end];
  }
  line.start = wide_.byte_of[start];
  line.end = wide_.byte_of[end];
  line.rtl = paragraph.rtl();
  line.width = shaped.width - shaped.hanging;
  line.hanging = shaped.hanging;
  // Blanks at the end of a right-to-left line lie at its left.
  line.x = line.rtl ? shaped.hanging : 0;
  line.top = parts_.height;
  line.baseline_y = line.top + shaped.ascent;
  line.height = shaped.ascent + shaped.descent;
  for (Glyph& glyph : line.glyphs) glyph.y += line.baseline_y;
  parts_.height += line.height;
  parts_.width = std::max(parts_.width, line.width);
  parts_.lines.push_back(std::move(line));
}

void LayoutBuilder::align() {
  parts_.box_width = width_ > 0 ? width_ : parts_.width;
  for (TextLine& line : parts_.lines) {
    const float room = parts_.box_width - line.width;
    const bool to_right = options_.align == Align::Right || (options_.align == Align::Start && line.rtl) ||
                          (options_.align == Align::End && !line.rtl);
    const float wanted = options_.align == Align::Center ? room / 2 : to_right ? room : 0;
    const float shift = wanted - line.x;
    line.x = wanted;
    if (shift == 0) continue;
    for (Glyph& glyph : line.glyphs) glyph.x += shift;
    for (TextCluster& cluster : line.clusters) {
      cluster.x0 += shift;
      cluster.x1 += shift;
    }
  }
}

// Between graphemes, never inside a solid cluster, and never two stops at one place of a line: characters that are
// not seen belong to those before them.
void LayoutBuilder::find_stops() {
  const WipedVector<std::uint32_t> graphemes = tools_.graphemes.boundaries(wide_, 0, wide_.size());
  WipedVector<std::uint32_t> all;
  for (const std::uint32_t unit : graphemes) all.push_back(wide_.byte_of[unit]);
  auto& stops = parts_.stops;
  std::size_t at = 0;
  for (const TextLine& line : parts_.lines) {
    while (at < all.size() && all[at] < line.start) stops.push_back(all[at++]);
    const std::size_t first = stops.size();
    std::size_t cluster = 0;
    float last_x = 0;
    bool apart = true;  // from the stop before
    for (; at < all.size() && all[at] <= line.end; ++at) {
      const std::uint32_t stop = all[at];
      if (stop == line.end && !line.hard_end) break;  // it belongs to the next line
      while (cluster + 1 < line.clusters.size() && line.clusters[cluster].end <= stop) ++cluster;
      if (is_inside_cluster(line, stop)) {
        if (!line.clusters[cluster].solid) stops.push_back(stop);
        apart = true;
        continue;
      }
      const float x = caret_x_between(line, stop);
      const bool same = !apart && std::fabs(x - last_x) < 0.01F;
      if (same && stops.size() - 1 > first) stops.pop_back();  // the later one stays, but the line's begin does, too
      else if (same && stop != line.end) continue;
      stops.push_back(stop);
      last_x = x;
      apart = false;
    }
  }
  while (at < all.size()) stops.push_back(all[at++]);
  if (stops.empty() || stops.front() != 0) stops.insert(stops.begin(), 0);
}

}  // namespace holdfast::draw
