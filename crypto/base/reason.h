// Why something failed: a stable code for machines, a kind for control flow.
//
// Each layer lists its reasons once, in its own `reasons.h`, with HOLDFAST_REASONS. A code, once released, never
// changes its meaning: it is printed by --json, stored in held entries and named in receipts. The sentence a person
// reads comes from the language catalogue under the same code.
#pragma once

#include <cstdint>
#include <string_view>

namespace holdfast {

// What code branches on, and what the exit status of the command line comes from.
enum class Kind : std::uint8_t {
  Io,         // the disk or the network failed
  Full,       // no space left
  Damaged,    // bytes are not what they were when we wrote them
  Refused,    // somebody else's bytes break a rule; nothing of them was applied
  Held,       // taken into the journal, but shown in no view until something is decided or arrives
  NotYours,   // no key here opens it
  Locked,     // a passphrase is needed or was wrong
  Busy,       // another program has it
  Limit,      // larger than a named limit
  Usage,      // the caller asked for something that cannot be
  Cancelled,  // the person stopped it
  Newer,      // made by a newer version of the program
};

class Reason {
 public:
  constexpr Reason(Kind kind, std::string_view code) : kind_(kind), code_(code) {}
  constexpr Kind kind() const { return kind_; }
  constexpr std::string_view code() const { return code_; }
  friend constexpr bool operator==(const Reason& a, const Reason& b) { return a.code_ == b.code_; }

 private:
  Kind kind_;
  std::string_view code_;  // points to a string literal
};

}  // namespace holdfast

#define HOLDFAST_REASON_DECLARE_(name, kind, code) \
  inline constexpr ::holdfast::Reason name{::holdfast::Kind::kind, code};
#define HOLDFAST_REASON_ENTRY_(name, kind, code) name,

// Declares every reason of a layer and the array `kReasons` that the catalogue test walks.
// LIST is an X-macro: #define LIST(X) X(kBundleReplayed, Refused, "bundle.replayed") ...
#define HOLDFAST_REASONS(LIST)        \
  LIST(HOLDFAST_REASON_DECLARE_)      \
  inline constexpr ::holdfast::Reason kReasons[] = {LIST(HOLDFAST_REASON_ENTRY_)};
