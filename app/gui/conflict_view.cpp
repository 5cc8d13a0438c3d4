#include "app/gui/conflict_view.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/history_parts.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

constexpr float kHistoryPanel = 288, kConflictLabel = 134, kConflictHead = 60, kConflictRow = 44;
constexpr std::size_t kVersionsShown = 4;

std::string letter_of(std::size_t column) { return std::string(1, static_cast<char>('A' + column % 26)); }

std::size_t versions_of(const ConflictFacts& facts) {
  std::size_t count = 0;
  for (const ConflictLine& line : facts.lines) count = std::max(count, line.values.size());
  return std::min(count, kVersionsShown);
}

std::string conflict_author(const ConflictFacts& facts, std::size_t column) {
  for (const ConflictLine& line : facts.lines) {
    if (column < line.values.size()) return line.values[column].author;
  }
  return {};
}

const ConflictValue* first_value(const ConflictFacts& facts, std::size_t column) {
  for (const ConflictLine& line : facts.lines) {
    if (column < line.values.size()) return &line.values[column];
  }
  return nullptr;
}

std::vector<std::string> open_labels(const ConflictFacts& facts, const ConflictUi& view) {
  std::vector<std::string> out;
  for (const ConflictLine& line : facts.lines) {
    if (view.choices.count(line.path) == 0) out.push_back(line.label);
  }
  return out;
}

struct ConflictGrid {
  ui::Rect rect;
  std::size_t columns = 2;
  float column_width = 0;
  ui::Rect cell(float y, float height, std::size_t column) const {
    return {rect.x + kConflictLabel + static_cast<float>(column) * column_width, y, column_width, height};
  }
};

void draw_versions_head(const State& state, const ConflictFacts& facts, ConflictUi& view, ui::Ui& ui,
                        const ConflictGrid& grid) {
  for (std::size_t column = 0; column < grid.columns; ++column) {
    ui::Rect cell = grid.cell(grid.rect.y, kConflictHead, column).inset(12, 8);
    const std::string use = ui.tr("Use all of {1}", {letter_of(column)});
    const ui::ButtonSpec spec{.label = use, .enabled = state.records.conflicts->may_decide};
    const ui::Rect button = cell.take_end(ui::button_width(ui, spec), 8);
    if (ui::button(ui, "conflict.all/" + letter_of(column), button, spec)) {
      for (const ConflictLine& line : facts.lines) {
        if (column < line.values.size()) view.choices[line.path] = column;
      }
    }
    const std::string title = ui.tr("{1}, {2}", {letter_of(column), conflict_author(facts, column)});
    ui.text({cell.x, cell.y, cell.w, 20}, title, ui::TextKind::ControlBold, ui::Token::Text, {.lines_max = 1});
    const ConflictValue* value = first_value(facts, column);
    if (value == nullptr) continue;
    const std::string when = moment_words(ui, value->written_ms, state.utc_offset_minutes);
    const std::string source = value->staff.empty() ? when : ui.tr("{1}, {2}", {value->staff, when});
    ui.text({cell.x, cell.y + 22, cell.w, 20}, source, ui::TextKind::Small, ui::Token::Text2, {.lines_max = 1});
  }
}

float line_height(ui::Ui& ui, const ConflictLine& line, float width) {
  float height = kConflictRow;
  for (const ConflictValue& value : line.values) {
    height = std::max(height, ui.measure(value.text, ui::TextKind::Control, width - 60).h + 22);
  }
  return std::max(height, ui.measure(line.label, ui::TextKind::Small, kConflictLabel - 24).h + 20);
}

void draw_conflict_line(const State& state, const ConflictLine& line, ConflictUi& view, ui::Ui& ui,
                        const ConflictGrid& grid, const ui::Rect& row) {
  const auto chosen = view.choices.find(line.path);
  ui.text({row.x + 12, row.y + 10, kConflictLabel - 24, row.h - 12}, line.label, ui::TextKind::Small,
          ui::Token::Text2);
  for (std::size_t column = 0; column < grid.columns && column < line.values.size(); ++column) {
    const ui::Rect cell = grid.cell(row.y, row.h, column);
    const bool is_chosen = chosen != view.choices.end() && chosen->second == column;
    if (chosen == view.choices.end()) ui.fill(cell, ui::Token::CautionGround);
    else if (is_chosen) ui.fill(cell, ui::Token::Selected);
    const std::string id = "conflict.choice/" + line.path + "/" + letter_of(column);
    const bool may = state.records.conflicts->may_decide;
    if (ui::radio(ui, id, cell.inset(12, 0), line.values[column].text, is_chosen, may)) {
      view.choices[line.path] = column;
    }
  }
}

