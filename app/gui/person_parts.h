// Parts of the screen "Person": what stands about somebody, and the dialogs of the acts about somebody.
// REQUIRES, for all: State holds a person.
#pragma once

#include "app/gui/person_view.h"

namespace holdfast::gui {

// Each draws from the top of `rect` and returns the height that it took.
float draw_person_body(const State& state, PersonUi& view, ui::Ui& ui, ui::Rect rect, Commands& out);
float draw_person_side(const State& state, PersonUi& view, ui::Ui& ui, ui::Rect rect, Commands& out);

void open_person_dialog(const State& state, PersonUi& view, PersonDialog dialog, std::string flag = {});
// False: it is over, and the screen behind it is to be drawn.
bool draw_person_dialog(const State& state, PersonUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
