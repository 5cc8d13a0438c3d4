// The screen "Enrolment": draws state, emits commands.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct EnrolmentUi {};

void draw_enrolment(const State& state, EnrolmentUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
