#include "app/gui/records_parts.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/record_status.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

constexpr float kReadingWidth = 720;  // lines of text are no longer than this
constexpr float kButtonsBelow = 216;  // four of them

float middle_of(const ui::Rect& cell) { return cell.y + cell.h / 2; }

void record_cell(ui::Ui& ui, const ui::Rect& cell, std::string_view words, ui::TextKind kind, ui::Token token) {
  const float height = ui.measure(words, kind).h;
  ui::TextOptions options;
  options.lines_max = 1;
  ui.text({cell.x, middle_of(cell) - height / 2, cell.w, height}, words, kind, token, options);
}

// The answer in which it was found, what was typed marked in it.
void draw_found(ui::Ui& ui, const ui::Rect& cell, const RecordLine& line) {
  const ui::TextKind kind = ui::TextKind::Body;
  const ui::Size before = ui.measure(line.before, kind);
  const ui::Size found = ui.measure(line.found, kind);
  const ui::Size after = ui.measure(line.after, kind);
  const float height = std::max({before.h, found.h, after.h});
  const float y = middle_of(cell) - height / 2;
  // A blank at the end is not measured.
  const float blank = line.before.ends_with(' ') ? 5 : 1;
  const float start = line.before.empty() ? 0 : before.w + blank;
  ui.push_clip(cell);
  if (start > 0) ui.text({cell.x, y, before.w + 1, height}, line.before, kind, ui::Token::Text2, {.lines_max = 1});
  ui.fill({cell.x + start, y, found.w, height}, ui::Token::Selected);
  ui.line(cell.x + start, y + height - 1, cell.x + start + found.w, y + height - 1, ui::Token::Accent, 2);
  ui.text({cell.x + start, y, found.w + 1, height}, line.found, kind, ui::Token::Text, {.lines_max = 1});
  ui.pop_clip();
  const float rest = cell.w - start - found.w - 2;
  if (rest > 24 && !line.after.empty()) {
    ui.text({cell.x + start + found.w + 2, y, rest, height}, line.after, kind, ui::Token::Text2, {.lines_max = 1});
  }
}

}  // namespace

void draw_record_row(const State& state, ui::Ui& ui, const RecordLine& line, std::span<const ui::Rect> cells,
                     bool narrow) {
  record_cell(ui, cells[0], line.name, ui::TextKind::ControlBold, ui::Token::Text);
  record_cell(ui, cells[1], line.form_title, ui::TextKind::Control, ui::Token::Text);
  const std::string reason = record_state_words(ui, line);
  if (!line.found.empty()) draw_found(ui, cells[2], line);
  else record_cell(ui, cells[2], reason.empty() ? line.title : reason, ui::TextKind::Control, ui::Token::Text2);
  if (!narrow) {
    const std::string when = moment_words(ui, line.created_ms, state.utc_offset_minutes);
    record_cell(ui, cells[3], when, ui::TextKind::Control, ui::Token::Text2);
  }
  const ui::Rect& last = cells.back();
  ui::status_text(ui, last.x, middle_of(last), status_of_record(line), status_words_of_record(ui, line));
  ui.note("records.row/" + line.id, cells[0], line.name);
  ui.note("records.status/" + line.id, last, status_words_of_record(ui, line));
}

void draw_record_waiting(ui::Ui& ui, std::span<const ui::Rect> cells) {
  for (const ui::Rect& cell : cells) {
    ui.fill({cell.x, middle_of(cell) - 5, std::max(20.0F, cell.w * 0.6F), 10}, ui::Token::Hover, ui::kRadiusChip);
  }
}

void draw_nothing_found(const State& state, RecordsUi& view, ui::Ui& ui, ui::Rect rect, Commands& out) {
  const RecordsFacts& facts = state.records;
  if (facts.question == RecordsQuestion{}) {
    const std::string bold = ui.tr("No record yet");
    const std::string words = ui.tr("What you submit stands here, the newest first.");
    const std::string button = ui.tr("New record");
    const ui::EmptySpec spec{draw::Icon::Table, bold, words, button, draw::Icon::Plus};
    if (!ui::empty_state(ui, "records.empty", rect, spec)) return;
    out.push(ChooseForm{});
    out.push(GoTo{Place::Interview});
    return;
  }
  const std::string bold = ui.tr("Nothing found");
  const std::string words =
      ui.tr("Sealed records are found by their code only. Try fewer letters, or another way to write the name.");
  const std::string button = ui.tr("Show all records");
  const ui::EmptySpec spec{draw::Icon::Search, bold, words, button, {}};
  if (!ui::empty_state(ui, "records.none", rect, spec)) return;
  view.words.set_text("");
  view.question = RecordsQuestion{};
}

namespace {

float draw_record_notes(ui::Ui& ui, ui::Rect rect, const RecordDetail& detail) {
  const std::string reason = record_state_words(ui, detail.line);
  float used = 0;
  if (!reason.empty()) used += 12 + ui::note_block(ui, rect, ui::Tone::Neutral, reason, "", draw::Icon::Seal);
  if (detail.line.in_conflict) {
    const std::string words = ui.tr("Two people answered differently. Both answers are kept.");
    used += 12 + ui::note_block(ui, rect.moved(0, used), ui::Tone::Caution, ui.tr("2 versions"), words,
                                draw::Icon::Fork);
  }
  return used;
}

// Buttons of an open record, below each other.
void record_buttons(const State& state, RecordsUi& view, ui::Ui& ui, ui::Rect& rect, Commands& out) {
  const RecordDetail& detail = *state.records.detail;
  const auto next = [&rect] { return rect.take_top(ui::kButtonHeight, 8); };
  if (detail.may_edit &&
      ui::button(ui, "records.edit", next(), {.label = ui.tr("Correct an answer"), .icon = draw::Icon::Interview})) {
    view.correction.open = true;
    view.correction.acts_before = state.records.acts;
  }
  if (ui::button(ui, "records.history", next(), {.label = ui.tr("History"), .icon = draw::Icon::Clock})) {
    out.push(OpenHistory{detail.line.id});
  }
  if (detail.line.in_conflict &&
      ui::button(ui, "records.conflict", next(), {.label = ui.tr("Compare versions"), .icon = draw::Icon::Fork})) {
    out.push(LookAtConflicts{});
    out.push(GoTo{Place::Conflicts});
  }
  if (detail.person.empty()) return;
  const std::string who = ui.tr("Person {1}", {detail.person_code});
  if (ui::button(ui, "records.person", next(), {.label = who, .icon = draw::Icon::User})) {
    out.push(OpenPerson{detail.person});
  }
}

}  // namespace

