// The keys that move the caret of a TextEdit.
#include "app/draw/text_edit.h"

namespace holdfast::draw {
namespace {

bool is_vertical(Move move) {
  return move == Move::Up || move == Move::Down || move == Move::PageUp || move == Move::PageDown;
}

// Where a selection ends on the left or the right of the screen.
std::size_t selection_side(const TextLayout& layout, const TextRange& range, bool left) {
  const Rect from = caret_rect(layout, range.from);
  const Rect to = caret_rect(layout, range.to);
  if (from.y != to.y) {
    const bool rtl = layout.lines()[line_of(layout, range.from)].rtl;
    return left != rtl ? range.from : range.to;
  }
  return (from.x <= to.x) == left ? range.from : range.to;
}

}  // namespace

void TextEdit::move(Move move, bool select_too, const TextLayout& layout, std::size_t page_lines) {
  const bool collapses = has_selection() && !select_too && (move == Move::Left || move == Move::Right);
  if (collapses) return move_to(selection_side(layout, selection(), move == Move::Left), false);
  const bool rtl = !layout.lines().empty() && layout.lines()[line_of(layout, caret_)].rtl;
  float x = preferred_x_;
  if (x < 0) x = caret_rect(layout, caret_).x;
  const auto page = static_cast<int>(page_lines);
  std::size_t to = caret_;
  switch (move) {
    case Move::Left: to = left_stop(layout, caret_); break;
    case Move::Right: to = right_stop(layout, caret_); break;
    case Move::Up: to = line_step(layout, caret_, x, -1); break;
    case Move::Down: to = line_step(layout, caret_, x, 1); break;
    case Move::PageUp: to = line_step(layout, caret_, x, -page); break;
    case Move::PageDown: to = line_step(layout, caret_, x, page); break;
    case Move::WordLeft: to = rtl ? next_word(layout, caret_) : previous_word(layout, caret_); break;
    case Move::WordRight: to = rtl ? previous_word(layout, caret_) : next_word(layout, caret_); break;
    case Move::Home: to = line_start(layout, caret_); break;
    case Move::End: to = line_end(layout, caret_); break;
    case Move::TextStart: to = 0; break;
    case Move::TextEnd: to = text_.size(); break;
  }
  move_to(to, select_too);
  // Up and down keep to their column through shorter lines.
  if (is_vertical(move)) preferred_x_ = x;
}

}  // namespace holdfast::draw
