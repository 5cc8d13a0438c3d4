// The parts of the raid's screen. Only raid_*.cpp includes this.
#pragma once

#include "app/gui/commands.h"
#include "app/gui/raid_view.h"
#include "app/gui/state.h"

namespace holdfast::gui {

// What a part needs to know.
struct RaidScene {
  const State& state;
  const RaidTask& task;
  const RaidSums& sums;
};

inline constexpr const char* kRaidRowIds[] = {"nationality", "seems", "needs", "going"};
std::string raid_option_id(RaidRow row, char key);  // "raid.seems/2"

// The country's name, "Unknown" where none was said.
std::string country_words(ui::Ui& ui, const RaidTask& task, const std::string& code);
std::string seems_words(ui::Ui& ui, const RaidAnswers& answers);
std::string need_words(ui::Ui& ui, const std::string& need);
std::string going_words(ui::Ui& ui, const RaidAnswers& answers);

void draw_raid_begin(const State& state, RaidUi& view, ui::Ui& ui, Commands& out);
// Keys in the order in which they came, before any widget sees them.
void take_raid_keys(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out);
void draw_raid_head(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out, ui::Rect head, bool side_hidden);
// Returns the height it took.
float draw_raid_entry(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out, ui::Rect place);
void draw_raid_lines(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out, ui::Rect place);
void draw_raid_count(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out, ui::Rect place);
void draw_raid_dialog(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out);
// "43 = 41 + 0 + 0 + 0 + 2", and what each of them is.
std::string raid_equation(ui::Ui& ui, const RaidSums& sums);

}  // namespace holdfast::gui
