// An enrolled vault whose team's keys are all known to the test, on a disk in memory or on the real one.
#pragma once

#include <memory>

#include "app/forms/xlsform.h"
#include "app/store/journal.h"
#include "app/store/openings.h"
#include "app/store/vault.h"
#include "app/store/views.h"
#include "tests/support/fake_seams.h"
#include "tests/support/files_vfs.h"

namespace holdfast::test {

// Every private key of an invented team.
struct TeamKeys {
  TeamKeys();
  crypto::SigningKey root;
  crypto::Identity bundle;
  std::vector<crypto::Identity> classes;  // one a class
  crypto::Identity recovery;
  sync::Roster roster;
  sync::Certificate certificate(const crypto::VerifyKey& key, const crypto::Recipient& encryption,
                                sync::Role role) const;
};

crypto::Passphrase passphrase_of(std::string_view text);
// The floor: what a test can wait for.
store::Vault::Creation quick_creation(const std::string& staff = "S1");
Result<void> enrol_vault(store::Vault& vault, const TeamKeys& team, sync::Role role);
// A form with a question of each class, and one that is kept as card.
forms::Form story_form();

// Answers in the classes of story_form.
store::NewEntry story_entry(const sync::ObjectId& object, const std::string& account, bool seal = false);
// One acknowledged entry.
Result<sync::SignedEntry> write_one(store::Vault& vault, const store::NewEntry& entry);

// A folder of its own on the real disk, gone at the end.
class RealFolder {
 public:
  RealFolder();
  ~RealFolder();
  RealFolder(const RealFolder&) = delete;
  RealFolder& operator=(const RealFolder&) = delete;
  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  std::string vault() const { return path("vault"); }

 private:
  std::string folder_;
};

// What a vault on the real disk needs.
struct RealWorld {
  RealFolder folder;
  SystemFiles files;
  FakeClock clock;
  FakeRandom random{3};
  Pool pool{1};
  TeamKeys team;
  store::Seams seams() { return {files, clock, random, pool}; }
  store::Vault create(sync::Role role = sync::Role::Field);
};

// What a vault on the disk that forgets needs. The vault is made once a program and copied.
class FakeWorld {
 public:
  explicit FakeWorld(sync::Role role = sync::Role::Field);
  // A world whose disk holds a copy of another's vault, as it lies there now.
  explicit FakeWorld(const FakeWorld& other);
  FakeWorld& operator=(const FakeWorld&) = delete;
  ~FakeWorld();

  store::Seams seams() { return {files, clock, random, pool, vfs_.name()}; }
  Result<store::Vault> try_open();
  store::Vault& open();
  store::Vault& vault() { return *vault_; }
  void lock();
  // The process and the power fail now; the vault is opened again.
  store::Vault& cut_and_open();
  void forget_vault();  // the process is gone, nothing is written any more

  FakeFiles files;
  FakeClock clock;
  FakeRandom random{7};
  Pool pool{1};
  const TeamKeys& team() const { return *team_; }

 private:
  std::shared_ptr<const TeamKeys> team_;
  crypto::Secret<32> vmk_;
  FilesVfs vfs_;
  std::unique_ptr<store::Vault> vault_;
};

inline constexpr const char* kVaultPath = "/vault";

Id16 id_of(std::uint64_t number);
std::uint64_t own_entries(store::Vault& vault);
// The rows of every view, without the search index's own numbering: equal views have equal texts.
std::string views_text(store::Vault& vault);
// Every row of every table as raw bytes, one after another.
Bytes all_rows(store::Vault& vault);
bool contains(ByteView haystack, std::string_view needle);
Bytes raw_files(FakeWorld& world);

}  // namespace holdfast::test
