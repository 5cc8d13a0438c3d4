// The steps between a folder and an open Vault, in the one order that is safe. Internal to app/store.
#pragma once

#include "app/store/acting.h"
#include "app/store/vault_data.h"

namespace holdfast::store {

class VaultOpening {
 public:
  VaultOpening(const Seams& seams, const std::string& path) : data_(std::make_unique<Vault::Data>(seams, path)) {}

  // Of a new vault (vault_create.cpp).
  Result<void> make_folders();
  Result<void> make_database();
  Result<void> make_header(const crypto::Passphrase& passphrase, const Vault::Creation& creation);

  // Of one that is there (vault_open.cpp).
  Result<void> find_and_lock();
  void use_header(crypto::VaultHeader header) { data_->header = std::move(header); }
  const crypto::VaultHeader& header() const { return *data_->header; }
  // State, interrupted changes, databases.
  Result<void> open_content();
  void state_time(std::int64_t ms) {
    data_->stated_ms = ms;
    data_->stated_at = seams().clock.steady_ms();
  }

  // Of one that is open (acting.h).
  static Result<void> act_as(Vault& vault, const OtherPerson& other, const std::function<Result<void>()>& act);

  // Of both: keys, person, documents, doubts; tidies what a dead process left.
  Result<Vault> finish();

 private:
  const Seams& seams() const { return data_->seams; }
  Result<void> take_lock();
  Result<void> finish_epoch_change();
  Result<void> load_keys();
  Result<void> load_documents();
  Result<void> judge();
  void tidy(Vault& vault);

  std::unique_ptr<Vault::Data> data_;
};

}  // namespace holdfast::store
