#include "app/gui/ui/field_editor.h"

#include <iterator>

namespace holdfast::ui {

namespace {

std::optional<draw::Move> move_of(const KeyPressed& key, bool many_lines) {
  const bool far = key.modifiers.control;
  switch (key.key) {
    case Key::Left: return far ? draw::Move::WordLeft : draw::Move::Left;
    case Key::Right: return far ? draw::Move::WordRight : draw::Move::Right;
    case Key::Home: return far ? draw::Move::TextStart : draw::Move::Home;
    case Key::End: return far ? draw::Move::TextEnd : draw::Move::End;
    default: break;
  }
  if (!many_lines || far) return std::nullopt;
  switch (key.key) {
    case Key::Up: return draw::Move::Up;
    case Key::Down: return draw::Move::Down;
    case Key::PageUp: return draw::Move::PageUp;
    case Key::PageDown: return draw::Move::PageDown;
    default: return std::nullopt;
  }
}

}  // namespace

const draw::TextLayout& FieldEditor::layout() {
  if (!layout_.has_value() || layout_of_ != edit_.revision()) {
    layout_ = ui_.text_engine().make(edit_.text(), shape_.style, shape_.width, shape_.options);
    layout_of_ = edit_.revision();
  }
  return *layout_;
}

bool FieldEditor::take_keys() {
  std::vector<Event>& events = ui_.events();
  bool any = false;
  for (auto it = events.begin(); it != events.end();) {
    bool taken = false;
    if (TextTyped* typed = std::get_if<TextTyped>(&*it)) {
      taken = true;
      if (!spec_.read_only) inserted(edit_.insert(typed->character));
      typed->character = 0;
    } else if (const KeyPressed* key = std::get_if<KeyPressed>(&*it)) {
      taken = take(*key);
    }
    any = any || taken;
    it = taken ? events.erase(it) : std::next(it);
  }
  if (any) {
    ui_.kept().caret_since = ui_.steady_ms();
    ui_.kept().again = true;  // what depends on the text may have been drawn already
  }
  return entered_;
}

bool FieldEditor::take(const KeyPressed& key) {
  if (key.modifiers.alt) return false;
  if (take_move(key)) return true;
  const bool control = key.modifiers.control;
  switch (key.key) {
    case Key::Backspace:
      if (spec_.read_only) return true;
      if (control) edit_.remove_word_before(layout());
      else edit_.backspace();
      return true;
    case Key::Delete:
      if (spec_.read_only) return true;
      if (key.modifiers.shift) copy(true);
      else if (control) edit_.remove_word_behind(layout());
      else edit_.remove(layout());
      return true;
    case Key::Insert:
      if (control) copy(false);
      else if (key.modifiers.shift) paste();
      return control || key.modifiers.shift;
    case Key::Enter:
      if (spec_.multi_line && !control) {
        if (!spec_.read_only) inserted(edit_.insert("\n"));
        return true;
      }
      // Ctrl+Enter in one line belongs to the page.
      if (!spec_.multi_line && (control || key.modifiers.shift)) return false;
      entered_ = entered_ || !key.again;
      return true;
    default: break;
  }
  if (control) return take_shortcut(key);
  // A key that types: the character follows as an event of its own.
  return takes_plain(key, true, false);
}

bool FieldEditor::take_move(const KeyPressed& key) {
  const std::optional<draw::Move> move = move_of(key, spec_.multi_line);
  if (!move.has_value()) return false;
  edit_.move(*move, key.modifiers.shift, layout());
  return true;
}

bool FieldEditor::take_shortcut(const KeyPressed& key) {
  switch (key.key) {
    case Key::A: edit_.select_all(); return true;
    case Key::C: copy(false); return true;
    case Key::X: copy(true); return true;
    case Key::V: paste(); return true;
    case Key::Z:
      if (spec_.read_only) return true;
      if (key.modifiers.shift) edit_.redo();
      else edit_.undo();
      return true;
    case Key::Y:
      if (!spec_.read_only) edit_.redo();
      return true;
    default: return false;
  }
}

void FieldEditor::copy(bool cut) {
  if (!edit_.has_selection() || !ui_.clipboard().set) return;
  const bool remove = cut && !spec_.read_only;
  const draw::WipedText text = remove ? edit_.cut() : edit_.copy();
  std::string words(draw::view_of(text));
  ui_.clipboard().set(words, spec_.sensitive);
  crypto::wipe({reinterpret_cast<std::uint8_t*>(words.data()), words.size()});
}

void FieldEditor::paste() {
  if (spec_.read_only || !ui_.clipboard().get) return;
  std::string words = ui_.clipboard().get();
  inserted(edit_.paste(words));
  crypto::wipe({reinterpret_cast<std::uint8_t*>(words.data()), words.size()});
}

void FieldEditor::inserted(draw::Inserted how) {
  std::string& refused = ui_.kept().refused;
  if (how == draw::Inserted::TooLong) refused = id_;
  else if (refused == id_) refused.clear();
}

void FieldEditor::click(const MouseButton& button, Point origin) {
  const float x = button.x - origin.x;
  const float y = button.y - origin.y;
  if (button.clicks >= 3) edit_.select_all();
  else if (button.clicks == 2) edit_.select_word(layout(), x, y);
  else edit_.click(layout(), x, y, button.modifiers.shift);
  ui_.kept().caret_since = ui_.steady_ms();
}

void FieldEditor::drag(Point to, Point origin) { edit_.click(layout(), to.x - origin.x, to.y - origin.y, true); }

}  // namespace holdfast::ui
