// What is known about somebody, from every record that speaks of them (declared in app/field/person.h).
#include <algorithm>
#include <charconv>
#include <limits>

#include "app/case/flag.h"
#include "app/field/person.h"
#include "app/field/said.h"
#include "app/store/tips_store.h"

namespace holdfast::field {

namespace {

std::optional<cases::DateRange> date_said(const store::EntityRow& row, const std::string& field) {
  const Result<cases::DateRange> range = cases::parse_date(field_of(row, field));
  if (!range.ok()) return std::nullopt;
  return range.value();
}

// By the date that was said, then as said. A date nobody can read goes last.
void sort_by_date(std::vector<Said>& rows, const std::string& field) {
  const auto latest = [&field](const Said& said) {
    const std::optional<cases::DateRange> days = date_said(said.row, field);
    return days ? days->latest : std::numeric_limits<cases::Day>::max();
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const Said& a, const Said& b) { return latest(a) < latest(b); });
}

// Everybody who counts as this person after headquarters' merges, the person first.
Result<std::vector<sync::ObjectId>> same_people(store::Vault& vault, const sync::ObjectId& person) {
  const sync::ObjectId merged = TRY(store::merged_person(vault, person));
  std::vector<sync::ObjectId> out{person};
  for (const store::EntityRow& row : TRY(store::list_entities(vault, cases::EntityKind::Person))) {
    if (row.fact.id == person) continue;
    const sync::ObjectId other = TRY(store::merged_person(vault, row.fact.id));
    if (other == merged && std::find(out.begin(), out.end(), row.fact.id) == out.end()) out.push_back(row.fact.id);
  }
  return out;
}

std::vector<store::EntityRow> rows_of(const std::vector<Said>& said) {
  std::vector<store::EntityRow> out;
  for (const Said& one : said) out.push_back(one.row);
  return out;
}

// One line a name, however many records say it.
void add_name(std::vector<std::string>& names, const std::string& name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

cases::ConsentScope scope_of(const store::EntityRow& row) {
  return {field_of(row, "purpose"), field_of(row, "recipient"), choices_of(field_of(row, "medium")),
          date_said(row, "until")};
}

// The acts with the scopes that the same record names, in the order said.
std::vector<cases::ConsentAct> acts_of(const std::vector<Said>& rows, cases::Day today) {
  std::vector<cases::ConsentAct> out;
  for (const Said& said : rows) {
    if (field_of(said.row, "part") != "act") continue;
    const auto kind = cases::consent_kind_from_text(field_of(said.row, "act"));
    if (!kind) continue;
    cases::ConsentAct act;
    act.kind = *kind;
    act.when = date_said(said.row, "when");
    act.never = choices_of(field_of(said.row, "never"));
    act.withdrawn_from = choices_of(field_of(said.row, "wish_for"));
    const bool closes = *kind == cases::ConsentKind::Withdrawn || *kind == cases::ConsentKind::Refused;
    // A no is recorded: a slip in its date cannot put it off.
    if (closes && act.when && act.when->earliest > today) act.when = cases::DateRange{today, today, false, false};
    for (const Said& other : rows) {
      const bool is_scope = field_of(other.row, "part") == "scope" && other.row.record == said.row.record;
      if (is_scope) act.scopes.push_back(scope_of(other.row));
    }
    out.push_back(std::move(act));
  }
  return out;
}

std::vector<store::EntityRow> flags_that_stand(const std::vector<Said>& rows, cases::Day today) {
  std::vector<cases::FlagWord> words;
  for (const Said& said : rows) {
    words.push_back({field_of(said.row, "flag"), date_said(said.row, "since"), date_said(said.row, "until"),
                     field_of(said.row, "lifted") == "yes", cases::day_of_ms(said.hlc.ms())});
  }
  std::vector<store::EntityRow> out;
  for (const std::size_t index : cases::standing_flags(words, today)) out.push_back(rows[index].row);
  return out;
}

std::optional<int> whole_number(const std::string& text) {
  int value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

cases::AgeSaid age_said(const Said& said) {
  cases::AgeSaid out;
  out.band = field_of(said.row, "age_band");
  out.years = whole_number(field_of(said.row, "age_said"));
  out.counted = cases::age_counted_from_text(field_of(said.row, "age_nominal"));
  out.said_on = cases::day_of_ms(said.hlc.ms());
  out.born = date_said(said.row, "born");
  return out;
}

// Everything that is known about the person and whom headquarters merged with it, in the order said.
Result<std::vector<Said>> all_said(store::Vault& vault, const sync::ObjectId& person, PersonView& view) {
  std::vector<store::EntityRow> rows;
  for (const sync::ObjectId& id : TRY(same_people(vault, person))) {
    if (id != person) view.merged_with.push_back(id);
    for (store::EntityRow& row : TRY(store::entities_about(vault, id))) rows.push_back(std::move(row));
    store::RecordFilter filter;
    filter.about_person = id;
    for (store::RecordRow& record : TRY(store::list_records(vault, filter))) view.records.push_back(std::move(record));
  }
  return in_order_said(vault, std::move(rows));
}

// The rows of one person by what they tell.
struct SaidByKind {
  std::vector<Said> consent, flags, status;
  std::vector<cases::AgeSaid> ages;
  std::string nationality_said;
};

void sort_out(Said said, PersonView& view, SaidByKind& by_kind) {
  const store::EntityRow& row = said.row;
  switch (row.fact.kind) {
    case cases::EntityKind::Person:
      if (view.nationality.empty()) view.nationality = field_of(row, "nationality_document");
      if (by_kind.nationality_said.empty()) by_kind.nationality_said = field_of(row, "nationality");
      by_kind.ages.push_back(age_said(said));
      break;
    case cases::EntityKind::Name: add_name(view.names, field_of(row, "name")); break;
    case cases::EntityKind::Consent: by_kind.consent.push_back(std::move(said)); break;
    case cases::EntityKind::Flag: by_kind.flags.push_back(std::move(said)); break;
    case cases::EntityKind::StatusEvent: by_kind.status.push_back(std::move(said)); break;
    default: break;
  }
}

Result<bool> is_withdrawn_ahead(store::Vault& vault, const sync::ObjectId& person,
                                std::vector<sync::ObjectId> merged_with) {
  merged_with.push_back(person);
  return store::withdrawn_ahead(vault, merged_with);
}

}  // namespace

Result<PersonView> show_person(store::Vault& vault, const sync::ObjectId& person) {
  if (!TRY(is_known_as(vault, person, cases::EntityKind::Person))) return kPersonUnknown;
  PersonView view;
  view.id = person;
  if (const auto record = TRY(store::find_record(vault, person))) view.code = record->code;
  SaidByKind by_kind;
  for (Said& said : TRY(all_said(vault, person, view))) sort_out(std::move(said), view, by_kind);
  if (view.nationality.empty()) view.nationality = by_kind.nationality_said;

  const cases::Day today = cases::day_of_ms(vault.now_ms());
  // East of here it is tomorrow already, and an act of this morning counts.
  const cases::Day today_anywhere = today + 1;
  std::vector<cases::ConsentAct> acts = acts_of(by_kind.consent, today);
  view.withdrawn_ahead = TRY(is_withdrawn_ahead(vault, person, view.merged_with));
  // From everyone, on whatever day: whoever is about to hand something on has to know it now.
  if (view.withdrawn_ahead) acts.push_back({cases::ConsentKind::Withdrawn, std::nullopt, {}, {}, {}});
  view.standing = cases::consent_on(acts, today_anywhere);
  view.consent = cases::to_string(view.standing.state);
  view.flags = flags_that_stand(by_kind.flags, today_anywhere);
  const bool flagged = std::any_of(view.flags.begin(), view.flags.end(), [](const store::EntityRow& flag) {
    return field_of(flag, "flag") == "maybe_minor";
  });
  if (flagged) by_kind.ages.push_back({"", std::nullopt, cases::AgeCounted::Unknown, today, std::nullopt, true});
  view.age = cases::judge_age(by_kind.ages, today);
  sort_by_date(by_kind.status, "when");
  view.status = rows_of(by_kind.status);
  return view;
}

}  // namespace holdfast::field
