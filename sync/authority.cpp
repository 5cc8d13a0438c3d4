#include "sync/authority.h"

namespace holdfast::sync {

namespace {

// Types by which HQ decides about anybody's entries.
bool is_decision(EntryType type) {
  switch (type) {
    case EntryType::Resolve:
    case EntryType::Link:
    case EntryType::Unlink:
    case EntryType::Erase:
    case EntryType::Release:
    case EntryType::Revoke: return true;
    case EntryType::Create:
    case EntryType::Set:
    case EntryType::Attach:
    case EntryType::Seal:
    case EntryType::Custody:
    case EntryType::Consent:
    case EntryType::Withdraw:
    case EntryType::View:
    case EntryType::Export:
    case EntryType::Receipt:
    case EntryType::Device: return false;
  }
  return true;  // a type this program does not know decides nothing unless HQ wrote it
}

}  // namespace

Effect effect_of(EntryType type, Role author) {
  return is_decision(type) && author != Role::Hq ? Effect::Request : Effect::Acts;
}

bool may_supersede(EntryType type, Role role, const DeviceId& author, const DeviceId& parent_author) {
  if (effect_of(type, role) == Effect::Request) return false;
  if (is_decision(type)) return true;
  // Taking back a consent cannot wait for whoever recorded it.
  if (type == EntryType::Withdraw) return true;
  return author == parent_author;
}

}  // namespace holdfast::sync
