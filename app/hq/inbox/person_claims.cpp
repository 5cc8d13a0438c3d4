#include "app/hq/inbox/person_claims.h"

#include <algorithm>
#include <set>

#include "app/forms/project_rules.h"
#include "sync/authority.h"

namespace holdfast::hq {

namespace {

constexpr const char* kPersonFields[] = {
    "nationality", "nationality_document", "born", "age_band", "seen_sex", "gender", "country", "exit_mode",
};

bool says_something(const std::string& value) { return !value.empty() && value != "unknown" && value != "unsure"; }

// Whether this question of the record's form is where the field comes from.
bool feeds(const std::string& form_id, const std::string& path, const std::string& field) {
  const std::string question = path.substr(path.find_last_of('/') + 1);
  for (const forms::EntityRule& rule : forms::entity_rules()) {
    if (rule.form != form_id || rule.kind != cases::EntityKind::Person) continue;
    for (const forms::FieldRule& one : rule.fields) {
      if (one.field == field && one.question == question) return true;
    }
  }
  return false;
}

// The entry that holds the value now: the record's first one, or a later revision of it.
Result<Claim> claim_of(store::Vault& vault, const field::Said& said, const std::string& field) {
  Claim claim{field::field_of(said.row, field), said.row.entry, said.device};
  const std::optional<store::RecordRow> record = TRY(store::find_record(vault, said.row.record));
  if (!record) return claim;
  for (const store::CurrentValue& value : TRY(store::current_values(vault, said.row.record))) {
    const std::string* text = value.value.text();
    if (text == nullptr || *text != claim.value || !feeds(record->form_id, value.path, field)) continue;
    claim.entry = value.entry;
    claim.device = value.device;
    break;
  }
  return claim;
}

struct Decisions {
  std::vector<Claim> claims;
  std::set<sync::EntryHash> superseded;
};

Result<void> read_decision(store::Vault& vault, const store::StoredEntry& stored, const std::string& path,
                           Decisions& out) {
  const Result<sync::Opening> opening = store::get_opening(vault, stored.signed_entry);
  if (!opening.ok()) return {};  // erased, or damaged: it decides nothing any more
  const sync::Values values = sync::opening_values(opening.value());
  const auto value = values.find(path);
  if (value == values.end() || value->second.text() == nullptr) return {};
  const sync::Entry& entry = stored.signed_entry.entry;
  out.claims.push_back({*value->second.text(), stored.signed_entry.hash, entry.device});
  out.superseded.insert(entry.parents.begin(), entry.parents.end());
  return {};
}

// Of HQ, about this field, written on whichever id named the person at the time.
Result<Decisions> decisions_on(store::Vault& vault, const KnownPeople& people, const sync::ObjectId& person,
                               const std::string& field) {
  Decisions out;
  const std::string path = std::string(kPersonPath) + field;
  for (const sync::ObjectId& member : people.same.members_of(person)) {
    for (const store::StoredEntry& stored : TRY(store::entries_of(vault, member))) {
      const sync::EntryType type = stored.signed_entry.entry.type;
      const bool acts = stored.held.empty() && sync::effect_of(type, stored.role) == sync::Effect::Acts;
      if (type != sync::EntryType::Resolve || !acts || stored.accepted > people.known_at) continue;
      TRY(read_decision(vault, stored, path, out));
    }
  }
  std::sort(out.claims.begin(), out.claims.end(), [](const Claim& a, const Claim& b) { return a.entry < b.entry; });
  return out;
}

}  // namespace

std::vector<std::string> FieldClaims::values() const {
  std::vector<std::string> out;
  for (const Claim& claim : standing) {
    if (std::find(out.begin(), out.end(), claim.value) == out.end()) out.push_back(claim.value);
  }
  return out;
}

bool FieldClaims::in_conflict() const { return values().size() > 1; }

std::vector<std::string> person_fields() { return {std::begin(kPersonFields), std::end(kPersonFields)}; }

Result<KnownPeople> known_people(store::Vault& vault, std::uint64_t known_at) {
  KnownPeople out;
  out.known_at = known_at;
  out.rows = TRY(known_entities(vault, cases::EntityKind::Person, known_at));
  out.merged = TRY(merged_people(vault, known_at));
  out.undecided = TRY(undecided_pairs(vault, known_at));
  out.same = out.merged;
  for (const cases::PersonPair& pair : out.undecided) {
    if (pair.same_document) out.same.join(pair.a, pair.b);
  }
  for (std::size_t i = 0; i < out.rows.size(); ++i) {
    out.by_person[out.same.root_of(out.rows[i].row.fact.id)].push_back(i);
  }
  return out;
}

Result<FieldClaims> person_claims(store::Vault& vault, const KnownPeople& people, const sync::ObjectId& person,
                                  const std::string& field) {
  FieldClaims out;
  const auto found = people.by_person.find(person);
  if (found == people.by_person.end()) return out;
  std::vector<const field::Said*> first_words;
  std::set<sync::DeviceId> heard;
  for (const std::size_t i : found->second) {
    const field::Said& said = people.rows[i];
    const bool speaks = says_something(field::field_of(said.row, field));
    if (speaks && heard.insert(said.device).second) first_words.push_back(&said);
  }
  for (const field::Said* said : first_words) {
    out.standing.push_back({field::field_of(said->row, field), said->row.entry, said->device});
  }
  // Most people are nobody's contradiction: only then is it worth reading who wrote the value, and what was decided.
  if (!out.in_conflict()) return out;
  const Decisions decisions = TRY(decisions_on(vault, people, person, field));
  out.standing.clear();
  for (const field::Said* said : first_words) out.standing.push_back(TRY(claim_of(vault, *said, field)));
  out.standing.insert(out.standing.end(), decisions.claims.begin(), decisions.claims.end());
  std::erase_if(out.standing, [&](const Claim& claim) { return decisions.superseded.count(claim.entry) != 0; });
  return out;
}

}  // namespace holdfast::hq
