#include "app/gui/unlock_view.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/recording_view.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"
#include "app/gui/words_of_time.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kFormWidth = 400;
constexpr float kTopHeight = 64;

void draw_top(const State& state, UnlockUi& view, ui::Ui& ui, Commands& out, Rect top) {
  ui.begin_group("head");
  Rect row = top.inset(24, 10);
  const std::string size = ui.tr("Text size");
  const ui::ButtonSpec size_spec{.label = size, .kind = ui::ButtonKind::Quiet, .icon = draw::Icon::TextSize};
  const float size_width = ui::button_width(ui, size_spec);
  if (ui::button(ui, "unlock.text_size", row.take_end(size_width, 8), size_spec)) {
    Settings settings = state.settings;  // once round: the largest is followed by the smallest
    const bool largest = settings.text_size_percent >= kTextSizes[std::size(kTextSizes) - 1];
    if (!largest) return out.push(StepTextSize{1});
    settings.text_size_percent = kTextSizes[0];
    out.push(ChangeSettings{settings});
  }
  std::vector<std::string> names;
  std::string shown = state.settings.language;
  for (const LanguageName& language : state.languages) {
    names.push_back(language.own_name);
    if (language.tag == state.settings.language) shown = language.own_name;
  }
  const auto chosen = ui::picker(ui, "unlock.language", row.take_end(200), shown, names, view.language);
  if (chosen && *chosen < state.languages.size()) {
    Settings settings = state.settings;
    settings.language = state.languages[*chosen].tag;
    out.push(ChangeSettings{settings});
  }
}

void draw_foot_hints(const State& state, ui::Ui& ui, Rect foot) {
  ui.fill(foot, Token::Panel);
  ui.line(foot.x, foot.y + 0.5F, foot.end(), foot.y + 0.5F, Token::Line);
  if (!state.settings.hints) return;
  const FootKey keys[] = {
      {"F12", ui.tr("Neutral screen")}, {ui.tr("Tab"), ui.tr("Next")}, {ui.tr("Enter"), ui.tr("Unlock")}};
  float end = foot.end() - 16;
  const float middle = foot.y + foot.h / 2;
  for (const FootKey& hint : keys) {
    const float words = ui.measure(hint.words, TextKind::Least).w;
    const float key = ui.measure(hint.key, TextKind::Least).w + 12;
    if (end - words - key - 6 < foot.x) return;
    ui.text({end - words - 1, middle - 9, words + 2, 18}, hint.words, TextKind::Least, Token::Text3, {.lines_max = 1});
    ui::key_cap(ui, end - words - 6 - key, middle, hint.key);
    end -= words + key + 26;
  }
}

float draw_welcome(const State& state, ui::Ui& ui, Rect form) {
  const bool was_open = state.lock.locked_at_ms != 0;
  const std::string at = time_words(ui, state.lock.locked_at_ms, state.utc_offset_minutes);
  const std::string title = was_open ? ui.tr("Locked at {1}", {at}) : ui.tr("Welcome back");
  const std::string line = was_open ? ui.tr("What you typed is saved.") : ui.tr("Enter your passphrase to go on.");
  float y = form.y;
  y += ui.text({form.x, y, form.w, 400}, title, TextKind::Display, Token::Text, {.probe_id = "unlock.title"}) + 4;
  y += ui.text({form.x, y, form.w, 200}, line, TextKind::Body, Token::Text2);
  return y + 24;
}

// The field, with why the last try did not open it in the place where the eye is.
ui::PassphraseResult draw_passphrase(const State& state, UnlockUi& view, ui::Ui& ui, Rect form, float y) {
  const std::string label = ui.tr("Passphrase");
  const std::string& layout = state.keyboard.layout;
  const std::string layout_line = layout.empty() ? std::string() : ui.tr("Keyboard: {1}", {layout});
  const bool caps = state.keyboard.caps_lock.value_or(false);
  const std::string caps_line = caps ? ui.tr("Caps Lock is on") : std::string();
  std::string failed, more;
  if (state.lock.failed) {
    const bool wrong = state.lock.failed->code == "header.passphrase";
    failed = wrong ? ui.tr("That did not open it.") : state.lock.failed->happened;
    more = wrong ? ui.tr("Nothing is lost. Check Caps Lock and the keyboard, then try again.")
                 : state.lock.failed->safe + " " + state.lock.failed->do_next;
  }
  ui.focus_if_none("unlock.passphrase");
  return ui::passphrase_field(ui, "unlock.passphrase", {form.x, y, form.w, 78}, view.passphrase,
                              {.label = label,
                               .layout_line = layout_line,
                               .caps_line = caps_line,
                               .failed = failed,
                               .failed_more = more});
}

