#include "app/cli/demo_hq.h"

#include <set>

#include "app/field/exhibit.h"
#include "app/field/person.h"

namespace holdfast::cli {

namespace {

std::string demo_fact(const store::EntityRow& row, const std::string& name) {
  const auto found = row.fact.fields.find(name);
  return found == row.fact.fields.end() ? std::string() : found->second;
}

Result<void> take_exhibit(DemoWorld& world, const DemoRecordRef& exhibit, const DemoRecordRef& given,
                          const DemoDecision& decision, Progress& progress) {
  store::Vault& hq = world.hq();
  const std::vector<store::StoredEntry> giving = TRY(store::entries_of(hq, given.id));
  const store::Vault* const giver = world.laptop(given.laptop);
  if (giving.empty() || giver == nullptr) return Error{kDemoScenario, "decisions.csv: " + decision.b};
  field::CustodyRequest request;
  request.exhibit = exhibit.id;
  request.giving = false;
  request.other_person = giver->person()->staff;
  request.purpose = decision.reason;
  request.other_side = giving.front().signed_entry.hash;
  const field::SubmitAnswer answer = TRY(field::hand_over(hq, request, progress));
  if (!answer.problems.empty()) return Error{kDemoScenario, "decisions.csv: " + answer.problems.front().sentence};
  return {};
}

}  // namespace

Result<void> carry_out(DemoWorld& world, const DemoField& field, const DemoDecision& decision, Progress& progress) {
  const DemoRecordRef a = TRY(field.find(decision.a));
  const DemoRecordRef b = TRY(field.find(decision.b));
  if (decision.act == "merge") return hq::merge_people(world.hq(), a.id, b.id, decision.reason);
  if (decision.act == "take") return take_exhibit(world, a, b, decision, progress);
  return Error{kDemoScenario, "decisions.csv: " + decision.act};
}

namespace {

Result<void> look_at_money(store::Vault& hq, DemoSights& out) {
  std::map<std::string, std::set<sync::ObjectId>> records;
  for (const store::EntityRow& row : TRY(store::list_entities(hq, cases::EntityKind::Identifier))) {
    const std::string kind = demo_fact(row, "kind");
    const bool money = kind == "bank" || kind == "ewallet" || kind == "crypto" || kind == "card";
    if (money) records[demo_fact(row, "value")].insert(row.record);
  }
  for (const auto& [value, named_by] : records) out.shared_identifiers += named_by.size() > 1 ? 1 : 0;
  for (const store::EntityRow& row : TRY(store::list_entities(hq, cases::EntityKind::Tie))) {
    out.survivors_accounts += demo_fact(row, "tie") == "opened_in_name_of" ? 1 : 0;
  }
  return {};
}

Result<void> look_at_people(store::Vault& hq, DemoSights& out) {
  for (const store::EntityRow& row : TRY(store::list_entities(hq, cases::EntityKind::Person))) {
    out.paid += demo_fact(row, "exit_mode") == "ransom" ? 1 : 0;
  }
  std::set<sync::ObjectId> asked;
  for (const store::EntityRow& row : TRY(store::list_entities(hq, cases::EntityKind::Consent))) {
    if (!row.fact.person || !asked.insert(*row.fact.person).second) continue;
    const field::PersonView person = TRY(field::show_person(hq, *row.fact.person));
    out.withdrawn += person.consent == "withdrawn" ? 1 : 0;
  }
  return {};
}

Result<void> look_at_exhibits(store::Vault& hq, DemoSights& out) {
  for (const store::EntityRow& row : TRY(store::list_entities(hq, cases::EntityKind::Exhibit))) {
    for (const field::CustodyStep& step : TRY(field::custody_of(hq, row.fact.id))) {
      if (!step.paired) continue;
      ++out.paired_hand_overs;
      break;
    }
  }
  return {};
}

}  // namespace

Result<DemoSights> look_around(store::Vault& hq) {
  DemoSights out;
  out.conflicts = TRY(hq::conflicts(hq));
  out.undecided = TRY(hq::undecided_pairs(hq));
  TRY(look_at_money(hq, out));
  TRY(look_at_people(hq, out));
  TRY(look_at_exhibits(hq, out));
  store::RecordFilter all;
  all.limit = 100000;
  for (const store::RecordRow& row : TRY(store::list_records(hq, all))) {
    out.sealed_here += row.state == "sealed" ? 1 : 0;
  }
  return out;
}

}  // namespace holdfast::cli
