// The neutral screen (F12): a clock, light in both themes, over everything. Keys show nothing; the passphrase and Enter
// return. Draws state, emits commands.
#pragma once

#include "app/gui/ui/passphrase_field.h"
#include "app/gui/ui/ui.h"

namespace holdfast::gui {

class Commands;
struct State;

struct NeutralUi {
  ui::PassphraseEdit passphrase;
};

void draw_neutral(const State& state, NeutralUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
