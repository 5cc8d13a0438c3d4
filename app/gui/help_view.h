// The screen "Help": draws state, emits commands.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct HelpUi {};

void draw_help(const State& state, HelpUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
