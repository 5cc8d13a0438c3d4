#include "app/gui/sync_parts.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

constexpr std::uint64_t kMegabyte = 1'000'000, kGigabyte = 1'000'000'000;

void road_card_head(ui::Ui& ui, ui::Rect& rect, draw::Icon icon, std::string_view title, std::string_view line) {
  const ui::Rect head = rect.take_top(48, 8);
  ui.icon(icon, head.x, head.y + 2, 24, ui::Token::Accent);
  ui.text({head.x + 40, head.y, head.w - 40, 24}, title, ui::TextKind::Heading, ui::Token::Text, {.lines_max = 1});
  ui.text({head.x + 40, head.y + 26, head.w - 40, 20}, line, ui::TextKind::Small, ui::Token::Text2, {.lines_max = 1});
}

std::string progress_words(const State& state, ui::Ui& ui) {
  const RoadRun& run = *state.road.run;
  const std::uint64_t done = run.progress == nullptr ? 0 : run.progress->done.load();
  const std::uint64_t total = run.progress == nullptr ? 0 : run.progress->total.load();
  if (total == 0) return ui.tr("Beginning");
  if (total < kMegabyte) return ui.tr("{1} of {2}", {std::to_string(done), std::to_string(total)});
  return ui.tr("{1} of {2}", {road_size_words(ui, done), road_size_words(ui, total)});
}

void draw_running(const State& state, ui::Ui& ui, ui::Rect rect, Commands& out) {
  const RoadRun& run = *state.road.run;
  const std::uint64_t total = run.progress == nullptr ? 0 : run.progress->total.load();
  const double share = total == 0 ? 0 : static_cast<double>(run.progress->done.load()) / static_cast<double>(total);
  ui::Rect bar = rect.take_top(24, 8);
  const std::string words = progress_words(state, ui);
  const ui::Rect number = bar.take_end(170, 12);
  ui.text({number.x, number.y + 2, number.w, 20}, words, ui::TextKind::Small, ui::Token::Text,
          {.align = ui::Align::End, .lines_max = 1, .probe_id = "sync.progress"});
  ui::progress_bar(ui, {bar.x, bar.y + 8, bar.w, 8}, share);
  ui::Rect foot = rect.take_bottom(ui::kButtonHeight);
  const std::string stop = ui.tr("Stop");
  if (ui::button(ui, "sync.stop", foot.take_end(96, 12), {.label = stop})) out.push(StopSync{});
  const std::string promise = ui.tr("Every file is written, then read back to check. Leave the stick in.");
  ui.text({foot.x, foot.y + 2, foot.w, 40}, promise, ui::TextKind::Small, ui::Token::Text2, {.lines_max = 2});
}

std::string free_words(ui::Ui& ui, const Stick& stick) {
  if (stick.read_only) return ui.tr("It cannot be written to: its switch is on, or the system locked it");
  return ui.tr("{1} free", {road_size_words(ui, stick.free_bytes)});
}

}  // namespace

bool is_syncing(const State& state) { return state.road.run && !state.road.run->done; }

std::string road_size_words(ui::Ui& ui, std::uint64_t bytes) {
  const auto with_one = [](std::uint64_t value, std::uint64_t unit) {
    const std::uint64_t tenths = value * 10 / unit;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
  };
  if (bytes >= kGigabyte) return ui.tr("{1} GB", {with_one(bytes, kGigabyte)});
  if (bytes >= kMegabyte) return ui.tr("{1} MB", {with_one(bytes, kMegabyte)});
  return ui.tr("{1} KB", {std::to_string((bytes + 999) / 1000)});
}

