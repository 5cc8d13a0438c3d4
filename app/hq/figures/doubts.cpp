#include "app/hq/figures/doubts.h"

#include <algorithm>
#include <set>

#include "app/hq/inbox/conflicts.h"
#include "app/hq/inbox/import_report.h"
#include "app/store/tips_store.h"

namespace holdfast::hq {

namespace {

constexpr std::size_t kNamedMax = 12;  // in one sentence; the rest as a number

std::string counted_noun(std::size_t count, const char* one, const char* several) {
  return std::to_string(count) + " " + (count == 1 ? one : several);
}

// "R7-0012K, R7-0013M and 4 more".
std::string listed(const std::vector<std::string>& names) {
  std::string out;
  const std::size_t shown = std::min(names.size(), kNamedMax);
  for (std::size_t i = 0; i < shown; ++i) out += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > shown) out += " and " + std::to_string(names.size() - shown) + " more";
  return out;
}

std::string code_or_id(const StatusReport& report, const sync::ObjectId& person) {
  const auto code = report.codes.find(to_hex(person));
  return code == report.codes.end() || code->second.empty() ? to_hex(person).substr(0, 8) : code->second;
}

std::string range_text(const sync::WantedRange& gap) {
  if (gap.from == gap.to) return "entry " + std::to_string(gap.from) + " has";
  return "entries " + std::to_string(gap.from) + "-" + std::to_string(gap.to) + " have";
}

class DoubtList {
 public:
  DoubtList(store::Vault& vault, const StatusReport& report) : vault_(vault), report_(report) {}

  Result<std::vector<std::string>> list(const KnownHistories& histories) {
    about_pairs();
    about_rows();
    about_histories(histories);
    TRY(about_conflicts());
    TRY(about_arrivals());
    TRY(about_records());
    if (report_.figures.known_at < report_.journal_size) {
      add("What is missing, waiting or in conflict is told as of now, not as of entry " +
          std::to_string(report_.figures.known_at) + ".");
    }
    return std::move(out_);
  }

 private:
  void add(std::string sentence) { out_.push_back(std::move(sentence)); }

  void about_pairs() {
    const cases::StatusFigures& figures = report_.figures;
    if (figures.undecided.empty()) return;
    const std::size_t pairs = figures.undecided.size();
    std::string sentence = counted_noun(pairs, "pair of records", "pairs of records") +
                           " may each be one person (same document number); nobody has decided. ";
    sentence += figures.people_low == figures.people_high
                    ? std::to_string(figures.people_low) + " people came out either way."
                    : "Between " + std::to_string(figures.people_low) + " and " + std::to_string(figures.people_high) +
                          " people came out; a pair counts once above.";
    add(std::move(sentence));
  }

  void about_rows() {
    std::set<std::string> straddling;
    for (const cases::StatusRow& row : report_.figures.nationalities) {
      for (const sync::ObjectId& person : row.straddling) straddling.insert(code_or_id(report_, person));
      if (row.people.empty()) continue;
      const std::string people = counted_noun(row.people.size(), "person", "people");
      if (row.nationality == "unknown") add("The nationality of " + people + " is not on record.");
      if (row.nationality == "conflict") add("Records contradict each other about the nationality of " + people + ".");
    }
    if (straddling.empty()) return;
    add(counted_noun(straddling.size(), "person has", "people have") + " a date that may lie before or after " +
        long_day(report_.figures.as_of) +
        " and counts by what is certain only: " + listed({straddling.begin(), straddling.end()}) + ".");
  }

  void about_histories(const KnownHistories& histories) {
    if (!histories.without_registration.empty()) {
      std::vector<std::string> names;
      for (const sync::ObjectId& person : histories.without_registration) names.push_back(code_or_id(report_, person));
      add(counted_noun(names.size(), "person is", "people are") +
          " known only by what happened to them; no registration is here: " + listed(names) + ".");
    }
    if (histories.unreadable_dates != 0) {
      add(counted_noun(histories.unreadable_dates, "status event has", "status events have") +
          " no date that can be read and are not counted.");
    }
  }

