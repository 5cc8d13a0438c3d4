// The screen "Home": one thing to do next, then what is unfinished, then what headquarters holds. Draws state, emits
// commands.
#pragma once

#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

struct HomeUi {
  ui::ScrollState scroll;
  float height = 0;  // of all of it, as the last pass drew it
};

void draw_home(const State& state, HomeUi& view, ui::Ui& ui, Commands& out);
// The column at the side: headquarters and this laptop. Returns the y below it.
float draw_home_side(const State& state, ui::Ui& ui, Commands& out, ui::Rect column);

}  // namespace holdfast::gui
