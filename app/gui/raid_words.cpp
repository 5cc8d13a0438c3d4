// Answers of a raid as people read them (declared in app/gui/raid_parts.h).
#include <algorithm>

#include "app/gui/raid_parts.h"

namespace holdfast::gui {

std::string raid_option_id(RaidRow row, char key) {
  return std::string("raid.") + kRaidRowIds[static_cast<std::size_t>(row)] + "/" + key;
}

std::string country_words(ui::Ui& ui, const RaidTask& task, const std::string& code) {
  if (code.empty()) return ui.tr("Unknown");
  const auto at = std::find_if(task.country_names.begin(), task.country_names.end(),
                               [&](const auto& one) { return one.first == code; });
  return at == task.country_names.end() ? code : at->second;
}

std::string seems_words(ui::Ui& ui, const RaidAnswers& answers) {
  const std::string seems = answers.seems.value_or("unknown");
  if (seems == "under12") return ui.tr("Under 12");
  if (seems == "12_17") return ui.tr("12 to 17");
  if (seems == "adult") return ui.tr("18 or over");
  return ui.tr("Treated as a child");
}

std::string need_words(ui::Ui& ui, const std::string& need) {
  if (need == "urgent_medical") return ui.tr("Medical");
  if (need == "keep_apart") return ui.tr("Afraid");
  if (need == "with_child") return ui.tr("Child along");
  if (need == "pregnant") return ui.tr("Pregnant");
  return need;
}

std::string going_words(ui::Ui& ui, const RaidAnswers& answers) {
  const RaidGoing going = answers.going.value_or(RaidGoing{});
  switch (going.went) {
    case Went::Refused: return ui.tr("Did not want to");
    case Went::Left: return ui.tr("Left");
    case Went::Taken: return ui.tr("Taken");
    case Went::Registered: break;
  }
  return going.vehicle.empty() ? ui.tr("Still here") : going.vehicle;
}

std::string raid_equation(ui::Ui& ui, const RaidSums& sums) {
  return ui.tr("{1} found = {2} registered + {3} did not want to + {4} left + {5} taken + {6} not yet",
               {std::to_string(sums.found), std::to_string(sums.registered), std::to_string(sums.refused),
                std::to_string(sums.left), std::to_string(sums.taken), std::to_string(sums.not_yet)});
}

}  // namespace holdfast::gui
