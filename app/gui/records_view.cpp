#include "app/gui/records_view.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/record_status.h"
#include "app/gui/records_parts.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kRecordRow = 46;
constexpr float kSidePanel = 336;
constexpr std::size_t kWindowBefore = 60;  // rows fetched above those that show

std::string count_line(const State& state, ui::Ui& ui) {
  const RecordsFacts& facts = state.records;
  if (!facts.known) return {};
  return facts.is_hq ? ui.trn("{n} record at headquarters", "{n} records at headquarters", facts.all)
                     : ui.trn("{n} record on this laptop", "{n} records on this laptop", facts.all);
}

std::string found_words(const State& state, ui::Ui& ui) {
  const RecordsFacts& facts = state.records;
  if (!facts.known || facts.keys == nullptr) return {};
  const std::size_t count = facts.keys->size();
  if (facts.cut) return ui.tr("The newest {1} of more", {std::to_string(count)});
  if (facts.question == RecordsQuestion{}) return ui.tr("Newest first");
  return ui.trn("{n} found", "{n} found", count);
}

void draw_search_row(const State&, RecordsUi& view, ui::Ui& ui, Rect row) {
  const bool clears = !view.words.text().empty();
  if (clears) {
    const Rect clear = row.take_end(48, 8);
    if (ui::icon_button(ui, "records.clear", clear, draw::Icon::Close, ui.tr("Clear search"))) {
      view.words.set_text("");
      ui.focus("records.words");
    }
  }
  ui::FieldSpec spec;
  const std::string hint = ui.tr("Search in any script: a name, a word, a code");
  spec.placeholder = hint;
  spec.icon = draw::Icon::Search;
  spec.box_height = 48;
  spec.sensitive = true;
  const ui::FieldResult field = ui::text_field(ui, "records.words", row, view.words, spec);
  view.entered = field.entered;
  ui.focus_if_none("records.words");
}

std::vector<std::string> mark_labels(ui::Ui& ui) {
  return {ui.tr("Any status"), ui.tr("Draft"),  ui.tr("Not sent"),  ui.tr("On the road"),
          ui.tr("Confirmed"),  ui.tr("Sealed"), ui.tr("2 versions")};
}

void draw_filters(const State& state, RecordsUi& view, ui::Ui& ui, Rect row) {
  const RecordsFacts& facts = state.records;
  std::vector<std::string> forms{ui.tr("Any kind")};
  std::size_t form = 0;
  for (const FormChoice& choice : facts.forms) {
    if (choice.id == view.question.form_id) form = forms.size();
    forms.push_back(choice.title);
  }
  const auto chosen = ui::picker(ui, "records.form", row.take_start(240, 8), forms[form], forms, view.form_picker);
  if (chosen) view.question.form_id = *chosen == 0 ? std::string() : facts.forms[*chosen - 1].id;
  const std::vector<std::string> marks = mark_labels(ui);
  const std::size_t mark = static_cast<std::size_t>(view.question.mark);
  const auto marked = ui::picker(ui, "records.mark", row.take_start(180, 8), marks[mark], marks, view.mark_picker);
  if (marked) view.question.mark = static_cast<MarkFilter>(*marked);
  const std::string found = found_words(state, ui);
  ui.text({row.x, row.y + (row.h - 20) / 2, row.w, 20}, found, TextKind::Small, Token::Text3,
          {.align = ui::Align::End, .lines_max = 1, .probe_id = "records.count"});
}

std::vector<ui::Column> columns_of(ui::Ui& ui, std::vector<std::string>& titles, bool searching, bool narrow) {
  titles = {ui.tr("Record"), ui.tr("Kind"), searching ? ui.tr("Where it was found") : ui.tr("About"),
            ui.tr("Written"), ui.tr("Headquarters")};
  std::vector<ui::Column> out{{titles[0], 120}, {titles[1], 170}, {titles[2], 0}};
  if (!narrow) out.push_back({titles[3], 130});
  out.push_back({titles[4], 190});
  return out;
}

// What is missing of the rows that show is fetched, with some above and below.
void fetch_what_shows(const State& state, const RecordsUi& view, Rect table, Commands& out) {
  const RecordsFacts& facts = state.records;
  if (facts.keys == nullptr || facts.keys->empty()) return;
  const auto top = static_cast<std::size_t>(std::max(0.0F, view.table.scroll.offset) / kRecordRow);
  const auto rows = static_cast<std::size_t>(table.h / kRecordRow) + 2;
  const std::size_t last = std::min(top + rows, facts.keys->size());
  const bool here = top >= facts.first && last <= facts.first + facts.lines.size();
  if (here || top >= facts.keys->size()) return;
  const std::size_t first = top > kWindowBefore ? top - kWindowBefore : 0;
  if (facts.fetching != first) out.push(FetchRecords{first});
}

const RecordLine* line_at(const RecordsFacts& facts, std::size_t index) {
  if (index < facts.first || index - facts.first >= facts.lines.size()) return nullptr;
  return &facts.lines[index - facts.first];
}

