// A vault on the disk that forgets, opened by its master key, and a second device whose records it imports.
#pragma once

#include <memory>

#include "app/store/import_stage.h"
#include "app/store/vault.h"
#include "tests/support/fake_seams.h"
#include "tests/support/files_vfs.h"

namespace holdfast::test {

inline constexpr const char* kWorldVault = "/vault";

// What a disk does when its turn to fail has come.
enum class FailingDisk : std::uint8_t {
  Dies,      // every later call fails too
  DiesTorn,  // the same, and of unsynced writes the power cut leaves pieces instead of nothing
  Stumbles   // later calls work
};

class StoreWorld {
 public:
  // An enrolled vault, as a laptop's or as headquarters'.
  explicit StoreWorld(sync::Role role = sync::Role::Field);
  ~StoreWorld();
  StoreWorld(const StoreWorld&) = delete;
  StoreWorld& operator=(const StoreWorld&) = delete;

  store::Vault& vault() { return *vault_; }
  store::Seams seams();
  // The process dies, now or at whatever call failed; the power goes; the vault is opened again and tidied, as at
  // every unlock.
  void die_and_reopen();
  // Locked properly and opened again.
  void lock_and_reopen();
  // The n-th changing call (counted from now) fails.
  void fail_from(std::uint64_t n, FailingDisk how);
  // True once that call was made.
  bool has_failed() const { return files.fail_at != 0 && files.calls >= files.fail_at; }
  void stop_failing();
  sync::TeamId team() const;

  FakeFiles files;
  FakeClock clock;
  FakeRandom random{7};
  Pool pool{2};

 private:
  void open();
  crypto::Secret<32> vmk_;
  FilesVfs vfs_;
  std::unique_ptr<store::Vault> vault_;
};

// All rows of all tables but those named, as text: what a refused import may not change.
std::map<std::string, std::vector<std::string>> dump_tables(store::Vault& vault,
                                                            const std::set<std::string>& without = {});
std::int64_t count_rows(store::Vault& vault, const char* sql);
// Content of `size` bytes that differs from place to place and from seed to seed.
Bytes sample_bytes(std::size_t size, std::uint64_t seed);
Result<Bytes> read_all(Source& source);

struct MadeEntry {
  sync::SignedEntry entry;
  sync::Opening opening;
};

// Writes a chain of entries as another device would.
class OtherDevice {
 public:
  OtherDevice(const sync::TeamId& team, std::uint64_t seed);
  const sync::DeviceId& id() const { return id_; }
  MadeEntry make(sync::EntryType type, const sync::ObjectId& object, sync::Values values,
                 std::vector<sync::BlobRef> blobs = {}, std::vector<sync::EntryHash> parents = {});
  // A record with one evidence file of these bytes.
  MadeEntry make_with_blob(const sync::BlobRef& ref, ByteView content);

 private:
  FakeRandom random_;
  crypto::SigningKey key_;
  sync::TeamId team_;
  sync::DeviceId id_;
  std::uint64_t seq_ = 0;
  sync::EntryHash prev_{};
};

sync::BlobFact fact_of(const sync::BlobRef& ref, ByteView content);
store::ImportedBundle bundle_from(const OtherDevice& device, std::uint64_t number);
Result<void> stage_entry(store::ImportStage& stage, const MadeEntry& made, sync::Role role = sync::Role::Field);
// One part of a blob, as its section would bring it.
Result<void> stage_blob(store::ImportStage& stage, const sync::BlobPart& place, ByteView bytes, bool sealed = false);

}  // namespace holdfast::test
