// The frame around every screen (look.md, "Frame"): rail, head, foot. A screen begins with begin_screen() and draws
// into the rectangles it gets back; the rail and the foot are then drawn already. The parts of a screen are met in
// reading order (rail, head, body, side): begin_body() and begin_side() say where F6 goes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/gui/ui/ui.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

struct FootKey {
  std::string key, words;  // "Enter", "Continue"
};

struct HeadButton {
  std::string id, label;
  std::optional<draw::Icon> icon{};
  std::string key{};
  ui::ButtonKind kind = ui::ButtonKind::Secondary;
  bool enabled = true;
};

struct ScreenSpec {
  std::string title, line;          // of the head
  std::vector<HeadButton> buttons;  // at most three, at the end of the head
  std::vector<FootKey> keys;        // at most three of this screen; hidden where hints are off
  std::string foot_words;           // in place of the state of saving: "Rows 1 to 10 of 17"
  float side_width = 0;             // a side panel of this width; 0: none. Narrow: none, `side_hidden` is set
  bool task = false;                // one task at a time: no rail and no head; all above the foot is the body
};

struct Screen {
  ui::Rect body;   // not inset
  ui::Rect side;   // w 0: none
  bool side_hidden = false;            // the text is large: what would stand in the side goes behind a button
  std::optional<std::size_t> pressed;  // which of the head's buttons
};

Screen begin_screen(const State& state, ui::Ui& ui, Commands& out, const ScreenSpec& spec);

// The day and the time of the wall clock as the interface writes them: "14:32", "14:32:07", "22 Nov", "22 Nov, 14:20".
std::string time_words(ui::Ui& ui, std::int64_t wall_ms, std::int32_t utc_offset_minutes, bool seconds = false);
std::string day_words(ui::Ui& ui, std::int64_t wall_ms, std::int32_t utc_offset_minutes);
std::string moment_words(ui::Ui& ui, std::int64_t wall_ms, std::int32_t utc_offset_minutes);
std::string long_day_words(ui::Ui& ui, std::int64_t wall_ms, std::int32_t utc_offset_minutes);  // "Tuesday 22 November"

}  // namespace holdfast::gui
