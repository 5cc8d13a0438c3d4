// The screen "Home": draws state, emits commands.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct HomeUi {};

void draw_home(const State& state, HomeUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
