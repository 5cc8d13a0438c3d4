// What headquarters of the demo decides, and what it then sees: conflicts, pairs, places, money, consent, custody.
#pragma once

#include "app/cli/demo_field.h"
#include "app/hq/inbox/conflicts.h"
#include "app/hq/match/people.h"

namespace holdfast::cli {

// A person's act from decisions.csv: merges two people, or signs the other side of a hand-over.
Result<void> carry_out(DemoWorld& world, const DemoField& field, const DemoDecision& decision, Progress& progress);

struct DemoSights {
  std::vector<hq::ConflictView> conflicts;
  std::vector<cases::PersonPair> undecided;
  std::size_t paid = 0;               // people who came out after a payment
  std::size_t withdrawn = 0;          // people whose consent stands as withdrawn
  std::size_t shared_identifiers = 0; // accounts or wallets that records of several people name
  std::size_t survivors_accounts = 0; // accounts opened in a survivor's name
  std::size_t sealed_here = 0;        // records that stay closed even here
  std::size_t paired_hand_overs = 0;  // exhibits whose hand-over both sides signed
};
Result<DemoSights> look_around(store::Vault& hq);

}  // namespace holdfast::cli
