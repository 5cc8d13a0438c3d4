// Where keys take the caret (declared in text_layout.h).
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <limits>

#include "app/draw/caret_places.h"
#include "app/draw/text_breaks.h"

namespace holdfast::draw {
namespace {

// Begin and end of the words of a text, in bytes.
std::vector<TextRange> words_of(std::string_view text) {
  const WideText wide = widen(text);
  const WipedVector<std::uint32_t> bounds = TextBreaks(BreakKind::Word).boundaries(wide, 0, wide.size());
  std::vector<TextRange> out;
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    bool word = false;
    for (std::uint32_t at = bounds[i]; at < bounds[i + 1] && !word;) {
      word = u_isalnum(static_cast<UChar32>(wide.next(at))) != 0;
    }
    if (word) out.push_back({wide.byte_of[bounds[i]], wide.byte_of[bounds[i + 1]]});
  }
  return out;
}

// The stop next to `x` among those of a line, in one direction on the screen.
const StopPlace* neighbour(const std::vector<StopPlace>& places, float x, bool to_left) {
  const StopPlace* best = nullptr;
  for (const StopPlace& place : places) {
    const bool beyond = to_left ? place.x < x - 0.01F : place.x > x + 0.01F;
    if (!beyond) continue;
    if (best == nullptr || (to_left ? place.x > best->x : place.x < best->x)) best = &place;
  }
  return best;
}

std::size_t visual_step(const TextLayout& layout, std::size_t offset, bool to_left) {
  if (layout.lines().empty()) return 0;
  const std::uint32_t stop = stop_at(layout, offset);
  const std::size_t index = line_of(layout, stop);
  const TextLine& line = layout.lines()[index];
  const std::vector<StopPlace> places = stop_places(layout, index);
  const float x = caret_x(layout, line, std::min(stop, line.end));
  if (const StopPlace* const next = neighbour(places, x, to_left)) return next->offset;
  // Beyond the line: onwards in reading order, in at the side where that line is entered.
  const bool onwards = to_left == line.rtl;
  if (onwards ? index + 1 >= layout.lines().size() : index == 0) return stop;
  const std::vector<StopPlace> there = stop_places(layout, onwards ? index + 1 : index - 1);
  const float far = std::numeric_limits<float>::max();
  const StopPlace* const entered = neighbour(there, to_left ? far : -far, to_left);
  return entered == nullptr ? stop : entered->offset;
}

bool is_picture(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) || u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER) ||
         u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) || c == 0xFE0F;
}

}  // namespace

std::size_t next_stop(const TextLayout& layout, std::size_t offset) {
  const auto& stops = layout.stops();
  const auto behind = std::upper_bound(stops.begin(), stops.end(), offset);
  return behind == stops.end() ? layout.text().size() : *behind;
}

std::size_t previous_stop(const TextLayout& layout, std::size_t offset) {
  const auto& stops = layout.stops();
  const auto here = std::lower_bound(stops.begin(), stops.end(), offset);
  return here == stops.begin() ? 0 : *(here - 1);
}

std::size_t left_stop(const TextLayout& layout, std::size_t offset) { return visual_step(layout, offset, true); }
std::size_t right_stop(const TextLayout& layout, std::size_t offset) { return visual_step(layout, offset, false); }

std::size_t next_word(const TextLayout& layout, std::size_t offset) {
  for (const TextRange& word : words_of(layout.text())) {
    if (word.from > offset && stop_at(layout, word.from) > offset) return stop_at(layout, word.from);
  }
  return layout.text().size();
}

std::size_t previous_word(const TextLayout& layout, std::size_t offset) {
  std::size_t best = 0;
  for (const TextRange& word : words_of(layout.text())) {
    if (word.from < offset && stop_at(layout, word.from) < offset) best = stop_at(layout, word.from);
  }
  return best;
}

TextRange word_around(const TextLayout& layout, std::size_t offset) {
  for (const TextRange& word : words_of(layout.text())) {
    if (word.from <= offset && offset <= word.to && word.to > word.from) {
      const std::size_t from = stop_at(layout, word.from);
      const std::size_t to = stop_at(layout, word.to);
      if (offset < word.to || to == layout.text().size()) return {from, to < word.to ? next_stop(layout, to) : to};
    }
  }
  return {stop_at(layout, offset), next_stop(layout, offset)};
}

std::size_t line_start(const TextLayout& layout, std::size_t offset) {
  if (layout.lines().empty()) return 0;
  return layout.lines()[line_of(layout, stop_at(layout, offset))].start;
}

std::size_t line_end(const TextLayout& layout, std::size_t offset) {
  if (layout.lines().empty()) return 0;
  const std::size_t index = line_of(layout, stop_at(layout, offset));
  const TextLine& line = layout.lines()[index];
  // The end of a line that goes on is the begin of the next one; the last place that is still here is before it.
  if (line.hard_end || index + 1 == layout.lines().size()) return line.end;
  const std::vector<StopPlace> places = stop_places(layout, index);
  return places.empty() ? line.start : places.back().offset;
}

std::size_t line_step(const TextLayout& layout, std::size_t offset, float x, int lines) {
  if (layout.lines().empty()) return 0;
  const auto here = static_cast<std::ptrdiff_t>(line_of(layout, stop_at(layout, offset)));
  const std::ptrdiff_t there = here + lines;
  if (there < 0) return 0;
  if (there >= static_cast<std::ptrdiff_t>(layout.lines().size())) return layout.text().size();
  const TextLine& line = layout.lines()[static_cast<std::size_t>(there)];
  return hit(layout, x, line.top + line.height / 2);
}

std::size_t backspace_start(std::string_view text, std::size_t offset) {
  if (offset == 0) return 0;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto at = static_cast<std::int32_t>(offset);
  UChar32 c = 0;
  U8_PREV(bytes, 0, at, c);
  if (c == '\n' && at > 0 && text[static_cast<std::size_t>(at) - 1] == '\r') return static_cast<std::size_t>(at) - 1;
  if (!is_picture(c)) return static_cast<std::size_t>(at);
  // A family of emoji, a flag: several code points, one picture.
  const std::size_t from = offset > 128 ? offset - 128 : 0;
  const WideText wide = widen(text.substr(from, offset - from));
  const WipedVector<std::uint32_t> bounds = TextBreaks(BreakKind::Grapheme).boundaries(wide, 0, wide.size());
  return bounds.size() < 2 ? static_cast<std::size_t>(at) : from + wide.byte_of[bounds[bounds.size() - 2]];
}

}  // namespace holdfast::draw
