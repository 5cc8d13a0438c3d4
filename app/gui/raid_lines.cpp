// The lines of a raid, the newest on top; what could not be saved before all (declared in app/gui/raid_parts.h).
#include <algorithm>
#include <array>

#include "app/gui/raid_parts.h"
#include "app/gui/shell_frame.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kHeadLine = 36, kLine = 44, kMoveBar = 56;

struct RaidColumns {
  Rect number, code, nationality, seems, needs, going, at;
};

RaidColumns raid_columns_of(Rect row) {
  Rect rest = row.inset(ui::kBodyInset, 0);
  RaidColumns out;
  out.number = rest.take_start(56);
  out.code = rest.take_start(116);
  out.nationality = rest.take_start(148, 8);
  out.seems = rest.take_start(140, 8);
  out.at = rest.take_end(84);
  out.needs = rest.take_start(rest.w * 0.52F, 8);
  out.going = rest;
  return out;
}

void draw_cell(ui::Ui& ui, Rect cell, std::string_view words, Token ink, TextKind kind = TextKind::Control,
               ui::Align align = ui::Align::Start) {
  ui.text({cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20}, words, kind, ink, {.align = align, .lines_max = 1});
}

void draw_head_line(ui::Ui& ui, Rect row) {
  const RaidColumns columns = raid_columns_of(row);
  const auto head = [&ui](Rect cell, const char* words, ui::Align align = ui::Align::Start) {
    draw_cell(ui, cell, ui.tr(words), Token::Text3, TextKind::LeastBold, align);
  };
  head(columns.number, "No.");
  head(columns.code, "Wristband");
  head(columns.nationality, "Nationality");
  head(columns.seems, "Seems");
  head(columns.needs, "Needs now");
  head(columns.going, "Is going to");
  head(columns.at, "Written at", ui::Align::End);
  ui.line(row.x, row.bottom() - 0.5F, row.end(), row.bottom() - 0.5F, Token::Line);
}

void draw_needs(ui::Ui& ui, Rect cell, const RaidAnswers& answers, Token ink) {
  const std::vector<std::string> needs = answers.needs.value_or(std::vector<std::string>{});
  std::string words;
  for (const std::string& need : needs) words += (words.empty() ? "" : ", ") + need_words(ui, need);
  if (words.empty()) words = ui.tr("None urgent");
  const bool medical = std::find(needs.begin(), needs.end(), "urgent_medical") != needs.end();
  if (medical) ui.icon(draw::Icon::Medical, cell.x, cell.y + 14, 16, Token::Caution);
  const float shift = medical ? 26.0F : 0.0F;
  draw_cell(ui, {cell.x + shift, cell.y, cell.w - shift, cell.h}, words, ink);
}

void draw_seems(ui::Ui& ui, Rect cell, const RaidAnswers& answers, Token ink) {
  const bool child = is_child(answers);
  if (child) ui.icon(draw::Icon::Child, cell.x, cell.y + 14, 16, Token::Caution);
  const float shift = child ? 26.0F : 0.0F;
  draw_cell(ui, {cell.x + shift, cell.y, cell.w - shift, cell.h}, seems_words(ui, answers), ink);
}

std::string state_words(const RaidScene& scene, ui::Ui& ui, const RaidLine& line) {
  if (line.taken_back && !line.changing) return ui.tr("Taken back");
  if (line.state == RaidLineState::Saving || line.changing) return ui.tr("Saving");
  return time_words(ui, line.written_at_ms, scene.state.utc_offset_minutes, true);
}

void draw_failed(const RaidLine& line, ui::Ui& ui, Commands& out, Rect row) {
  Rect inside = row.inset(ui::kBodyInset, 0);
  const Rect number = inside.take_start(56);
  draw_cell(ui, number, std::to_string(line.number), Token::Text, TextKind::ControlBold);
  ui.icon(draw::Icon::Damaged, inside.x, row.y + 12, 20, Token::Stop);
  inside.take_start(30);
  const std::string again = ui.tr("Try again");
  const ui::ButtonSpec spec{.label = again};
  const Rect place = inside.take_end(ui::button_width(ui, spec), 12);
  if (ui::button(ui, "raid.retry", {place.x, row.y + 2, place.w, 40}, spec)) out.push(RetryRaidLines{});
  const std::string words = ui.tr("Not saved yet. {1}", {line.failure});
  ui.text({inside.x, row.y + 3, inside.w, 40}, words, TextKind::Small, Token::Stop,
          {.lines_max = 2, .probe_id = "raid.failure"});
}

