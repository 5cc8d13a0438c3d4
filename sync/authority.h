// Who may do what: the one table that import, rebuild and the screen ask (sync/FORMAT.md, "Authority").
#pragma once

#include "sync/entry.h"

namespace holdfast::sync {

enum class Effect : std::uint8_t {
  Acts,     // changes what is current
  Request,  // shown as a wish of that device; HQ decides
};

// What an entry of this type does when a device of this role wrote it. withdraw acts from anyone at once;
// resolve, link, unlink, erase, release, revoke act from HQ only; everything else acts on the author's own entries.
Effect effect_of(EntryType type, Role author);

// True if an entry of `author` with this type takes the place of a parent written by `parent_author`.
// A field device supersedes only its own entries; another author's parent makes a conflict, never hides it.
bool may_supersede(EntryType type, Role role, const DeviceId& author, const DeviceId& parent_author);

}  // namespace holdfast::sync
