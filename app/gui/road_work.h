// What sync asks of a vault and does with a road: the use-cases of app/exchange, and their answers as plain facts. Runs
// on the vault's lane.
#pragma once

#include "app/gui/road_facts.h"
#include "app/store/vault.h"

namespace holdfast::gui {

inline constexpr std::size_t kRoadLinesMax = 200;

// Everything but sticks and the last run. `language`: of the sentences.
Result<RoadFacts> read_road(store::Vault& vault, const std::string& language);

// A laptop takes receipts and writes what is new; headquarters takes bundles and writes receipts. What was done stays
// done where it ends early: `error` then says why.
struct RoadResult {
  RoadRun run;
  std::optional<Error> error;
};
struct RoadRequest {
  std::string path;
  std::string language;
  std::shared_ptr<RoadProgress> progress;
};
RoadResult run_road(store::Vault& vault, const RoadRequest& request, Progress& progress);

}  // namespace holdfast::gui