void draw_stick_card(const State& state, ui::Ui& ui, ui::Rect rect, Commands& out) {
  ui::card(ui, rect);
  rect = rect.inset(20, 18);
  const std::vector<Stick>& sticks = state.road.sticks;
  if (is_syncing(state)) {
    const std::string& place = state.road.run->place;
    road_card_head(ui, rect, draw::Icon::Stick, place.substr(place.find_last_of('/') + 1), place);
    return draw_running(state, ui, rect, out);
  }
  if (sticks.empty()) {
    road_card_head(ui, rect, draw::Icon::Stick, ui.tr("No stick yet"),
                   ui.tr("Plug one in: it shows up here by itself"));
    ui::Rect foot = rect.take_bottom(ui::kButtonHeight);
    const std::string again = ui.tr("Look again");
    if (ui::button(ui, "sync.look", foot.take_end(130), {.label = again})) out.push(LookForSticks{});
    return;
  }
  if (sticks.size() == 1) {
    road_card_head(ui, rect, draw::Icon::Stick, sticks.front().name, free_words(ui, sticks.front()));
    ui::Rect foot = rect.take_bottom(ui::kButtonHeight);
    const std::string go = state.road.is_hq ? ui.tr("Read the stick") : ui.tr("Write to the stick");
    const ui::ButtonSpec spec{.label = go, .kind = ui::ButtonKind::Primary, .key = "S",
                              .enabled = !sticks.front().read_only};
    if (ui::button(ui, "sync.write", foot.take_end(ui::button_width(ui, spec)), spec)) {
      out.push(SyncWith{sticks.front().path});
    }
    return;
  }
  for (const Stick& stick : sticks) {
    ui::Rect row = rect.take_top(ui::kButtonHeight, 4);
    const std::string go = ui.tr("Use it");
    const ui::ButtonSpec spec{.label = go, .enabled = !stick.read_only};
    if (ui::button(ui, "sync.write/" + stick.name, row.take_end(ui::button_width(ui, spec), 8), spec)) {
      out.push(SyncWith{stick.path});
    }
    ui.text({row.x, row.y + 2, row.w, 20}, stick.name, ui::TextKind::ControlBold, ui::Token::Text, {.lines_max = 1});
    ui.text({row.x, row.y + 22, row.w, 18}, free_words(ui, stick), ui::TextKind::Least, ui::Token::Text2,
            {.lines_max = 1});
  }
}

void draw_folder_card(const State& state, SyncUi& view, ui::Ui& ui, ui::Rect rect, Commands& out) {
  ui::card(ui, rect);
  rect = rect.inset(20, 18);
  road_card_head(ui, rect, draw::Icon::Folder, ui.tr("A folder"),
                 ui.tr("One that another program carries to headquarters, or a disk"));
  const std::string hint = ui.tr("/path/of/the/folder");
  const bool entered = ui::text_field(ui, "sync.path", rect.take_top(ui::kFieldHeight, 8), view.path,
                                      {.placeholder = hint, .icon = draw::Icon::Folder})
                           .entered;
  ui::Rect foot = rect.take_bottom(ui::kButtonHeight);
  const std::string go = ui.tr("Use this folder");
  const bool ready = !view.path.text().empty() && !is_syncing(state);
  const ui::ButtonSpec spec{.label = go, .enabled = ready};
  const bool pressed = ui::button(ui, "sync.folder", foot.take_end(ui::button_width(ui, spec)), spec);
  if (ready && (pressed || entered)) out.push(SyncWith{std::string(view.path.text())});
}

