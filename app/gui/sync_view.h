// The screen "Sync": draws state, emits commands.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct SyncUi {};

void draw_sync(const State& state, SyncUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