  Result<void> about_conflicts() {
    std::vector<std::string> names;
    for (const ConflictView& view : TRY(conflicts(vault_))) {
      const std::string name = view.record_code.empty() ? to_hex(view.row.object).substr(0, 8) : view.record_code;
      names.push_back(name + " " + view.row.path.substr(view.row.path.find_last_of('/') + 1));
    }
    std::sort(names.begin(), names.end());
    if (names.empty()) return {};
    add(counted_noun(names.size(), "answer is", "answers are") + " in conflict: " + listed(names) + ".");
    return {};
  }

  Result<void> about_arrivals() {
    const ImportReport arrivals = TRY(import_report(vault_));
    for (const DeviceRow& row : arrivals.devices) {
      if (row.fork_from != 0) {
        add(row.device.certificate.name + " has told two histories from its entry " + std::to_string(row.fork_from) +
            " on: " + counted_noun(static_cast<std::size_t>(row.in_doubt), "entry", "entries") +
            " of it that count above may not be true, and nobody has decided.");
      }
      for (const sync::WantedRange& gap : row.gaps) {
        add(row.device.certificate.name + ": " + range_text(gap) + " not arrived.");
      }
    }
    for (const ImportReport::MissingNumbers& missing : arrivals.missing) {
      std::vector<std::string> numbers;
      for (const std::uint64_t number : missing.numbers) numbers.push_back(std::to_string(number));
      add(missing.device + ": " + (numbers.size() == 1 ? "bundle " : "bundles ") + listed(numbers) + " never came.");
    }
    if (const std::size_t waiting = waiting_files(arrivals); waiting != 0) {
      add(counted_noun(waiting, "refused file waits", "refused files wait") + " for a decision.");
    }
    std::map<std::string, std::size_t> held;
    for (const ImportReport::Held& entry : arrivals.held) ++held[entry.device];
    for (const auto& [device, count] : held) {
      add(device + ": " + counted_noun(count, "entry is", "entries are") + " held back and not counted.");
    }
    std::size_t tips = 0;
    for (const store::TipRow& row : TRY(store::list_tips(vault_))) tips += row.in_journal ? 0 : 1;
    if (tips != 0) add(counted_noun(tips, "tip has", "tips have") + " come whose record is not here yet.");
    return {};
  }

  Result<void> about_records() {
    store::RecordFilter all;
    all.limit = kRecordsMax;
    std::size_t without_answers = 0;
    std::size_t erased = 0;
    for (const store::RecordRow& row : TRY(store::list_records(vault_, all))) {
      if (row.state == "missing" || row.state == "sealed") ++without_answers;
      const bool counted = report_.codes.count(to_hex(row.id)) != 0;
      if (row.form_id == "register" && row.state == "erased" && !counted) ++erased;
    }
    if (without_answers != 0) {
      add(counted_noun(without_answers, "record has", "records have") + " arrived without what was answered.");
    }
    if (erased != 0) {
      add(counted_noun(erased, "registration was", "registrations were") + " erased; who it was is not counted.");
    }
    return {};
  }

  static constexpr std::size_t kRecordsMax = 100'000'000;
  store::Vault& vault_;
  const StatusReport& report_;
  std::vector<std::string> out_;
};

}  // namespace

std::string long_day(cases::Day day) {
  constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
  const std::string iso = cases::format_day(day);
  const std::size_t month = static_cast<std::size_t>((iso[5] - '0') * 10 + (iso[6] - '0'));
  const std::string number = iso[8] == '0' ? iso.substr(9, 1) : iso.substr(8, 2);
  return number + " " + kMonths[month - 1] + " " + iso.substr(0, 4);
}

Result<std::vector<std::string>> report_doubts(store::Vault& vault, const KnownHistories& histories,
                                               const StatusReport& report) {
  return DoubtList(vault, report).list(histories);
}

}  // namespace holdfast::hq
