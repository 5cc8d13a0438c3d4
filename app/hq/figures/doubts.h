// What a reader of figures has to know before believing them, as sentences. Never hides a count behind silence.
#pragma once

#include <string>
#include <vector>

#include "app/hq/figures/histories.h"
#include "app/hq/figures/status_report.h"

namespace holdfast::hq {

// REQUIRES: figures and codes of `report` are filled.
Result<std::vector<std::string>> report_doubts(store::Vault& vault, const KnownHistories& histories,
                                               const StatusReport& report);

// "31 December 2022".
std::string long_day(cases::Day day);

}  // namespace holdfast::hq
