// The rows that are being filled: whom, and what number keys mean (declared in app/gui/raid_parts.h).
#include <algorithm>

#include "app/gui/raid_parts.h"
#include "app/text/code_lists.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kLabelWidth = 96, kGap = 12, kChoiceHeight = 48, kChoiceGap = 8, kRowHeight = 56;
constexpr const char* kRowLabels[] = {"Nationality", "Seems", "Needs now", "Is going to"};

std::optional<draw::Icon> icon_of(RaidRow row, char key, std::size_t vehicles) {
  if (row == RaidRow::Seems && (key == '1' || key == '2')) return draw::Icon::Child;
  if (row == RaidRow::Needs && key == '1') return draw::Icon::Medical;
  if (row == RaidRow::Going && key >= '1' && key < static_cast<char>('1' + vehicles)) return draw::Icon::Car;
  return std::nullopt;
}

bool has_answer(const RaidAnswers& entry, RaidRow row) {
  switch (row) {
    case RaidRow::Nationality: return entry.nationality.has_value();
    case RaidRow::Seems: return entry.seems.has_value();
    case RaidRow::Needs: return entry.needs.has_value();
    case RaidRow::Going: return entry.going.has_value();
  }
  return false;
}

// Choices side by side, on as many lines as they need. Returns the height.
float draw_choices(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out, RaidRow row, Rect place) {
  const RaidTask& task = scene.task;
  const bool now = task.row == row;
  float x = place.x, y = place.y;
  for (const RaidOption& option : raid_options(task, row)) {
    const std::string label = option.translate ? ui.tr(option.label) : option.label;
    const std::string number(1, option.key);
    const ui::NumberChoiceSpec spec{.number = number,
                                    .label = label,
                                    .icon = icon_of(row, option.key, task.plan.vehicles.size()),
                                    .chosen = is_chosen(task, row, option.key),
                                    .lit = now || !has_answer(task.entry, row)};
    const float width = std::min(place.w, ui::number_choice_width(ui, spec));
    if (x > place.x && x + width > place.end()) {
      x = place.x;
      y += kRowHeight;
    }
    const int digit = option.key - '0';
    if (ui::number_choice(ui, raid_option_id(row, option.key), {x, y, width, kChoiceHeight}, spec)) {
      if (row == RaidRow::Nationality && digit == kRaidOtherCountry) view.typing = RaidTyping::Country;
      else out.push(ToggleRaidAnswer{row, digit});
    }
    x += width + kChoiceGap;
  }
  return y + kRowHeight - place.y;
}

// What is typed after "Other": the countries it may mean, the first of them at Enter.
float draw_country_choice(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out, Rect place) {
  Rect row{place.x, place.y, place.w, kChoiceHeight};
  const Rect box = row.take_start(220, kChoiceGap);
  ui.fill(box, Token::Card, ui::kRadiusControl);
  ui.edge(box, Token::Accent, ui::kRadiusControl, 2);
  const std::string shown = view.typed.empty() ? ui.tr("Type the country") : view.typed;
  ui.text({box.x + 12, box.y + 12, box.w - 24, 24}, shown, TextKind::Body,
          view.typed.empty() ? Token::Text3 : Token::Text, {.lines_max = 1});
  ui.note("raid.country", box, view.typed);
  if (view.typed.empty() || !scene.task.countries) return kRowHeight;
  const std::vector<text::CodeName> found = scene.task.countries->find(view.typed);
  if (found.empty()) {
    ui.text({row.x, row.y + 14, row.w, 20}, ui.tr("No country begins like this."), TextKind::Small, Token::Text2);
    return kRowHeight;
  }
  const std::size_t at = std::min(view.typed_at, found.size() - 1);
  float x = row.x;
  for (std::size_t i = at; i < found.size() && i < at + 4; ++i) {
    const ui::ButtonSpec spec{.label = found[i].name,
                              .kind = i == at ? ui::ButtonKind::Primary : ui::ButtonKind::Secondary};
    const float width = ui::button_width(ui, spec);
    if (x + width > row.end()) break;
    if (ui::button(ui, "raid.country/" + found[i].code, {x, row.y + 2, width, ui::kButtonHeight}, spec)) {
      out.push(PickRaidCountry{found[i].code});
      view.typing = RaidTyping::Nothing;
      view.typed.clear();
    }
    x += width + kChoiceGap;
  }
  return kRowHeight;
}

