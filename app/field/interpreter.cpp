#include "app/field/interpreter.h"

#include <algorithm>
#include <map>

#include "app/field/reasons.h"
#include "app/field/said.h"

namespace holdfast::field {

namespace {

using cases::EntityKind;
using cases::NameElsewhere;

// Everybody who was found at a site, by every name, phone and paper that any record gives them.
Result<std::vector<NameElsewhere>> names_elsewhere(store::Vault& vault) {
  std::vector<NameElsewhere> out;
  for (const store::EntityRow& row : TRY(store::list_entities(vault, EntityKind::Controller))) {
    out.push_back({NameElsewhere::Role::Controller, field_of(row, "names"), field_of(row, "phone"), row.record});
  }
  std::map<sync::ObjectId, bool> residents;
  for (const store::EntityRow& row : TRY(store::list_entities(vault, EntityKind::Person))) {
    if (field_of(row, "context") == "victim") residents[row.fact.id] = true;
  }
  for (const EntityKind kind : {EntityKind::Name, EntityKind::Identifier}) {
    for (const store::EntityRow& row : TRY(store::list_entities(vault, kind))) {
      if (!row.fact.person || residents.count(*row.fact.person) == 0) continue;
      NameElsewhere other{NameElsewhere::Role::Resident, field_of(row, "name"), "", *row.fact.person};
      if (kind == EntityKind::Identifier) {
        const std::string what = field_of(row, "kind");
        if (what != "phone" && what != "document") continue;
        (what == "phone" ? other.phone : other.document) = field_of(row, "value");
      }
      out.push_back(std::move(other));
    }
  }
  return out;
}

bool says_yes(const store::EntityRow& row, const char* field) { return field_of(row, field) == "yes"; }

InterpreterView view_of(const store::EntityRow& row, const std::vector<NameElsewhere>& elsewhere, cases::Day today) {
  InterpreterView out;
  out.id = row.fact.id;
  out.code = field_of(row, "code");
  out.name = field_of(row, "name");
  out.languages = choices_of(field_of(row, "languages"));
  out.channels = choices_of(field_of(row, "channels"));
  out.gender = field_of(row, "gender");
  out.facts.name = out.name;
  out.facts.phone = field_of(row, "phone");
  out.facts.document = field_of(row, "document");
  out.facts.not_from_site = says_yes(row, "not_from_site");
  out.facts.no_link_to_party = says_yes(row, "no_link_to_party");
  out.facts.no_link_to_community = says_yes(row, "no_link_to_community");
  out.facts.not_embassy = says_yes(row, "not_embassy");
  out.facts.secrecy = says_yes(row, "secrecy");
  out.facts.active = field_of(row, "active") != "no";
  const Result<cases::DateRange> checked = cases::parse_date(field_of(row, "checked"));
  if (checked.ok()) out.facts.checked = checked.value();
  out.alarms = cases::interpreter_alarms(out.facts, elsewhere, today);
  out.usable = out.facts.active && out.alarms.empty();
  return out;
}

bool is_alarmed(const InterpreterView& view) {
  return std::any_of(view.alarms.begin(), view.alarms.end(),
                     [](const cases::InterpreterAlarm& alarm) { return alarm.is_alarm; });
}

// What is dangerous to overlook comes first.
int rank_of(const InterpreterView& view) {
  if (is_alarmed(view)) return 0;
  return view.usable ? 1 : 2;
}

}  // namespace

Result<std::vector<InterpreterView>> list_interpreters(store::Vault& vault) {
  const std::vector<NameElsewhere> elsewhere = TRY(names_elsewhere(vault));
  const cases::Day today = cases::day_of_ms(vault.now_ms());
  std::vector<InterpreterView> out;
  for (const store::EntityRow& row : TRY(store::list_entities(vault, EntityKind::Interpreter))) {
    out.push_back(view_of(row, elsewhere, today));
  }
  std::stable_sort(out.begin(), out.end(), [](const InterpreterView& a, const InterpreterView& b) {
    return rank_of(a) != rank_of(b) ? rank_of(a) < rank_of(b) : a.code < b.code;
  });
  return out;
}

Result<InterpreterView> show_interpreter(store::Vault& vault, const sync::ObjectId& interpreter) {
  for (InterpreterView& view : TRY(list_interpreters(vault))) {
    if (view.id == interpreter) return std::move(view);
  }
  return kInterpreterUnknown;
}

}  // namespace holdfast::field
