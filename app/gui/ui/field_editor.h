// Keys, characters and mouse of one edit field, in the order in which they came. Shows nothing.
#pragma once

#include "app/gui/ui/kept.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::ui {

// How the text of a field is laid out, in physical px.
struct FieldShape {
  draw::TextStyle style;
  draw::LayoutOptions options;
  float width = 0;  // 0: one line, as wide as it is
};

class FieldEditor {
 public:
  FieldEditor(Ui& ui, std::string_view id, draw::TextEdit& edit, const FieldSpec& spec, const FieldShape& shape)
      : ui_(ui), id_(id), edit_(edit), spec_(spec), shape_(shape) {}

  // Takes what belongs to a focused field from the events of the pass. True where Enter ended it.
  bool take_keys();
  void click(const MouseButton& button, Point origin);
  void drag(Point to, Point origin);
  // Of the text as it is now; valid until the next change.
  const draw::TextLayout& layout();

 private:
  bool take(const KeyPressed& key);
  bool take_shortcut(const KeyPressed& key);
  bool take_move(const KeyPressed& key);
  void copy(bool cut);
  void paste();
  void inserted(draw::Inserted how);

  Ui& ui_;
  std::string_view id_;
  draw::TextEdit& edit_;
  const FieldSpec& spec_;
  const FieldShape& shape_;
  std::optional<draw::TextLayout> layout_;
  std::uint64_t layout_of_ = 0;
  bool entered_ = false;
};

}  // namespace holdfast::ui