void draw_record_side(const State& state, RecordsUi& view, ui::Ui& ui, ui::Rect side, Commands& out) {
  const RecordDetail& detail = *state.records.detail;
  ui::Rect rect = side.inset(20, 16);
  ui::Rect head = rect.take_top(40, 4);
  if (ui::icon_button(ui, "records.close", head.take_end(40), draw::Icon::Close, ui.tr("Close"))) {
    out.push(CloseRecord{});
  }
  ui.text({head.x, head.y + 8, head.w, 24}, detail.line.name, ui::TextKind::Heading, ui::Token::Text,
          {.lines_max = 1, .probe_id = "records.detail"});
  const ui::Rect status = rect.take_top(24, 4);
  ui::status_text(ui, status.x, middle_of(status), status_of_record(detail.line),
                  status_words_of_record(ui, detail.line));
  const std::string written = ui.tr("{1}, written {2} on {3}",
                                    {detail.line.form_title,
                                     moment_words(ui, detail.line.created_ms, state.utc_offset_minutes),
                                     detail.line.device});
  rect.take_top(ui.text(rect, written, ui::TextKind::Small, ui::Token::Text2), 12);
  rect.take_top(draw_record_notes(ui, rect, detail));
  if (ui::button(ui, "records.read", rect.take_top(ui::kButtonHeight, 8),
                 {.label = ui.tr("Read it"), .icon = draw::Icon::Eye, .key = "Enter"})) {
    view.reading = true;
  }
  record_buttons(state, view, ui, rect, out);
  rect.take_top(8);
  const float height = answers_height(ui, rect.w - 16, detail.answers);
  ui::Rect inside = ui.begin_scroll("records.side", rect, height, view.side_scroll);
  inside.w -= 16;
  draw_answers(ui, inside, detail.answers);
  ui.end_scroll();
}

namespace {

void draw_record_margin(const State& state, RecordsUi& view, ui::Ui& ui, ui::Rect rect, Commands& out) {
  const RecordDetail& detail = *state.records.detail;
  record_buttons(state, view, ui, rect, out);
  rect.take_top(12);
  const auto fact = [&](std::string_view label, std::string_view value) {
    rect.take_top(draw_fact(ui, rect, label, value), 12);
  };
  fact(ui.tr("Kind"), detail.line.form_title);
  fact(ui.tr("Written"), moment_words(ui, detail.line.created_ms, state.utc_offset_minutes));
  fact(ui.tr("On the laptop"), detail.line.device);
  fact(ui.tr("Number in its journal"), std::to_string(detail.seq));
  fact(ui.tr("Corrections"), std::to_string(detail.line.revisions));
  if (detail.line.blobs > 0) fact(ui.tr("Files"), std::to_string(detail.line.blobs));
  ui.text({rect.x, rect.y, rect.w, 18}, ui.tr("Fingerprint of the first entry"), ui::TextKind::Least,
          ui::Token::Text3);
  ui.text({rect.x, rect.y + 20, rect.w, rect.h - 20}, detail.hash, ui::TextKind::Mono, ui::Token::Text2);
}

}  // namespace

void draw_record_whole(const State& state, RecordsUi& view, ui::Ui& ui, Commands& out) {
  const RecordDetail& detail = *state.records.detail;
  ScreenSpec spec;
  spec.title = detail.line.name;
  spec.line = ui.tr("{1}. It can be read here; a correction is a new version, and both stay.",
                    {detail.line.form_title});
  spec.buttons.push_back({"records.back", ui.tr("Back to the list"), draw::Icon::Back, "Esc"});
  spec.keys = {{"Esc", ui.tr("Back")}};
  spec.side_width = 320;
  const Screen screen = begin_screen(state, ui, out, spec);
  ui::Rect body = screen.body.inset(24);
  body.w = std::min(body.w, kReadingWidth + 16);
  body.take_top(draw_record_notes(ui, body, detail));
  const float answers = answers_height(ui, body.w - 16, detail.answers);
  // Large text: what stands at the side comes below.
  const float height = answers + (screen.side_hidden ? kButtonsBelow : 0);
  ui::Rect inside = ui.begin_scroll("records.read", body, height, view.read_scroll);
  inside.w -= 16;
  draw_answers(ui, inside, detail.answers);
  if (screen.side_hidden) {
    ui::Rect below{inside.x + 4, inside.y + answers, std::min(inside.w - 8, 320.0F), kButtonsBelow};
    record_buttons(state, view, ui, below, out);
  }
  ui.end_scroll();
  if (screen.side.w > 0) draw_record_margin(state, view, ui, screen.side.inset(20, 16), out);
  ui.focus_if_none("records.back");
  if (ui.take_key(ui::Key::Escape) || screen.pressed) view.reading = false;
}

}  // namespace holdfast::gui
