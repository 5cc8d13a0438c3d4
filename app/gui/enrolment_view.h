// Set-up and enrolment: making a vault, eight words read aloud in both directions, and who may open this laptop.
// Draws state, emits commands. Passphrases stay in PassphraseEdit and Passphrase.
#pragma once

#include "app/gui/ui/passphrase_field.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

struct EnrolmentUi {
  enum class Step : std::uint8_t { Choose, Passphrase, Name, Words, Answer } step = Step::Choose;
  ui::PassphraseEdit passphrase, again;
  draw::TextEdit name{draw::EditLimits{16, false}};
  draw::TextEdit path{draw::EditLimits{1000, false}};       // of a folder, where no stick is found
  draw::TextEdit notebook{draw::EditLimits{1000, false}};   // of a notebook that lies elsewhere
  draw::TextEdit hq_words{draw::EditLimits{400, false}};
  draw::TextEdit staff_code{draw::EditLimits{16, false}};
  bool asked = false;                       // the words were asked for
  std::int64_t looked_steady_ms = 0;        // for sticks
  ui::ScrollState scroll;
  float height = 0;                         // as drawn in the last pass
};

void draw_enrolment(const State& state, EnrolmentUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
