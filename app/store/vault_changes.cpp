// Changes of people and of the draft key: in both copies of the header, then remembered by the database, then done.
#include "app/store/vault_data.h"

namespace holdfast::store {

namespace {

crypto::SlotKind slot_kind(const crypto::Passphrase& passphrase) {
  return passphrase.key_file ? crypto::SlotKind::PassphraseAndKeyFile : crypto::SlotKind::Passphrase;
}

}  // namespace

Result<void> Vault::change_passphrase(const crypto::Passphrase& passphrase) {
  const std::optional<std::size_t> slot = data_->header->opened_slot();
  if (!slot) return crypto::kHeaderNotYourSlot;
  TRY(data_->header->change_passphrase(*slot, passphrase));
  return data_->remember_generation();
}

Result<void> Vault::add_staff(const crypto::Passphrase& passphrase, const std::string& staff) {
  TRY(data_->header->add_slot(passphrase, slot_kind(passphrase), staff, data_->seams.clock));
  return data_->remember_generation();
}

Result<void> Vault::remove_staff(const std::string& staff) {
  bool found = false;
  for (const crypto::SlotInfo& slot : data_->header->slots()) {
    if (slot.label != staff || slot.kind == crypto::SlotKind::Escrow) continue;
    TRY(data_->header->remove_slot(slot.index));
    found = true;
  }
  if (!found) return crypto::kHeaderNoSuchSlot;
  return data_->remember_generation();
}

Result<void> Vault::add_escrow(const crypto::Recipient& recipient, const std::string& label) {
  TRY(data_->header->add_escrow(recipient, label, data_->seams.clock));
  return data_->remember_generation();
}

Result<void> Vault::begin_draft_change() {
  TRY(check_may_author());
  // A second change would forget the key that boxes of the first still need.
  if (data_->state.previous_draft_key) return Error{kVaultDatabase, "a change of draft key is not finished"};
  SealedState next = data_->state.clone();
  next.previous_draft_key = std::move(next.draft_key);
  next.draft_key = crypto::Secret<32>::random(data_->seams.random);
  return data_->change_state(std::move(next));
}

Result<void> Vault::finish_draft_change() {
  if (!data_->state.previous_draft_key) return {};
  SealedState next = data_->state.clone();
  next.previous_draft_key.reset();
  return data_->change_state(std::move(next));
}

const crypto::Secret<32>* Vault::previous_draft_key() const {
  return data_->state.previous_draft_key ? &*data_->state.previous_draft_key : nullptr;
}

}  // namespace holdfast::store
