#include "app/case/entities.h"

namespace holdfast::cases {

std::string_view to_string(EntityKind kind) {
  switch (kind) {
    case EntityKind::Person: return "person";
    case EntityKind::Name: return "name";
    case EntityKind::Identifier: return "identifier";
    case EntityKind::StatusEvent: return "status";
    case EntityKind::Consent: return "consent";
    case EntityKind::Flag: return "flag";
    case EntityKind::Exhibit: return "exhibit";
    case EntityKind::Custody: return "custody";
    case EntityKind::Site: return "site";
    case EntityKind::Interview: return "interview";
    case EntityKind::Sighting: return "sighting";
    case EntityKind::Missing: return "missing";
    case EntityKind::Tie: return "tie";
    case EntityKind::Screening: return "screening";
    case EntityKind::Need: return "need";
    case EntityKind::Interpreter: return "interpreter";
    case EntityKind::Event: return "event";
    case EntityKind::ScamRun: return "scam_run";
    case EntityKind::Promise: return "promise";
    case EntityKind::Advert: return "advert";
    case EntityKind::Transaction: return "transaction";
    case EntityKind::Assessment: return "assessment";
    case EntityKind::Operation: return "operation";
    case EntityKind::Controller: return "controller";
    case EntityKind::Incident: return "incident";
    case EntityKind::Case: return "case";
  }
  return "unknown";
}

}  // namespace holdfast::cases