void draw_same_line(const AnswerLine& line, ui::Ui& ui, const ConflictGrid& grid, const ui::Rect& row) {
  ui.text({row.x + 12, row.y + 12, kConflictLabel - 24, row.h - 12}, line.label, ui::TextKind::Small,
          ui::Token::Text3, {.lines_max = 2});
  for (std::size_t column = 0; column < grid.columns; ++column) {
    const ui::Rect cell = grid.cell(row.y, row.h, column);
    ui.icon(draw::Icon::Equal, cell.x + 14, cell.y + row.h / 2 - 8, 16, ui::Token::Text3);
    ui::TextOptions options;
    options.lines_max = 1;
    options.by_own_direction = true;
    ui.text({cell.x + 40, cell.y + 12, cell.w - 52, 20}, line.value, ui::TextKind::Control, ui::Token::Text2, options);
  }
}

void draw_versions(const State& state, const ConflictFacts& facts, ConflictUi& view, ui::Ui& ui, ui::Rect rect) {
  ConflictGrid grid;
  grid.columns = std::max<std::size_t>(1, versions_of(facts));
  const float width = rect.w - 16;
  grid.column_width = (width - kConflictLabel) / static_cast<float>(grid.columns);
  float height = kConflictHead;
  for (const ConflictLine& line : facts.lines) height += line_height(ui, line, grid.column_width);
  height += kConflictRow * static_cast<float>(facts.same.size());
  ui::Rect inside = ui.begin_scroll("conflict.table", rect, height, view.scroll);
  inside.w = width;
  grid.rect = inside;
  ui::card(ui, {inside.x, inside.y, inside.w, height});
  draw_versions_head(state, facts, view, ui, grid);
  float y = inside.y + kConflictHead;
  for (const ConflictLine& line : facts.lines) {
    const ui::Rect row{inside.x, y, inside.w, line_height(ui, line, grid.column_width)};
    ui::separator(ui, row.x, row.y, row.w);
    draw_conflict_line(state, line, view, ui, grid, row);
    y += row.h;
  }
  for (const AnswerLine& line : facts.same) {
    const ui::Rect row{inside.x, y, inside.w, kConflictRow};
    ui::separator(ui, row.x, row.y, row.w);
    draw_same_line(line, ui, grid, row);
    y += row.h;
  }
  ui.end_scroll();
}

std::string differ_words(const ConflictFacts& facts, const ConflictUi& view, ui::Ui& ui) {
  const std::string differ = ui.trn("{n} answer differs", "{n} answers differ", facts.lines.size());
  const std::vector<std::string> open = open_labels(facts, view);
  if (open.empty()) return differ;
  return ui.tr("{1}, {2} still open: {3}", {differ, std::to_string(open.size()), open.front()});
}

// Nothing is chosen by itself, and a decision needs every answer chosen and a person at headquarters.
void draw_decision(const State& state, const ConflictFacts& facts, ConflictUi& view, ui::Ui& ui, ui::Rect rect,
                   Commands& out) {
  const bool may = state.records.conflicts->may_decide;
  ui.icon(draw::Icon::NotEqual, rect.x, rect.y + 2, 16, ui::Token::Caution);
  ui.text({rect.x + 26, rect.y, rect.w - 26, 20}, differ_words(facts, view, ui), ui::TextKind::Control,
          ui::Token::Text, {.lines_max = 1, .probe_id = "conflict.open"});
  rect.take_top(28, 4);
  ui::Rect foot = rect.take_bottom(ui::kButtonHeight, 8);
  if (!may) {
    ui::note_block(ui, rect, ui::Tone::Neutral, ui.tr("Headquarters decides which answer stands."),
                   ui.tr("Until then both stay, here and there. Nobody has to be asked again."), draw::Icon::Fork);
    return;
  }
  const std::string why = ui.tr("Why (kept with the decision)");
  ui::text_field(ui, "conflict.reason", rect, view.reason, {.label = why});
  const std::string decide = ui.tr("Decide");
  const bool ready = open_labels(facts, view).empty() && !state.records.acting;
  const ui::ButtonSpec spec{.label = decide, .kind = ui::ButtonKind::Primary, .enabled = ready};
  if (ui::button(ui, "conflict.decide", foot.take_end(std::max(96.0F, ui::button_width(ui, spec)), 12), spec)) {
    ResolveConflict command{facts.record, {}, std::string(view.reason.text())};
    for (const ConflictLine& line : facts.lines) command.choices.emplace_back(line.path, view.choices.at(line.path));
    view.choices.clear();
    out.push(std::move(command));
  }
  ui.text({foot.x, foot.y + 12, foot.w, 20}, ui.tr("Nothing is overwritten. A later correction opens it again."),
          ui::TextKind::Small, ui::Token::Text2, {.lines_max = 1});
}

