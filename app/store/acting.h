// A second person signs on a vault that somebody else opened: a hand-over has two sides, and often one laptop.
// Their passphrase is checked as an unlock checks it; nothing of it is kept.
#pragma once

#include <functional>

#include "app/store/vault.h"

namespace holdfast::store {

// A name and a signature beside that of who opened the vault.
struct OtherPerson {
  Person person;
  crypto::SigningKey key;
};

// kHeaderPassphrase where the passphrase opens no slot, not that of `staff`, or that of the person who is here already.
Result<OtherPerson> other_person(Vault& vault, const crypto::Passphrase& passphrase, const std::string& staff);
// `act` is done by them: their @actor, their signature. Whatever it answers, afterwards it is as before.
Result<void> act_as(Vault& vault, const OtherPerson& other, const std::function<Result<void>()>& act);

}  // namespace holdfast::store
