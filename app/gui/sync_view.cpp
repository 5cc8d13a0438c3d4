#include "app/gui/sync_view.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/record_status.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"
#include "app/gui/sync_parts.h"

namespace holdfast::gui {

namespace {

constexpr float kRoadCards = 180, kRoadRow = 46, kDotsWidth = 190;
constexpr std::int64_t kLookAgainMs = 3000;

std::string sync_title(const State& state, ui::Ui& ui) {
  const RoadFacts& road = state.road;
  if (road.is_hq) return ui.tr("Take in what the teams bring");
  if (!road.known) return ui.tr("Sync");
  if (!road.enrolled) return ui.tr("This laptop belongs to no team yet");
  if (road.records == 0) return ui.tr("Nothing to send yet");
  if (road.hq_time_ms == 0) return ui.tr("Headquarters has not answered yet");
  return ui.tr("Headquarters has confirmed {1} of {2} records",
               {std::to_string(road.records_confirmed), std::to_string(road.records)});
}

std::string sync_line(const State& state, ui::Ui& ui) {
  const RoadFacts& road = state.road;
  if (road.is_hq) {
    return ui.tr("Every bundle is checked before anything of it is seen. The answers go back on the stick.");
  }
  if (!road.enrolled) return ui.tr("Headquarters takes it in once; until then nothing can be sent.");
  if (road.hq_time_ms == 0) return ui.tr("Until it confirms, this laptop keeps everything.");
  const std::string when = long_day_words(ui, road.hq_time_ms, state.utc_offset_minutes);
  return ui.tr("Last answer on {1}, {2}. Until it confirms, this laptop keeps everything.",
               {when, time_words(ui, road.hq_time_ms, state.utc_offset_minutes)});
}

std::size_t steps_of(RoadMark mark) {
  switch (mark) {
    case RoadMark::Draft: return 0;
    case RoadMark::NotSent: return 1;
    case RoadMark::OnTheRoad: return 2;
    case RoadMark::Received: return 3;
    case RoadMark::Confirmed:
    case RoadMark::FromOthers: return 4;
  }
  return 0;
}

// Four dots and what joins them: written, carried, received, confirmed.
void draw_dots(ui::Ui& ui, const ui::Rect& cell, std::size_t steps) {
  const float step = 56, size = 12;
  const float y = cell.y + cell.h / 2;
  for (std::size_t i = 0; i < 4; ++i) {
    const float x = cell.x + static_cast<float>(i) * step;
    if (i > 0) {
      const bool done = i < steps;
      ui.line(x - step + size, y, x, y, done ? ui::Token::Accent : ui::Token::Line, 2);
    }
    const ui::Rect dot{x, y - size / 2, size, size};
    if (i < steps) ui.fill(dot, ui::Token::Accent, size / 2);
    else ui.edge(dot, ui::Token::Control, size / 2, 2);
  }
}

void draw_road_row(const State& state, ui::Ui& ui, const RoadLine& line, std::span<const ui::Rect> cells) {
  const auto cell = [&](const ui::Rect& rect, std::string_view words, ui::TextKind kind, ui::Token token) {
    ui.text({rect.x, rect.y + rect.h / 2 - 10, rect.w, 20}, words, kind, token, {.lines_max = 1});
  };
  cell(cells[0], line.name, ui::TextKind::ControlBold, ui::Token::Text);
  cell(cells[1], line.form_title, ui::TextKind::Control, ui::Token::Text);
  cell(cells[2], moment_words(ui, line.created_ms, state.utc_offset_minutes), ui::TextKind::Control,
       ui::Token::Text2);
  draw_dots(ui, cells[3], steps_of(line.mark));
  RecordLine mark;
  mark.mark = line.mark;
  const std::string words = line.question.empty() ? words_of_mark(ui, line.mark) : line.question;
  ui::status_text(ui, cells[4].x, cells[4].y + cells[4].h / 2, status_of_record(mark), words);
  ui.note("sync.row/" + line.id, cells[4], words);
}

void draw_road_table(const State& state, SyncUi& view, ui::Ui& ui, ui::Rect rect, Commands& out) {
  const RoadFacts& road = state.road;
  if (!road.known) return ui::loading_state(ui, rect, 0);
  if (road.lines.empty()) {
    const std::string bold = ui.tr("No record yet");
    const std::string words = ui.tr("What you submit stands here until headquarters has confirmed it.");
    ui::empty_state(ui, "sync.empty", rect, {draw::Icon::Sync, bold, words, {}, {}});
    return;
  }
  const std::string titles[] = {ui.tr("Record"), ui.tr("Kind"), ui.tr("Written"),
                                ui.tr("Written, carried, received, confirmed"), ""};
  const ui::Column columns[] = {{titles[0], 110}, {titles[1], 0}, {titles[2], 130}, {titles[3], kDotsWidth + 80},
                                {titles[4], 190}};
  ui::card(ui, rect);
  const ui::TableResult result = ui::table(
      ui, "sync.table", rect, columns, road.lines.size(), kRoadRow, view.table,
      [&](std::size_t index, std::span<const ui::Rect> cells) { draw_road_row(state, ui, road.lines[index], cells); });
  if (result.chosen) view.table.chosen = *result.chosen;
  if (!result.opened || *result.opened >= road.lines.size()) return;
  out.push(OpenRecord{road.lines[*result.opened].id});
  out.push(GoTo{Place::Records});
}

void draw_run(const State& state, SyncUi& view, ui::Ui& ui, ui::Rect rect) {
  ui::Rect inside = ui.begin_scroll("sync.outcomes", rect, view.outcome_height, view.outcome_scroll);
  inside.w -= 16;
  view.outcome_height = draw_outcomes(state, ui, inside);
  ui.end_scroll();
}

// A run that has ended shows what it did, until somebody looks at the records again.
void note_end_of_run(const State& state, SyncUi& view) {
  const bool running = is_syncing(state);
  if (view.was_running && !running) view.outcomes = true;
  if (!view.was_running && running) view.outcomes = false;
  view.was_running = running;
}

void look_when_due(const State& state, SyncUi& view, ui::Ui& ui, Commands& out) {
  const RoadFacts& road = state.road;
  if (!road.known && !road.asking) out.push(LookAtRoad{});
  if (is_syncing(state) || ui.steady_ms() - view.looked_steady_ms < kLookAgainMs) return;
  view.looked_steady_ms = ui.steady_ms();
  if (road.known) out.push(LookForSticks{});
}

}  // namespace

void draw_sync(const State& state, SyncUi& view, ui::Ui& ui, Commands& out) {
  note_end_of_run(state, view);
  look_when_due(state, view, ui, out);
  const bool shows_run = state.road.run && state.road.run->done && (view.outcomes || state.road.is_hq);
  ScreenSpec spec;
  spec.title = sync_title(state, ui);
  spec.line = sync_line(state, ui);
  if (shows_run && !state.road.is_hq) {
    spec.buttons.push_back({"sync.records", ui.tr("Show the records"), draw::Icon::Table});
  }
  spec.buttons.push_back({"sync.laptop", ui.tr("This laptop"), draw::Icon::Laptop});
  if (!state.road.is_hq) spec.foot_words = ui.tr("Everything on the stick is sealed to headquarters");
  spec.keys = {{"S", state.road.is_hq ? ui.tr("Read a stick") : ui.tr("Write a stick")}};
  const Screen screen = begin_screen(state, ui, out, spec);
  if (screen.pressed && *screen.pressed + 1 == spec.buttons.size()) out.push(GoTo{Place::Enrolment});
  else if (screen.pressed) view.outcomes = false;
  ui::Rect body = screen.body.inset(24);
  ui::Rect cards = body.take_top(kRoadCards, 16);
  const ui::Rect first = cards.take_start((cards.w - 16) / 2, 16);
  draw_stick_card(state, ui, first, out);
  draw_folder_card(state, view, ui, cards, out);
  const std::vector<Stick>& sticks = state.road.sticks;
  const bool one = sticks.size() == 1 && !sticks.front().read_only && !is_syncing(state);
  if (one) ui.focus_if_none("sync.write");
  if (one && !ui.is_focused("sync.path") && ui.take_key(ui::Key::S)) out.push(SyncWith{sticks.front().path});
  if (shows_run) return draw_run(state, view, ui, body);
  if (state.road.is_hq) {
    const std::string bold = ui.tr("No stick was read yet today");
    const std::string words = ui.tr("What became of each bundle stands here afterwards.");
    ui::empty_state(ui, "sync.hq", body, {draw::Icon::Inbox, bold, words, {}, {}});
    return;
  }
  draw_road_table(state, view, ui, body, out);
}

}  // namespace holdfast::gui
