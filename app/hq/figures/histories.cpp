#include "app/hq/figures/histories.h"

#include <algorithm>
#include <set>

namespace holdfast::hq {

namespace {

using cases::EntityKind;
using field::Said;

std::optional<cases::DateRange> date_of(const Said& said, const std::string& field) {
  const Result<cases::DateRange> range = cases::parse_date(field::field_of(said.row, field));
  return range.ok() ? std::optional<cases::DateRange>(range.value()) : std::nullopt;
}

// Entries by the order in which they were said, from 1: what breaks ties between events of one day. The order of
// arrival would give other figures for the same entries.
class OrderSaid {
 public:
  void add(const std::vector<Said>& said) {
    for (const Said& one : said) ranks_[{one.hlc, one.row.entry}] = 0;
  }
  void close() {
    std::uint64_t next = 1;
    for (auto& [key, rank] : ranks_) rank = next++;
  }
  std::uint64_t of(const Said& said) const { return ranks_.at({said.hlc, said.row.entry}); }

 private:
  std::map<std::pair<sync::Hlc, sync::EntryHash>, std::uint64_t> ranks_;
};

class HistoryMaker {
 public:
  HistoryMaker(store::Vault& vault, const KnownPeople& people) : vault_(vault), people_(people) {}

  Result<KnownHistories> make() {
    const std::vector<Said> missing = TRY(known_entities(vault_, EntityKind::Missing, people_.known_at));
    const std::vector<Said> events = TRY(known_entities(vault_, EntityKind::StatusEvent, people_.known_at));
    for (const auto* said : {&people_.rows, &missing, &events}) order_.add(*said);
    order_.close();
    for (const Said& said : people_.rows) take_person(said);
    for (const Said& said : missing) take_missing(said);
    for (const Said& said : events) take_event(said);
    TRY(decide_fields());
    return finish();
  }

 private:
  cases::PersonHistory& history_of(const sync::ObjectId& person) {
    const sync::ObjectId root = people_.merged.root_of(person);
    cases::PersonHistory& history = histories_[root];
    history.person = root;
    return history;
  }

  void note_source(cases::PersonHistory& history, const Said& said) {
    const std::uint64_t rank = order_.of(said);
    history.accepted = history.accepted == 0 ? rank : std::min(history.accepted, rank);
    if (std::find(history.sources.begin(), history.sources.end(), said.row.entry) == history.sources.end()) {
      history.sources.push_back(said.row.entry);
    }
  }

  void take_person(const Said& said) {
    cases::PersonHistory& history = history_of(said.row.fact.id);
    described_.insert(history.person);
    if (history.code.empty()) history.code = field::field_of(said.row, "code");
    if (field::field_of(said.row, "registered") != "yes") {
      note_source(history, said);
      return;
    }
    if (history.registered) {
      take_second_registration(history, said);
      return;
    }
    history.registered = true;
    history.out_when = date_of(said, "when");
    history.out_country = field::field_of(said.row, "country");
    history.exit_mode = field::field_of(said.row, "exit_mode");
    history.out_accepted = order_.of(said);
    // The registration stands first among the sources: it is what a reader opens.
    note_source(history, said);
    std::rotate(history.sources.begin(), std::find(history.sources.begin(), history.sources.end(), said.row.entry),
                history.sources.end());
  }

  // One person, registered again: one more dated event of coming out.
  void take_second_registration(cases::PersonHistory& history, const Said& said) {
    note_source(history, said);
    const std::string country = field::field_of(said.row, "country");
    if (history.out_country.empty()) history.out_country = country;
    const std::optional<cases::DateRange> when = date_of(said, "when");
    if (!when) return;
    if (!history.out_when) {
      history.out_when = when;
      return;
    }
    history.events.push_back({cases::Status::Out, *when, country, said.row.entry, order_.of(said)});
  }

  void take_missing(const Said& said) {
    cases::PersonHistory& history = history_of(said.row.fact.person.value_or(said.row.fact.id));
    note_source(history, said);
    const std::optional<cases::DateRange> when = date_of(said, "when");
    const bool earlier = when && (!history.missing_when || when->latest < history.missing_when->latest);
    if (earlier) history.missing_when = when;
    const std::uint64_t rank = order_.of(said);
    history.missing_accepted = history.missing ? std::min(*history.missing_accepted, rank) : rank;
    history.missing = true;
  }

  void take_event(const Said& said) {
    if (!said.row.fact.person) return;
    const std::optional<cases::Status> status = cases::status_from_text(field::field_of(said.row, "status"));
    const std::optional<cases::DateRange> when = date_of(said, "when");
    if (!status || !when) {
      ++out_.unreadable_dates;
      return;
    }
    cases::PersonHistory& history = history_of(*said.row.fact.person);
    note_source(history, said);
    history.events.push_back({*status, *when, field::field_of(said.row, "country"), said.row.entry, order_.of(said)});
  }

  // The value that stands: what HQ decided, or what was said, or several that contradict each other.
  Result<std::vector<std::string>> standing(const sync::ObjectId& root, const std::string& field) {
    const auto known = standing_.find({root, field});
    if (known != standing_.end()) return known->second;
    const FieldClaims claims = TRY(person_claims(vault_, people_, root, field));
    return standing_[{root, field}] = claims.values();
  }

  Result<void> decide_fields() {
    for (auto& [id, history] : histories_) {
      const sync::ObjectId root = people_.same.root_of(id);
      // A document's word counts before a spoken one (case-model.md, "Figures").
      history.nationalities = TRY(standing(root, "nationality_document"));
      if (history.nationalities.empty()) history.nationalities = TRY(standing(root, "nationality"));
      const std::vector<std::string> countries = TRY(standing(root, "country"));
      // Only a decision moves somebody to another country; while it is open each record keeps its own.
      if (history.registered && countries.size() == 1) history.out_country = countries.front();
      if (history.code.empty()) history.code = TRY(code_of(id));
    }
    return {};
  }

  Result<std::string> code_of(const sync::ObjectId& id) {
    const std::optional<store::RecordRow> record = TRY(store::find_record(vault_, id));
    return record ? record->code : std::string();
  }

  Result<KnownHistories> finish() {
    for (auto& [id, history] : histories_) {
      const bool counts = history.registered || history.missing || !history.events.empty();
      if (!counts) continue;
      if (described_.count(id) == 0) out_.without_registration.push_back(id);
      out_.people.push_back(std::move(history));
    }
    for (cases::PersonPair pair : people_.undecided) {
      pair.a = people_.merged.root_of(pair.a);
      pair.b = people_.merged.root_of(pair.b);
      if (pair.a != pair.b) out_.undecided.push_back(std::move(pair));
    }
    return std::move(out_);
  }

  store::Vault& vault_;
  const KnownPeople& people_;
  OrderSaid order_;
  std::map<sync::ObjectId, cases::PersonHistory> histories_;
  std::set<sync::ObjectId> described_;  // by a record of their own
  std::map<std::pair<sync::ObjectId, std::string>, std::vector<std::string>> standing_;
  KnownHistories out_;
};

}  // namespace

Result<KnownHistories> known_histories(store::Vault& vault, std::uint64_t known_at) {
  const KnownPeople people = TRY(known_people(vault, known_at));
  return HistoryMaker(vault, people).make();
}

}  // namespace holdfast::hq
