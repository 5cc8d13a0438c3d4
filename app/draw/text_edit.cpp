#include "app/draw/text_edit.h"

#include <algorithm>

#include "app/draw/typed_text.h"

namespace holdfast::draw {
namespace {

// What undo keeps at most: enough for an hour of typing, little enough for many fields.
constexpr std::size_t kStepsMax = 1000;
constexpr std::size_t kUndoBytesMax = 4 * 1024 * 1024;
// Typing is undone word by word, and a long word without blanks (Thai, Khmer) piece by piece.
constexpr std::size_t kTypedTogetherMax = 60;

void splice(WipedText& text, std::size_t from, std::size_t to, std::string_view with) {
  const auto at = text.begin() + static_cast<std::ptrdiff_t>(from);
  const auto behind = text.erase(at, text.begin() + static_cast<std::ptrdiff_t>(to));
  text.insert(behind, with.begin(), with.end());
}

bool ends_in_blank(const WipedText& text) { return !text.empty() && (text.back() == ' ' || text.back() == '\n'); }

}  // namespace

std::string_view TextEdit::selected_text() const {
  const TextRange range = selection();
  return text().substr(range.from, range.to - range.from);
}

void TextEdit::apply(std::size_t from, std::size_t to, std::string_view with) {
  HOLDFAST_ASSERT(from <= to && to <= text_.size());
  splice(text_, from, to, with);
  preferred_x_ = -1;
  ++revision_;
}

void TextEdit::close_step() {
  if (!steps_.empty()) steps_.back().open = false;
}

void TextEdit::remember(Step step) {
  while (steps_.size() > undo_at_) {
    undo_bytes_ -= steps_.back().removed.size() + steps_.back().added.size();
    steps_.pop_back();
  }
  undo_bytes_ += step.removed.size() + step.added.size();
  steps_.push_back(std::move(step));
  while (steps_.size() > kStepsMax || (undo_bytes_ > kUndoBytesMax && steps_.size() > 1)) {
    undo_bytes_ -= steps_.front().removed.size() + steps_.front().added.size();
    steps_.erase(steps_.begin());
  }
  undo_at_ = steps_.size();
}

// Replaces and remembers. Typing joins the step before it where it goes on at the same place.
void TextEdit::replace(std::size_t from, std::size_t to, std::string_view with, bool typing) {
  if (from == to && with.empty()) return;
  Step* const last = undo_at_ > 0 && undo_at_ == steps_.size() && steps_.back().open ? &steps_.back() : nullptr;
  const std::string_view removed = text().substr(from, to - from);
  const bool typed_on = typing && last != nullptr && removed.empty() && !last->added.empty() &&
                        from == last->at + last->added.size() && last->added.size() < kTypedTogetherMax &&
                        (!ends_in_blank(last->added) || with == " ");
  const bool erased_on = typing && last != nullptr && with.empty() && last->added.empty() && to == last->at;
  if (typed_on) {
    last->added.insert(last->added.end(), with.begin(), with.end());
    undo_bytes_ += with.size();
  } else if (erased_on) {
    last->removed.insert(last->removed.begin(), removed.begin(), removed.end());
    last->at = from;
    undo_bytes_ += removed.size();
  } else {
    close_step();
    remember({from, wiped_text(removed), wiped_text(with), caret_, anchor_, typing});
  }
  apply(from, to, with);
  caret_ = anchor_ = from + with.size();
}

Inserted TextEdit::set_text(std::string_view utf8) {
  refused_ = utf8.size() > limits_.bytes_max;
  if (refused_) return Inserted::TooLong;
  TypedText typed = clean_typed(utf8, limits_.multi_line);
  refused_ = typed.text.size() > limits_.bytes_max;
  if (refused_) return Inserted::TooLong;
  wipe();
  text_ = std::move(typed.text);
  caret_ = anchor_ = text_.size();
  return typed.cleaned ? Inserted::Cleaned : Inserted::Whole;
}

Inserted TextEdit::insert_as(std::string_view utf8, bool typing) {
  refused_ = false;
  const TextRange range = selection();
  const std::size_t kept = text_.size() - (range.to - range.from);
  // Far too long is not even looked at; cleaning makes a text at most a little longer.
  if (utf8.size() > limits_.bytes_max) refused_ = true;
  if (refused_) return Inserted::TooLong;
  const TypedText typed = clean_typed(utf8, limits_.multi_line);
  if (typed.text.empty()) return utf8.empty() ? Inserted::Nothing : Inserted::Cleaned;
  if (typed.text.size() > limits_.bytes_max - std::min(kept, limits_.bytes_max)) refused_ = true;
  if (refused_) return Inserted::TooLong;
  replace(range.from, range.to, view_of(typed.text), typing);
  return typed.cleaned ? Inserted::Cleaned : Inserted::Whole;
}

Inserted TextEdit::insert(std::string_view utf8) { return insert_as(utf8, true); }

Inserted TextEdit::insert(char32_t character) {
  const WipedText typed = utf8_of(character);
  return insert_as(view_of(typed), true);
}

Inserted TextEdit::paste(std::string_view utf8) {
  close_step();
  const Inserted out = insert_as(utf8, false);
  close_step();
  return out;
}

WipedText TextEdit::cut() {
  WipedText out = copy();
  const TextRange range = selection();
  replace(range.from, range.to, {}, false);
  return out;
}

bool TextEdit::backspace() {
  TextRange range = selection();
  const bool single = range.from == range.to;
  if (single) range.from = backspace_start(text(), caret_);
  replace(range.from, range.to, {}, single);
  return range.from != range.to;
}

bool TextEdit::remove(const TextLayout& layout) {
  TextRange range = selection();
  if (range.from == range.to) range.to = next_stop(layout, caret_);
  replace(range.from, range.to, {}, false);
  return range.from != range.to;
}

bool TextEdit::remove_word_before(const TextLayout& layout) {
  TextRange range = selection();
  if (range.from == range.to) range.from = previous_word(layout, caret_);
  replace(range.from, range.to, {}, false);
  return range.from != range.to;
}

bool TextEdit::remove_word_behind(const TextLayout& layout) {
  TextRange range = selection();
  if (range.from == range.to) range.to = next_word(layout, caret_);
  replace(range.from, range.to, {}, false);
  return range.from != range.to;
}

void TextEdit::select(std::size_t anchor, std::size_t caret) {
  close_step();
  preferred_x_ = -1;
  anchor_ = character_start(text(), anchor);
  caret_ = character_start(text(), caret);
}

void TextEdit::move_to(std::size_t offset, bool select_too) { select(select_too ? anchor_ : offset, offset); }
void TextEdit::select_all() { select(0, text_.size()); }

void TextEdit::click(const TextLayout& layout, float x, float y, bool select_too) {
  move_to(hit(layout, x, y), select_too);
}

void TextEdit::select_word(const TextLayout& layout, float x, float y) {
  const TextRange word = word_around(layout, hit(layout, x, y));
  select(word.from, word.to);
}

bool TextEdit::undo() {
  if (undo_at_ == 0) return false;
  close_step();
  const Step& step = steps_[--undo_at_];
  apply(step.at, step.at + step.added.size(), view_of(step.removed));
  caret_ = step.caret_before;
  anchor_ = step.anchor_before;
  return true;
}

bool TextEdit::redo() {
  if (undo_at_ == steps_.size()) return false;
  const Step& step = steps_[undo_at_++];
  apply(step.at, step.at + step.removed.size(), view_of(step.added));
  caret_ = anchor_ = step.at + step.added.size();
  return true;
}

void TextEdit::wipe() {
  // Not clear(): that would keep the memory, and what is in it.
  WipedText().swap(text_);
  std::vector<Step>().swap(steps_);
  undo_at_ = undo_bytes_ = 0;
  caret_ = anchor_ = 0;
  preferred_x_ = -1;
  ++revision_;
}

}  // namespace holdfast::draw
