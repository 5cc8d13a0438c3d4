// Parts of the screen "Sync": where a stick is, and what the last run did.
#pragma once

#include "app/gui/sync_view.h"

namespace holdfast::gui {

// Sticks that are plugged in, with the run's progress; and a folder that somebody types.
void draw_stick_card(const State& state, ui::Ui& ui, ui::Rect rect, Commands& out);
void draw_folder_card(const State& state, SyncUi& view, ui::Ui& ui, ui::Rect rect, Commands& out);
// What became of each bundle, from the top of `rect`; returns the height that it took.
float draw_outcomes(const State& state, ui::Ui& ui, ui::Rect rect);
std::string road_size_words(ui::Ui& ui, std::uint64_t bytes);
bool is_syncing(const State& state);

}  // namespace holdfast::gui
