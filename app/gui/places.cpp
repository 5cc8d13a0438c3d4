#include "app/gui/places.h"

#include "app/gui/commands.h"
#include "app/gui/views.h"

namespace holdfast::gui {
namespace {

using draw::Icon;

constexpr RailItem kFieldRail[] = {
    {Place::Home, Icon::Home, text::msgid("Home"), "rail.home"},
    {Place::Interview, Icon::Interview, text::msgid("Interview"), "rail.interview"},
    {Place::Raid, Icon::People, text::msgid("Raid"), "rail.raid"},
    {Place::Evidence, Icon::Box, text::msgid("Evidence"), "rail.evidence"},
    {Place::Records, Icon::Table, text::msgid("Records"), "rail.records"},
    {Place::Person, Icon::User, text::msgid("People"), "rail.people"},
    {Place::Sync, Icon::Sync, text::msgid("Sync"), "rail.sync"},
    {Place::Help, Icon::Help, text::msgid("Help"), "rail.help", true},
    {Place::Settings, Icon::Settings, text::msgid("Settings"), "rail.settings", true},
};

constexpr RailItem kHqRail[] = {
    {Place::Home, Icon::Home, text::msgid("Home"), "rail.home"},
    {Place::Conflicts, Icon::Fork, text::msgid("Conflicts"), "rail.conflicts"},
    {Place::Records, Icon::Table, text::msgid("Records"), "rail.records"},
    {Place::Person, Icon::User, text::msgid("People"), "rail.people"},
    {Place::Evidence, Icon::Box, text::msgid("Evidence"), "rail.evidence"},
    {Place::Sync, Icon::Sync, text::msgid("Sync"), "rail.sync"},
    {Place::Interview, Icon::Interview, text::msgid("Interview"), "rail.interview"},
    {Place::Help, Icon::Help, text::msgid("Help"), "rail.help", true},
    {Place::Settings, Icon::Settings, text::msgid("Settings"), "rail.settings", true},
};

}  // namespace

std::span<const RailItem> rail_items(const State& state) {
  if (state.home.is_hq) return kHqRail;
  return kFieldRail;
}

void draw_place(const State& state, Views& views, ui::Ui& ui, Commands& out) {
  if (state.stage == Stage::NoVault) return draw_enrolment(state, views.enrolment, ui, out);
  if (state.stage != Stage::Open) return draw_unlock(state, views.unlock, ui, out);
  switch (state.place) {
    case Place::Home: return draw_home(state, views.home, ui, out);
    case Place::Interview: return draw_form(state, views.form, ui, out);
    case Place::Raid: return draw_raid(state, views.raid, ui, out);
    case Place::Evidence: return draw_evidence(state, views.evidence, ui, out);
    case Place::Records: return draw_records(state, views.records, ui, out);
    case Place::Person: return draw_person(state, views.person, ui, out);
    case Place::History: return draw_history(state, views.records, ui, out);
    case Place::Conflicts: return draw_conflicts(state, views.conflicts, ui, out);
    case Place::Sync: return draw_sync(state, views.sync, ui, out);
    case Place::Settings: return draw_settings(state, views.settings, ui, out);
    case Place::Help: return draw_help(state, views.help, ui, out);
    case Place::Enrolment: return draw_enrolment(state, views.enrolment, ui, out);
  }
}

}  // namespace holdfast::gui
