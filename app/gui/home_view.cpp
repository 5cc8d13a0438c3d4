#include "app/gui/home_view.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/raid_draft.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"
#include "app/gui/words_of_time.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kSideColumn = 328;
constexpr float kItemHeight = 68;
constexpr std::int64_t kOldDraftMs = 24LL * 3'600'000;

bool is_interview(const DraftFacts& draft) { return draft.form_id == "interview"; }

std::string draft_title(const DraftFacts& draft, ui::Ui& ui) {
  const std::string title = draft.form_id == kRaidDraft ? ui.tr("Raid") : draft.title;
  if (draft.about.empty()) return title;
  return ui.tr("{1}, {2}", {title, draft.about});
}

std::string counted_words(const DraftFacts& draft, ui::Ui& ui) {
  return ui.tr("{1} of {2} questions", {std::to_string(draft.answered), std::to_string(draft.shown)});
}

std::optional<Id16> draft_id(const DraftFacts& draft) {
  const Result<Id16> id = array_from_hex<16>(draft.id);
  if (!id.ok()) return std::nullopt;
  return *id;
}

void open_draft(const DraftFacts& draft, Commands& out) {
  const std::optional<Id16> id = draft_id(draft);
  if (!id) return;
  if (draft.form_id == kRaidDraft) return out.push(GoTo{Place::Raid});
  out.push(OpenDraft{*id});
  out.push(GoTo{Place::Interview});
}

// The one thing that comes first.
struct NextThing {
  std::string title, line, button;
  const DraftFacts* draft = nullptr;
  Place place = Place::Home;
};

NextThing next_thing(const State& state, ui::Ui& ui) {
  const HomeFacts& home = state.home;
  if (!home.enrolled && !home.is_hq) {
    return {ui.tr("Make this laptop part of a team"),
            ui.tr("Headquarters takes it in once. Until then what you write stays a draft."), ui.tr("Go on"), nullptr,
            Place::Enrolment};
  }
  if (!home.drafts.empty()) {
    const DraftFacts& draft = home.drafts.front();
    NextThing next{ui.tr("Continue: {1}", {draft_title(draft, ui)}), {}, ui.tr("Continue"), &draft, Place::Interview};
    if (is_interview(draft) && !draft.about.empty()) {
      next.title = ui.tr("Continue the interview with {1}", {draft.about});
    }
    const std::int32_t offset = state.utc_offset_minutes;
    if (draft.paused_at_ms != 0 && !draft.pause_reason.empty()) {
      next.line = ui.tr("Paused at {1}: {2}", {time_words(ui, draft.paused_at_ms, offset), draft.pause_reason});
    } else {
      next.line = ui.tr("Last saved {1}.", {age_words(ui, draft.updated_ms, state.now_ms, offset)});
    }
    return next;
  }
  if (home.is_hq && home.conflicts > 0) {
    return {ui.trn("Decide {n} answer that differs", "Decide {n} answers that differ", home.conflicts),
            ui.tr("Both versions are kept and shown until somebody decides."), ui.tr("Decide"), nullptr,
            Place::Conflicts};
  }
  if (home.is_hq) {
    return {ui.tr("Take in what arrived"), ui.tr("Everything is checked before anything of it is shown."),
            ui.tr("Take in"), nullptr, Place::Sync};
  }
  if (home.not_sent > 0) {
    return {ui.trn("Send {n} record to headquarters", "Send {n} records to headquarters", home.not_sent),
            ui.tr("They lie on this laptop only. A stick is enough."), ui.tr("Send"), nullptr, Place::Sync};
  }
  return {ui.tr("Nothing is waiting"), ui.tr("Everything you wrote is submitted and on its way."), ui.tr("Interview"),
          nullptr, Place::Interview};
}

