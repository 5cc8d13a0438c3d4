// A text, shaped and broken into lines: which glyph of which face stands where, and where the caret may stand.
// Values only: drawing them is the business of a canvas (canvas.h), editing that of text_edit.h.
//
// Coordinates are pixels (points on paper) from the top left corner of the box, y downwards. Offsets are bytes of the
// UTF-8 text. A layout holds the text and is wiped when it goes.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "app/draw/fonts.h"
#include "app/draw/wiped.h"

namespace holdfast::draw {

struct Rect {
  float x = 0, y = 0, width = 0, height = 0;
  friend bool operator==(const Rect&, const Rect&) = default;
};

// Sizes as for Latin; other scripts follow from them, on the same baseline.
struct TextStyle {
  float size_px = 16;
  float line_px = 24;
  Weight weight = Weight::Regular;
  std::string language{};  // of the text, "km", "zh-Hant": chooses between shapes of one character
  float least_px = 15;     // no other script is drawn smaller
  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

enum class Align : std::uint8_t { Start, Center, End, Left, Right };  // start: left of a left-to-right paragraph
// Auto: each paragraph follows its first strong letter; without one it is left-to-right (AutoRtl: right-to-left).
enum class Direction : std::uint8_t { Auto, AutoRtl, Ltr, Rtl };

struct LayoutOptions {
  Align align = Align::Start;
  Direction direction = Direction::Auto;
  std::uint32_t max_lines = 0;  // 0: as many as there are. What is cut off ends in "…".
  bool wrap = true;             // false: one line a paragraph, cut with "…" where it is wider than the box
  bool ellipsis = true;
  friend bool operator==(const LayoutOptions&, const LayoutOptions&) = default;
};

struct Glyph {
  FaceId face = 0;
  std::uint32_t id = 0;
  float x = 0, y = 0;     // origin of the glyph on the baseline
  float advance = 0;
  float size_px = 0;      // of this script
};

// Characters that are drawn as one; in logical order within a line.
struct TextCluster {
  std::uint32_t start = 0, end = 0;  // bytes
  float x0 = 0, x1 = 0;              // left and right edge
  std::uint32_t first_glyph = 0, glyph_count = 0;
  std::uint8_t level = 0;            // of direction: odd is right-to-left
  bool solid = false;                // no caret inside: a syllable of Khmer, a conjunct of Hindi
  bool rtl() const { return (level & 1) != 0; }
};

struct TextLine {
  WipedVector<Glyph> glyphs;
  WipedVector<TextCluster> clusters;
  float x = 0;      // left edge of what is seen
  float width = 0;
  float hanging = 0;  // width of the blanks at the line's end, which hang outside
  float baseline_y = 0, top = 0, height = 0;
  std::uint32_t start = 0, end = 0;  // bytes, without the line end
  bool rtl = false;
  bool hard_end = false;             // a line end of the text follows, or its end
};

struct LayoutParts {
  WipedText text;
  WipedVector<std::uint32_t> stops;  // where a caret may stand, ascending, 0 and size included
  std::vector<TextLine> lines;
  float width = 0, box_width = 0, height = 0;
  bool rtl = false, cut = false;
};

class TextLayout {
 public:
  TextLayout() = default;
  explicit TextLayout(LayoutParts parts) : parts_(std::move(parts)) {}

  const std::vector<TextLine>& lines() const { return parts_.lines; }  // at least one, but for a default layout
  float width() const { return parts_.width; }                         // of the widest line
  float box_width() const { return parts_.box_width; }                 // that was asked for; width() if unbounded
  float height() const { return parts_.height; }
  bool rtl() const { return parts_.rtl; }                              // of the first paragraph
  bool cut() const { return parts_.cut; }                              // something is hidden behind "…"
  std::string_view text() const { return view_of(parts_.text); }
  const WipedVector<std::uint32_t>& stops() const { return parts_.stops; }

 private:
  LayoutParts parts_;
};

// Makes layouts. Not for several threads at once.
class TextEngine {
 public:
  explicit TextEngine(Fonts& fonts);
  ~TextEngine();
  TextEngine(TextEngine&&) noexcept;

  // From the cache where it was asked before. Valid until forget_all() or kCachedLayouts other questions.
  // `width_px` <= 0: as wide as the text.
  static constexpr std::size_t kCachedLayouts = 4096;
  const TextLayout& layout(std::string_view utf8, const TextStyle& style, float width_px = 0,
                           const LayoutOptions& options = {});
  // Leaves no trace in the cache: for text that changes at every key.
  TextLayout make(std::string_view utf8, const TextStyle& style, float width_px = 0,
                  const LayoutOptions& options = {});

  // Wipes every cached layout and the buffers of the shaper. When the vault locks nothing may stay.
  void forget_all();
  std::size_t cached_count() const;

  Fonts& fonts() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The caret. Offsets that are no stop are taken as the stop before them.
Rect caret_rect(const TextLayout& layout, std::size_t offset, float caret_width = 2);
std::size_t hit(const TextLayout& layout, float x, float y);
// What is selected between two offsets, in as few rectangles as possible, line by line.
std::vector<Rect> selection_rects(const TextLayout& layout, std::size_t from, std::size_t to);
std::size_t line_of(const TextLayout& layout, std::size_t offset);  // index into lines()

std::size_t next_stop(const TextLayout& layout, std::size_t offset);
std::size_t previous_stop(const TextLayout& layout, std::size_t offset);
// To the stop at the left (right) of this one on the screen, or into the line before or after.
std::size_t left_stop(const TextLayout& layout, std::size_t offset);
std::size_t right_stop(const TextLayout& layout, std::size_t offset);
// Begin of the next word, of this or the one before; words of Thai, Khmer, Lao and Burmese by dictionary.
std::size_t next_word(const TextLayout& layout, std::size_t offset);
std::size_t previous_word(const TextLayout& layout, std::size_t offset);
// The word around an offset (double click).
struct TextRange {
  std::size_t from = 0, to = 0;
};
TextRange word_around(const TextLayout& layout, std::size_t offset);
std::size_t line_start(const TextLayout& layout, std::size_t offset);
std::size_t line_end(const TextLayout& layout, std::size_t offset);
// One line up (lines = -1) or down (1), as near to `x` as can be; the text's begin or end beyond the first and last.
std::size_t line_step(const TextLayout& layout, std::size_t offset, float x, int lines);
// Where a backspace at `offset` deletes from: one code point, as complex scripts are typed; emoji as a whole.
std::size_t backspace_start(std::string_view text, std::size_t offset);

}  // namespace holdfast::draw
