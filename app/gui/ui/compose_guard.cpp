#include "app/gui/ui/compose_guard.h"

namespace holdfast::ui {

namespace {

bool edits_composition(Key key) {
  switch (key) {
    case Key::Enter:
    case Key::Escape:
    case Key::Tab:
    case Key::Backspace:
    case Key::Delete:
    case Key::Left:
    case Key::Right:
    case Key::Up:
    case Key::Down:
    case Key::Home:
    case Key::End:
    case Key::PageUp:
    case Key::PageDown: return true;
    default: return false;
  }
}

}  // namespace

bool ComposeGuard::swallows(Key key, Modifiers modifiers, bool prints) {
  if (edits_composition(key)) {
    if (waiting_ == 0) return false;
    if (key == Key::Backspace) --waiting_;
    if (key == Key::Enter || key == Key::Escape) waiting_ = 0;
    return true;
  }
  if (modifiers.control || modifiers.alt || !prints) return false;
  // A blank or digit in the middle chooses a candidate. As the first key it is ours, whatever becomes of it.
  const bool was_composing = waiting_ > 0;
  ++waiting_;
  return was_composing;
}

}  // namespace holdfast::ui
