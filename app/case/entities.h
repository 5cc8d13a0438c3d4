// What forms write about: the entities of case-model.md, as plain values that the store keeps in its views.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/case/dates.h"
#include "sync/types.h"

namespace holdfast::cases {

// Stored as a number: new kinds are added at the end, and none is ever taken away.
enum class EntityKind : std::uint8_t {
  Person = 1, Name, Identifier, StatusEvent, Consent, Flag, Exhibit, Custody, Site, Interview, Sighting, Missing, Tie,
  Screening, Need, Interpreter, Event, ScamRun, Promise, Advert, Transaction, Assessment, Operation, Controller,
  Incident, Case
};
inline constexpr EntityKind kLastEntityKind = EntityKind::Case;
std::string_view to_string(EntityKind kind);

// One entity as one record tells it. `fields` uses the names of case-model.md / HTCDS (nationality, status, when, …).
// Several records about one entity give several of these; who is current is the merge's matter, not ours.
struct EntityFact {
  EntityKind kind = EntityKind::Person;
  sync::ObjectId id{};             // of the entity; a person registered by a record has that record's object id
  std::optional<sync::ObjectId> person;  // whom it is about, for everything but Person itself
  std::map<std::string, std::string> fields;
  friend bool operator==(const EntityFact&, const EntityFact&) = default;
};

}  // namespace holdfast::cases
