// The screen "Unlock": draws state, emits commands.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct UnlockUi {};

void draw_unlock(const State& state, UnlockUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
