#include "app/store/acting.h"

#include "app/store/vault_opening.h"

namespace holdfast::store {

Result<OtherPerson> other_person(Vault& vault, const crypto::Passphrase& passphrase, const std::string& staff) {
  const Seams& seams = vault.seams();
  const crypto::VaultHeader theirs =
      TRY(crypto::VaultHeader::unlock(seams.files, vault.path(), passphrase, seams.random));
  // Another vault's header put here in the meantime knows somebody else by the same name.
  if (!theirs.opened_slot() || theirs.vault_id() != vault.header().vault_id()) return crypto::kHeaderPassphrase;
  for (const crypto::SlotInfo& slot : theirs.slots()) {
    if (slot.index != *theirs.opened_slot()) continue;
    const bool wanted = staff.empty() || slot.label == staff;
    const bool same = vault.person() != nullptr && slot.label == vault.person()->staff;
    if (!wanted || same) return crypto::kHeaderPassphrase;
    crypto::SigningKey key = crypto::SigningKey::from_seed(theirs.person_seed());
    const crypto::VerifyKey known = key.public_key();
    return OtherPerson{Person{slot.label, known}, std::move(key)};
  }
  return crypto::kHeaderPassphrase;
}

Result<void> act_as(Vault& vault, const OtherPerson& other, const std::function<Result<void>()>& act) {
  return VaultOpening::act_as(vault, other, act);
}

Result<void> VaultOpening::act_as(Vault& vault, const OtherPerson& other, const std::function<Result<void>()>& act) {
  Vault::Data& data = *vault.data_;
  std::optional<Person> before = std::move(data.person);
  std::optional<crypto::SigningKey> key_before = std::move(data.person_key);
  data.person = other.person;
  data.person_key = other.key.clone();
  Result<void> done = act();
  data.person = std::move(before);
  data.person_key = std::move(key_before);
  return done;
}

}  // namespace holdfast::store
