// Which questions of the built-in forms tell of which entities: one table, read by project.cpp.
// A new built-in form is a new paragraph of the table, never a new function.
#pragma once

#include <span>
#include <string_view>

#include "app/case/entities.h"

namespace holdfast::forms {

// Where an entity's id comes from.
enum class IdFrom : std::uint8_t {
  Record,    // the record's own object id: what the form is mainly about
  Derived,   // hash of record, kind, repeat instance and part: stable, and never equal to another's
  Answer,    // the object id that a question holds, or the record's where it holds none (`id_question`)
};

struct FieldRule {
  std::string_view question;  // bare name, in the rule's repeat or outside of repeats
  std::string_view field;     // of the entity; where two rules name one field, the first that has an answer counts
  bool day_only = false;      // of a date and time, the day
};

struct FixedField {
  std::string_view field;
  std::string_view value;
};

struct EntityRule {
  std::string_view form;
  cases::EntityKind kind = cases::EntityKind::Person;
  IdFrom id = IdFrom::Record;
  std::string_view repeat{};        // form path: one entity an instance; empty: one a record
  std::string_view id_question{};   // for IdFrom::Answer
  std::string_view person{};        // question with the person's id; "=" : the record's own id; empty: nobody
  std::string_view person_outside{};  // the same question outside of the repeat, where the one inside is empty
  std::string_view needs{};         // only where this question has an answer; empty: where any field has one
  std::string_view unless{};        // not where this question has an answer: the record was taken back
  std::string_view each{};          // a question with several choices: one entity a choice, in the field of its rule
  std::string_view part{};          // tells apart derived ids of one kind in one instance
  std::string_view identifier_part{};  // for ties: `part` of the identifier beside it; its id goes to "identifier"
  std::span<const FieldRule> fields{};
  std::span<const FixedField> fixed{};
};

std::span<const EntityRule> entity_rules();
// True where the table knows the form: its save_to columns are then not read.
bool has_rules(std::string_view form_id);

}  // namespace holdfast::forms
