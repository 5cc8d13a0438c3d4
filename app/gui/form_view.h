// The screen "Form": draws state, emits commands.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct FormUi {};

void draw_form(const State& state, FormUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
