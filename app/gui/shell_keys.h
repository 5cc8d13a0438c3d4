// Keys that mean the same on every screen: lock, hide, help, places, text size.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

// Before anything else of a pass: lock and hide come first, whatever stands on the screen.
void take_shell_keys(const State& state, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
