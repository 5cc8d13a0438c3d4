// header.a and header.b of a vault: what a passphrase opens, kept twice, overwritten in place.
//
// Each copy is 8192 bytes: parameters, eight slots that each wrap the vault master key (VMK), one sealed box of state
// that this file does not read, SHA-256 against torn writes, MAC under a VMK key. The intact copy with the higher
// generation is read, then the other. crypto/FORMAT.md, "Vault header".
#pragma once

#include <optional>
#include <string>

#include "crypto/base/clock.h"
#include "crypto/base/files.h"
#include "crypto/identity.h"
#include "crypto/password.h"
#include "crypto/secret.h"

namespace holdfast::crypto {

inline constexpr std::size_t kHeaderSize = 8192;
inline constexpr std::size_t kSlotCount = 8;
inline constexpr std::size_t kSlotLabelMax = 64;  // bytes of UTF-8
inline constexpr std::size_t kHeaderStateMax = 960;

enum class SlotKind : std::uint8_t { Passphrase = 1, PassphraseAndKeyFile = 2, Escrow = 3 };

// What an unlocked header tells about one slot in use.
struct SlotInfo {
  std::size_t index = 0;
  SlotKind kind = SlotKind::Passphrase;
  std::string label;  // the staff code of the person whose slot it is
  ByteArray<32> person_key{};  // that person's Ed25519 public key; zeros for escrow
  std::int64_t created_ms = 0;
};

// Opens a slot: a passphrase (already NFKC), for some slots with the bytes of a key file.
struct Passphrase {
  SecretBuffer text;
  std::optional<SecretBuffer> key_file;
};

// A header whose VMK is in memory. Created by create() or unlock(); every change is durable when it returns. A change
// that returns an error may or may not be in force after a restart: it is to be done again. `files` and `random` must
// outlive it.
class VaultHeader {
 public:
  // Makes both copies in `folder` (which exists) with one passphrase slot. An existing header is kFileExists.
  static Result<VaultHeader> create(Files& files, const std::string& folder, const PasswordParameters& parameters,
                                    const Passphrase& passphrase, const std::string& label, ByteView state,
                                    Clock& clock, Random& random);
  // One Argon2id run, then every slot of the better copy. The other copy is asked only where the better one is damaged,
  // never because the passphrase fits nothing: what only an older copy knows was changed or taken away since.
  // kHeaderMissing, kHeaderDamaged and kPasswordParameters (both copies), kHeaderNewer, kHeaderPassphrase.
  static Result<VaultHeader> unlock(Files& files, const std::string& folder, const Passphrase& passphrase,
                                    Random& random);
  // For simulations and after an escrow was opened: with the VMK itself.
  static Result<VaultHeader> unlock_with_vmk(Files& files, const std::string& folder, Secret<32> vmk, Random& random);
  // Through an escrow slot, with HQ's recovery key. kHeaderPassphrase if no slot is for it.
  static Result<VaultHeader> unlock_with_identity(Files& files, const std::string& folder, const Identity& identity,
                                                  Random& random);

  const Id16& vault_id() const;
  std::uint64_t generation() const;
  // Generation of the last change that had to be in both copies. The database remembers it; lower at unlock = an old
  // header was put back.
  std::uint64_t durable_generation() const;
  const PasswordParameters& parameters() const;
  KeyView vmk() const;
  // The slot of the person who opened it (none after unlock_with_vmk and unlock_with_identity, or once that slot was
  // removed), and that person's signing seed.
  std::optional<std::size_t> opened_slot() const;
  KeyView person_seed() const;  // REQUIRES: opened_slot()
  // True if one of the two copies was not intact when the header was read. The next durable change repairs it.
  bool was_repaired() const;

  // Labels and kinds of the slots in use. Kept inside the state box's neighbour, readable only when unlocked.
  std::vector<SlotInfo> slots() const;

  // The sealed state, at most kHeaderStateMax bytes, opaque here.
  ByteView state() const;
  // Into the older copy only (head, receipt, clock: may be one step behind after a power cut).
  Result<void> write_state(ByteView state);
  // Into both copies, older first, each synced (database key, draft key: must never come back).
  Result<void> write_state_to_both(ByteView state);

  // All of these are in both copies when they return. A label may have one slot of each kind (kHeaderSlotExists); it
  // is 1..64 bytes of UTF-8 (kHeaderSlotLabel). Eight slots at most (kHeaderSlotsFull).
  // REQUIRES: a key file exactly for SlotKind::PassphraseAndKeyFile, and not SlotKind::Escrow.
  Result<void> add_slot(const Passphrase& passphrase, SlotKind kind, const std::string& label, Clock& clock);
  // A slot that HQ's recovery key opens. No person belongs to it.
  Result<void> add_escrow(const Recipient& recipient, const std::string& label, Clock& clock);
  // Rewraps the same VMK and person seed for a new passphrase under the same label; nothing else is re-encrypted.
  // Only for opened_slot(), since other persons' seeds are not here (kHeaderNotYourSlot).
  Result<void> change_passphrase(std::size_t slot, const Passphrase& passphrase);
  // The last slot that a passphrase opens cannot go (kHeaderLastSlot).
  Result<void> remove_slot(std::size_t slot);
  // A new VMK and salt, all parameters kept; every other slot is dropped, since their passphrases are not here.
  // The state is re-sealed. The cure for a copied header. Needs opened_slot() (kHeaderNotYourSlot).
  Result<void> renew(const Passphrase& passphrase, ByteView state);

  VaultHeader(VaultHeader&&) noexcept;
  VaultHeader& operator=(VaultHeader&&) noexcept;
  ~VaultHeader();

 private:
  struct Data;
  explicit VaultHeader(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

// Overwrites both copies with random bytes and syncs them: the vault can never be opened again by anyone.
Result<void> destroy_header(Files& files, const std::string& folder, Random& random);

}  // namespace holdfast::crypto
