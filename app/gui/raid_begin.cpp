// Before a raid: what it is called, where it is, and which keys mean what (declared in app/gui/raid_parts.h).
#include <algorithm>

#include "app/gui/raid_parts.h"
#include "app/gui/shell_frame.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

struct SiteKind {
  const char* name;
  const char* label;
};
constexpr SiteKind kSiteKinds[] = {{"compound", "Compound"}, {"building", "Building"}, {"floor", "Floor"},
                                   {"dormitory", "Dormitory"}, {"office", "Office where scams are run"},
                                   {"vehicle", "Vehicle"}, {"other", "Other"}};

std::vector<std::string> words_in(std::string_view text, std::string_view separators) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
    while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
    if (!word.empty()) out.emplace_back(word);
  }
  return out;
}

std::string upper_code(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

bool is_country(const RaidUi& view, const std::string& code) {
  return std::any_of(view.country_names.begin(), view.country_names.end(),
                     [&](const auto& one) { return one.first == code; });
}

// What stands in the way of beginning; empty: nothing.
std::string missing_in(const RaidUi& view, const RaidPlan& plan, ui::Ui& ui) {
  if (plan.operation.empty()) return ui.tr("The operation has no name yet.");
  if (plan.site.empty()) return ui.tr("The place has no name yet.");
  if (plan.country.empty()) return ui.tr("The country is not chosen yet.");
  if (plan.vehicles.size() > kRaidVehiclesMax) return ui.tr("Five vehicles have keys; write the others as one.");
  if (plan.nationalities.size() > kRaidNationalitiesMax) return ui.tr("Six countries have keys; others are typed.");
  for (const std::string& code : plan.nationalities) {
    if (!is_country(view, code)) return ui.tr("{1} is the code of no country.", {code});
  }
  return {};
}

RaidPlan plan_of(const RaidUi& view) {
  RaidPlan plan;
  plan.operation = std::string(view.operation.text());
  plan.site = std::string(view.site.text());
  plan.country = view.country;
  plan.kind = view.kind;
  plan.vehicles = words_in(view.vehicles.text(), ",;");
  for (std::string& code : words_in(view.nationalities.text(), " ,;")) {
    plan.nationalities.push_back(upper_code(std::move(code)));
  }
  return plan;
}

float draw_label(ui::Ui& ui, Rect place, std::string_view words) {
  return ui.text({place.x, place.y, place.w, 20}, words, TextKind::Label, Token::Text, {.lines_max = 1}) + 6;
}

float draw_pickers(RaidUi& view, ui::Ui& ui, Rect place) {
  const float half = (place.w - 24) / 2;
  const Rect left{place.x, place.y, half, ui::kFieldHeight}, right{place.x + half + 24, place.y, half, 44};
  const float below = draw_label(ui, left, ui.tr("Country"));
  draw_label(ui, right, ui.tr("Kind of place"));
  std::vector<std::string> countries, kinds;
  std::string country = ui.tr("Choose"), kind;
  for (const auto& [code, name] : view.country_names) {
    countries.push_back(name);
    if (code == view.country) country = name;
  }
  for (const SiteKind& one : kSiteKinds) {
    kinds.push_back(ui.tr(one.label));
    if (view.kind == one.name) kind = kinds.back();
  }
  view.country_list.filter = &view.country_filter;
  const auto chosen_kind = ui::picker(ui, "raid.begin.kind", right.moved(0, below), kind, kinds, view.kind_list);
  const auto chosen = ui::picker(ui, "raid.begin.country", left.moved(0, below), country, countries,
                                 view.country_list);
  if (chosen && *chosen < view.country_names.size()) view.country = view.country_names[*chosen].first;
  if (chosen_kind && *chosen_kind < std::size(kSiteKinds)) view.kind = kSiteKinds[*chosen_kind].name;
  return below + ui::kFieldHeight + 20;
}

void fill_once(RaidUi& view) {
  if (view.filled) return;
  view.filled = true;
  view.vehicles.set_text("Bus A, Bus B, Ambulance");
  view.nationalities.set_text("CN MY TW TH VN KE");
}

float draw_field(ui::Ui& ui, std::string_view id, Rect place, draw::TextEdit& edit, const char* label,
                 const char* guidance) {
  const std::string words = ui.tr(label), help = guidance[0] == '\0' ? std::string() : ui.tr(guidance);
  return ui::text_field(ui, id, place, edit, {.label = words, .guidance = help}).height + 20;
}

}  // namespace

void draw_raid_begin(const State& state, RaidUi& view, ui::Ui& ui, Commands& out) {
  ScreenSpec spec;
  spec.title = ui.tr("Raid");
  spec.line = ui.tr("People are counted at the door, one line each. No name is needed.");
  const Screen screen = begin_screen(state, ui, out, spec);
  if (!view.known) return ui::loading_state(ui, screen.body.inset(ui::kBodyInset), ui.steady_ms());
  fill_once(view);
  Rect column = screen.body.inset(ui::kBodyInset);
  column.w = std::min(column.w, 640.0F);
  const Rect scrolled = ui.begin_scroll("raid.begin", {column.x, column.y, column.w + 16, column.h}, 560, view.lines);
  column = {scrolled.x + 3, scrolled.y + 3, column.w - 6, 800};
  ui.focus_if_none("raid.begin.operation");
  column.take_top(draw_field(ui, "raid.begin.operation", column, view.operation, "Name of the operation",
                             "The same words as in the order, so that its records come together."));
  column.take_top(draw_field(ui, "raid.begin.site", column, view.site, "Name used for the place", ""));
  column.take_top(draw_pickers(view, ui, column));
  column.take_top(draw_field(ui, "raid.begin.vehicles", column, view.vehicles, "Vehicles, in the order of their keys",
                             "Up to five, with a comma between them."));
  column.take_top(draw_field(ui, "raid.begin.nationalities", column, view.nationalities,
                             "Countries on the keys 1 to 6", "Two letters each. All others are typed."));
  const RaidPlan plan = plan_of(view);
  const std::string missing = missing_in(view, plan, ui);
  const std::string label = ui.tr("Begin the raid");
  const ui::ButtonSpec begin{.label = label, .kind = ui::ButtonKind::Primary,
                             .enabled = missing.empty()};
  const float width = ui::button_width(ui, begin);
  if (ui::button(ui, "raid.begin", {column.x, column.y, width, ui::kButtonHeight}, begin)) out.push(BeginRaid{plan});
  ui.text({column.x + width + 16, column.y + 12, column.w - width - 16, 20}, missing, TextKind::Small, Token::Text2,
          {.probe_id = "raid.begin.missing"});
  ui.end_scroll();
}

}  // namespace holdfast::gui
