// Parts of set-up: the frame of a step, choosing where a stick is, a passphrase typed twice, and who may open this
// laptop.
#pragma once

#include <functional>

#include "app/gui/enrolment_view.h"

namespace holdfast::gui {

struct StepSpec {
  std::string title;
  int step = 0;              // 1 to 3; 0: before the first
  std::string foot_words;
};
struct StepPlace {
  ui::Rect body;             // in the middle of the screen
  ui::Rect foot;             // for the buttons
};
StepPlace begin_step(const State& state, ui::Ui& ui, Commands& out, const StepSpec& spec);

// Sticks as buttons, and a field for a folder; the path that was chosen in this pass. Draws from the top of `rect`,
// `used` is the height that it took.
std::optional<std::string> choose_stick(const State& state, EnrolmentUi& view, ui::Ui& ui, ui::Rect rect,
                                        std::string_view verb, float& used, Commands& out);

// Two fields, what makes them weak, and whether both may be taken.
struct PassphrasePair {
  bool ready = false;
  bool entered = false;
  float height = 0;
};
PassphrasePair draw_passphrase_pair(const State& state, EnrolmentUi& view, ui::Ui& ui, ui::Rect rect);

void draw_staff(const State& state, EnrolmentUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
