// A table of any length: only the rows that show are drawn. One stop for the focus; arrows move within it.
#include <algorithm>
#include <cmath>

#include "app/gui/ui/parts.h"

namespace holdfast::ui {

namespace {

constexpr float kTableHead = 36, kCellPad = 12, kBarRoom = 14;

std::vector<Rect> column_rects(Rect row, std::span<const Column> columns) {
  float fixed = 0;
  std::size_t sharing = 0;
  for (const Column& column : columns) {
    fixed += column.width;
    sharing += column.width <= 0 ? 1 : 0;
  }
  const float share = sharing == 0 ? 0 : std::max(0.0F, row.w - fixed) / static_cast<float>(sharing);
  std::vector<Rect> cells;
  for (const Column& column : columns) {
    const float width = column.width > 0 ? column.width : share;
    cells.push_back(row.take_start(width).inset(kCellPad, 0));
  }
  return cells;
}

void draw_head(Ui& ui, std::string_view id, Rect head, std::span<const Column> columns) {
  const std::vector<Rect> cells = column_rects(head, columns);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].title.empty()) continue;
    const bool fits =
        centred_text(ui, cells[i], columns[i].title, TextKind::LeastBold, Token::Text3, columns[i].align);
    note_says(ui, std::string(id) + "/head/" + std::to_string(i), cells[i], {columns[i].title, false, true, fits});
  }
  ui.line(head.x, head.bottom() - 1, head.end(), head.bottom() - 1, Token::Line);
}

struct TableView {
  Rect view;
  std::size_t rows = 0;
  float row_height = 0;

  double content() const { return static_cast<double>(rows) * static_cast<double>(row_height); }
  // In double: of 100,000 rows the last lies millions of px below.
  float top_of(std::size_t row, float offset) const {
    return static_cast<float>(static_cast<double>(view.y) + static_cast<double>(row) * static_cast<double>(row_height) -
                              static_cast<double>(offset));
  }
  bool scrolls() const { return content() > static_cast<double>(view.h) + 0.5; }
  std::size_t page() const { return static_cast<std::size_t>(std::max(1.0F, std::floor(view.h / row_height))); }
};

// The row that a key leads to; nothing where the key is none of ours.
std::optional<std::size_t> row_after(Key key, std::size_t at, const TableView& table) {
  const std::size_t last = table.rows - 1;
  switch (key) {
    case Key::Up: return at == 0 ? 0 : at - 1;
    case Key::Down: return std::min(last, at + 1);
    case Key::PageUp: return at < table.page() ? 0 : at - table.page();
    case Key::PageDown: return std::min(last, at + table.page());
    case Key::Home: return 0;
    case Key::End: return last;
    default: return std::nullopt;
  }
}

void reveal_row(const TableView& table, ScrollState& scroll, std::size_t row) {
  const double top = static_cast<double>(row) * static_cast<double>(table.row_height);
  const double bottom = top + static_cast<double>(table.row_height) - static_cast<double>(table.view.h);
  scroll.offset = std::max(scroll.offset, static_cast<float>(bottom));
  scroll.offset = std::min(scroll.offset, static_cast<float>(top));
}

void take_table_keys(Ui& ui, const TableView& table, TableState& state, TableResult& result) {
  std::vector<Event>& events = ui.events();
  for (auto it = events.begin(); it != events.end();) {
    const KeyPressed* key = std::get_if<KeyPressed>(&*it);
    const bool plain = key != nullptr && key->modifiers == Modifiers{};
    const std::optional<std::size_t> to = plain ? row_after(key->key, state.chosen, table) : std::nullopt;
    if (to.has_value()) {
      if (*to != state.chosen) result.chosen = *to;
      state.chosen = *to;
      reveal_row(table, state.scroll, *to);
      ui.kept().again = true;
    } else if (plain && key->key == Key::Enter && !key->again) {
      result.opened = state.chosen;
    } else {
      ++it;
      continue;
    }
    it = events.erase(it);
  }
}

void take_table_press(Ui& ui, std::string_view id, const TableView& table, TableState& state, TableResult& result) {
  const std::optional<MouseButton> press = take_press(ui, id);
  take_release(ui, id);
  if (!press.has_value()) return;
  focus_now(ui, id);
  const float down = ui.mouse().y + ui.kept().shift - table.view.y + state.scroll.offset;
  const std::size_t row = static_cast<std::size_t>(std::max(0.0F, down / table.row_height));
  if (row >= table.rows) return;
  state.chosen = row;
  result.chosen = row;
  if (press->clicks == 2) result.opened = row;
}

void draw_rows(Ui& ui, std::string_view id, const TableView& table, std::span<const Column> columns,
               const TableState& state, const Met& met,
               const std::function<void(std::size_t, std::span<const Rect>)>& draw_row) {
  const double offset = static_cast<double>(state.scroll.offset);
  const std::size_t first = static_cast<std::size_t>(offset / static_cast<double>(table.row_height));
  for (std::size_t row = first; row < table.rows; ++row) {
    const float width = table.view.w - (table.scrolls() ? kBarRoom : 0);
    const Rect all{table.view.x, table.top_of(row, state.scroll.offset), width, table.row_height};
    if (all.y >= table.view.bottom()) break;
    const bool chosen = row == state.chosen;
    if (chosen) {
      ui.fill(all, Token::Selected);
      ui.fill({all.x, all.y, 3, all.h}, Token::Accent);
    } else if (met.hovered && ui.mouse_in(all)) {
      ui.fill(all, Token::Hover);
    }
    ui.line(all.x, all.bottom() - 1, all.end(), all.bottom() - 1, Token::Line);
    note_says(ui, std::string(id) + "/" + std::to_string(row), all, {{}, chosen});
    const std::vector<Rect> cells = column_rects(all, columns);
    draw_row(row, cells);
    if (chosen && met.focused) focus_ring_inside(ui, all, kRadiusChip);
  }
}

}  // namespace

TableResult table(Ui& ui, std::string_view id, Rect rect, std::span<const Column> columns, std::size_t rows,
                  float row_height, TableState& state,
                  const std::function<void(std::size_t, std::span<const Rect>)>& draw_row) {
  TableResult result;
  Rect view = rect;
  bool titled = false;
  for (const Column& column : columns) titled = titled || !column.title.empty();
  Rect head = titled ? view.take_top(kTableHead) : Rect{};
  const TableView place{view, rows, row_height};
  // Titles stand above their cells, which leave room for the bar.
  if (place.scrolls()) head.w -= kBarRoom;
  if (titled) draw_head(ui, id, head, columns);
  if (rows > 0) state.chosen = std::min(state.chosen, rows - 1);
  const Met met = meet(ui, id, view, rows > 0);
  const float furthest = static_cast<float>(std::max(0.0, place.content() - static_cast<double>(view.h)));
  state.scroll.offset = std::clamp(state.scroll.offset, 0.0F, furthest);
  if (met.enabled) {
    if (met.focused) take_table_keys(ui, place, state, result);
    take_table_press(ui, id, place, state, result);
  }
  state.scroll.offset = std::clamp(state.scroll.offset, 0.0F, furthest);
  ui.push_clip(view);
  draw_rows(ui, id, place, columns, state, met, draw_row);
  ui.pop_clip();
  scroll_bar(ui, id, view, place.content(), state.scroll);
  note_says(ui, id, view, {std::to_string(rows), false, rows > 0});
  return result;
}

}  // namespace holdfast::ui
