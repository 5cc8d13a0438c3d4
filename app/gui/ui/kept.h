// What a Ui remembers from one pass to the next: where the focus is, what lay where, what the mouse holds. Only files
// of ui/ look in here. Rectangles are in physical px unless it says otherwise.
#pragma once

#include <array>
#include <limits>

#include "app/gui/ui/ui.h"

namespace holdfast::ui {

inline constexpr std::int64_t kNeverDue = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t kCaretBlinkMs = 530;
inline constexpr std::int64_t kPressedMs = 80;
inline constexpr std::int64_t kTooltipMs = 500;

// Something that the mouse can meet; the last one at a place lies on top.
struct Hit {
  std::string id;
  Rect rect;
};

// Something that the focus can stop at.
struct Stop {
  std::string id;
  std::size_t group = 0;
  bool types = false;       // takes characters and editing keys
  bool types_lines = false; // Enter and up and down too
};

struct ScrollFrame {
  std::string id;
  Rect view;             // px at 100 %, in what surrounds it
  float content_height = 0;
  ScrollState* state = nullptr;
  std::optional<Rect> reveal{};  // px at 100 %: what has just got the focus
  bool has_focus = false;
};

struct FieldScroll {
  std::string id;
  float x = 0, y = 0;
};

struct Ui::Kept {
  // --- focus ---
  std::string focused;
  std::string wanted;        // has it from the next pass on
  bool wanted_if_there = false;  // only if this pass drew it
  std::string before_dialog;
  std::string field_with_focus;  // so that it learns that it lost it
  bool reveal = false;           // the focus came by key: what has it must be seen
  bool types = false, types_lines = false;  // of what is focused
  std::vector<Stop> order;
  std::size_t group = 0;
  std::size_t dialogs = 0, dialogs_before = 0;

  // --- mouse ---
  Point mouse{-1, -1};
  std::vector<Hit> hits, hits_before;
  std::string hovered;
  std::int64_t hovered_since = 0;
  std::string pressed;       // the button went down on it and is still down
  float grabbed = 0;         // where a scroll bar is held
  std::string flashed;       // pressed by key a moment ago
  std::int64_t flashed_until = 0;

  // --- painting ---
  std::vector<Rect> clips;
  std::vector<ScrollFrame> scrolls;
  float shift = 0;           // px at 100 %, the sum of all scrolling
  std::vector<std::function<void()>> overlays;
  std::array<std::optional<draw::IconShape>, draw::kIcons> icons{};

  // --- fields ---
  std::vector<FieldScroll> field_scrolls;  // a handful: those of one screen
  std::int64_t caret_since = 0;
  std::string refused;       // the field whose last insert was too long

  bool again = false;
  std::int64_t due_ms = kNeverDue;

  Rect clip() const { return clips.empty() ? Rect{-1e6F, -1e6F, 2e6F, 2e6F} : clips.back(); }
  // Id of what lay on top there in the pass before; nothing where nobody knows.
  std::string_view target(float x, float y) const;
  FieldScroll& field_scroll(std::string_view id);
  void due(std::int64_t at_ms) { due_ms = std::min(due_ms, at_ms); }
};

Rect overlap(const Rect& a, const Rect& b);
inline bool is_empty(const Rect& rect) { return rect.w <= 0 || rect.h <= 0; }

// Registers something that can be met without asking for clicks: for widgets that read events themselves.
struct Met {
  bool enabled = false, hovered = false, focused = false, held = false;
};
Met meet(Ui& ui, std::string_view id, Rect rect, bool enabled, bool types = false, bool types_lines = false);
// Takes the press of the first button on `id`: it is held and focused from now on.
std::optional<MouseButton> take_press(Ui& ui, std::string_view id);
// Takes the release of what is held; `inside` tells whether it is still under the mouse.
struct Release {
  bool inside = false;
  int clicks = 1;
};
std::optional<Release> take_release(Ui& ui, std::string_view id);
void focus_now(Ui& ui, std::string_view id);
bool takes_plain(const KeyPressed& key, bool types, bool types_lines);

// The scroll bar at the end of `view`; moves the offset while it is held. Also takes the wheel.
void scroll_bar(Ui& ui, std::string_view id, Rect view, double content_height, ScrollState& state);

}  // namespace holdfast::ui
