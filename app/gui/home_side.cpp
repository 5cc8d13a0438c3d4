#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/home_view.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"
#include "app/gui/words_of_time.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kSidePad = 20;
constexpr float kLineHeight = 36;

struct CountLine {
  ui::Status status;
  std::string words;
  std::size_t count = 0;
  std::string_view id;
};

void draw_count_line(ui::Ui& ui, Rect row, const CountLine& line) {
  const float middle = row.y + 12;
  ui::status_text(ui, row.x, middle, line.status, line.words);
  const Rect number{row.end() - 80, row.y, 80, 24};
  ui.text(number, std::to_string(line.count), TextKind::BodyBold, Token::Text,
          {.align = ui::Align::End, .lines_max = 1, .probe_id = line.id});
}

std::string answered_words(const State& state, ui::Ui& ui) {
  if (!state.home.enrolled) return ui.tr("This laptop is not part of a team yet.");
  if (state.home.hq_answered_ms == 0) return ui.tr("Headquarters has not answered yet.");
  const std::int64_t then = state.home.hq_answered_ms;
  const std::int32_t offset = state.utc_offset_minutes;
  const bool lately = state.now_ms - then < 6LL * 86'400'000 && then <= state.now_ms;
  const std::string day = lately ? weekday_words(ui, local_time(then, offset).weekday) : day_words(ui, then, offset);
  return ui.tr("Headquarters last answered on {1} at {2}.", {day, time_words(ui, then, offset)});
}

float draw_headquarters(const State& state, ui::Ui& ui, Commands& out, Rect column) {
  const HomeFacts& home = state.home;
  ui.text({column.x, column.y, column.w, 20}, ui.tr("Headquarters"), TextKind::Label, Token::Text2, {.lines_max = 1});
  const std::string answered = answered_words(state, ui);
  const float inner = column.w - 2 * kSidePad;
  const float answered_height = ui.measure(answered, TextKind::Small, inner).h;
  const std::string number = std::to_string(home.confirmed);
  const float number_width = ui.measure(number, TextKind::Figure).w;
  const std::string rest = ui.trn("of {n} record confirmed", "of {n} records confirmed", home.records);
  const bool below = number_width + 10 + ui.measure(rest, TextKind::Body).w > inner;
  const float figure_height = below ? 80.0F : 52.0F;
  const float height = 16 + figure_height + 36 + 3 * kLineHeight - 8 + 25 + answered_height + 14 + 44 + 20;
  const Rect card{column.x, column.y + 30, column.w, height};
  ui::card(ui, card);
  float y = card.y + 16;
  const float x = card.x + kSidePad;
  ui.text({x, y, number_width + 4, 52}, number, TextKind::Figure, Token::Text,
          {.lines_max = 1, .probe_id = "home.confirmed"});
  const Rect beside{x + number_width + 10, y + 19, inner - number_width - 10, 24};
  ui.text(below ? Rect{x, y + 54, inner, 24} : beside, rest, TextKind::Body, Token::Text2, {.lines_max = 1});
  y += figure_height + 12;
  const double share = home.records == 0 ? 0 : static_cast<double>(home.confirmed) / static_cast<double>(home.records);
  ui::progress_bar(ui, {x, y, inner, 8}, share);
  y += 24;
  const CountLine lines[] = {
      {ui::Status::Confirmed, ui.tr("Confirmed"), home.confirmed, "home.count.confirmed"},
      {ui::Status::OnTheRoad, ui.tr("On the road"), home.on_the_road, "home.count.road"},
      {ui::Status::NotSent, ui.tr("Not sent"), home.not_sent, "home.count.not_sent"},
  };
  for (const CountLine& line : lines) {
    draw_count_line(ui, {x, y, inner, 24}, line);
    y += kLineHeight;
  }
  y -= 8;
  ui::separator(ui, x, y + 8, inner);
  y += 25;
  ui.text({x, y, inner, answered_height}, answered, TextKind::Small, Token::Text2, {.probe_id = "home.answered"});
  y += answered_height + 14;
  const std::string label = ui.tr("Send and receive");
  if (ui::button(ui, "home.sync", {x, y, inner, 44}, {.label = label, .icon = draw::Icon::Sync})) {
    out.push(GoTo{Place::Sync});
  }
  return card.bottom();
}

