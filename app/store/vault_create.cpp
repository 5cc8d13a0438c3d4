// A vault comes into being with its header, which is written last: before that there is no key to anything.
#include <algorithm>

#include "app/store/vault_data.h"
#include "app/store/vault_opening.h"

namespace holdfast::store {

namespace {

constexpr const char* kHeaderNames[] = {"header.a", "header.b"};
constexpr std::uint32_t kFirstEpoch = 1;

bool all_zeros(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

// A copy that a power cut left behind before any vault was there: nobody ever saw it whole.
Result<bool> is_torn_header(Files& files, const std::string& path) {
  const Bytes bytes = TRY(read_file(files, path, crypto::kHeaderSize));
  return bytes.size() < crypto::kHeaderSize || all_zeros(bytes);
}

bool is_first_database(const std::string& name) {
  const std::string database = database_name(kFirstEpoch);
  return name == database || name == database + "-wal" || name == database + "-journal" || name == database + "-shm";
}

// Whether all that lies here was left by a create() that did not come to its end. Anything else is somebody's.
Result<bool> is_left_over(Files& files, const std::string& path, const FolderEntry& entry) {
  if (entry.is_folder) {
    const bool ours = std::find(std::begin(kVaultFolders), std::end(kVaultFolders), entry.name) !=
                      std::end(kVaultFolders);
    if (!ours) return false;
    const std::vector<FolderEntry> inside = TRY(files.list(join_path(path, entry.name)));
    return inside.empty();
  }
  if (std::find(std::begin(kHeaderNames), std::end(kHeaderNames), entry.name) != std::end(kHeaderNames)) {
    if (entry.size_bytes > crypto::kHeaderSize) return false;
    return is_torn_header(files, join_path(path, entry.name));
  }
  return entry.name == "lock" || is_first_database(entry.name);
}

Result<void> require_vacant(Files& files, const std::string& path) {
  const std::vector<FolderEntry> entries = TRY(files.list(path));
  for (const FolderEntry& entry : entries) {
    const bool left_over = TRY(is_left_over(files, path, entry));
    if (!left_over) return kVaultExists;
  }
  return {};
}

// REQUIRES: require_vacant, and the lock is ours.
Result<void> clear_left_overs(const Seams& seams, const std::string& path) {
  for (const char* name : kHeaderNames) {
    const Result<void> removed = seams.files.remove(join_path(path, name));
    if (!removed.ok() && removed.error().reason != kFileMissing) return removed;
  }
  return remove_database(seams, path, database_name(kFirstEpoch));
}

}  // namespace

Result<void> VaultOpening::make_folders() {
  Files& files = seams().files;
  const std::string& path = data_->path;
  const bool there = TRY(files.exists(path));
  if (there) TRY(require_vacant(files, path));
  TRY(files.make_folder(path));
  TRY(files.sync_folder(parent_folder(path)));
  TRY(take_lock());
  // Once more under the lock: another program may have been faster.
  TRY(require_vacant(files, path));
  TRY(clear_left_overs(seams(), path));
  for (const char* name : kVaultFolders) TRY(files.make_folder(join_path(path, name)));
  return files.sync_folder(path);
}

Result<void> VaultOpening::make_database() {
  Random& random = seams().random;
  data_->state.database = fresh_epoch(random, kFirstEpoch);
  data_->state.wrap_key = crypto::Secret<32>::random(random);
  data_->state.draft_key = crypto::Secret<32>::random(random);
  data_->state.clock_high_ms = seams().clock.wall_ms();
  TRY(make_database_file(seams(), data_->path, database_name(kFirstEpoch)));
  TRY(data_->open_databases());
  const auto signing = crypto::Secret<32>::random(random);
  const auto encryption = crypto::Secret<32>::random(random);
  TRY(data_->set_secret(kSecretSigning, signing.view()));
  TRY(data_->set_secret(kSecretEncryption, encryption.view()));
  TRY(data_->writer->checkpoint());
  return seams().files.sync_folder(data_->path);
}

Result<Vault> Vault::create(const Seams& seams, const std::string& path, const crypto::Passphrase& passphrase,
                            const Creation& creation) {
  TRY(crypto::check_password_parameters(creation.parameters));
  VaultOpening opening(seams, path);
  TRY(opening.make_folders());
  TRY(opening.make_database());
  TRY(opening.make_header(passphrase, creation));
  return opening.finish();
}

Result<void> VaultOpening::make_header(const crypto::Passphrase& passphrase, const Vault::Creation& creation) {
  const crypto::SecretBuffer state = encode_state(data_->state);
  data_->header = TRY(crypto::VaultHeader::create(seams().files, data_->path, creation.parameters, passphrase,
                                                  creation.staff, state.view(), seams().clock, seams().random));
  TRY(seams().files.sync_folder(data_->path));
  return data_->remember_generation();
}

}  // namespace holdfast::store
