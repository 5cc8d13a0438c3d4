#include "app/store/vault_data.h"

#include <algorithm>

#include "crypto/box.h"
#include "sync/receipt.h"

namespace holdfast::store {

namespace {

constexpr std::int64_t kBuildTimeMs = HOLDFAST_BUILD_TIME_MS;
constexpr std::string_view kSecretContext("holdfast/secret/v1\0", 19);

Bytes secret_context(std::string_view name) {
  Bytes context = to_bytes(as_bytes(kSecretContext));
  append(context, as_bytes(name));
  return context;
}

}  // namespace

std::string parent_folder(const std::string& path) {
  const std::size_t end = path.find_last_not_of('/');
  if (end == std::string::npos) return "/";
  const std::size_t slash = path.find_last_of('/', end);
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string database_name(std::uint32_t epoch) { return "records." + std::to_string(epoch) + ".db"; }

DatabaseOptions database_options(const Seams& seams) {
  DatabaseOptions options;
  options.vfs = seams.database_vfs;
  return options;
}

Result<void> make_database_file(const Seams& seams, const std::string& folder, const std::string& name) {
  const std::unique_ptr<File> file = TRY(seams.files.open(join_path(folder, name), OpenMode::CreateNew));
  return file->sync();
}

std::string database_path(const Seams& seams, const std::string& folder, const std::string& name) {
  return seams.database_prefix + join_path(folder, name);
}

std::optional<std::uint32_t> epoch_of(const std::string& name) {
  constexpr std::string_view kHead = "records.";
  constexpr std::string_view kTail = ".db";
  if (name.size() <= kHead.size() + kTail.size() || !name.starts_with(kHead) || !name.ends_with(kTail)) {
    return std::nullopt;
  }
  const std::string digits = name.substr(kHead.size(), name.size() - kHead.size() - kTail.size());
  if (digits.size() > 9 || digits.front() == '0') return std::nullopt;
  if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return static_cast<std::uint32_t>(std::stoul(digits));
}

Result<void> remove_database(const Seams& seams, const std::string& folder, const std::string& name) {
  const std::string path = join_path(folder, name);
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
    const Result<void> removed = seams.files.remove(path + ending);
    if (!removed.ok() && removed.error().reason != kFileMissing) return removed;
  }
  return seams.files.sync_folder(folder);
}

DatabaseEpoch fresh_epoch(Random& random, std::uint32_t number) {
  DatabaseEpoch out{number, crypto::SecretBuffer(48)};
  random.fill(out.key.mutable_view());
  return out;
}

Result<void> Vault::Data::open_databases() {
  const std::string where = database_path(seams, path, database_name(state.database.number));
  const ByteView key = state.database.key.view();
  writer = TRY(Database::open(where, key, database_options(seams)));
  TRY(writer->migrate());
  DatabaseOptions asking = database_options(seams);
  asking.read_only = true;
  reader = TRY(Database::open(where, key, asking));
  return {};
}

Result<void> Vault::Data::change_state(SealedState next) {
  TRY(header->write_state_to_both(encode_state(next).view()));
  state = std::move(next);
  state_dirty = false;
  state_written_at = seams.clock.steady_ms();
  return remember_generation();
}

Result<void> Vault::Data::remember_generation() {
  Statement save(*writer, kSaveMetaSql);
  const Bytes value = CborWriter().uint(header->durable_generation()).take();
  return save.bind(kMetaHeaderGeneration).bind(value).run();
}

Result<bool> Vault::Data::is_own_entry(std::uint64_t seq, const sync::EntryHash& hash) {
  Statement at(*writer, "SELECT hash FROM entry WHERE device = ? AND seq = ? AND aside = 0");
  const bool there = TRY(at.bind(device).bind(seq).step());
  return there && equal(at.blob_view(0), hash);
}

Result<void> Vault::Data::read_last_receipt() {
  Statement find(*writer, "SELECT bytes, number FROM receipt WHERE device = ? ORDER BY number DESC LIMIT 1");
  const bool any = TRY(find.bind(device).step());
  const std::uint64_t number = any ? static_cast<std::uint64_t>(find.integer(1)) : 0;
  if (doubt == Doubt::None && number < state.last_receipt) doubt = Doubt::JournalBehindHeader;
  if (!any) return {};
  const sync::SignedDocument document = TRY(sync::decode_document(find.blob_view(0)));
  const sync::Receipt receipt = TRY(sync::decode_receipt(document.body));
  receipt_ms = receipt.hq_time_ms;
  checkpoint = receipt.checkpoint;
  for (const sync::HeldRange& range : receipt.held) {
    const bool ours = TRY(is_own_entry(range.to, range.head));
    if (!ours && doubt == Doubt::None) doubt = Doubt::ReceiptNotOnChain;
  }
  return {};
}

Result<std::optional<crypto::SecretBuffer>> Vault::Data::secret(std::string_view name) {
  Statement find(*writer, "SELECT box FROM secret WHERE name = ?");
  const bool found = TRY(find.bind(name).step());
  if (!found) return std::optional<crypto::SecretBuffer>();
  Result<crypto::SecretBuffer> plain = crypto::open_box(state.wrap_key.view(), secret_context(name), find.blob_view(0));
  if (!plain.ok()) return Error{kVaultDatabase, "a secret does not open"};
  return std::optional<crypto::SecretBuffer>(std::move(plain).value());
}

Result<void> Vault::Data::set_secret(std::string_view name, ByteView value) {
  Statement save(*writer,
                 "INSERT INTO secret (name, box) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET box = excluded.box");
  const Bytes box = crypto::seal_box(state.wrap_key.view(), secret_context(name), value, seams.random);
  return save.bind(name).bind(box).run();
}

bool Vault::Data::clock_in_doubt() const {
  if (stated_ms) return false;
  // A step of the clock back by some minutes (a network's time) is no doubt: now_ms() stands still for it.
  constexpr std::int64_t kHarmlessStepMs = 10 * 60 * 1000;
  const std::int64_t least = std::max(last_entry_ms, receipt_ms) - kHarmlessStepMs;
  return seams.clock.wall_ms() < std::max(kBuildTimeMs, least);
}

std::int64_t Vault::Data::now_ms() const {
  const std::int64_t now =
      stated_ms ? *stated_ms + seams.clock.steady_ms() - stated_at : seams.clock.wall_ms();
  return std::max(now, last_entry_ms);
}

}  // namespace holdfast::store
