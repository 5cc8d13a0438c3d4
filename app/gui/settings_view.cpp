#include "app/gui/settings_view.h"

#include <algorithm>
#include <iterator>

#include "app/gui/commands.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kTabsWidth = 208;
constexpr float kSettingHeight = 66;

// A row: name and sentence at the start, the control at the end; below each other where both do not fit.
struct SettingRow {
  Rect control;
  float below = 0;
};

SettingRow draw_row(ui::Ui& ui, Rect column, float y, const std::string& name, const std::string& sentence,
                    float control_width, bool last = false) {
  const bool stacked = control_width + 240 > column.w;
  const float words = stacked ? column.w : column.w - control_width - 24;
  const float name_height = ui.measure(name, TextKind::BodyBold, words).h;
  const float sentence_height = ui.measure(sentence, TextKind::Small, words).h;
  const float text = name_height + sentence_height;
  const float height = stacked ? 8 + text + 8 + 44 + 12 : std::max(kSettingHeight, text + 22);
  const float top = stacked ? y + 8 : y + (height - text) / 2;
  ui.text({column.x, top, words, name_height}, name, TextKind::BodyBold, Token::Text);
  ui.text({column.x, top + name_height, words, sentence_height}, sentence, TextKind::Small, Token::Text2);
  SettingRow row;
  const float width = std::min(control_width, column.w);
  row.control = stacked ? Rect{column.x, top + text + 8, width, 44}
                        : Rect{column.end() - width, y + (height - 44) / 2, width, 44};
  row.below = y + height;
  if (!last) ui::separator(ui, column.x, row.below - 0.5F, column.w);
  return row;
}

// As wide as the segments need: text, 30 of padding each.
float segments_width(ui::Ui& ui, std::span<const std::string> labels) {
  float width = 2;
  for (const std::string& label : labels) width += ui.measure(label, TextKind::ControlBold).w + 30;
  return width;
}

template <std::size_t N>
std::size_t index_of(const int (&values)[N], int value) {
  const auto* at = std::find(std::begin(values), std::end(values), value);
  return at == std::end(values) ? N : static_cast<std::size_t>(at - std::begin(values));
}

float draw_language(const State& state, SettingsUi& view, ui::Ui& ui, Commands& out, Rect column, float y) {
  const SettingRow row =
      draw_row(ui, column, y, ui.tr("Language"), ui.tr("Menus and messages. Forms keep their own."), 252);
  std::vector<std::string> names;
  std::string shown = state.settings.language;
  for (const LanguageName& language : state.languages) {
    names.push_back(language.own_name);
    if (language.tag == state.settings.language) shown = language.own_name;
  }
  const auto chosen = ui::picker(ui, "settings.language", row.control, shown, names, view.language);
  if (chosen && *chosen < state.languages.size()) {
    Settings settings = state.settings;
    settings.language = state.languages[*chosen].tag;
    out.push(ChangeSettings{settings});
  }
  return row.below;
}

float draw_text_size(const State& state, ui::Ui& ui, Commands& out, Rect column, float y) {
  std::vector<std::string> labels;
  for (const int size : kTextSizes) labels.push_back(ui.tr("{1} %", {std::to_string(size)}));
  const SettingRow row = draw_row(ui, column, y, ui.tr("Text size"),
                                  ui.tr("Also Ctrl + and Ctrl − on any screen"), segments_width(ui, labels));
  const auto chosen = ui::segments(ui, "settings.text_size", row.control, labels,
                                   index_of(kTextSizes, state.settings.text_size_percent));
  if (chosen) {
    Settings settings = state.settings;
    settings.text_size_percent = kTextSizes[*chosen];
    out.push(ChangeSettings{settings});
  }
  return row.below;
}

float draw_colours(const State& state, ui::Ui& ui, Commands& out, Rect column, float y) {
  const std::string labels[] = {ui.tr("Dark"), ui.tr("Light")};
  const SettingRow row = draw_row(ui, column, y, ui.tr("Colours"), ui.tr("Dark keeps your eyes used to the dark"),
                                  segments_width(ui, labels));
  const std::size_t now = state.settings.theme == ui::Theme::Light ? 1 : 0;
  const auto chosen = ui::segments(ui, "settings.theme", row.control, labels, now);
  if (chosen) {
    Settings settings = state.settings;
    settings.theme = *chosen == 1 ? ui::Theme::Light : ui::Theme::Dark;
    out.push(ChangeSettings{settings});
  }
  return row.below;
}

float draw_hints(const State& state, ui::Ui& ui, Commands& out, Rect column, float y) {
  const std::string labels[] = {ui.tr("Shown"), ui.tr("Hidden")};
  const SettingRow row = draw_row(ui, column, y, ui.tr("Show key hints at the bottom"),
                                  ui.tr("Useful in the first weeks"), segments_width(ui, labels), true);
  const auto chosen = ui::segments(ui, "settings.hints", row.control, labels, state.settings.hints ? 0 : 1);
  if (chosen) {
    Settings settings = state.settings;
    settings.hints = *chosen == 0;
    out.push(ChangeSettings{settings});
  }
  return row.below;
}

