// Small parts that widgets share: the ring of the focus, one centred line, a text in two inks, notes for the probe.
#pragma once

#include "app/gui/ui/kept.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::ui {

draw::TextStyle style_of(TextKind kind, float scale, std::string_view language);
draw::LayoutOptions options_of(std::string_view utf8, const TextOptions& options, bool mirrored);

void focus_ring(Ui& ui, Rect rect, float radius);
void focus_ring_inside(Ui& ui, Rect rect, float radius);
// One line, middle on middle. True where all of it fits.
bool centred_line(Ui& ui, Rect rect, std::string_view words, TextKind kind, Token token, Align align = Align::Start,
                  std::string_view language = {});
// As many lines as it takes, middle on middle.
bool centred_text(Ui& ui, Rect rect, std::string_view words, TextKind kind, Token token, Align align = Align::Start,
                  std::string_view language = {});

struct Ink {
  TextKind kind = TextKind::Small;
  Token token = Token::Text;
};
// `first` and right behind it `second`, broken into lines together. Returns the height.
float two_inks(Ui& ui, Rect rect, std::string_view first, Ink first_ink, std::string_view second, Ink second_ink);
float two_inks_height(Ui& ui, float width, std::string_view first, Ink first_ink, std::string_view second,
                      Ink second_ink);

struct Says {
  std::string_view value;
  bool chosen = false, enabled = true, fits = true;
};
void note_says(Ui& ui, std::string_view id, Rect rect, const Says& says);

}  // namespace holdfast::ui
