// Parts of the screen "Records": one row of the list, the panel at its side, a record that fills the screen.
#pragma once

#include <span>

#include "app/gui/records_view.h"

namespace holdfast::gui {

void draw_record_row(const State& state, ui::Ui& ui, const RecordLine& line, std::span<const ui::Rect> cells,
                     bool narrow);
// A row that is on its way: grey bars in its shape.
void draw_record_waiting(ui::Ui& ui, std::span<const ui::Rect> cells);
void draw_nothing_found(const State& state, RecordsUi& view, ui::Ui& ui, ui::Rect rect, Commands& out);
void draw_record_side(const State& state, RecordsUi& view, ui::Ui& ui, ui::Rect side, Commands& out);
// The dialog in which one answer is corrected.
void draw_correction(const State& state, CorrectionUi& view, ui::Ui& ui, Commands& out);
void draw_record_whole(const State& state, RecordsUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
