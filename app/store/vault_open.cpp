// From a folder to an open vault. vault_opening.h, formats.md "Vault".
#include <algorithm>

#include "app/store/blobs.h"
#include "app/store/drafts.h"
#include "app/store/import_stage.h"
#include "app/store/journal.h"
#include "app/store/spool.h"
#include "app/store/vault_opening.h"

namespace holdfast::store {

namespace {

Error plain_vault_error(const Error& error) {
  if (error.reason == crypto::kHeaderMissing) return Error{kVaultMissing, error.detail};
  return error;
}

// The person's name is asked for on a shared laptop: another's passphrase must not open it under the wrong name.
Result<void> require_staff(const crypto::VaultHeader& header, const std::string& staff) {
  if (staff.empty()) return {};
  for (const crypto::SlotInfo& slot : header.slots()) {
    if (slot.index == header.opened_slot() && slot.label == staff) return {};
  }
  return crypto::kHeaderPassphrase;
}

}  // namespace

Result<void> VaultOpening::take_lock() {
  Result<std::unique_ptr<FileLock>> lock = seams().files.lock(join_path(data_->path, "lock"));
  if (!lock.ok() && lock.error().reason == kFileBusy) return kVaultInUse;
  data_->lock = TRY(std::move(lock));
  return {};
}

Result<void> VaultOpening::find_and_lock() {
  bool found = false;
  for (const char* name : {"header.a", "header.b"}) {
    const bool there = TRY(seams().files.exists(join_path(data_->path, name)));
    found = found || there;
  }
  if (!found) return kVaultMissing;
  return take_lock();
}

// Of two epochs in the state the first is in force, whole and synced. Files of earlier ones, and an export that did not
// come to its end, are good for nothing. A later epoch than ours is kept: it may be what somebody wants us to lose.
Result<void> VaultOpening::finish_epoch_change() {
  const std::vector<FolderEntry> entries = TRY(seams().files.list(data_->path));
  for (const FolderEntry& entry : entries) {
    const std::optional<std::uint32_t> epoch = epoch_of(entry.name);
    const bool unfinished = entry.name.starts_with("records.") && entry.name.ends_with(kUnfinishedSuffix);
    const bool past = epoch && *epoch < data_->state.database.number;
    if (!entry.is_folder && (unfinished || past)) TRY(remove_database(seams(), data_->path, entry.name));
  }
  if (!data_->state.previous_database) return {};
  SealedState next = data_->state.clone();
  next.previous_database.reset();
  return data_->change_state(std::move(next));
}

Result<void> VaultOpening::open_content() {
  data_->state = TRY(decode_state(data_->header->state()));
  return data_->open_databases();
}

Result<void> VaultOpening::load_keys() {
  const std::optional<crypto::SecretBuffer> seed = TRY(data_->secret(kSecretSigning));
  const std::optional<crypto::SecretBuffer> scalar = TRY(data_->secret(kSecretEncryption));
  if (!seed || !scalar || seed->size() != 32 || scalar->size() != 32) return Error{kVaultDatabase, "no device keys"};
  data_->signing_key = crypto::SigningKey::from_seed(KeyView(seed->view().data(), 32));
  data_->encryption = crypto::Identity::from_scalar(crypto::Secret<32>::copy_of(scalar->view()));
  data_->device = sync::device_id(data_->signing_key->public_key());
  if (!data_->header->opened_slot()) return {};
  data_->person_key = crypto::SigningKey::from_seed(data_->header->person_seed());
  for (const crypto::SlotInfo& slot : data_->header->slots()) {
    if (slot.index == data_->header->opened_slot()) data_->person = Person{slot.label, data_->person_key->public_key()};
  }
  return {};
}

// Signatures were checked when the documents came; here they are ours.
Result<void> VaultOpening::load_documents() {
  Statement find(*data_->writer, "SELECT kind, bytes FROM document WHERE kind IN ('roster', 'certificate')");
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return {};
    const sync::SignedDocument document = TRY(sync::decode_document(find.blob_view(1)));
    if (find.text(0) == kDocumentRoster) data_->roster = TRY(sync::decode_roster(document.body));
    else data_->certificate = TRY(sync::decode_certificate(document.body));
  }
}

