#include "app/gui/person_parts.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/record_status.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

constexpr float kPartGap = 24, kFlagRow = 52, kPersonRecord = 60;

// A heading, taken off the top.
void part_heading(ui::Ui& ui, ui::Rect& rect, std::string_view words) {
  rect.take_top(ui.text(rect, words, ui::TextKind::Heading, ui::Token::Text), 8);
}

void small_line(ui::Ui& ui, ui::Rect& rect, std::string_view words, ui::Token token = ui::Token::Text2) {
  rect.take_top(ui.text(rect, words, ui::TextKind::Small, token), 4);
}

void draw_flags(const State& state, PersonUi& view, ui::Ui& ui, ui::Rect& rect) {
  for (const FlagLine& flag : state.records.person->flags) {
    ui::Rect row = rect.take_top(kFlagRow, 8);
    ui.fill(row, ui::Token::CautionGround, ui::kRadiusControl);
    ui::Rect inside = row.inset(14, 4);
    const std::string lift = ui.tr("No longer so");
    const ui::ButtonSpec spec{.label = lift, .kind = ui::ButtonKind::Quiet};
    if (ui::button(ui, "person.lift/" + flag.flag, inside.take_end(ui::button_width(ui, spec), 8), spec)) {
      open_person_dialog(state, view, PersonDialog::LiftFlag, flag.flag);
    }
    ui.icon(draw::Icon::Flag, inside.x, row.y + row.h / 2 - 10, 20, ui::Token::Caution);
    inside.take_start(32);
    std::string words = flag.label;
    if (!flag.until.empty()) words = ui.tr("{1}, until {2}", {flag.label, flag.until});
    ui.text({inside.x, row.y + row.h / 2 - 10, inside.w, 20}, words, ui::TextKind::ControlBold, ui::Token::Text,
            {.lines_max = 1, .probe_id = "person.flag.shown/" + flag.flag});
  }
}

std::string consent_title(const PersonFacts& person, ui::Ui& ui) {
  if (person.consent == "given") return ui.tr("Consent was given");
  if (person.consent == "withdrawn") return ui.tr("Consent was withdrawn");
  if (person.consent == "refused") return ui.tr("Consent was refused");
  return ui.tr("Nobody asked for consent yet");
}

std::string consent_meaning(const PersonFacts& person, ui::Ui& ui) {
  if (person.withdrawn_ahead) {
    return ui.tr("Word of it came ahead of the record. Nothing may be shared from now on.");
  }
  if (person.consent == "given") return ui.tr("What may go to whom stands here, and nothing else may go.");
  return ui.tr("Nothing about this person may be shared. Help does not depend on it.");
}

void draw_consent(const PersonFacts& person, ui::Ui& ui, ui::Rect& rect) {
  const bool closed = person.consent == "withdrawn" || person.consent == "refused";
  const ui::Tone tone = closed ? ui::Tone::Caution : ui::Tone::Neutral;
  ui.note("person.consent", rect, person.consent);
  const float used = ui::note_block(ui, rect, tone, consent_title(person, ui), consent_meaning(person, ui),
                                    draw::Icon::Hands);
  rect.take_top(used, 10);
  for (const ConsentLine& scope : person.scopes) {
    std::string words = ui.tr("{1}, by {2}: {3}", {scope.purpose, scope.recipient, scope.media});
    if (!scope.until.empty()) words = ui.tr("{1}. Until {2}", {words, scope.until});
    small_line(ui, rect, words, ui::Token::Text);
  }
  for (const std::string& never : person.never) {
    small_line(ui, rect, ui.tr("Never to {1}", {never}), ui::Token::Caution);
  }
}

void draw_statuses(const PersonFacts& person, ui::Ui& ui, ui::Rect& rect) {
  if (person.status.empty()) return small_line(ui, rect, ui.tr("Not recorded yet."));
  for (auto it = person.status.rbegin(); it != person.status.rend(); ++it) {
    ui::Rect row = rect.take_top(36);
    ui::separator(ui, row.x, row.y, row.w);
    const auto cell = [&](float width, std::string_view words, ui::Token token) {
      const ui::Rect at = row.take_start(width, 12);
      ui.text({at.x, at.y + 8, at.w, 20}, words, ui::TextKind::Control, token, {.lines_max = 1});
    };
    cell(130, it->when, ui::Token::Text2);
    cell(std::max(120.0F, row.w - 300), it->what, ui::Token::Text);
    cell(140, it->country, ui::Token::Text2);
    cell(std::max(0.0F, row.w), it->basis, ui::Token::Text3);
  }
}