void choose_row(const State& state, RecordsUi& view, std::size_t index, bool whole, Commands& out) {
  const RecordsFacts& facts = state.records;
  if (facts.keys == nullptr || index >= facts.keys->size()) return;
  view.table.chosen = index;
  const RecordKey& key = (*facts.keys)[index];
  if (key.draft) {
    if (whole) {
      out.push(OpenDraft{key.id});
      out.push(GoTo{Place::Interview});
    } else {
      out.push(CloseRecord{});
    }
    return;
  }
  const std::string id = to_hex(key.id);
  const bool open = facts.detail && facts.detail->line.id == id;
  if (!open && facts.opening != id) out.push(OpenRecord{id});
  view.reading = whole;
}

void draw_table(const State& state, RecordsUi& view, ui::Ui& ui, Rect rect, Commands& out) {
  const RecordsFacts& facts = state.records;
  const bool searching = !facts.question.words.empty();
  std::vector<std::string> titles;
  const bool narrow = rect.w < 760;
  const std::vector<ui::Column> columns = columns_of(ui, titles, searching, narrow);
  const std::size_t rows = facts.keys == nullptr ? 0 : facts.keys->size();
  const ui::TableResult result =
      ui::table(ui, "records.table", rect, columns, rows, kRecordRow, view.table,
                [&](std::size_t index, std::span<const Rect> cells) {
                  const RecordLine* line = line_at(facts, index);
                  if (line == nullptr) draw_record_waiting(ui, cells);
                  else draw_record_row(state, ui, *line, cells, narrow);
                });
  fetch_what_shows(state, view, rect, out);
  if (result.opened) choose_row(state, view, *result.opened, true, out);
  else if (result.chosen) choose_row(state, view, *result.chosen, false, out);
}

// Arrows and Enter work while the search field has the focus: nobody leaves it to look at what was found.
void take_list_keys(const State& state, RecordsUi& view, ui::Ui& ui, Commands& out) {
  const std::size_t rows = state.records.keys == nullptr ? 0 : state.records.keys->size();
  if (ui.is_focused("records.words") && rows > 0) {
    if (ui.take_key(ui::Key::Down)) {
      const bool first = !state.records.detail && state.records.opening.empty();
      choose_row(state, view, first ? view.table.chosen : std::min(rows - 1, view.table.chosen + 1), false, out);
    }
    if (ui.take_key(ui::Key::Up)) {
      choose_row(state, view, view.table.chosen - std::min<std::size_t>(1, view.table.chosen), false, out);
    }
    if (view.entered) choose_row(state, view, std::min(view.table.chosen, rows - 1), true, out);
  }
  if (!ui.take_key(ui::Key::Escape)) return;
  if (!view.words.text().empty()) view.words.set_text("");
  else if (state.records.detail) out.push(CloseRecord{});
}

void ask_what_is_typed(const State& state, RecordsUi& view, Commands& out) {
  view.question.words = std::string(view.words.text());
  const RecordsFacts& facts = state.records;
  if (!facts.known && !facts.asking) return out.push(LookAtRecords{});
  if (view.question == facts.question) return;
  view.table.chosen = 0;
  view.table.scroll.offset = 0;
  out.push(AskRecords{view.question});
}

void draw_list(const State& state, RecordsUi& view, ui::Ui& ui, Rect body, Commands& out) {
  const RecordsFacts& facts = state.records;
  Rect tools = body.take_top(132);
  tools = tools.inset(24, 16);
  draw_search_row(state, view, ui, tools.take_top(48, 8));
  draw_filters(state, view, ui, tools.take_top(44));
  take_list_keys(state, view, ui, out);
  ui::separator(ui, body.x, body.y, body.w);
  const bool nothing = facts.known && !facts.asking && facts.keys != nullptr && facts.keys->empty();
  if (!facts.known) return ui::loading_state(ui, body.inset(24), facts.asked_steady_ms);
  if (!nothing) return draw_table(state, view, ui, body, out);
  draw_nothing_found(state, view, ui, body, out);
}

ScreenSpec list_spec(const State& state, ui::Ui& ui) {
  ScreenSpec spec;
  spec.title = ui.tr("Records");
  spec.line = count_line(state, ui);
  spec.buttons.push_back({"records.new", ui.tr("New record"), draw::Icon::Plus, {}, ui::ButtonKind::Primary});
  spec.keys = {{"↑ ↓", ui.tr("Record")}, {"Enter", ui.tr("Open")}, {"Esc", ui.tr("Clear search")}};
  if (state.records.detail) spec.side_width = kSidePanel;
  return spec;
}

void draw_records_screen(const State& state, RecordsUi& view, ui::Ui& ui, Commands& out) {
  if (view.reading && state.records.detail) return draw_record_whole(state, view, ui, out);
  if (view.reading && state.records.opening.empty()) view.reading = false;
  const Screen screen = begin_screen(state, ui, out, list_spec(state, ui));
  if (screen.pressed) {
    out.push(ChooseForm{});
    out.push(GoTo{Place::Interview});
  }
  draw_list(state, view, ui, screen.body, out);
  if (screen.side.w > 0) draw_record_side(state, view, ui, screen.side, out);
}

}  // namespace

void draw_records(const State& state, RecordsUi& view, ui::Ui& ui, Commands& out) {
  ask_what_is_typed(state, view, out);
  if (view.correction.open && state.records.detail) return draw_correction(state, view.correction, ui, out);
  draw_records_screen(state, view, ui, out);
}

}  // namespace holdfast::gui
