// The screen "Raid": draws state, emits commands.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct RaidUi {};

void draw_raid(const State& state, RaidUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
