// What the program tells the shell (interface.md, "Exit").
#pragma once

#include "crypto/base/reason.h"

namespace holdfast::cli {

enum class ExitStatus : int {
  Done = 0,
  Failed = 1,  // nothing changed
  Usage = 2,
  Partly = 3,      // the rest is named
  Passphrase = 4,  // passphrase, key or slot does not open it
  InUse = 5,
  Damaged = 6,
  Interrupted = 130,
};

constexpr ExitStatus exit_status(Kind kind) {
  switch (kind) {
    case Kind::Usage: return ExitStatus::Usage;
    case Kind::Locked:
    case Kind::NotYours: return ExitStatus::Passphrase;
    case Kind::Busy: return ExitStatus::InUse;
    case Kind::Damaged: return ExitStatus::Damaged;
    case Kind::Cancelled: return ExitStatus::Interrupted;
    case Kind::Io:
    case Kind::Full:
    case Kind::Refused:
    case Kind::Held:
    case Kind::Limit:
    case Kind::Newer: break;
  }
  return ExitStatus::Failed;
}

}  // namespace holdfast::cli