float draw_next(const State& state, ui::Ui& ui, Commands& out, Rect column) {
  const NextThing next = next_thing(state, ui);
  ui.text({column.x, column.y, column.w, 20}, ui.tr("Next"), TextKind::Label, Token::Text2, {.lines_max = 1});
  const ui::ButtonSpec spec{.label = next.button,
                            .kind = ui::ButtonKind::Primary,
                            .icon = draw::Icon::Arrow,
                            .icon_after = true,
                            .big = true};
  const float button = ui::button_width(ui, spec);
  const float words = std::max(160.0F, column.w - 48 - 24 - button);
  const bool bar = next.draft != nullptr && next.draft->shown > 0;
  const float title = ui.measure(next.title, TextKind::Question, words).h;
  const float line = ui.measure(next.line, TextKind::Body, words).h;
  const float height = std::max(92.0F, 40 + title + 4 + line + (bar ? 34.0F : 0.0F));
  const Rect card{column.x, column.y + 30, column.w, height};
  ui::card(ui, card);
  ui.text({card.x + 24, card.y + 20, words, title}, next.title, TextKind::Question, Token::Text,
          {.probe_id = "home.next"});
  ui.text({card.x + 24, card.y + 24 + title, words, line}, next.line, TextKind::Body, Token::Text2);
  if (bar) {
    const float y = card.y + 24 + title + line + 14;
    const auto answered = static_cast<double>(next.draft->answered);
    const auto shown = static_cast<double>(next.draft->shown);
    ui::progress_bar(ui, {card.x + 24, y + 6, std::min(240.0F, words / 2), 8}, answered / shown);
    ui.text({card.x + 36 + std::min(240.0F, words / 2), y, words / 2, 20}, counted_words(*next.draft, ui),
            TextKind::Small, Token::Text2, {.lines_max = 1});
  }
  const Rect place{card.end() - 24 - button, card.y + (card.h - ui::kButtonBig) / 2, button, ui::kButtonBig};
  ui.focus_if_none("home.continue");
  if (ui::button(ui, "home.continue", place, spec)) {
    if (next.draft != nullptr) open_draft(*next.draft, out);
    else out.push(GoTo{next.place});
  }
  return card.bottom();
}

struct ItemSpec {
  std::string id;
  draw::Icon icon;
  std::string title, line, state_words;
  bool old = false;
};

bool draw_item(ui::Ui& ui, Rect rect, const ItemSpec& item) {
  const ui::Touch touch = ui.touch(item.id, rect);
  if (touch.hovered || touch.held) ui.fill(rect.inset(1, 1), Token::Hover);
  if (touch.focused) ui.edge(rect.inset(2, 2), Token::Accent, ui::kRadiusControl, 2);
  ui.icon(item.icon, rect.x + 20, rect.y + 22, 24, Token::Text2);
  const float state_width = ui.measure(item.state_words, TextKind::Small).w;
  const float words = rect.w - 60 - state_width - 26 - 60;
  ui.text({rect.x + 60, rect.y + 12, words, 24}, item.title, TextKind::BodyBold, Token::Text, {.lines_max = 1});
  ui.text({rect.x + 60, rect.y + 36, words, 20}, item.line, TextKind::Small, Token::Text2, {.lines_max = 1});
  const float x = rect.end() - 52 - state_width;
  ui::status_mark(ui, x - 26, rect.y + 25, ui::Status::Draft, 18);
  ui.text({x, rect.y + 24, state_width + 2, 20}, item.state_words, TextKind::Small,
          item.old ? Token::Stop : Token::Text2, {.lines_max = 1});
  ui.icon(draw::Icon::Right, rect.end() - 36, rect.y + 24, 20, Token::Text3);
  ui.note(item.id, rect, item.title);
  return touch.activated;
}

// The drafts but the one that comes next.
float draw_unfinished(const State& state, ui::Ui& ui, Commands& out, Rect column) {
  const std::vector<DraftFacts>& drafts = state.home.drafts;
  const std::size_t first = state.home.enrolled || state.home.is_hq ? 1 : 0;
  if (drafts.size() <= first) return column.y - 24;
  ui.text({column.x, column.y, column.w, 20}, ui.tr("Unfinished"), TextKind::Label, Token::Text2, {.lines_max = 1});
  const Rect card{column.x, column.y + 30, column.w, kItemHeight * static_cast<float>(drafts.size() - first)};
  ui::card(ui, card);
  Rect rest = card;
  for (std::size_t i = first; i < drafts.size(); ++i) {
    const DraftFacts& draft = drafts[i];
    const bool old = state.now_ms - draft.updated_ms > kOldDraftMs;
    const std::string age = age_words(ui, draft.updated_ms, state.now_ms, state.utc_offset_minutes);
    const std::string line = draft.shown == 0 ? ui.tr("Not submitted yet") : counted_words(draft, ui);
    const Rect row = rest.take_top(kItemHeight);
    const draw::Icon icon = is_interview(draft) ? draw::Icon::Interview : draw::Icon::File;
    const std::string words = ui.tr("Draft, {1}", {age});
    const ItemSpec item{"home.draft/" + draft.id, icon, draft_title(draft, ui), line, words, old};
    if (draw_item(ui, row, item)) open_draft(draft, out);
    if (i + 1 < drafts.size()) ui::separator(ui, row.x, row.bottom() - 0.5F, row.w);
  }
  return card.bottom();
}

