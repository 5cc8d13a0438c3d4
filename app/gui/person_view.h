// The screen "Person": draws state, emits commands.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct PersonUi {};

void draw_person(const State& state, PersonUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
