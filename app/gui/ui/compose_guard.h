// Tells keys of an input method from keys of ours. While Chinese, Vietnamese or Amharic is being composed, the window
// library reports the raw keys too; a Backspace would delete what was already committed, Enter would send, Escape
// would leave. A key that prints and brought no character yet belongs to the input method.
#pragma once

#include <cstddef>

#include "app/gui/ui/input.h"

namespace holdfast::ui {

class ComposeGuard {
 public:
  // A key went down (or repeats). `prints`: the layout gives it a character. True: it is not ours.
  bool swallows(Key key, Modifiers modifiers, bool prints);
  void typed() { waiting_ = 0; }  // a character came
  void reset() { waiting_ = 0; }  // the window lost the focus
  bool composing() const { return waiting_ > 0; }

 private:
  std::size_t waiting_ = 0;
};

}  // namespace holdfast::ui
