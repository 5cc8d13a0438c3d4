#include "app/gui/raid_view.h"

#include "app/gui/raid_parts.h"
#include "app/gui/shell_frame.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kRaidHead = 60, kRaidSide = 344;

// The focus follows the row that is lit, so that what Space presses and what the ring shows are one thing.
void follow_row(const RaidTask& task, RaidUi& view, ui::Ui& ui) {
  if (view.lit == task.row || view.dialog != RaidDialog::None) return;
  view.lit = task.row;
  const std::vector<RaidOption> options = raid_options(task, task.row);
  for (const RaidOption& option : options) {
    if (is_chosen(task, task.row, option.key)) return ui.focus(raid_option_id(task.row, option.key));
  }
  ui.focus(raid_option_id(task.row, options.front().key));
}

}  // namespace

void draw_raid_head(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out, Rect head, bool side_hidden) {
  ui.begin_group("head");
  ui.line(head.x, head.bottom() - 0.5F, head.end(), head.bottom() - 0.5F, Token::Line);
  ui.icon(draw::Icon::People, head.x + 24, head.y + 18, 24, Token::Accent);
  const RaidPlan& plan = scene.task.plan;
  Rect row{head.x + 60, head.y, head.w - 84, head.h};
  const auto button = [&](const char* id, const std::string& label) {
    const ui::ButtonSpec spec{.label = label};
    const Rect place = row.take_end(ui::button_width(ui, spec), 12);
    return ui::button(ui, id, {place.x, head.y + 10, place.w, 40}, spec);
  };
  if (button("raid.finish", ui.tr("Finish raid"))) {
    view.dialog = RaidDialog::Finish;
    ui.focus("raid.dialog.no");
  }
  if (button("raid.pause", ui.tr("Pause"))) out.push(PauseRaid{});
  if (side_hidden) {
    const std::string count = ui.tr("{1} of {2}", {std::to_string(scene.sums.registered),
                                                    std::to_string(scene.sums.found)});
    if (button("raid.side", count)) view.side_open = !view.side_open;
  }
  ui.text({row.x, head.y + 7, row.w, 24}, ui.tr("Raid, {1}", {plan.site}), TextKind::TaskTitle, Token::Text,
          {.lines_max = 1, .probe_id = "raid.title"});
  const std::string line = ui.tr("Operation {1}, begun {2}, people present at the site only",
                                 {plan.operation, time_words(ui, plan.began_ms, scene.state.utc_offset_minutes)});
  ui.text({row.x, head.y + 33, row.w, 18}, line, TextKind::Least, Token::Text2, {.lines_max = 1});
}

void draw_raid(const State& state, RaidUi& view, ui::Ui& ui, Commands& out) {
  if (!view.asked) {
    view.asked = true;
    out.push(LookForRaid{});
  }
  if (!state.raid) return draw_raid_begin(state, view, ui, out);
  const RaidTask& task = *state.raid;
  const RaidSums sums = raid_sums(task);
  const RaidScene scene{state, task, sums};
  take_raid_keys(scene, view, ui, out);
  ScreenSpec spec;
  spec.task = true;
  spec.side_width = kRaidSide;
  spec.keys = {{ui.tr("0–9"), ui.tr("Choose")}, {ui.tr("Enter"), ui.tr("Save person")},
               {ui.tr("Ctrl Z"), ui.tr("Undo last")}};
  const Screen screen = begin_screen(state, ui, out, spec);
  follow_row(task, view, ui);
  Rect body = screen.body;
  draw_raid_head(scene, view, ui, out, body.take_top(kRaidHead), screen.side_hidden);
  Rect side = screen.side;
  if (screen.side_hidden && view.side_open) {
    side = body.take_end(kRaidSide);
    ui.fill(side, Token::Panel);
  }
  ui.begin_group("body");
  body.take_top(draw_raid_entry(scene, view, ui, out, body));
  draw_raid_lines(scene, view, ui, out, body);
  if (side.w > 0) draw_raid_count(scene, view, ui, out, side);
  draw_raid_dialog(scene, view, ui, out);
}

}  // namespace holdfast::gui
