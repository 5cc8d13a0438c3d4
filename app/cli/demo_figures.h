// The figures at the end of the demo: asked by day and nationality, counted from headquarters' records, with the sum
// shown. No number here was ever typed in.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "app/cli/demo_scenario.h"
#include "app/hq/figures/status_report.h"

namespace holdfast::cli {

struct DemoFigure {
  DemoQuestion question;
  hq::StatusReport report;
  cases::StatusRow row;          // of the nationality; empty where nobody came out
  std::size_t unaccounted = 0;   // of the nationality
  bool adds_up = false;          // every row of the report, and every nationality over its countries
};
Result<DemoFigure> ask_figure(store::Vault& hq, const DemoQuestion& question);

// "313 came out = 207 home + 80 in immigration detention + 26 in police custody"
std::string demo_sum(const DemoFigure& figure);
// "KH 168 + LA 61 + MM 49 + TH 35"
std::string demo_countries(const DemoFigure& figure);
nlohmann::ordered_json demo_json(const DemoFigure& figure);

}  // namespace holdfast::cli