void begin_record(const ConflictFacts& facts, const State& state, ConflictUi& view, Commands& out) {
  if (view.record != facts.record) {
    const std::size_t at = view.at;
    view = ConflictUi{};
    view.at = at;
    view.record = facts.record;
  }
  const RecordsFacts& records = state.records;
  const bool here = records.history && records.history->record == facts.record;
  if (!here && records.history_asked != facts.record) out.push(OpenHistory{facts.record, true});
}

ScreenSpec conflict_spec(const State& state, const ConflictFacts* facts, const ConflictUi& view, ui::Ui& ui) {
  ScreenSpec spec;
  spec.title = facts == nullptr ? ui.tr("Conflicts") : ui.tr("{1}, two versions", {facts->name});
  spec.line = ui.tr("Two teams changed the same record without seeing each other. Both are kept.");
  if (facts == nullptr) return spec;
  const std::size_t count = state.records.conflicts->records.size();
  const std::string place = ui.tr("{1} of {2}", {std::to_string(view.at + 1), std::to_string(count)});
  spec.foot_words = ui.trn("{n} record waits for a decision", "{n} records wait for a decision", count);
  spec.buttons.push_back({"conflict.back", ui.tr("Before"), draw::Icon::Up, {}, ui::ButtonKind::Secondary,
                          view.at > 0});
  spec.buttons.push_back({"conflict.next", ui.tr("Next, {1}", {place}), draw::Icon::Down, {},
                          ui::ButtonKind::Secondary, view.at + 1 < count});
  return spec;
}

void draw_conflict(const State& state, const ConflictFacts& facts, ConflictUi& view, ui::Ui& ui, const Screen& screen,
                   Commands& out) {
  ui::Rect body = screen.body;
  const bool history = state.records.history && state.records.history->record == facts.record;
  if (!ui.narrow()) {
    const ui::Rect panel = body.take_start(kHistoryPanel).inset(20, 20);
    ui.line(body.x, body.y, body.x, body.bottom(), ui::Token::Line);
    if (history) {
      ui::Rect inside = ui.begin_scroll("conflict.history", panel, history_height(state, ui, panel.w - 14),
                                        view.history_scroll);
      inside.w -= 14;
      draw_fork(state, ui, inside);
      ui.end_scroll();
    }
  }
  body = body.inset(24, 20);
  const ui::Rect foot = body.take_bottom(164, 12);
  draw_versions(state, facts, view, ui, body);
  draw_decision(state, facts, view, ui, foot, out);
}

}  // namespace

void draw_conflicts(const State& state, ConflictUi& view, ui::Ui& ui, Commands& out) {
  const auto& conflicts = state.records.conflicts;
  if (!conflicts && !state.records.conflicts_asked) out.push(LookAtConflicts{});
  const bool any = conflicts && !conflicts->records.empty();
  if (any) view.at = std::min(view.at, conflicts->records.size() - 1);
  const ConflictFacts* facts = any ? &conflicts->records[view.at] : nullptr;
  if (facts != nullptr) begin_record(*facts, state, view, out);
  const Screen screen = begin_screen(state, ui, out, conflict_spec(state, facts, view, ui));
  if (facts != nullptr) {
    draw_conflict(state, *facts, view, ui, screen, out);
    if (screen.pressed == std::size_t{0} && view.at > 0) --view.at;
    if (screen.pressed == std::size_t{1} && view.at + 1 < conflicts->records.size()) ++view.at;
    return;
  }
  if (!conflicts) return ui::loading_state(ui, screen.body.inset(24), state.records.asked_steady_ms);
  const std::string bold = ui.tr("Nobody disagrees");
  const std::string words = ui.tr("Where two people answer differently, both answers stand here side by side.");
  ui::empty_state(ui, "conflict.none", screen.body, {draw::Icon::Fork, bold, words, {}, {}});
}

}  // namespace holdfast::gui
