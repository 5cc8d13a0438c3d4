// A record's versions drawn as a fork, on a screen of its own and beside a conflict.
#pragma once

#include "app/gui/records_view.h"

namespace holdfast::gui {

// REQUIRES: State holds a history.
float history_height(const State& state, ui::Ui& ui, float width);
void draw_fork(const State& state, ui::Ui& ui, ui::Rect rect);

}  // namespace holdfast::gui
