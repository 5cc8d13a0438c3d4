#include "app/gui/history_work.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/field/history.h"
#include "app/gui/record_road.h"
#include "app/gui/record_words.h"
#include "app/hq/inbox/conflicts.h"
#include "sync/reasons.h"

namespace holdfast::gui {

std::vector<std::size_t> lanes_of(const std::vector<std::vector<std::size_t>>& parents) {
  std::vector<std::size_t> lanes(parents.size(), 0);
  std::set<std::size_t> continued;  // versions that somebody already goes on from in their lane
  std::size_t next_lane = 1;
  for (std::size_t i = 1; i < parents.size(); ++i) {
    if (parents[i].empty()) continue;
    // A version that joins several goes on in the lowest of their lanes.
    std::size_t from = parents[i].front();
    for (const std::size_t parent : parents[i]) {
      if (lanes[parent] < lanes[from]) from = parent;
    }
    const bool joins = parents[i].size() > 1 && lanes[parents[i].front()] != lanes[parents[i].back()];
    const bool goes_on = joins || continued.insert(from).second;
    lanes[i] = goes_on ? lanes[from] : next_lane++;
  }
  return lanes;
}

namespace {

constexpr std::size_t kPathsNamed = 4;

VersionAct act_of(sync::EntryType type) {
  switch (type) {
    case sync::EntryType::Seal: return VersionAct::Sealed;
    case sync::EntryType::Resolve: return VersionAct::Decided;
    case sync::EntryType::Link: return VersionAct::Linked;
    case sync::EntryType::Unlink: return VersionAct::TakenApart;
    case sync::EntryType::Erase: return VersionAct::Erased;
    case sync::EntryType::Release: return VersionAct::Released;
    case sync::EntryType::View: return VersionAct::Looked;
    case sync::EntryType::Export: return VersionAct::Exported;
    default: return VersionAct::Answers;
  }
}

std::string what_changed(const field::Version& version, const AnswerWords* words) {
  std::string out;
  std::set<std::string> said;
  for (const std::string& path : version.paths) {
    const std::string label = words == nullptr ? path : words->label_of_path(path);
    if (!said.insert(label).second) continue;
    if (said.size() > kPathsNamed) return out + ", …";
    out += (out.empty() ? "" : ", ") + label;
  }
  return out;
}

// Parents among the versions shown, oldest first; where none is here, the version before of the same device.
std::vector<std::vector<std::size_t>> parents_of(const std::vector<field::Version>& versions) {
  std::map<sync::EntryHash, std::size_t> places;
  for (std::size_t i = 0; i < versions.size(); ++i) places.emplace(versions[i].entry.signed_entry.hash, i);
  std::vector<std::vector<std::size_t>> out(versions.size());
  for (std::size_t i = 0; i < versions.size(); ++i) {
    for (const sync::EntryHash& parent : versions[i].entry.signed_entry.entry.parents) {
      const auto found = places.find(parent);
      if (found != places.end() && found->second < i) out[i].push_back(found->second);
    }
    std::sort(out[i].begin(), out[i].end());
    // Every version names the first entry too; the line goes to the newest that it knew.
    const bool knows_more = out[i].size() > 1;
    if (knows_more && out[i].front() == 0) out[i].erase(out[i].begin());
    if (out[i].empty() && i > 0) out[i].push_back(i - 1);
  }
  return out;
}

std::vector<field::Version> by_time(std::vector<field::Version> versions) {
  std::stable_sort(versions.begin(), versions.end(), [](const field::Version& a, const field::Version& b) {
    return a.entry.signed_entry.entry.hlc < b.entry.signed_entry.entry.hlc;
  });
  return versions;
}

VersionLine version_line(const field::Version& version, const RecordRoad& road, const AnswerWords* words) {
  const sync::Entry& entry = version.entry.signed_entry.entry;
  VersionLine line;
  line.who = version.author;
  line.staff = version.actor;
  line.reason = version.reason;
  line.act = act_of(entry.type);
  line.what = what_changed(version, words);
  line.written_ms = entry.wall_ms;
  line.confirmed = road.mark_of(entry.device, entry.seq) == RoadMark::Confirmed;
  line.sealed = version.opening == store::OpeningState::Sealed;
  line.aside = version.entry.held == sync::kEntryFork.code();
  line.decision = entry.type == sync::EntryType::Resolve;
  return line;
}

Result<std::unique_ptr<AnswerWords>> words_of(store::Vault& vault, const sync::ObjectId& record,
                                              const std::string& language) {
  const std::shared_ptr<const forms::Form> form = TRY(form_of_record(vault, record));
  if (form == nullptr) return std::unique_ptr<AnswerWords>();
  return std::make_unique<AnswerWords>(vault, form, language);
}

}  // namespace

Result<HistoryFacts> read_history(store::Vault& vault, const sync::ObjectId& record, const std::string& language) {
  const std::vector<field::Version> versions = by_time(TRY(field::history(vault, record)));
  const RecordRoad road = TRY(RecordRoad::read(vault));
  const std::unique_ptr<AnswerWords> words = TRY(words_of(vault, record, language));
  const std::vector<std::vector<std::size_t>> parents = parents_of(versions);
  const std::vector<std::size_t> lanes = lanes_of(parents);
  HistoryFacts out;
  out.record = to_hex(record);
  out.name = TRY(name_of_object(vault, record));
  if (words != nullptr) out.form_title = words->form().title;
  if (const auto row = TRY(store::find_record(vault, record))) out.open_fork = row->in_conflict;
  const std::size_t count = versions.size();
  for (std::size_t i = count; i-- > 0;) {
    VersionLine line = version_line(versions[i], road, words.get());
    line.lane = lanes[i];
    line.first = i == 0;
    for (const std::size_t parent : parents[i]) line.parents.push_back(count - 1 - parent);
    out.versions.push_back(std::move(line));
  }
  return out;
}

namespace {

constexpr std::string_view kPersonAnswers = "person/";

// Label of a conflict about a person: the register form's question of that name.
std::string label_of(const std::string& path, const AnswerWords* words, const AnswerWords* of_register) {
  if (!path.starts_with(kPersonAnswers)) return words == nullptr ? path : words->label_of_path(path);
  const std::string field = path.substr(kPersonAnswers.size());
  if (of_register == nullptr) return field;
  for (const forms::Question& question : of_register->form().questions) {
    const bool named = question.name == field || question.save_to == field || question.save_to == "prs_" + field;
    if (named) return of_register->label(question);
  }
  return field;
}

Result<ConflictValue> conflict_value(store::Vault& vault, const store::CurrentValue& current,
                                     const std::string& author, const AnswerWords* words) {
  ConflictValue out;
  out.author = author;
  out.text = words == nullptr ? forms::answer_text(current.value)
                              : TRY(words->value_of_path(current.path, current.value));
  if (current.value.is_null()) out.text = "–";
  if (const auto stored = TRY(store::find_entry(vault, current.entry))) {
    out.written_ms = stored->signed_entry.entry.wall_ms;
    const Result<sync::Opening> opening = store::get_opening(vault, stored->signed_entry);
    if (opening.ok()) {
      const sync::Values values = sync::opening_values(*opening);
      const auto actor = values.find("@actor");
      if (actor != values.end() && actor->second.text() != nullptr) out.staff = *actor->second.text();
    }
  }
  return out;
}

// The answers that are not in doubt, as they recede beside those that are.
Result<std::vector<AnswerLine>> agreed(const AnswerWords* words, const std::vector<store::CurrentValue>& values) {
  if (words == nullptr) return std::vector<AnswerLine>();
  std::vector<AnswerLine> out;
  for (AnswerLine& line : TRY(words->lines(values))) {
    if (!line.caution) out.push_back(std::move(line));
  }
  return out;
}

}  // namespace

Result<ConflictsFacts> read_conflicts(store::Vault& vault, const std::string& language) {
  ConflictsFacts out;
  out.may_decide = vault.is_hq();
  std::unique_ptr<AnswerWords> of_register;
  if (const auto form = TRY(form_that_runs(vault, "register"))) {
    of_register = std::make_unique<AnswerWords>(vault, form, language);
  }
  std::unique_ptr<AnswerWords> words;
  for (const hq::ConflictView& view : TRY(hq::conflicts(vault))) {
    const std::string record = to_hex(view.row.object);
    if (out.records.empty() || out.records.back().record != record) {
      ConflictFacts facts;
      facts.record = record;
      facts.name = short_name(view.row.object, view.record_code);
      words = TRY(words_of(vault, view.row.object, language));
      if (words != nullptr) facts.form_title = words->form().title;
      const std::vector<store::CurrentValue> values = TRY(store::current_values(vault, view.row.object));
      facts.same = TRY(agreed(words.get(), values));
      out.records.push_back(std::move(facts));
    }
    ConflictFacts& facts = out.records.back();
    ConflictLine line;
    line.path = view.row.path;
    line.label = label_of(view.row.path, words.get(), of_register.get());
    for (std::size_t i = 0; i < view.row.values.size(); ++i) {
      line.values.push_back(TRY(conflict_value(vault, view.row.values[i], view.authors[i], words.get())));
      const std::string& author = view.authors[i];
      const bool known = std::find(facts.sides.begin(), facts.sides.end(), author) != facts.sides.end();
      if (!known) facts.sides.push_back(author);
    }
    facts.lines.push_back(std::move(line));
  }
  return out;
}

}  // namespace holdfast::gui
