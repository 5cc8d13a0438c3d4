// The screen "Evidence": draws state, emits commands.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct EvidenceUi {};

void draw_evidence(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
