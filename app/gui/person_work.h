// What is known about a person, as plain facts, and the acts about one: asked of a vault on its lane. The acts are
// those of app/field; nothing is decided here.
#pragma once

#include "app/field/person.h"
#include "app/gui/records_facts.h"

namespace holdfast::gui {

Result<std::vector<PersonLine>> read_people(store::Vault& vault, const std::string& language);
Result<PersonFacts> read_person(store::Vault& vault, const sync::ObjectId& person, const std::string& language);
// By id or by a code that somebody typed. kRecordUnknown, kPersonUnknown, cases::kCodeCheckLetter.
Result<sync::ObjectId> find_person(store::Vault& vault, const std::string& who);

// An act whose answers a form refused is an error here: the sentence of the first problem is its detail.
Result<void> withdraw_consent(store::Vault& vault, const sync::ObjectId& person, Progress& progress);
Result<void> set_flag(store::Vault& vault, const field::FlagRequest& request, Progress& progress);

}  // namespace holdfast::gui