void draw_line(const RaidScene& scene, const RaidLine& line, ui::Ui& ui, Commands& out, Rect row) {
  const std::string id = "raid.line/" + std::to_string(line.number);
  const ui::Touch touch = ui.touch(id, row);
  if (line.chosen) {
    ui.fill(row, Token::Selected);
    ui.fill({row.x, row.y, 3, row.h}, Token::Accent);
  } else if (touch.hovered) {
    ui.fill(row, Token::Hover);
  }
  if (touch.activated) out.push(ChooseRaidLine{line.number, !line.chosen});
  const Token ink = line.taken_back ? Token::Text3 : Token::Text;
  const RaidColumns columns = raid_columns_of(row);
  draw_cell(ui, columns.number, std::to_string(line.number), ink, TextKind::ControlBold);
  draw_cell(ui, columns.code, line.code, ink);
  draw_cell(ui, columns.nationality, country_words(ui, scene.task, line.answers.nationality.value_or("")), ink);
  draw_seems(ui, columns.seems, line.answers, ink);
  draw_needs(ui, columns.needs, line.answers, ink);
  draw_cell(ui, columns.going, going_words(ui, line.answers), ink);
  const std::string at = state_words(scene, ui, line);
  draw_cell(ui, columns.at, at, Token::Text2, TextKind::Control, ui::Align::End);
  if (line.taken_back) {
    const float middle = row.y + row.h / 2;
    ui.line(row.x + ui::kBodyInset, middle, columns.going.end(), middle, Token::Text3);
  }
  if (touch.focused) ui.edge(row.inset(2), Token::Accent, 0, 2);
  ui.line(row.x, row.bottom() - 0.5F, row.end(), row.bottom() - 0.5F, Token::Line);
  ui.note(id, row, line.code + " " + at, line.chosen);
}

// Many at once: those that are chosen go to one vehicle.
void draw_move_bar(const RaidScene& scene, std::size_t chosen, ui::Ui& ui, Commands& out, Rect bar) {
  ui.fill(bar, Token::Panel);
  ui.line(bar.x, bar.y + 0.5F, bar.end(), bar.y + 0.5F, Token::Line);
  Rect rest = bar.inset(ui::kBodyInset, 6);
  const std::string words = ui.trn("{n} person chosen. Going to:", "{n} people chosen. Going to:", chosen);
  const float width = ui.measure(words, TextKind::Label).w + 4;
  ui.text({rest.x, rest.y + 12, width, 20}, words, TextKind::Label, Token::Text, {.lines_max = 1});
  rest.take_start(width, 16);
  std::vector<std::string> vehicles = scene.task.plan.vehicles;
  vehicles.emplace_back();
  for (std::size_t i = 0; i < vehicles.size(); ++i) {
    const std::string label = vehicles[i].empty() ? ui.tr("Still here") : vehicles[i];
    const ui::ButtonSpec spec{.label = label};
    const Rect place = rest.take_start(ui::button_width(ui, spec), 8);
    if (place.w < 40) break;
    const std::string id = "raid.move/" + std::to_string(i);
    if (ui::button(ui, id, {place.x, place.y, place.w, ui::kButtonHeight}, spec)) out.push(MoveRaidLines{vehicles[i]});
  }
}

// The order on the screen: what failed, then the newest first.
std::vector<const RaidLine*> shown_lines(const RaidTask& task) {
  std::vector<const RaidLine*> out;
  const auto failed = [](const RaidLine& line) { return line.state == RaidLineState::Failed && !line.taken_back; };
  for (const RaidLine& line : task.lines) {
    if (failed(line)) out.push_back(&line);
  }
  // A line that was found stands on top, where it is looked for.
  for (const RaidLine& line : task.lines) {
    if (!task.found_code.empty() && line.code == task.found_code && !failed(line)) out.push_back(&line);
  }
  for (auto at = task.lines.rbegin(); at != task.lines.rend(); ++at) {
    const bool found = !task.found_code.empty() && at->code == task.found_code;
    if (!failed(*at) && !found) out.push_back(&*at);
  }
  return out;
}

}  // namespace

void draw_raid_lines(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out, Rect place) {
  ui.line(place.x, place.y + 0.5F, place.end(), place.y + 0.5F, Token::Line);
  const RaidTask& task = scene.task;
  const auto chosen = std::count_if(task.lines.begin(), task.lines.end(), [](const auto& line) { return line.chosen; });
  if (chosen > 0) draw_move_bar(scene, static_cast<std::size_t>(chosen), ui, out, place.take_bottom(kMoveBar));
  draw_head_line(ui, place.take_top(kHeadLine));
  if (task.lines.empty()) {
    ui.text({place.x + ui::kBodyInset, place.y + 12, place.w - 2 * ui::kBodyInset, 20},
            ui.tr("Nobody is written down yet. The first number key begins."), TextKind::Small, Token::Text2);
    return;
  }
  const std::vector<const RaidLine*> lines = shown_lines(task);
  const float height = static_cast<float>(lines.size()) * kLine;
  const Rect inside = ui.begin_scroll("raid.lines", place, height, view.lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const float top = static_cast<float>(i) * kLine;
    // Lines that do not show cost nothing.
    if (top + kLine < view.lines.offset - kLine || top > view.lines.offset + place.h + kLine) continue;
    const Rect row{inside.x, inside.y + top, inside.w, kLine};
    const bool failed = lines[i]->state == RaidLineState::Failed && !lines[i]->taken_back;
    if (failed) draw_failed(*lines[i], ui, out, row);
    else draw_line(scene, *lines[i], ui, out, row);
  }
  ui.end_scroll();
}

}  // namespace holdfast::gui