float draw_lock_minutes(const State& state, ui::Ui& ui, Commands& out, Rect column, float y) {
  std::vector<std::string> labels;
  for (const int minutes : kLockMinutes) labels.push_back(ui.tr("{1} min", {std::to_string(minutes)}));
  const SettingRow row = draw_row(ui, column, y, ui.tr("Lock when nothing happens for"),
                                  ui.tr("Always locks when the lid closes or the laptop sleeps"),
                                  segments_width(ui, labels));
  const auto chosen = ui::segments(ui, "settings.lock_minutes", row.control, labels,
                                   index_of(kLockMinutes, state.settings.lock_minutes));
  if (chosen) {
    Settings settings = state.settings;
    settings.lock_minutes = kLockMinutes[*chosen];
    out.push(ChangeSettings{settings});
  }
  return row.below;
}

float draw_neutral_row(ui::Ui& ui, Rect column, float y) {
  const std::string words = ui.tr("Hides everything at once. Type the passphrase and Enter to return.");
  const SettingRow row = draw_row(ui, column, y, ui.tr("Neutral screen"), words, 48, true);
  ui::key_cap(ui, row.control.x, row.control.y + 22, "F12");
  return row.below;
}

struct TabName {
  SettingsUi::Tab tab;
  std::string_view name, id;
};
constexpr TabName kTabs[] = {
    {SettingsUi::Tab::Screen, text::msgid("Screen"), "settings.tab.screen"},
    {SettingsUi::Tab::Locking, text::msgid("Locking"), "settings.tab.locking"},
    {SettingsUi::Tab::Passphrase, text::msgid("Passphrase"), "settings.tab.passphrase"},
};

void draw_tabs(SettingsUi& view, ui::Ui& ui, Rect tabs) {
  ui.line(tabs.end() - 0.5F, tabs.y, tabs.end() - 0.5F, tabs.bottom(), Token::Line);
  Rect rest = tabs.inset(8, 12);
  for (const TabName& one : kTabs) {
    const Rect rect = rest.take_top(44, 2);
    const bool here = view.tab == one.tab;
    const ui::Touch touch = ui.touch(one.id, rect);
    if (here) {
      ui.fill(rect, Token::Selected, ui::kRadiusControl);
      ui.fill({rect.x, rect.y + 8, 3, rect.h - 16}, Token::Accent, 1.5F);
    } else if (touch.hovered || touch.held) {
      ui.fill(rect, Token::Hover, ui::kRadiusControl);
    }
    if (touch.focused) ui.edge(rect, Token::Accent, ui::kRadiusControl, 2);
    const std::string name = ui.tr(one.name);
    ui.text({rect.x + 12, rect.y + 12, rect.w - 20, 20}, name, here ? TextKind::ControlBold : TextKind::Control,
            here ? Token::Text : Token::Text2, {.lines_max = 1});
    ui.note(one.id, rect, name, here);
    if (touch.activated) view.tab = one.tab;
  }
}

// Where the text is large the tabs lie above the rows.
void draw_tab_row(SettingsUi& view, ui::Ui& ui, Rect row) {
  std::vector<std::string> names;
  for (const TabName& one : kTabs) names.push_back(ui.tr(one.name));
  const auto chosen = ui::segments(ui, "settings.tabs", row, names, static_cast<std::size_t>(view.tab));
  if (chosen) view.tab = kTabs[*chosen].tab;
}

float draw_rows(const State& state, SettingsUi& view, ui::Ui& ui, Commands& out, Rect column) {
  float y = column.y;
  switch (view.tab) {
    case SettingsUi::Tab::Screen:
      y = draw_language(state, view, ui, out, column, y);
      y = draw_text_size(state, ui, out, column, y);
      y = draw_colours(state, ui, out, column, y);
      return draw_hints(state, ui, out, column, y);
    case SettingsUi::Tab::Locking:
      y = draw_lock_minutes(state, ui, out, column, y);
      return draw_neutral_row(ui, column, y);
    case SettingsUi::Tab::Passphrase: return draw_new_passphrase(state, view, ui, out, column);
  }
  return y;
}

}  // namespace

void draw_settings(const State& state, SettingsUi& view, ui::Ui& ui, Commands& out) {
  ScreenSpec spec;
  spec.title = ui.tr("Settings");
  spec.line = ui.tr("Changes are kept at once, on this laptop only");
  spec.keys.push_back({ui.tr("Tab"), ui.tr("Next")});
  const Screen screen = begin_screen(state, ui, out, spec);
  Rect body = screen.body;
  if (ui.narrow()) {
    Rect row = body.take_top(44 + 24).inset(24, 12);
    draw_tab_row(view, ui, row);
  } else {
    draw_tabs(view, ui, body.take_start(kTabsWidth));
  }
  const Rect area = ui.begin_scroll("settings.scroll", body, view.height, view.scroll);
  Rect column = area.inset(24, 16);
  column.w = std::min(column.w, 816.0F);
  view.height = draw_rows(state, view, ui, out, column) - area.y + 16;
  ui.end_scroll();
}

}  // namespace holdfast::gui
