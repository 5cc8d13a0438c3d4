// A Ui on a bench: draws passes as the window does, one for each slice of what was typed, until nothing moves.
#pragma once

#include <functional>
#include <initializer_list>

#include "app/gui/ui/widgets.h"
#include "tests/support/blank_painter.h"

namespace holdfast::test {

class UiBench {
 public:
  using View = std::function<void(ui::Ui&)>;

  explicit UiBench(View view);

  // The events of one frame, then passes until what is shown is right. Returns how many passes it took.
  int frame(std::vector<ui::Event> events = {});
  int press(ui::Key key, ui::Modifiers modifiers = {});
  int type(std::u32string_view characters);  // as a keyboard does: key where there is one, then its character
  // Press and release in the middle of what has that id.
  int click(std::string_view id, int clicks = 1, ui::Modifiers modifiers = {});
  int click_at(float x, float y, int clicks = 1, ui::Modifiers modifiers = {});

  std::string focused() const;  // id; empty: nothing
  const ui::Seen& seen(std::string_view id) const;
  bool has(std::string_view id) const { return probe.find(id) != nullptr; }
  void speak(std::string_view language);  // with an empty catalogue

  draw::Fonts fonts;
  draw::TextEngine engine;
  BlankPictures pictures;
  BlankPainter painter;
  ui::Ui ui;
  ui::Probe probe;
  text::Messages messages;
  ui::PassInput input;
  View view;

 private:
  bool pass(std::span<const ui::Event> events);
};

ui::KeyPressed key(ui::Key which, ui::Modifiers modifiers = {});
std::vector<ui::Event> typed(std::u32string_view characters);
inline constexpr ui::Modifiers kControl{true, false, false};
inline constexpr ui::Modifiers kShift{false, true, false};

}  // namespace holdfast::test