void draw_topics(const State& state, ui::Ui& ui, ui::Rect& rect) {
  const PersonFacts& person = *state.records.person;
  if (person.topics.empty()) return small_line(ui, rect, ui.tr("No team has covered a topic yet."));
  for (const TopicsLine& line : person.topics) {
    const std::string when = moment_words(ui, line.written_ms, state.utc_offset_minutes);
    small_line(ui, rect, ui.tr("{1}, {2}", {line.name, when}), ui::Token::Text3);
    rect.take_top(ui.text(rect, line.topics, ui::TextKind::Control, ui::Token::Text), 8);
  }
}

}  // namespace

float draw_person_body(const State& state, PersonUi& view, ui::Ui& ui, ui::Rect rect, Commands& out) {
  static_cast<void>(out);
  const PersonFacts& person = *state.records.person;
  const float top = rect.y;
  rect.h = 1e5F;  // scrolled: as long as it takes
  rect.take_top(kPartGap);
  draw_flags(state, view, ui, rect);
  draw_consent(person, ui, rect);
  rect.take_top(kPartGap);
  part_heading(ui, rect, ui.tr("Where this person is"));
  draw_statuses(person, ui, rect);
  rect.take_top(kPartGap);
  part_heading(ui, rect, ui.tr("Covered before, do not ask again"));
  draw_topics(state, ui, rect);
  return rect.y + kPartGap - top;
}

namespace {

void draw_names(const PersonFacts& person, PersonUi& view, ui::Ui& ui, ui::Rect& rect) {
  if (person.names.empty()) return;
  if (!view.names) {
    const std::string show = ui.tr("Show the name");
    if (ui::button(ui, "person.names", rect.take_top(ui::kButtonHeight, 12),
                   {.label = show, .icon = draw::Icon::Eye})) {
      view.names = true;
    }
    return;
  }
  for (const std::string& name : person.names) {
    ui::TextOptions options;
    options.by_own_direction = true;
    rect.take_top(ui.text(rect, name, ui::TextKind::BodyBold, ui::Token::Text, options), 4);
  }
  rect.take_top(8);
}

void draw_person_record(const State& state, const RecordLine& line, ui::Ui& ui, ui::Rect& rect, Commands& out) {
  const ui::Rect row = rect.take_top(kPersonRecord);
  const std::string id = "person.record/" + line.id;
  const ui::Touch touch = ui.touch(id, row);
  if (touch.hovered) ui.fill(row, ui::Token::Hover, ui::kRadiusControl);
  if (touch.focused) ui.edge(row, ui::Token::Accent, ui::kRadiusControl, 2);
  ui.note(id, row, line.form_title);
  ui.text({row.x + 8, row.y + 8, row.w - 16, 20}, line.form_title, ui::TextKind::ControlBold, ui::Token::Text,
          {.lines_max = 1});
  const std::string when = moment_words(ui, line.created_ms, state.utc_offset_minutes);
  ui.text({row.x + 8, row.y + 32, row.w - 16, 18}, ui.tr("{1}, {2}", {line.name, when}), ui::TextKind::Least,
          ui::Token::Text2, {.lines_max = 1});
  if (!touch.activated) return;
  out.push(OpenRecord{line.id});
  out.push(GoTo{Place::Records});
}

}  // namespace

float draw_person_side(const State& state, PersonUi& view, ui::Ui& ui, ui::Rect rect, Commands& out) {
  const PersonFacts& person = *state.records.person;
  const float top = rect.y;
  rect.h = 1e5F;
  rect.take_top(16);
  draw_names(person, view, ui, rect);
  const std::string age = person.may_be_minor ? ui.tr("May be under 18: protected as a child") : ui.tr("18 or more");
  rect.take_top(draw_fact(ui, rect, ui.tr("Age"), age), 4);
  if (!person.age.empty()) small_line(ui, rect, person.age, ui::Token::Text3);
  rect.take_top(8);
  if (!person.merged_with.empty()) {
    std::string others;
    for (const std::string& other : person.merged_with) others += (others.empty() ? "" : ", ") + other;
    rect.take_top(draw_fact(ui, rect, ui.tr("Counts as one person with"), others), 12);
  }
  part_heading(ui, rect, ui.tr("Records"));
  for (const RecordLine& line : person.records) draw_person_record(state, line, ui, rect, out);
  return rect.y + 16 - top;
}

}  // namespace holdfast::gui
