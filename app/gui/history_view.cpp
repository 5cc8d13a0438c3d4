// The screen "History" and the fork beside a conflict: versions from the newest down, lines between them.
#include "app/gui/history_parts.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

constexpr float kLaneWidth = 24, kDot = 16, kVersionGap = 20;
constexpr std::size_t kLanesShown = 4;

std::string act_words(ui::Ui& ui, const VersionLine& line) {
  switch (line.act) {
    case VersionAct::Sealed: return ui.tr("Sealed");
    case VersionAct::Decided: return ui.tr("Decided: {1}", {line.what});
    case VersionAct::Linked: return ui.tr("Said to be one person");
    case VersionAct::TakenApart: return ui.tr("Taken apart again");
    case VersionAct::Erased: return ui.tr("Answers erased");
    case VersionAct::Released: return ui.tr("Released");
    case VersionAct::Looked: return ui.tr("Looked at");
    case VersionAct::Exported: return ui.tr("Exported");
    case VersionAct::Answers: break;
  }
  if (line.sealed) return ui.tr("Sealed: what it says can be read at headquarters only");
  if (line.aside) return ui.tr("Set aside by a decision about two histories: {1}", {line.what});
  return line.first ? ui.tr("First written") : ui.tr("Changed: {1}", {line.what});
}

struct VersionWords {
  std::string title, when, what, reason;
};

VersionWords words_of_version(const State& state, ui::Ui& ui, const VersionLine& line) {
  VersionWords out;
  out.title = line.who;
  const std::string when = moment_words(ui, line.written_ms, state.utc_offset_minutes);
  out.when = line.staff.empty() ? when : ui.tr("{1}, {2}", {line.staff, when});
  out.what = act_words(ui, line);
  if (!line.reason.empty()) out.reason = ui.tr("Why: {1}", {line.reason});
  return out;
}

float version_height(ui::Ui& ui, float width, const VersionWords& words) {
  float height = ui.measure(words.title, ui::TextKind::ControlBold, width).h + 20;
  height += ui.measure(words.what, ui::TextKind::Small, width).h;
  if (!words.reason.empty()) height += ui.measure(words.reason, ui::TextKind::Small, width).h;
  return height + kVersionGap;
}

float lane_x(const ui::Rect& rect, std::size_t lane) {
  return rect.x + kDot / 2 + static_cast<float>(std::min(lane, kLanesShown - 1)) * kLaneWidth;
}

// From a version down to what it builds on; straight in its lane, then over into the other.
void draw_link(ui::Ui& ui, ui::Point from, ui::Point to) {
  if (from.x == to.x) return ui.line(from.x, from.y + kDot / 2, to.x, to.y - kDot / 2, ui::Token::Control, 2);
  const float turn = to.y - kDot / 2 - 12;
  const ui::Point points[] = {{from.x, from.y + kDot / 2}, {from.x, std::max(from.y + kDot / 2, turn)},
                              {to.x, to.y - kDot / 2}};
  ui.polyline(points, ui::Token::Control, 2);
}

void draw_dot(ui::Ui& ui, ui::Point at, const VersionLine& line) {
  const ui::Rect box{at.x - kDot / 2, at.y - kDot / 2, kDot, kDot};
  if (line.confirmed) return ui::status_mark(ui, box.x, box.y, ui::Status::Confirmed);
  ui.fill(box, ui::Token::Panel, kDot / 2);
  ui.edge(box, line.aside ? ui::Token::Text3 : ui::Token::Control, kDot / 2, 2);
  if (line.decision) ui.fill(box.inset(5), ui::Token::Accent, 3);
}

float lanes_width(const HistoryFacts& history) {
  std::size_t lanes = 1;
  for (const VersionLine& line : history.versions) lanes = std::max(lanes, line.lane + 1);
  return static_cast<float>(std::min(lanes, kLanesShown)) * kLaneWidth + 16;
}

}  // namespace

