// The dialogs of the screen "Person": withdrawing consent, setting a flag, lifting one.
#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/person_parts.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

constexpr float kFlagsHeight = 240;

struct DialogEnd {
  bool go_on = false, cancel = false;
};

DialogEnd dialog_buttons(ui::Ui& ui, ui::Rect foot, std::string_view label, ui::ButtonKind kind, bool enabled) {
  DialogEnd end;
  const ui::ButtonSpec spec{.label = label, .kind = kind, .enabled = enabled};
  end.go_on = ui::button(ui, "person.dialog.go", foot.take_end(std::max(140.0F, ui::button_width(ui, spec)), 8), spec);
  const std::string cancel = ui.tr("Cancel");
  const ui::ButtonSpec back{.label = cancel, .key = "Esc"};
  end.cancel = ui::button(ui, "person.dialog.cancel", foot.take_end(ui::button_width(ui, back)), back);
  return end;
}

// The person's right: no reason, no form, nothing to fill in. Enter is enough.
DialogEnd draw_withdraw(const State& state, PersonUi& view, ui::Ui& ui, Commands& out) {
  const PersonFacts& person = *state.records.person;
  const std::string title = ui.tr("Withdraw consent of {1}?", {person.code});
  ui::Rect rect = ui::begin_dialog(ui, "person.dialog", {title, 528, 172});
  const std::string words =
      ui.tr("It counts at once on this laptop and travels before everything else. From then on nothing more is shared. "
            "No reason is needed, and help goes on as before.");
  ui.text(rect, words, ui::TextKind::Body, ui::Token::Text);
  const DialogEnd end = dialog_buttons(ui, rect.take_bottom(ui::kButtonHeight), ui.tr("Withdraw now"),
                                       ui::ButtonKind::DangerFilled, !view.sent);
  ui.focus_if_none("person.dialog.go");
  ui::end_dialog(ui);
  if (end.go_on) {
    view.sent = true;
    out.push(WithdrawForPerson{person.id});
  }
  return end;
}

void choose_flag(const PersonFacts& person, PersonUi& view, ui::Ui& ui, ui::Rect rect) {
  const float row = ui::kRowHeight + ui::kOptionGap;
  const float height = row * static_cast<float>(person.flag_choices.size()) + 8;
  ui::Rect inside = ui.begin_scroll("person.flags", rect, height, view.dialog_scroll);
  inside = {inside.x + 4, inside.y + 4, inside.w - 20, inside.h};  // room for the ring of the focus
  for (const FormChoice& choice : person.flag_choices) {
    const ui::OptionSpec spec{.label = choice.title, .chosen = view.flag == choice.id};
    const ui::Rect option = inside.take_top(ui::kRowHeight, ui::kOptionGap);
    if (ui::option_row(ui, "person.flag/" + choice.id, option, spec)) view.flag = choice.id;
  }
  ui.end_scroll();
}

DialogEnd draw_add_flag(const State& state, PersonUi& view, ui::Ui& ui, Commands& out) {
  const PersonFacts& person = *state.records.person;
  const std::string title = ui.tr("What must be kept in sight about {1}?", {person.code});
  ui::Rect rect = ui::begin_dialog(ui, "person.dialog", {title, 560, kFlagsHeight + 240});
  choose_flag(person, view, ui, rect.take_top(kFlagsHeight, 8));
  if (!person.flag_choices.empty()) ui.focus_if_none("person.flag/" + person.flag_choices.front().id);
  const std::string until = ui.tr("Until (a date, or empty)");
  const ui::Rect first = rect.take_top(76, 8);
  ui::text_field(ui, "person.until", first, view.until, {.label = until});
  const std::string why = ui.tr("Why");
  ui::text_field(ui, "person.reason", rect.take_top(76, 8), view.reason, {.label = why, .sensitive = true});
  const DialogEnd end = dialog_buttons(ui, rect.take_bottom(ui::kButtonHeight), ui.tr("Set the flag"),
                                       ui::ButtonKind::Primary, !view.flag.empty() && !view.sent);
  ui::end_dialog(ui);
  if (end.go_on) {
    view.sent = true;
    out.push(FlagPerson{person.id, view.flag, std::string(view.until.text()), std::string(view.reason.text()), false});
  }
  return end;
}

std::string label_of_flag(const PersonFacts& person, const std::string& flag) {
  for (const FlagLine& line : person.flags) {
    if (line.flag == flag) return line.label;
  }
  return flag;
}

DialogEnd draw_lift_flag(const State& state, PersonUi& view, ui::Ui& ui, Commands& out) {
  const PersonFacts& person = *state.records.person;
  const std::string title = ui.tr("“{1}” is no longer so?", {label_of_flag(person, view.flag)});
  ui::Rect rect = ui::begin_dialog(ui, "person.dialog", {title, 528, 190});
  const std::string words = ui.tr("The flag is taken away under your name. That it stood stays in the history.");
  rect.take_top(ui.text(rect, words, ui::TextKind::Small, ui::Token::Text2), 12);
  const std::string why = ui.tr("Why");
  ui::text_field(ui, "person.reason", rect.take_top(76, 8), view.reason, {.label = why, .sensitive = true});
  const DialogEnd end = dialog_buttons(ui, rect.take_bottom(ui::kButtonHeight), ui.tr("Lift the flag"),
                                       ui::ButtonKind::Primary, !view.sent);
  ui.focus_if_none("person.reason");
  ui::end_dialog(ui);
  if (end.go_on) {
    view.sent = true;
    out.push(FlagPerson{person.id, view.flag, {}, std::string(view.reason.text()), true});
  }
  return end;
}

}  // namespace

void open_person_dialog(const State& state, PersonUi& view, PersonDialog dialog, std::string flag) {
  view.dialog = dialog;
  view.flag = std::move(flag);
  view.sent = false;
  view.acts_before = state.records.acts;
  view.reason.wipe();
  view.until.wipe();
}

bool draw_person_dialog(const State& state, PersonUi& view, ui::Ui& ui, Commands& out) {
  if (state.records.acts > view.acts_before) {  // it was written
    view.dialog = PersonDialog::None;
    view.sent = false;
    return false;
  }
  if (view.sent && !state.records.acting) view.sent = false;  // it failed, and the sentence stands above
  DialogEnd end;
  switch (view.dialog) {
    case PersonDialog::Withdraw: end = draw_withdraw(state, view, ui, out); break;
    case PersonDialog::AddFlag: end = draw_add_flag(state, view, ui, out); break;
    case PersonDialog::LiftFlag: end = draw_lift_flag(state, view, ui, out); break;
    case PersonDialog::None: return false;
  }
  if (end.cancel || ui.take_key(ui::Key::Escape)) view.dialog = PersonDialog::None;
  return true;
}

}  // namespace holdfast::gui