// At headquarters: what is here, and what waits for a decision.
float draw_holdings(const HomeFacts& home, ui::Ui& ui, Commands& out, Rect column) {
  ui.text({column.x, column.y, column.w, 20}, ui.tr("Here"), TextKind::Label, Token::Text2, {.lines_max = 1});
  const Rect card{column.x, column.y + 30, column.w, 16 + 52 + 12 + 36 + 16 + 44 + 20};
  ui::card(ui, card);
  const float inner = card.w - 2 * kSidePad, x = card.x + kSidePad;
  float y = card.y + 16;
  const std::string number = std::to_string(home.records);
  const float width = ui.measure(number, TextKind::Figure).w;
  ui.text({x, y, width + 4, 52}, number, TextKind::Figure, Token::Text, {.lines_max = 1, .probe_id = "home.records"});
  const std::string all = ui.trn("record of all teams", "records of all teams", home.records);
  ui.text({x + width + 10, y + 19, inner - width - 10, 24}, all, TextKind::Body, Token::Text2, {.lines_max = 1});
  y += 64;
  draw_count_line(ui, {x, y, inner, 24},
                  {ui::Status::TwoVersions, ui.tr("Answers that differ"), home.conflicts, "home.count.conflicts"});
  y += 52;
  const std::string label = ui.tr("Take in and answer");
  if (ui::button(ui, "home.sync", {x, y, inner, 44}, {.label = label, .icon = draw::Icon::Inbox})) {
    out.push(GoTo{Place::Sync});
  }
  return card.bottom();
}

std::string space_words(ui::Ui& ui, std::uint64_t bytes) {
  constexpr std::uint64_t kMegabyte = 1'000'000;
  constexpr std::uint64_t kGigabyte = 1'000'000'000;
  if (bytes >= kGigabyte) return ui.tr("{1} GB", {std::to_string(bytes / kGigabyte)});
  return ui.tr("{1} MB", {std::to_string(bytes / kMegabyte)});
}

struct LaptopLine {
  std::string name, value;
  bool caution = false;
};

std::vector<LaptopLine> laptop_lines(const HomeFacts& home, ui::Ui& ui) {
  constexpr std::uint64_t kLittleSpace = 2'000'000'000;
  std::vector<LaptopLine> lines;
  if (home.laptop.free_bytes) {
    const std::uint64_t bytes = *home.laptop.free_bytes;
    lines.push_back({ui.tr("Free space"), space_words(ui, bytes), bytes < kLittleSpace});
  }
  if (home.laptop.battery_percent) {
    const int percent = *home.laptop.battery_percent;
    const std::string number = std::to_string(percent);
    const std::string words = home.laptop.charging ? ui.tr("{1} %, charging", {number}) : ui.tr("{1} %", {number});
    lines.push_back({ui.tr("Battery"), words, percent < 15 && !home.laptop.charging});
  }
  switch (home.clock) {
    case ClockSays::AgreesWithHq: lines.push_back({ui.tr("Clock"), ui.tr("Agrees with HQ")}); break;
    case ClockSays::InDoubt: lines.push_back({ui.tr("Clock"), ui.tr("In doubt"), true}); break;
    case ClockSays::Unknown:
      if (home.is_hq) break;  // there is nobody to compare with
      lines.push_back({ui.tr("Clock"), ui.tr("Not compared yet")});
      break;
  }
  return lines;
}

float draw_laptop(const State& state, ui::Ui& ui, Rect column) {
  const std::vector<LaptopLine> lines = laptop_lines(state.home, ui);
  const Rect card{column.x, column.y, column.w, 16 + 20 + 10 + static_cast<float>(lines.size()) * 28 + 8};
  ui::card(ui, card);
  const Rect row{card.x + kSidePad, card.y + 16, card.w - 2 * kSidePad, 20};
  ui.text({row.x, row.y, row.w / 2, 20}, ui.tr("This laptop"), TextKind::Label, Token::Text, {.lines_max = 1});
  ui.text({row.x + row.w / 2, row.y, row.w / 2, 20}, state.home.laptop.name, TextKind::Small, Token::Text3,
          {.align = ui::Align::End, .lines_max = 1});
  float y = row.y + 30;
  for (const LaptopLine& line : lines) {
    const float value = std::min(row.w * 0.6F, ui.measure(line.value, TextKind::Small).w + 2);
    ui.text({row.x, y, row.w - value - 8, 20}, line.name, TextKind::Small, Token::Text2, {.lines_max = 1});
    ui.text({row.end() - value, y, value, 20}, line.value, TextKind::Small,
            line.caution ? Token::Caution : Token::Text2, {.align = ui::Align::End, .lines_max = 1});
    y += 28;
  }
  return card.bottom();
}

}  // namespace

float draw_home_side(const State& state, ui::Ui& ui, Commands& out, Rect column) {
  const float below = state.home.is_hq ? draw_holdings(state.home, ui, out, column)
                                       : draw_headquarters(state, ui, out, column);
  return draw_laptop(state, ui, {column.x, below + 16, column.w, 0});
}

}  // namespace holdfast::gui
