// Who had an exhibit when, and where that story has holes (declared in app/field/exhibit.h).
#include <map>

#include "app/case/custody.h"
#include "app/field/exhibit.h"
#include "app/field/moment.h"
#include "app/field/said.h"

namespace holdfast::field {

namespace {

Result<std::string> actor_of(store::Vault& vault, const sync::EntryHash& hash) {
  const std::optional<store::StoredEntry> stored = TRY(store::find_entry(vault, hash));
  if (!stored) return std::string();
  const Result<sync::Opening> opening = store::get_opening(vault, stored->signed_entry);
  if (!opening.ok()) return std::string();
  const sync::Values values = sync::opening_values(opening.value());
  const auto actor = values.find("@actor");
  const std::string* text = actor == values.end() ? nullptr : actor->second.text();
  return text == nullptr ? std::string() : *text;
}

Result<cases::CustodyAct> read_step(store::Vault& vault, const Said& said) {
  cases::CustodyAct act;
  act.action = field_of(said.row, "action");
  act.from = field_of(said.row, "from");
  act.to = field_of(said.row, "to");
  act.when = field_of(said.row, "when");
  act.place = field_of(said.row, "place");
  act.tamper_seal = field_of(said.row, "tamper_seal");
  act.seal_new = field_of(said.row, "seal_new");
  act.seal_state = field_of(said.row, "seal_state");
  act.hash_checked = field_of(said.row, "hash_checked") == "yes";
  act.hash_differs = field_of(said.row, "hash_same") == "no";
  act.at_ms = moment_ms(act.when).value_or(said.hlc.ms());
  act.entry = said.row.entry;
  act.other_side = field_of(said.row, "other_side");
  act.signer = to_hex(said.device) + " " + TRY(actor_of(vault, said.row.entry));
  return act;
}

Result<std::vector<cases::CustodyAct>> steps_of(store::Vault& vault, const sync::ObjectId& exhibit) {
  std::vector<store::EntityRow> rows = TRY(store::list_entities(vault, cases::EntityKind::Custody));
  const std::string id = to_hex(exhibit);
  std::erase_if(rows, [&id](const store::EntityRow& row) { return field_of(row, "exhibit") != id; });
  std::vector<cases::CustodyAct> out;
  for (const Said& said : TRY(in_order_said(vault, std::move(rows)))) out.push_back(TRY(read_step(vault, said)));
  return cases::in_custody_order(std::move(out));
}

}  // namespace

Result<std::vector<CustodyStep>> custody_of(store::Vault& vault, const sync::ObjectId& exhibit) {
  const std::vector<cases::CustodyAct> acts = TRY(steps_of(vault, exhibit));
  std::vector<CustodyStep> out;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    const cases::CustodyAct& act = acts[i];
    out.push_back({act.from, act.to, act.when, act.tamper_seal, act.place, act.entry, cases::is_paired(acts, i),
                   act.action});
  }
  return out;
}

Result<std::vector<CustodyGap>> custody_gaps(store::Vault& vault) {
  // The number on the bag at intake; of exhibits whose record is elsewhere nobody here knows it.
  std::map<sync::ObjectId, std::string> seals;
  for (const store::EntityRow& row : TRY(store::list_entities(vault, cases::EntityKind::Exhibit))) {
    seals.emplace(row.fact.id, field_of(row, "tamper_seal"));
  }
  for (const store::EntityRow& row : TRY(store::list_entities(vault, cases::EntityKind::Custody))) {
    const Result<Id16> exhibit = array_from_hex<16>(field_of(row, "exhibit"));
    if (exhibit.ok()) seals.emplace(exhibit.value(), "");
  }
  std::vector<CustodyGap> out;
  for (const auto& [exhibit, tamper_seal] : seals) {
    const std::vector<cases::CustodyAct> acts = TRY(steps_of(vault, exhibit));
    for (cases::CustodyHole& hole : cases::custody_holes(acts, tamper_seal)) {
      out.push_back({exhibit, std::move(hole.code), std::move(hole.what), hole.entry});
    }
  }
  return out;
}

}  // namespace holdfast::field