float draw_start(ui::Ui& ui, Commands& out, Rect column) {
  ui.text({column.x, column.y, column.w, 20}, ui.tr("Start something new"), TextKind::Label, Token::Text2,
          {.lines_max = 1});
  const std::string interview = ui.tr("Interview"), raid = ui.tr("Raid"), evidence = ui.tr("Evidence");
  const std::string other = ui.tr("Another form");
  struct Start {
    std::string_view id;
    ui::ButtonSpec spec;
    ui::Key key;
  };
  const Start starts[] = {
      {"home.new.interview", {.label = interview, .icon = draw::Icon::Interview, .key = "N"}, ui::Key::N},
      {"home.new.raid", {.label = raid, .icon = draw::Icon::People, .key = "R"}, ui::Key::R},
      {"home.new.evidence", {.label = evidence, .icon = draw::Icon::Box, .key = "E"}, ui::Key::E},
      {"home.new.other", {.label = other, .kind = ui::ButtonKind::Quiet}, ui::Key::None},
  };
  float x = column.x, y = column.y + 30;
  for (std::size_t i = 0; i < std::size(starts); ++i) {
    const Start& start = starts[i];
    const float width = ui::button_width(ui, start.spec);
    if (x > column.x && x + width > column.end()) {
      x = column.x;
      y += ui::kButtonHeight + 12;
    }
    const bool pressed = ui::button(ui, start.id, {x, y, width, ui::kButtonHeight}, start.spec);
    x += width + 12;
    if (!pressed && (start.key == ui::Key::None || !ui.take_key(start.key))) continue;
    if (i == 0) out.push(StartForm{"interview"});
    if (i == 3) out.push(ChooseForm{});
    out.push(GoTo{i == 1 ? Place::Raid : i == 2 ? Place::Evidence : Place::Interview});
  }
  return y + ui::kButtonHeight;
}

std::string home_line(const State& state, ui::Ui& ui) {
  if (!state.home.known) return {};
  if (state.home.drafts.empty()) return ui.tr("Nothing is unfinished. Everything you wrote is saved.");
  return ui.trn("{n} thing is unfinished. Everything you wrote is saved.",
                "{n} things are unfinished. Everything you wrote is saved.", state.home.drafts.size());
}

}  // namespace

void draw_home(const State& state, HomeUi& view, ui::Ui& ui, Commands& out) {
  ScreenSpec spec;
  spec.title = long_day_words(ui, state.now_ms, state.utc_offset_minutes);
  spec.line = home_line(state, ui);
  spec.buttons.push_back({"home.search", ui.tr("Search records"), draw::Icon::Search, ui.tr("Ctrl F")});
  spec.keys.push_back({ui.tr("Enter"), ui.tr("Continue")});
  const Screen screen = begin_screen(state, ui, out, spec);
  if (screen.pressed) out.push(GoTo{Place::Records});
  if (!state.home.known) return ui::loading_state(ui, screen.body.inset(24, 24), state.home.asked_at_steady_ms);
  Rect area = ui.begin_scroll("home.scroll", screen.body, view.height, view.scroll);
  area = area.inset(ui::kBodyInset, ui::kBodyInset);
  const bool narrow = ui.narrow();
  Rect column = area;
  const Rect side = narrow ? area : column.take_end(kSideColumn, 24);
  float y = draw_next(state, ui, out, column) + 24;
  y = draw_unfinished(state, ui, out, {column.x, y, column.w, 0}) + 24;
  y = draw_start(ui, out, {column.x, y, column.w, 0});
  ui.begin_group("side");
  const float below = draw_home_side(state, ui, out, {side.x, narrow ? y + 24 : side.y, side.w, 0});
  view.height = std::max(y, below) - area.y + 2 * ui::kBodyInset;
  ui.end_scroll();
}

}  // namespace holdfast::gui
