#include "app/gui/evidence_view.h"

#include "app/gui/commands.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {

void draw_evidence(const State& state, EvidenceUi&, ui::Ui& ui, Commands& out) {
  ScreenSpec spec;
  spec.title = ui.tr("Evidence");
  const Screen screen = begin_screen(state, ui, out, spec);
  ui::loading_state(ui, screen.body.inset(ui::kBodyInset), ui.steady_ms());
}

}  // namespace holdfast::gui
