#include "app/field/hand_over_here.h"

#include "app/store/acting.h"

namespace holdfast::field {

Result<HandedOver> hand_over_here(store::Vault& vault, const HandOverHere& request,
                                  const crypto::Passphrase& passphrase, Progress& progress) {
  const store::OtherPerson taker = TRY(store::other_person(vault, passphrase, request.taker));
  const std::string giver = vault.person() == nullptr ? "" : vault.person()->staff;
  HandedOver out;
  out.taker = taker.person.staff;
  CustodyRequest side;
  side.exhibit = request.exhibit;
  side.other_person = taker.person.staff;
  side.tamper_seal = request.tamper_seal;
  side.place = request.place;
  side.purpose = request.purpose;
  out.given = TRY(hand_over(vault, side, progress));
  if (!out.given.problems.empty()) return out;
  const std::vector<store::StoredEntry> entries = TRY(store::entries_of(vault, out.given.record));
  if (entries.empty()) return store::kRecordUnknown;
  side.giving = false;
  side.other_person = giver;
  side.other_side = entries.front().signed_entry.hash;
  TRY(store::act_as(vault, taker, [&]() -> Result<void> {
    out.taken = TRY(hand_over(vault, side, progress));
    return {};
  }));
  return out;
}

}  // namespace holdfast::field
