// This laptop in its team, and who may open it: each with a passphrase of their own.
#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/enrolment_parts.h"
#include "app/gui/record_status.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

constexpr float kStaffRow = 48, kStaffColumn = 420;

void draw_staff_list(const State& state, ui::Ui& ui, ui::Rect rect, Commands& out) {
  rect.take_top(ui.text(rect, ui.tr("Who opens this notebook"), ui::TextKind::Heading, ui::Token::Text), 8);
  for (const StaffLine& line : *state.setup.staff) {
    ui::Rect row = rect.take_top(kStaffRow);
    ui::separator(ui, row.x, row.y, row.w);
    const std::string remove = ui.tr("Remove");
    const ui::ButtonSpec spec{.label = remove, .kind = ui::ButtonKind::Quiet, .enabled = !line.here};
    const ui::Rect button = row.take_end(ui::button_width(ui, spec), 8).inset(0, 4);
    if (line.here) {
      ui.text({button.x - 40, row.y + 14, button.w + 40, 20}, ui.tr("That is you"), ui::TextKind::Small,
              ui::Token::Text3, {.align = ui::Align::End, .lines_max = 1});
    } else if (ui::button(ui, "staff.remove/" + line.code, button, spec)) {
      out.push(RemoveStaff{line.code});
    }
    ui.icon(draw::Icon::User, row.x, row.y + 14, 20, ui::Token::Text2);
    ui.text({row.x + 32, row.y + 14, 160, 20}, line.code, ui::TextKind::ControlBold, ui::Token::Text,
            {.lines_max = 1, .probe_id = "staff.row/" + line.code});
    const std::string since = ui.tr("since {1}", {day_words(ui, line.added_ms, state.utc_offset_minutes)});
    ui.text({row.x + 200, row.y + 14, std::max(0.0F, row.w - 200), 20}, since, ui::TextKind::Small, ui::Token::Text2,
            {.lines_max = 1});
  }
}

float draw_add_staff(const State& state, EnrolmentUi& view, ui::Ui& ui, ui::Rect rect, Commands& out) {
  const float top = rect.y;
  rect.h = 1e5F;
  rect.take_top(ui.text(rect, ui.tr("Add a person"), ui::TextKind::Heading, ui::Token::Text), 8);
  rect.take_top(ui.text(rect, ui.tr("They type their own passphrase here. What they write is signed with their key."),
                        ui::TextKind::Small, ui::Token::Text2),
                12);
  const std::string label = ui.tr("Staff code");
  const std::string hint = ui.tr("S2");
  rect.take_top(ui::text_field(ui, "staff.code", rect, view.staff_code, {.label = label, .placeholder = hint}).height,
                12);
  const PassphrasePair pair = draw_passphrase_pair(state, view, ui, rect);
  rect.take_top(pair.height, 12);
  const std::string add = ui.tr("Add");
  const bool ready = pair.ready && !view.staff_code.text().empty();
  const bool pressed = ui::button(ui, "staff.add", rect.take_top(ui::kButtonHeight),
                                  {.label = add, .kind = ui::ButtonKind::Primary, .enabled = ready});
  if (ready && (pressed || pair.entered)) {
    view.again.wipe();
    out.push(AddStaff{std::string(view.staff_code.text()), view.passphrase.take()});
    view.staff_code.wipe();
  }
  return rect.y + 24 - top;
}

}  // namespace

void draw_staff(const State& state, EnrolmentUi& view, ui::Ui& ui, Commands& out) {
  ScreenSpec spec;
  spec.title = ui.tr("This laptop: {1}", {state.setup.name});
  spec.line = state.setup.team.empty() ? std::string() : ui.tr("Team {1}", {state.setup.team});
  spec.buttons.push_back({"staff.back", ui.tr("Back"), draw::Icon::Back, "Esc"});
  spec.buttons.push_back({"staff.switch", ui.tr("Switch person"), draw::Icon::User, "Ctrl U"});
  const Screen screen = begin_screen(state, ui, out, spec);
  ui.focus_if_none("staff.back");
  if (screen.pressed == std::size_t{0} || ui.take_key(ui::Key::Escape)) out.push(GoTo{Place::Sync});
  if (screen.pressed == std::size_t{1}) out.push(SwitchPerson{});
  ui::Rect body = screen.body.inset(24);
  if (!state.setup.staff) return ui::loading_state(ui, body, 0);
  ui::Rect inside = ui.begin_scroll("staff.body", body, view.height, view.scroll);
  inside.w -= 16;
  const ui::Rect add = inside.take_end(std::min(kStaffColumn, inside.w / 2), 40);
  draw_staff_list(state, ui, inside, out);
  const float used = draw_add_staff(state, view, ui, add, out);
  view.height = std::max(used, 60 + kStaffRow * static_cast<float>(state.setup.staff->size()));
  ui.end_scroll();
}

}  // namespace holdfast::gui