float history_height(const State& state, ui::Ui& ui, float width) {
  const HistoryFacts& history = *state.records.history;
  const float words_width = width - lanes_width(history);
  float height = history.open_fork ? 60 : 0;
  for (const VersionLine& line : history.versions) {
    height += version_height(ui, words_width, words_of_version(state, ui, line));
  }
  return height;
}

void draw_fork(const State& state, ui::Ui& ui, ui::Rect rect) {
  const HistoryFacts& history = *state.records.history;
  const float lanes = lanes_width(history);
  if (history.open_fork) {
    const ui::Rect top = rect.take_top(60);
    ui::status_mark(ui, top.x, top.y + 2, ui::Status::TwoVersions);
    ui.text({top.x + lanes, top.y, top.w - lanes, 20}, ui.tr("Two versions"), ui::TextKind::ControlBold,
            ui::Token::Text, {.lines_max = 1});
    ui.text({top.x + lanes, top.y + 22, top.w - lanes, 20}, ui.tr("Waiting for a decision"), ui::TextKind::Small,
            ui::Token::Text2, {.lines_max = 1});
  }
  std::vector<ui::Point> dots;
  std::vector<VersionWords> words;
  float y = rect.y;
  for (const VersionLine& line : history.versions) {
    words.push_back(words_of_version(state, ui, line));
    dots.push_back({lane_x(rect, line.lane), y + 10});
    y += version_height(ui, rect.w - lanes, words.back());
  }
  for (std::size_t i = 0; i < dots.size(); ++i) {
    for (const std::size_t parent : history.versions[i].parents) {
      if (parent < dots.size()) draw_link(ui, dots[i], dots[parent]);
    }
  }
  for (std::size_t i = 0; i < dots.size(); ++i) {
    draw_dot(ui, dots[i], history.versions[i]);
    ui::Rect place{rect.x + lanes, dots[i].y - 10, rect.w - lanes, 400};
    ui.note("history.version/" + std::to_string(i), place, words[i].what);
    place.take_top(ui.text(place, words[i].title, ui::TextKind::ControlBold, ui::Token::Text));
    place.take_top(ui.text(place, words[i].when, ui::TextKind::Small, ui::Token::Text2, {.lines_max = 1}));
    place.take_top(ui.text(place, words[i].what, ui::TextKind::Small, ui::Token::Text2));
    if (!words[i].reason.empty()) ui.text(place, words[i].reason, ui::TextKind::Small, ui::Token::Text3);
  }
}

void draw_history(const State& state, RecordsUi& view, ui::Ui& ui, Commands& out) {
  ScreenSpec spec;
  const auto& history = state.records.history;
  spec.title = history ? ui.tr("History of {1}", {history->name}) : ui.tr("History");
  spec.line = ui.tr("Nothing is overwritten. Every version stays, with its author.");
  spec.buttons.push_back({"history.back", ui.tr("Back"), draw::Icon::Back, "Esc"});
  if (history && history->open_fork) {
    spec.buttons.push_back({"history.compare", ui.tr("Compare versions"), draw::Icon::Fork});
  }
  spec.keys = {{"Esc", ui.tr("Back")}};
  const Screen screen = begin_screen(state, ui, out, spec);
  ui::Rect body = screen.body.inset(24);
  ui.focus_if_none("history.back");
  if (!history) {
    ui::loading_state(ui, body, state.records.asked_steady_ms);
  } else {
    body.w = std::min(body.w, 760.0F);
    ui::Rect inside =
        ui.begin_scroll("history.list", body, history_height(state, ui, body.w - 16), view.history_scroll);
    inside.w -= 16;
    draw_fork(state, ui, inside);
    ui.end_scroll();
  }
  if (ui.take_key(ui::Key::Escape) || screen.pressed == std::size_t{0}) out.push(GoTo{Place::Records});
  if (screen.pressed == std::size_t{1}) {
    out.push(LookAtConflicts{});
    out.push(GoTo{Place::Conflicts});
  }
}

}  // namespace holdfast::gui
