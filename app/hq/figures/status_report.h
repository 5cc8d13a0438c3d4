// The figures a government asks for, counted from records: who came out, where each is, who is still missing.
// A pure function of day, journal position and what HQ holds; prints its doubts (case-model.md, "Figures").
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/case/figures.h"
#include "app/hq/reasons.h"
#include "app/store/views.h"

namespace holdfast::hq {

struct ReportRequest {
  cases::Day as_of = 0;
  std::optional<std::uint64_t> known_at;  // nothing: all that is here now
};

struct StatusReport {
  cases::StatusFigures figures;
  std::uint64_t journal_size = 0;            // entries that are here now; figures.known_at of them are counted
  Hash256 journal_head{};                    // root of HQ's log at known_at
  std::vector<std::string> doubts;           // sentences: missing bundles, conflicts, undecided pairs, held entries
  std::map<std::string, std::string> codes;  // person id hex -> code, for drill-down
  std::map<std::string, std::vector<std::string>> sources;  // person id hex -> entries behind it
};
// `known_at` above what the journal holds: all of it. kNotHq elsewhere than at headquarters.
Result<StatusReport> status_report(store::Vault& vault, const ReportRequest& request);

// Renderings of the same report. Text for people, JSON for programs (interface.md), CSV with neutralised formulas.
std::string report_text(const StatusReport& report);
std::string report_json(const StatusReport& report);
std::string report_csv(const StatusReport& report);

// Histories of all people as the report counts them, after merges.
Result<std::vector<cases::PersonHistory>> person_histories(store::Vault& vault);

}  // namespace holdfast::hq
