// A recording on the screen: the card beside an interview, the line on a locked screen, and the question after consent
// fell.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

// The card; returns its height. Draws nothing where the form has no place for a recording.
float draw_recording_card(const State& state, ui::Ui& ui, ui::Rect column, Commands& out);
// "Recording goes on, 12:40. F8 pauses it." for screens that say nothing else. Returns its height.
float draw_recording_line(const State& state, ui::Ui& ui, ui::Rect rect);
// Over everything: keep until here, or destroy. Neither is the safe answer, so neither has the focus.
void draw_recording_question(const State& state, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