float draw_day_time(const State& state, UnlockUi& view, ui::Ui& ui, Rect form, float y) {
  if (!state.lock.asks_time) return y;
  const std::string label = ui.tr("What day and time is it?");
  const std::string guidance = ui.tr("The clock of this laptop is behind. Write it as {1}.", {"2026-11-24 14:05"});
  const std::string wrong = ui.tr("This is no day and time.");
  const ui::FieldSpec spec{.label = label,
                           .guidance = guidance,
                           .doubt = view.day_time_wrong ? ui::Doubt::Error : ui::Doubt::None,
                           .doubt_sentence = wrong};
  const float height = ui::field_height(ui, form.w, spec);
  ui::text_field(ui, "unlock.day_time", {form.x, y, form.w, height}, view.day_time, spec);
  return y + height + 16;
}

void try_to_open(const State& state, UnlockUi& view, Commands& out) {
  if (state.stage == Stage::Unlocking || view.passphrase.empty()) return;
  Unlock command;
  if (state.lock.asks_time) {
    std::int64_t stated = 0;
    view.day_time_wrong = !read_local_time(view.day_time.text(), state.utc_offset_minutes, stated);
    if (view.day_time_wrong) return;
    command.stated_time_ms = stated;
  }
  command.passphrase = view.passphrase.take();
  out.push(std::move(command));
}

float draw_button(const State& state, UnlockUi& view, ui::Ui& ui, Commands& out, Rect form, float y, bool entered) {
  const bool busy = state.stage == Stage::Unlocking;
  const std::string label = busy ? ui.tr("Opening") : ui.tr("Unlock");
  const ui::ButtonSpec spec{.label = label, .kind = ui::ButtonKind::Primary, .enabled = !busy, .big = true};
  const bool pressed = ui::button(ui, "unlock.open", {form.x, y, form.w, ui::kButtonBig}, spec);
  if (pressed || entered) try_to_open(state, view, out);
  y += ui::kButtonBig + 16;
  if (state.lock.locked_at_ms != 0 && !busy) return y;
  return y + 16 +
         ui.text({form.x, y, form.w, 40}, ui.tr("Opening takes about two seconds."), TextKind::Small, Token::Text3,
                 {.align = ui::Align::Center});
}

void draw_ways_out(UnlockUi& view, ui::Ui& ui, Rect form, float y) {
  ui::separator(ui, form.x, y, form.w);
  y += 20;
  const std::string other = ui.tr("Open another notebook"), lost = ui.tr("I cannot get in");
  const ui::ButtonSpec first{.label = other, .kind = ui::ButtonKind::Quiet};
  const ui::ButtonSpec second{.label = lost, .kind = ui::ButtonKind::Quiet};
  const float first_width = ui::button_width(ui, first), second_width = ui::button_width(ui, second);
  const bool beside = first_width + second_width <= form.w + 36;
  if (ui::button(ui, "unlock.other", {form.x - 18, y, first_width, ui::kButtonHeight}, first)) {
    view.dialog = UnlockUi::Dialog::OtherNotebook;
  }
  const Rect place = beside ? Rect{form.end() + 18 - second_width, y, second_width, ui::kButtonHeight}
                            : Rect{form.x - 18, y + 48, second_width, ui::kButtonHeight};
  if (ui::button(ui, "unlock.lost", place, second)) view.dialog = UnlockUi::Dialog::NoWayIn;
}

}  // namespace

void draw_unlock(const State& state, UnlockUi& view, ui::Ui& ui, Commands& out) {
  Rect rest = ui.screen();
  ui.fill(rest, Token::Background);
  draw_foot_hints(state, ui, rest.take_bottom(ui::kFootHeight));
  draw_top(state, view, ui, out, rest.take_top(kTopHeight));
  ui.begin_group("body");
  const float width = std::min(kFormWidth, rest.w - 48);
  const float height = state.lock.asks_time ? 520.0F : state.lock.locked_at_ms != 0 ? 330.0F : 420.0F;
  const float top = std::max(8.0F, (rest.h - height - 40) / 2);
  const Rect form{(rest.w - width) / 2, rest.y + top, width, height};
  float y = draw_welcome(state, ui, form);
  const ui::PassphraseResult typed = draw_passphrase(state, view, ui, form, y);
  y += typed.height + 16;
  y = draw_day_time(state, view, ui, form, y);
  y = draw_button(state, view, ui, out, form, y, typed.entered);
  draw_ways_out(view, ui, form, y);
  draw_recording_line(state, ui, {form.x, y + 84, form.w, 40});
  draw_unlock_dialog(view, ui, out);
}

}  // namespace holdfast::gui
