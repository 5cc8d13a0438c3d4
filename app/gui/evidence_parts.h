// The parts of the evidence screen. Only evidence_*.cpp includes this.
#pragma once

#include "app/gui/commands.h"
#include "app/gui/evidence_view.h"
#include "app/gui/state.h"

namespace holdfast::gui {

void draw_evidence_rows(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out, ui::Rect place);
void draw_evidence_detail(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out, ui::Rect place);
// Returns the height it took.
float draw_custody(const State& state, const ExhibitFacts& exhibit, ui::Ui& ui, ui::Rect place);
// What is on top: files to be taken in, a hand-over, a path, a file that is looked at.
void draw_evidence_dialog(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out);
void draw_viewed_file(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out, ui::Rect place);
// A file's picture as large as it fits, or the sentence that it cannot be shown; asks for it where it is not here yet.
void draw_evidence_picture(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out, const std::string& ref,
                           ui::Rect place, bool small);
std::string file_size_words(ui::Ui& ui, std::uint64_t bytes);

}  // namespace holdfast::gui
