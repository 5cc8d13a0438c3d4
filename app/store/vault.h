// A vault: a folder that one process holds, a header, a database, blobs, quarantine.
//
//   header.a header.b      crypto/vault_header
//   lock                   held while open
//   records.N.db (-wal)    SQLCipher, epoch N
//   blobs/xx/…             app/store/blobs
//   quarantine/…           app/store/quarantine
//   spool/…                sound being recorded: app/store/spool
//   lost/…                 finished blobs without a row, 30 days
//
// Everything durable about a vault goes through here. Locking wipes the keys from memory.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/store/database.h"
#include "app/store/sealed_state.h"
#include "crypto/base/clock.h"
#include "crypto/base/files.h"
#include "crypto/base/pool.h"
#include "crypto/base/progress.h"
#include "crypto/base/random.h"
#include "crypto/vault_header.h"
#include "sync/certificate.h"
#include "sync/log.h"
#include "sync/roster.h"

namespace holdfast::store {

using crypto::KeyView;

struct FormCache;  // app/store/forms_store

// The seams a vault works through; all must outlive it.
struct Seams {
  Files& files;
  Clock& clock;
  Random& random;
  Pool& pool;
  std::string database_vfs = "unix-excl";
  std::string database_prefix{};  // put before the database's path, for a VFS that is not the file system
  std::string time_zone{};        // where this machine stands ("Europe/Berlin"); main asks once. Empty: UTC
};

struct Person {       // who opened the vault: the @actor of what follows
  std::string staff;  // staff code, e.g. "R7-S1"
  crypto::VerifyKey key;
};

// Why an opened vault may only be read and bundled: something outside it was rolled back or cut.
enum class Doubt : std::uint8_t { None, HeaderOld, JournalBehindHeader, HeadNotOnChain, ReceiptNotOnChain };

class Vault {
 public:
  struct Creation {
    crypto::PasswordParameters parameters;  // checked against the floor
    std::string staff = "S1";
  };
  // Makes the folder (which must not exist or be empty) with a complete, empty vault.
  static Result<Vault> create(const Seams& seams, const std::string& path, const crypto::Passphrase& passphrase,
                              const Creation& creation);

  struct OpenOptions {
    std::string staff{};                         // only this person's slots; empty: whichever opens
    std::optional<std::int64_t> stated_time_ms;  // what the person says it is, where the clock is in doubt
  };
  // kVaultMissing, kVaultInUse, header reasons, kVaultDatabase, kVaultNewer, kVaultClock (the clock is before the
  // build, the last entry or the last receipt and no time was stated). A vault in doubt opens: see doubt().
  static Result<Vault> open(const Seams& seams, const std::string& path, const crypto::Passphrase& passphrase,
                            const OpenOptions& options);
  static Result<Vault> open_with_vmk(const Seams& seams, const std::string& path, crypto::Secret<32> vmk);
  // Through the escrow slot, with the team's recovery key.
  static Result<Vault> open_with_identity(const Seams& seams, const std::string& path,
                                          const crypto::Identity& identity);

  // Writes the state and closes; the destructor does the same and forgets errors.
  Result<void> lock();

  Doubt doubt() const;
  // Somebody found a reason that unlocking could not see. The first one stays.
  void raise_doubt(Doubt doubt);
  // kVaultReadOnly where the vault is in doubt. Called by everything that would author an entry.
  Result<void> check_may_author() const;

  const std::string& path() const;
  const Seams& seams() const;
  Database& database();         // the writer
  Database& reader();           // a second connection, for queries
  crypto::VaultHeader& header();
  const SealedState& state() const;
  KeyView wrap_key() const;
  KeyView draft_key() const;
  const Person* person() const;  // none when opened by VMK
  // Signs as the person whose slot opened the vault. Nothing where none did.
  std::optional<crypto::Signature> sign_as_person(std::string_view label, ByteView body) const;

  // Device keys: made at creation, kept boxed under the wrap key.
  const crypto::SigningKey& signing_key() const;
  const crypto::Identity& encryption_identity() const;
  const sync::DeviceId& device() const;

  // Nothing before enrolment.
  const std::optional<sync::Roster>& roster() const;
  const std::optional<sync::Certificate>& certificate() const;
  bool is_hq() const;
  // Keeps the documents (in the current transaction) and what they say. Called by enrolment, receipts, hq create.
  Result<void> keep_roster(const sync::SignedDocument& document, const sync::Roster& roster);
  Result<void> keep_certificate(const sync::SignedDocument& document, const sync::Certificate& certificate);
  Result<std::optional<sync::SignedDocument>> roster_document();
  Result<std::optional<sync::SignedDocument>> certificate_document();

  // Wall clock, or what the person stated plus the time passed since; never before the last entry.
  std::int64_t now_ms();
  // The machine's clock says less than is possible, and nobody stated what the time is.
  bool clock_in_doubt() const;

  // The head moved to (seq, hash): remembered, and written to the header at lock, after 60 s, and before a bundle gets
  // its final name (flush_state).
  void note_head(std::uint64_t seq, const sync::EntryHash& hash);
  // Reads the receipt that was kept: what it confirms of our chain must be on our chain (doubt()).
  void note_receipt(std::uint64_t number);
  Result<void> flush_state();
  // The same where 60 s have passed since a commit that the header does not know yet. For programs that stay open.
  Result<void> flush_state_if_due();
  // HQ's log as the last receipt showed it: what our next entries repeat.
  const std::optional<sync::Checkpoint>& seen_checkpoint() const;

  // Changes a passphrase (generation remembered by the database), adds and removes people. See crypto/vault_header.
  // kHeaderNoSuchSlot: nobody of that name. REQUIRES: no transaction is open.
  Result<void> change_passphrase(const crypto::Passphrase& passphrase);
  Result<void> add_staff(const crypto::Passphrase& passphrase, const std::string& staff);
  Result<void> remove_staff(const std::string& staff);
  // A slot for the team's recovery key.
  Result<void> add_escrow(const crypto::Recipient& recipient, const std::string& label);
  // New VMK, new database epoch, every other person's slot gone: the cure for a copied header.
  // REQUIRES: no transaction is open.
  Result<void> renew(const crypto::Passphrase& passphrase, Progress& progress);
  // Begins a change of draft key: state {old, new}. finish_draft_change drops the old one from both copies.
  // REQUIRES: no transaction is open.
  Result<void> begin_draft_change();
  Result<void> finish_draft_change();
  const crypto::Secret<32>* previous_draft_key() const;

  // Forms that were read before: reading one is slow, and views ask for the same few again and again.
  FormCache& form_cache();

  // Small named values of the store's own.
  Result<std::optional<Bytes>> meta(std::string_view name);
  Result<void> set_meta(std::string_view name, ByteView value);
  // The same, boxed under the wrap key (HQ's role keys, store credentials).
  Result<std::optional<crypto::SecretBuffer>> secret(std::string_view name);
  Result<void> set_secret(std::string_view name, ByteView value);
  Result<std::vector<std::string>> secret_names(std::string_view prefix);

  Vault(Vault&&) noexcept;
  Vault& operator=(Vault&&) noexcept;
  ~Vault();

 private:
  struct Data;
  explicit Vault(std::unique_ptr<Data> data);
  friend class VaultOpening;
  std::unique_ptr<Data> data_;
};

}  // namespace holdfast::store
