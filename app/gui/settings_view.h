// The screen "Settings": draws state, emits commands.
#pragma once

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct SettingsUi {};

void draw_settings(const State& state, SettingsUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