namespace {

struct OutcomeWords {
  ui::Status status = ui::Status::Confirmed;
  std::string title;
  std::vector<std::string> lines;
};

std::string from_whom(ui::Ui& ui, const OutcomeLine& line) {
  return line.device.empty() ? ui.tr("from an unknown laptop") : ui.tr("from {1}", {line.device});
}

void add_taken(ui::Ui& ui, const OutcomeLine& line, OutcomeWords& words) {
  std::string taken = ui.trn("{n} new entry", "{n} new entries", line.entries);
  if (line.files > 0) taken = ui.tr("{1}, {2}", {taken, ui.trn("{n} file", "{n} files", line.files)});
  words.lines.push_back(taken);
  if (line.held > 0) {
    words.status = ui::Status::NeedsYou;
    words.lines.push_back(ui.trn("{n} entry is held back until somebody decides",
                                 "{n} entries are held back until somebody decides", line.held));
    if (!line.words.empty()) words.lines.push_back(line.words);
  }
  if (line.damaged > 0) {
    words.status = ui::Status::Damaged;
    words.lines.push_back(ui.trn("{n} file came damaged and was not taken. It is asked for again.",
                                 "{n} files came damaged and were not taken. They are asked for again.",
                                 line.damaged));
  }
  if (line.gap) {
    words.status = line.damaged > 0 ? words.status : ui::Status::Gap;
    words.lines.push_back(ui.tr("Something that this laptop wrote earlier has not come yet. It is asked for."));
  }
  if (line.fork) {
    words.status = ui::Status::TwoVersions;
    words.lines.push_back(ui.tr("This laptop tells two different histories. The second waits for a decision."));
  }
}

OutcomeWords words_of_outcome(ui::Ui& ui, const OutcomeLine& line) {
  OutcomeWords out;
  switch (line.kind) {
    case OutcomeLine::Kind::Taken:
      out.title = ui.tr("Taken in {1}", {from_whom(ui, line)});
      add_taken(ui, line, out);
      break;
    case OutcomeLine::Kind::Before:
      out.status = ui::Status::SameAsBefore;
      out.title = ui.tr("Came before {1}", {from_whom(ui, line)});
      break;
    case OutcomeLine::Kind::Refused:
      out.status = ui::Status::Damaged;
      out.title = line.words;
      if (!line.safe.empty()) out.lines.push_back(line.safe);
      if (!line.do_next.empty()) out.lines.push_back(line.do_next);
      break;
    case OutcomeLine::Kind::NotForUs:
      out.status = ui::Status::StaysHere;
      out.title = ui.tr("Not for this notebook. It was left where it is.");
      break;
    case OutcomeLine::Kind::Receipt: out.title = ui.tr("An answer of headquarters was taken"); break;
    case OutcomeLine::Kind::Tip:
      out.status = ui::Status::NeedsYou;
      out.title = ui.tr("Word that goes ahead of the records, {1}", {from_whom(ui, line)});
      break;
    case OutcomeLine::Kind::Written:
      out.status = ui::Status::OnTheRoad;
      out.title = ui.trn("Written: {n} record", "Written: {n} records", line.entries);
      if (line.files > 0) out.lines.push_back(ui.trn("{n} file", "{n} files", line.files));
      out.lines.push_back(road_size_words(ui, line.size_bytes));
      break;
    case OutcomeLine::Kind::Answered:
      out.status = ui::Status::OnTheRoad;
      out.title = ui.tr("Answer for {1} written", {line.device});
      if (line.gap) out.lines.push_back(ui.tr("It asks for what is missing."));
      break;
  }
  return out;
}

void draw_outcome(ui::Ui& ui, ui::Rect& rect, const OutcomeLine& line) {
  const OutcomeWords words = words_of_outcome(ui, line);
  ui::separator(ui, rect.x, rect.y, rect.w);
  rect.take_top(12);
  ui::status_mark(ui, rect.x, rect.y + 2, words.status);
  ui::Rect inside = rect;
  inside.take_start(28);
  const ui::Rect name = inside.take_end(110);
  ui.text({name.x, name.y, name.w, 20}, line.name, ui::TextKind::Mono, ui::Token::Text3,
          {.align = ui::Align::End, .lines_max = 1});
  inside.take_top(ui.text(inside, words.title, ui::TextKind::ControlBold, ui::Token::Text), 2);
  for (const std::string& one : words.lines) {
    inside.take_top(ui.text(inside, one, ui::TextKind::Small, ui::Token::Text2), 2);
  }
  ui.note("sync.outcome/" + line.name, rect, words.title);
  rect.take_top(inside.y - rect.y + 10);
}

}  // namespace

float draw_outcomes(const State& state, ui::Ui& ui, ui::Rect rect) {
  const RoadRun& run = *state.road.run;
  const float top = rect.y;
  rect.h = 1e5F;
  if (run.failed || run.cancelled) {
    const std::string bold = run.cancelled ? ui.tr("Stopped.") : run.sentence.happened;
    std::string words = run.cancelled ? ui.tr("Nothing is lost. What is not on the stick yet goes the next time.")
                                      : run.sentence.safe + " " + run.sentence.do_next;
    if (run.whole > 0) {
      words += " " + ui.trn("{n} bundle lies whole on it.", "{n} bundles lie whole on it.", run.whole);
    }
    ui.note("sync.failed", rect, bold);
    rect.take_top(ui::note_block(ui, rect, run.cancelled ? ui::Tone::Caution : ui::Tone::Stop, bold, words), 12);
  } else {
    const std::string bold = run.outcomes.empty() ? ui.tr("Nothing new to carry, nothing new to read.")
                                                  : ui.tr("You can take the stick out now.");
    ui.note("sync.done", rect, bold);
    rect.take_top(ui::note_block(ui, rect, ui::Tone::Selected, bold, ""), 12);
  }
  for (const OutcomeLine& line : run.outcomes) draw_outcome(ui, rect, line);
  return rect.y - top;
}

}  // namespace holdfast::gui
