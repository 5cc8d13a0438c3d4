// The screen "Records": draws state, emits commands.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct RecordsUi {};

void draw_records(const State& state, RecordsUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