// Generation, head and receipt: what the header knows, the database must know too.
Result<void> VaultOpening::judge() {
  Database& database = *data_->writer;
  Statement generation(database, "SELECT value FROM meta WHERE name = ?");
  const bool known = TRY(generation.bind(kMetaHeaderGeneration).step());
  if (known) {
    CborReader in(generation.blob_view(0));
    const std::uint64_t remembered = TRY(in.uint());
    if (remembered > data_->header->durable_generation()) data_->doubt = Doubt::HeaderOld;
  }
  Statement last(database, "SELECT seq, wall_ms FROM entry WHERE device = ? AND aside = 0 ORDER BY seq DESC LIMIT 1");
  const bool any = TRY(last.bind(data_->device).step());
  const std::uint64_t seq = any ? static_cast<std::uint64_t>(last.integer(0)) : 0;
  if (any) data_->last_entry_ms = last.integer(1);
  if (data_->doubt == Doubt::None && seq < data_->state.head_seq) data_->doubt = Doubt::JournalBehindHeader;
  if (data_->doubt == Doubt::None && data_->state.head_seq > 0) {
    const bool on_chain = TRY(data_->is_own_entry(data_->state.head_seq, data_->state.head_hash));
    if (!on_chain) data_->doubt = Doubt::HeadNotOnChain;
  }
  return data_->read_last_receipt();
}

// Nothing of this can fail the unlocking: what is left over now is taken up the next time. Not before a vault whose
// journal was cut or put back is understood: a file without a row may then be a row that is missing.
void VaultOpening::tidy(Vault& vault) {
  if (vault.doubt() != Doubt::None) return;
  static_cast<void>(finish_left_draft_change(vault).ok());
  static_cast<void>(discard_left_stages(vault).ok());
  static_cast<void>(tidy_blobs(vault).ok());
  static_cast<void>(tidy_spools(vault).ok());
}

Result<Vault> VaultOpening::finish() {
  TRY(load_keys());
  TRY(load_documents());
  TRY(judge());
  if (data_->doubt == Doubt::None) {
    TRY(finish_epoch_change());
    // One of the two copies was not whole. A full disk must not keep anyone out.
    if (data_->header->was_repaired()) static_cast<void>(data_->change_state(data_->state.clone()).ok());
  }
  data_->state_written_at = seams().clock.steady_ms();
  Vault vault(std::move(data_));
  tidy(vault);
  return vault;
}

// -- the ways in ---------------------------------------------------------------------------------------------------

Result<Vault> Vault::open(const Seams& seams, const std::string& path, const crypto::Passphrase& passphrase,
                          const OpenOptions& options) {
  VaultOpening opening(seams, path);
  TRY(opening.find_and_lock());
  Result<crypto::VaultHeader> header = crypto::VaultHeader::unlock(seams.files, path, passphrase, seams.random);
  if (!header.ok()) return plain_vault_error(header.error());
  TRY(require_staff(header.value(), options.staff));
  opening.use_header(std::move(header).value());
  TRY(opening.open_content());
  if (options.stated_time_ms) opening.state_time(*options.stated_time_ms);
  Vault vault = TRY(opening.finish());
  if (vault.clock_in_doubt()) return kVaultClock;
  return vault;
}

Result<Vault> Vault::open_with_vmk(const Seams& seams, const std::string& path, crypto::Secret<32> vmk) {
  VaultOpening opening(seams, path);
  TRY(opening.find_and_lock());
  Result<crypto::VaultHeader> header =
      crypto::VaultHeader::unlock_with_vmk(seams.files, path, std::move(vmk), seams.random);
  if (!header.ok()) return plain_vault_error(header.error());
  opening.use_header(std::move(header).value());
  TRY(opening.open_content());
  return opening.finish();
}

Result<Vault> Vault::open_with_identity(const Seams& seams, const std::string& path,
                                        const crypto::Identity& identity) {
  VaultOpening opening(seams, path);
  TRY(opening.find_and_lock());
  Result<crypto::VaultHeader> header =
      crypto::VaultHeader::unlock_with_identity(seams.files, path, identity, seams.random);
  if (!header.ok()) return plain_vault_error(header.error());
  opening.use_header(std::move(header).value());
  TRY(opening.open_content());
  return opening.finish();
}

}  // namespace holdfast::store
