#include "app/hq/figures/status_report.h"

#include <algorithm>

#include "app/exchange/reasons.h"
#include "app/hq/figures/doubts.h"
#include "app/hq/figures/histories.h"
#include "app/store/hq_log.h"

namespace holdfast::hq {

namespace {

// The log as it was after its first `size` entries.
Result<Hash256> log_root_at(store::Vault& vault, std::uint64_t size) {
  TRY(store::extend_log(vault));
  const std::vector<sync::EntryHash> leaves = TRY(store::log_leaves(vault));
  sync::LogTree tree;
  for (std::size_t i = 0; i < leaves.size() && i < size; ++i) tree.append(leaves[i]);
  return tree.root();
}

void name_people(const KnownHistories& histories, StatusReport& report) {
  for (const cases::PersonHistory& person : histories.people) {
    const std::string id = to_hex(person.person);
    report.codes[id] = person.code;
    std::vector<std::string>& sources = report.sources[id];
    for (const Hash256& source : person.sources) sources.push_back(to_hex(source));
    std::sort(sources.begin(), sources.end());
  }
}

}  // namespace

Result<StatusReport> status_report(store::Vault& vault, const ReportRequest& request) {
  if (!vault.is_hq()) return exchange::kNotHq;
  StatusReport report;
  report.journal_size = TRY(store::journal_size(vault));
  const std::uint64_t known_at = std::min(request.known_at.value_or(report.journal_size), report.journal_size);
  const bool all = known_at == report.journal_size;
  const KnownHistories histories = TRY(known_histories(vault, all ? kAllKnown : known_at));
  // The histories hold what was known then and nothing else; their own order is the one in which things were said.
  report.figures = cases::status_figures(histories.people, histories.undecided, request.as_of, kAllKnown);
  report.figures.known_at = known_at;
  report.journal_head = TRY(log_root_at(vault, known_at));
  name_people(histories, report);
  report.doubts = TRY(report_doubts(vault, histories, report));
  return report;
}

Result<std::vector<cases::PersonHistory>> person_histories(store::Vault& vault) {
  KnownHistories histories = TRY(known_histories(vault, kAllKnown));
  return std::move(histories.people);
}

}  // namespace holdfast::hq
