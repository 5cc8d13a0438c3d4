// The parts of the look (look.md, "Parts"), one function each. They draw in the rectangle they are given and say what
// the person did; none changes anything but the edit model or scroll state it is handed.
#pragma once

#include <span>

#include "app/gui/ui/ui.h"

namespace holdfast::ui {

// --- buttons ---
enum class ButtonKind : std::uint8_t { Primary, Secondary, Quiet, Danger, DangerFilled };
struct ButtonSpec {
  std::string_view label;
  ButtonKind kind = ButtonKind::Secondary;
  std::optional<draw::Icon> icon{};
  std::string_view key{};  // key cap after the label
  bool enabled = true;     // the reason stands beside it, by whoever draws it
  bool icon_after = false;
  bool big = false;
};
bool button(Ui& ui, std::string_view id, Rect rect, const ButtonSpec& spec);
float button_width(Ui& ui, const ButtonSpec& spec);
// An icon alone: close, back, up, down, eye, zoom; `name` is its tooltip.
bool icon_button(Ui& ui, std::string_view id, Rect rect, draw::Icon icon, std::string_view name, bool enabled = true);
float key_cap(Ui& ui, float x, float middle_y, std::string_view key);  // returns its width

// --- fields ---
enum class Doubt : std::uint8_t { None, Caution, Error };
struct FieldSpec {
  std::string_view label{};      // above, 14 bold; empty: none
  std::string_view guidance{};   // below
  std::string_view placeholder{};
  std::string_view required_word{};  // "Required" after the label
  Doubt doubt = Doubt::None;
  std::string_view doubt_sentence{};
  bool sensitive = false;        // what is copied is cleared after 15 s
  bool read_only = false;
  bool multi_line = false;
  float box_height = kFieldHeight;
  std::string_view language{};   // of what is typed; empty: unknown
  std::optional<draw::Icon> icon{};
};
struct FieldResult {
  bool changed = false;
  bool entered = false;  // Enter in a single line, Ctrl+Enter in many
  bool left = false;     // lost the focus in this pass
  float height = 0;      // all of it, label and guidance too
};
FieldResult text_field(Ui& ui, std::string_view id, Rect rect, draw::TextEdit& edit, const FieldSpec& spec);
float field_height(Ui& ui, float width, const FieldSpec& spec);

// --- choices ---
bool checkbox(Ui& ui, std::string_view id, Rect rect, std::string_view label, bool chosen, bool enabled = true);
bool radio(Ui& ui, std::string_view id, Rect rect, std::string_view label, bool chosen, bool enabled = true);
// A row as wide as `rect`: box or circle, label, and a second label in the other language beside it.
struct OptionSpec {
  std::string_view label, second{};
  std::string_view second_language{};
  bool chosen = false, many = false, enabled = true;
  std::string_view number{};  // key that chooses it
  float second_x = 0;         // where the second column starts, from the row's start; 0: half
};
bool option_row(Ui& ui, std::string_view id, Rect rect, const OptionSpec& spec);
float option_height(Ui& ui, float width, const OptionSpec& spec);
// Segments for 2 to 5 short choices; the index of what was pressed.
std::optional<std::size_t> segments(Ui& ui, std::string_view id, Rect rect, std::span<const std::string> labels,
                                    std::size_t chosen);
// A number key with a word: the raid's answers.
struct NumberChoiceSpec {
  std::string_view number, label;
  std::optional<draw::Icon> icon{};
  bool chosen = false, lit = true;  // lit: this row is being answered
};
bool number_choice(Ui& ui, std::string_view id, Rect rect, const NumberChoiceSpec& spec);
float number_choice_width(Ui& ui, const NumberChoiceSpec& spec);
// A closed list that opens below; the index of what was chosen.
struct PickerState {
  bool open = false;
  draw::TextEdit* filter = nullptr;  // where the list is long; typed words narrow it
  ScrollState scroll{};
  std::size_t at = 0;
};
std::optional<std::size_t> picker(Ui& ui, std::string_view id, Rect rect, std::string_view shown,
                                  std::span<const std::string> labels, PickerState& state);

// --- status, chips, notes ---
enum class Status : std::uint8_t {
  Draft, NotSent, InProgress, OnTheRoad, Confirmed, Sealed, NeedsYou, Gap, TwoVersions, StaysHere, Damaged,
  SameAsBefore,
};
void status_mark(Ui& ui, float x, float y, Status status, float size = 16);       // shape alone, beside its word
float status_text(Ui& ui, float x, float middle_y, Status status, std::string_view words);  // returns its width
enum class Tone : std::uint8_t { Neutral, Selected, Caution, Stop };
float chip(Ui& ui, float x, float y, std::string_view words, Tone tone, std::optional<draw::Icon> icon = {});
// A block with ground: the sum agrees, people are missing, the stick is full. Returns its height.
float note_block(Ui& ui, Rect rect, Tone tone, std::string_view bold, std::string_view words,
                 std::optional<draw::Icon> icon = {});
void progress_bar(Ui& ui, Rect rect, double share);  // 8 high
void card(Ui& ui, Rect rect);
void separator(Ui& ui, float x, float y, float width);

// --- tables: only rows that show are drawn, so that 100,000 cost what 20 do ---
struct Column {
  std::string_view title;
  float width = 0;  // 0: shares what is left
  Align align = Align::Start;
};
struct TableState {
  ScrollState scroll{};
  std::size_t chosen = 0;
};
struct TableResult {
  std::optional<std::size_t> chosen{};  // moved to by arrow, page, Home, End or click
  std::optional<std::size_t> opened{};  // Enter or double click
};
// `draw_row(index, cells)` draws one row's cells in the rectangles given, one a column.
TableResult table(Ui& ui, std::string_view id, Rect rect, std::span<const Column> columns, std::size_t rows,
                  float row_height, TableState& state,
                  const std::function<void(std::size_t, std::span<const Rect>)>& draw_row);

// --- whole states ---
struct EmptySpec {
  draw::Icon icon;
  std::string_view bold, words, button{};
  std::optional<draw::Icon> button_icon{};
};
bool empty_state(Ui& ui, std::string_view id, Rect rect, const EmptySpec& spec);
// Grey bars in the shape of what comes; nothing in the first 200 ms.
void loading_state(Ui& ui, Rect rect, std::int64_t since_steady_ms);
// "What happened. What is safe. What to do." with at most two buttons; 1 or 2 where one was pressed, else 0.
int error_state(Ui& ui, std::string_view id, Rect rect, const std::string& happened, const std::string& safe,
                const std::string& do_next, std::string_view first_button, std::string_view second_button = {});

// --- dialogs: centred card; the ground behind is filled. Returns the body's rectangle to draw in. ---
struct DialogSpec {
  std::string_view title;
  float width = 512, body_height = 120;
};
Rect begin_dialog(Ui& ui, std::string_view id, const DialogSpec& spec);
void end_dialog(Ui& ui);

}  // namespace holdfast::ui