float draw_title(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Rect place) {
  const RaidTask& task = scene.task;
  const std::uint32_t number = task.lines.empty() ? 1 : task.lines.back().number + 1;
  const std::string title = ui.tr("Person {1}", {std::to_string(number)});
  const float width = ui.measure(title, TextKind::Display).w;
  ui.text({place.x, place.y, place.w, 36}, title, TextKind::Display, Token::Text,
          {.lines_max = 1, .probe_id = "raid.person"});
  std::string beside = ui.tr("No name is needed now.");
  Token ink = Token::Text2;
  if (view.typing == RaidTyping::Code) {
    beside = ui.tr("Wristband {1}: Enter looks for it, Esc does not.", {view.typed});
    ink = Token::Accent;
  } else if (!task.hint.empty()) {
    beside = ui.tr(task.hint);
    ink = Token::Caution;
  } else if (!task.last_code.empty()) {
    beside = ui.tr("Write {1} on the wristband of the last person. No name is needed now.", {task.last_code});
  }
  ui.text({place.x + width + 12, place.y + 11, place.w - width - 12, 20}, beside, TextKind::Small, ink,
          {.lines_max = 1, .probe_id = "raid.beside"});
  return 46;
}

void draw_save(const RaidScene& scene, ui::Ui& ui, Commands& out, Rect place) {
  const RaidTask& task = scene.task;
  const std::uint32_t next = task.lines.empty() ? 2 : task.lines.back().number + 2;
  const std::string label = ui.tr("Save and go to {1}", {std::to_string(next)});
  const std::string key = ui.tr("Enter");
  const ui::ButtonSpec spec{.label = label, .kind = ui::ButtonKind::Primary, .key = key,
                            .enabled = task.entry.complete()};
  const float width = ui::button_width(ui, spec);
  if (ui::button(ui, "raid.save", {place.x, place.y, width, ui::kButtonHeight}, spec)) {
    out.push(LightRaidRow{RaidRow::Going});
    out.push(AcceptRaid{});
  }
  ui.text({place.x + width + 16, place.y + 12, place.w - width - 16, 20},
          ui.tr("Backspace goes one answer back. Letters look for a wristband."), TextKind::Small, Token::Text3,
          {.lines_max = 1});
}

}  // namespace

float draw_raid_entry(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out, Rect place) {
  const Rect inside = place.inset(ui::kBodyInset, 0);
  float y = inside.y + 20;
  y += draw_title(scene, view, ui, {inside.x, y, inside.w, 36});
  for (std::size_t i = 0; i < kRaidRows; ++i) {
    const auto row = static_cast<RaidRow>(i);
    const bool now = scene.task.row == row;
    ui.text({inside.x, y + 14, kLabelWidth, 20}, ui.tr(kRowLabels[i]), TextKind::Label,
            now ? Token::Accent : Token::Text2);
    const Rect choices{inside.x + kLabelWidth + kGap, y, inside.w - kLabelWidth - kGap, kChoiceHeight};
    const bool typing = row == RaidRow::Nationality && view.typing == RaidTyping::Country;
    y += typing ? draw_country_choice(scene, view, ui, out, choices)
                : draw_choices(scene, view, ui, out, row, choices);
  }
  const float start = inside.x + kLabelWidth + kGap;
  draw_save(scene, ui, out, {start, y + 6, inside.w - kLabelWidth - kGap, ui::kButtonHeight});
  return y + 6 + ui::kButtonHeight + 16 - place.y;
}

}  // namespace holdfast::gui
