// The head-count of a raid (declared in app/gui/raid_task.h).
#include <algorithm>

#include "app/gui/raid_task.h"

namespace holdfast::gui {

namespace {

void count_one(std::vector<RaidCount>& counts, const std::string& name) {
  const auto at = std::find_if(counts.begin(), counts.end(), [&](const RaidCount& one) { return one.name == name; });
  if (at != counts.end()) ++at->people;
  else counts.push_back({name, 1});
}

void count_registered(RaidSums& sums, const RaidAnswers& answers) {
  ++sums.registered;
  const std::string vehicle = answers.going ? answers.going->vehicle : std::string();
  // A vehicle that is in no plan any more has a line of its own, before those who are still here.
  const auto at = std::find_if(sums.places.begin(), sums.places.end(),
                               [&](const RaidCount& one) { return one.name == vehicle; });
  if (at != sums.places.end()) ++at->people;
  else sums.places.insert(sums.places.end() - 1, {vehicle, 1});
  count_one(sums.nationalities, answers.nationality.value_or(""));
  if (is_child(answers)) ++sums.children;
  const std::vector<std::string> needs = answers.needs.value_or(std::vector<std::string>{});
  if (std::find(needs.begin(), needs.end(), "urgent_medical") != needs.end()) ++sums.medical;
}

}  // namespace

RaidSums raid_sums(const RaidTask& task) {
  RaidSums sums;
  for (const std::string& vehicle : task.plan.vehicles) sums.places.push_back({vehicle, 0});
  sums.places.push_back({"", 0});
  for (const RaidLine& line : task.lines) {
    if (line.taken_back) continue;
    if (line.state != RaidLineState::Saved || line.changing) ++sums.unsaved;
    switch (line.answers.going.value_or(RaidGoing{}).went) {
      case Went::Registered: count_registered(sums, line.answers); break;
      case Went::Refused: ++sums.refused; break;
      case Went::Left: ++sums.left; break;
      case Went::Taken: ++sums.taken; break;
    }
  }
  const std::size_t accounted = sums.registered + sums.refused + sums.left + sums.taken;
  sums.door_known = task.at_door.has_value();
  sums.found = task.at_door.value_or(static_cast<std::uint32_t>(accounted));
  sums.not_yet = static_cast<std::int64_t>(sums.found) - static_cast<std::int64_t>(accounted);
  std::stable_sort(sums.nationalities.begin(), sums.nationalities.end(), [](const RaidCount& a, const RaidCount& b) {
    // Unknown is the last line, however many they are.
    if (a.name.empty() != b.name.empty()) return b.name.empty();
    return a.people > b.people;
  });
  return sums;
}

}  // namespace holdfast::gui
