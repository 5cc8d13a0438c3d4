#include "app/store/vault.h"

#include <algorithm>

#include "app/store/vault_data.h"

namespace holdfast::store {

namespace {

constexpr std::int64_t kStateEveryMs = 60 * 1000;

constexpr const char* kSaveDocumentSql =
    "INSERT INTO document (kind, version, bytes) VALUES (?, ?, ?)"
    " ON CONFLICT (kind) DO UPDATE SET version = excluded.version, bytes = excluded.bytes";

Result<void> save_document(Database& database, std::string_view kind, std::uint64_t version,
                           const sync::SignedDocument& document) {
  Statement save(database, kSaveDocumentSql);
  return save.bind(kind).bind(version).bind(sync::encode_document(document)).run();
}

Result<std::optional<sync::SignedDocument>> find_document(Database& database, std::string_view kind) {
  Statement find(database, "SELECT bytes FROM document WHERE kind = ?");
  const bool found = TRY(find.bind(kind).step());
  if (!found) return std::optional<sync::SignedDocument>();
  sync::SignedDocument document = TRY(sync::decode_document(find.blob_view(0)));
  return std::optional<sync::SignedDocument>(std::move(document));
}

}  // namespace

Vault::Vault(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Vault::Vault(Vault&&) noexcept = default;

Vault& Vault::operator=(Vault&& other) noexcept {
  if (this == &other) return *this;
  if (data_ != nullptr) static_cast<void>(lock().ok());
  data_ = std::move(other.data_);
  return *this;
}

Vault::~Vault() {
  if (data_ != nullptr) static_cast<void>(lock().ok());
}

Result<void> Vault::lock() {
  if (data_ == nullptr) return {};
  const Result<void> written = data_->state_dirty ? flush_state() : Result<void>();
  // Databases first, the folder's lock last: the order of Data's members.
  data_.reset();
  return written;
}

Doubt Vault::doubt() const { return data_->doubt; }

void Vault::raise_doubt(Doubt doubt) {
  if (data_->doubt == Doubt::None) data_->doubt = doubt;
}

Result<void> Vault::check_may_author() const {
  if (data_->doubt != Doubt::None) return kVaultReadOnly;
  return {};
}

const std::string& Vault::path() const { return data_->path; }
const Seams& Vault::seams() const { return data_->seams; }
Database& Vault::database() { return *data_->writer; }
Database& Vault::reader() { return *data_->reader; }
crypto::VaultHeader& Vault::header() { return *data_->header; }
const SealedState& Vault::state() const { return data_->state; }
KeyView Vault::wrap_key() const { return data_->state.wrap_key.view(); }
KeyView Vault::draft_key() const { return data_->state.draft_key.view(); }
const Person* Vault::person() const { return data_->person ? &*data_->person : nullptr; }
const crypto::SigningKey& Vault::signing_key() const { return *data_->signing_key; }
const crypto::Identity& Vault::encryption_identity() const { return *data_->encryption; }
const sync::DeviceId& Vault::device() const { return data_->device; }
const std::optional<sync::Roster>& Vault::roster() const { return data_->roster; }
const std::optional<sync::Certificate>& Vault::certificate() const { return data_->certificate; }
bool Vault::is_hq() const { return data_->certificate && data_->certificate->role == sync::Role::Hq; }
std::int64_t Vault::now_ms() { return data_->now_ms(); }
bool Vault::clock_in_doubt() const { return data_->clock_in_doubt(); }
FormCache& Vault::form_cache() { return data_->forms; }
const std::optional<sync::Checkpoint>& Vault::seen_checkpoint() const { return data_->checkpoint; }

std::optional<crypto::Signature> Vault::sign_as_person(std::string_view label, ByteView body) const {
  if (!data_->person_key) return std::nullopt;
  return data_->person_key->sign(label, body);
}

// -- documents -----------------------------------------------------------------------------------------------------

Result<void> Vault::keep_roster(const sync::SignedDocument& document, const sync::Roster& roster) {
  TRY(save_document(database(), kDocumentRoster, roster.version, document));
  data_->roster = roster;
  return {};
}

Result<void> Vault::keep_certificate(const sync::SignedDocument& document, const sync::Certificate& certificate) {
  TRY(save_document(database(), kDocumentCertificate, static_cast<std::uint64_t>(certificate.issued_ms), document));
  data_->certificate = certificate;
  return {};
}

Result<std::optional<sync::SignedDocument>> Vault::roster_document() {
  return find_document(database(), kDocumentRoster);
}

Result<std::optional<sync::SignedDocument>> Vault::certificate_document() {
  return find_document(database(), kDocumentCertificate);
}

// -- where the journal stands --------------------------------------------------------------------------------------

void Vault::note_head(std::uint64_t seq, const sync::EntryHash& hash) {
  data_->state.head_seq = seq;
  data_->state.head_hash = hash;
  data_->last_entry_ms = std::max(data_->last_entry_ms, data_->now_ms());
  data_->state_dirty = true;
  // What fails here is tried again with the next commit, and its error is seen at lock.
  static_cast<void>(flush_state_if_due().ok());
}

void Vault::note_receipt(std::uint64_t number) {
  data_->state.last_receipt = std::max(data_->state.last_receipt, number);
  data_->state_dirty = true;
  static_cast<void>(data_->read_last_receipt().ok());
  static_cast<void>(flush_state_if_due().ok());
}

Result<void> Vault::flush_state() {
  data_->state.clock_high_ms = std::max(data_->state.clock_high_ms, data_->now_ms());
  // In doubt the header is the witness of what is missing; it stays as it is.
  if (data_->doubt != Doubt::None) return {};
  TRY(data_->header->write_state(encode_state(data_->state).view()));
  data_->state_dirty = false;
  data_->state_written_at = data_->seams.clock.steady_ms();
  return {};
}

Result<void> Vault::flush_state_if_due() {
  if (!data_->state_dirty) return {};
  if (data_->seams.clock.steady_ms() - data_->state_written_at < kStateEveryMs) return {};
  return flush_state();
}

// -- small named values --------------------------------------------------------------------------------------------

Result<std::optional<Bytes>> Vault::meta(std::string_view name) {
  Statement find(database(), "SELECT value FROM meta WHERE name = ?");
  const bool found = TRY(find.bind(name).step());
  return found ? std::optional<Bytes>(find.blob(0)) : std::nullopt;
}

Result<void> Vault::set_meta(std::string_view name, ByteView value) {
  Statement save(database(), kSaveMetaSql);
  return save.bind(name).bind(value).run();
}

Result<std::optional<crypto::SecretBuffer>> Vault::secret(std::string_view name) { return data_->secret(name); }
Result<void> Vault::set_secret(std::string_view name, ByteView value) { return data_->set_secret(name, value); }

Result<std::vector<std::string>> Vault::secret_names(std::string_view prefix) {
  Statement find(database(), "SELECT name FROM secret WHERE name >= ? ORDER BY name");
  find.bind(prefix);
  std::vector<std::string> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    std::string name = find.text(0);
    if (!std::string_view(name).starts_with(prefix)) return out;
    out.push_back(std::move(name));
  }
}

}  // namespace holdfast::store
