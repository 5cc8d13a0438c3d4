// Where a person can go: the rail's items, and which view draws a place.
#pragma once

#include <span>
#include <string>

#include "app/draw/icons.h"
#include "app/gui/state.h"
#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct Views;

struct RailItem {
  Place place;
  draw::Icon icon;
  std::string_view name;  // English, through tr()
  std::string_view id;    // "rail.home"
  bool low = false;       // at the foot of the rail
};

// In order of Alt+1 to Alt+9; without "Lock now", which is an act and no place.
std::span<const RailItem> rail_items(const State& state);

// The screen of the place and the stage in which State is.
void draw_place(const State& state, Views& views, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
