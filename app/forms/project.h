// From a record's values to the entities it tells of: a pure function that the store calls to fill its views.
//
// Ids are unique within a kind: the entity a form is mainly about has the record's id (a missing report is person,
// missing report and record under one id); the others have ids derived from it. Fields that figures and matching rest
// on, by kind:
//   person      context, registered ("yes"), code, when, country, exit_mode, nationality (said), nationality_document,
//               document_number, born, age_band
//   name        name, given_name, family_name, script, kind (said, reported, alias)
//   status      status, when, country
//   missing     when, nationality, country
//   flag        flag, since, until, lifted
//   consent     part "act": act, when, by, never, wish, wish_for; part "scope": purpose, recipient, medium, until
//   exhibit     code, tamper_seal, when
//   custody     exhibit, action, when, from, to, tamper_seal, seal_new, other_side
//   identifier  kind, value, chain, country
//   tie         tie, identifier, value
//   site        name, country, when
//   sighting    called, marks, nationality, site, when, count, may_name
//   screening   when, ilo_vulnerability … ilo_overtime (possible, not_seen, not_asked), np_flag
//   need        part "need": need, since; part "plan": plan, until
//   interpreter code, languages, channels, cleared, active
//   event       kind (journey, held, sold, …), when, from, to
//   scam_run    kind, persona, target, platform
//   promise     about, promised, found; or job, country, pay, currency
//   advert      url, platform, handle, text, when
//   transaction way, pay, amount, currency, from, to, when
//   operation   name, when; controller names, roles; incident kind, when; case status; assessment when, dims_met …
// A controller and a sighting are about nobody of ours: they carry no person.
// Several choices stand in one field with blanks between; dates are EDTF, of a date and time the day.
#pragma once

#include "app/case/entities.h"
#include "app/forms/xlsform.h"

namespace holdfast::forms {

// `record` is the object id of the record. Which forms make which entities is decided by the form's id for the
// built-in forms (project_rules.h) and for others by save_to: "status.when" names entity and field, a bare field
// belongs to the settings' holdfast:entity or else to the person whom the question `person` names. Sealed or hidden
// values simply are not in `values`.
std::vector<cases::EntityFact> project(const Form& form, const sync::ObjectId& record, const sync::Values& values);

// A short, safe title for lists ("register R7-0417K"): never an answer of class account or health.
std::string record_title(const Form& form, const sync::Values& values);
// All text that search should find, by class.
std::vector<std::pair<sync::FieldClass, std::string>> searchable_text(const Form& form, const sync::Values& values);

}  // namespace holdfast::forms
