// What is typed into a field: text, caret, selection and undo, without any drawing. The field's owner makes the layout
// of text() and hands it in where a key depends on what is seen.
//
// Text lives in wiped memory and is always well-formed UTF-8. Characters that turn the direction of others or that
// control a terminal do not get in. No place for passphrases: those have a file of their own.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/draw/text_layout.h"

namespace holdfast::draw {

struct EditLimits {
  std::size_t bytes_max = 64 * 1024;
  bool multi_line = false;
};

enum class Inserted : std::uint8_t {
  Whole,
  Cleaned,  // without the characters that may not be in a text
  Nothing,  // there was nothing to insert
  TooLong,  // refused as a whole: it would be more than bytes_max
};

enum class Move : std::uint8_t {
  Left, Right, Up, Down, WordLeft, WordRight, Home, End, TextStart, TextEnd, PageUp, PageDown,
};

class TextEdit {
 public:
  explicit TextEdit(EditLimits limits = {}) : limits_(limits) {}
  TextEdit(TextEdit&&) noexcept = default;
  TextEdit& operator=(TextEdit&&) noexcept = default;

  std::string_view text() const { return view_of(text_); }
  std::size_t caret() const { return caret_; }
  std::size_t anchor() const { return anchor_; }
  bool has_selection() const { return caret_ != anchor_; }
  TextRange selection() const { return {caret_ < anchor_ ? caret_ : anchor_, caret_ < anchor_ ? anchor_ : caret_}; }
  std::string_view selected_text() const;
  // Goes up by one with every change of the text.
  std::uint64_t revision() const { return revision_; }
  const EditLimits& limits() const { return limits_; }
  bool was_refused() const { return refused_; }  // the last insert was too long

  // Replaces everything, as when a draft is loaded; forgets undo. Too long: nothing happens.
  Inserted set_text(std::string_view utf8);
  // Replaces the selection. Typed characters and pastes alike; a single-line field takes line ends as blanks.
  Inserted insert(std::string_view utf8);
  Inserted insert(char32_t character);
  Inserted paste(std::string_view utf8);  // the same, as an undo step of its own
  WipedText cut();
  WipedText copy() const { return wiped_text(selected_text()); }

  // The selection, or one code point before the caret, or one cluster behind it.
  bool backspace();
  bool remove(const TextLayout& layout);
  bool remove_word_before(const TextLayout& layout);
  bool remove_word_behind(const TextLayout& layout);

  // REQUIRES: `layout` is of text().
  void move(Move move, bool select, const TextLayout& layout, std::size_t page_lines = 10);
  void move_to(std::size_t offset, bool select);
  void click(const TextLayout& layout, float x, float y, bool select);
  void select_word(const TextLayout& layout, float x, float y);
  void select_all();
  void select(std::size_t anchor, std::size_t caret);

  bool undo();
  bool redo();
  bool can_undo() const { return undo_at_ > 0; }
  bool can_redo() const { return undo_at_ < steps_.size(); }

  // Empties the field and forgets what could be undone.
  void wipe();

 private:
  // At `at`, `removed` became `added`.
  struct Step {
    std::size_t at = 0;
    WipedText removed;
    WipedText added;
    std::size_t caret_before = 0, anchor_before = 0;
    bool open = false;  // more typing may join it
  };

  void replace(std::size_t from, std::size_t to, std::string_view with, bool typing);
  void apply(std::size_t from, std::size_t to, std::string_view with);
  void remember(Step step);
  Inserted insert_as(std::string_view utf8, bool typing);
  void close_step();

  EditLimits limits_;
  WipedText text_;
  std::size_t caret_ = 0, anchor_ = 0;
  float preferred_x_ = -1;  // where up and down aim at; negative: where the caret stands
  std::vector<Step> steps_;
  std::size_t undo_at_ = 0;
  std::size_t undo_bytes_ = 0;
  std::uint64_t revision_ = 0;
  bool refused_ = false;
};

}  // namespace holdfast::draw
