// What different teams say about one person, field by field: which sayings stand, and where they contradict each
// other. A person is everybody whom HQ merged, and twins under one document number that nobody has decided yet.
#pragma once

#include <string>
#include <vector>

#include "app/hq/match/people.h"

namespace holdfast::hq {

// Path of a decision about a person's field, on the person's object: "person/nationality".
inline constexpr std::string_view kPersonPath = "person/";

struct Claim {
  std::string value;
  sync::EntryHash entry{};  // whose value it is: what a decision names as parent
  sync::DeviceId device{};
};

struct FieldClaims {
  std::vector<Claim> standing;  // one a device and decision, in the order said
  bool in_conflict() const;
  // Each value once, in the order said. Several: in conflict.
  std::vector<std::string> values() const;
};

// People as they are counted, read once for many questions.
struct KnownPeople {
  std::uint64_t known_at = kAllKnown;
  std::vector<field::Said> rows;  // entities of kind Person, in the order said
  SamePeople merged;              // by HQ
  SamePeople same;                // and undecided twins
  std::vector<cases::PersonPair> undecided;
  std::map<sync::ObjectId, std::vector<std::size_t>> by_person;  // root of `same` -> indexes of rows
};
Result<KnownPeople> known_people(store::Vault& vault, std::uint64_t known_at);

// Fields that two teams may contradict each other about.
std::vector<std::string> person_fields();

// `person` is a root of `people.same`. The first word of each device counts; a decision of HQ takes the place of the
// words it names as parents.
Result<FieldClaims> person_claims(store::Vault& vault, const KnownPeople& people, const sync::ObjectId& person,
                                  const std::string& field);

}  // namespace holdfast::hq
