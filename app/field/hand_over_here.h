// A hand-over of which both sides stand at one laptop: each signs with a passphrase of their own, in one go.
#pragma once

#include "app/field/exhibit.h"
#include "crypto/vault_header.h"

namespace holdfast::field {

struct HandOverHere {
  sync::ObjectId exhibit{};
  std::string taker;        // staff code of who takes it
  std::string tamper_seal, place, purpose;
};
struct HandedOver {
  SubmitAnswer given, taken;  // problems of either: nothing more was signed
  std::string taker;
};
// The passphrase is checked before anything is signed: kHeaderPassphrase. Then the giver's entry, and the taker's that
// answers it. Where the second fails the first stands, unpaired, and is shown as such.
Result<HandedOver> hand_over_here(store::Vault& vault, const HandOverHere& request,
                                  const crypto::Passphrase& passphrase, Progress& progress);

}  // namespace holdfast::field
