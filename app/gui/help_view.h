// The screen "Help": plain pages inside the program, one for each screen, found by their words. Draws, changes nothing.
#pragma once

#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;
enum class Place : std::uint8_t;

struct HelpUi {
  draw::TextEdit words{draw::EditLimits{200, false}};
  std::string page;  // id of the page that is open; empty: the first
  ui::ScrollState list_scroll, page_scroll;
  float page_height = 0;  // as drawn in the last pass
};

void draw_help(const State& state, HelpUi& view, ui::Ui& ui, Commands& out);
// The page that belongs to a screen: F1 opens it.
std::string help_page_of(Place place);

}  // namespace holdfast::gui
