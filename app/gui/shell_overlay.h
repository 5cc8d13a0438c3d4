// What stands over every screen: an error of the last act, notices said once after unlocking, a toast.
#pragma once

#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

struct OverlayUi {};

void draw_overlay(const State& state, OverlayUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
