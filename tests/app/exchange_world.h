// A small invented team on the disk that forgets: headquarters, two enrolled laptops, a stranger, and a stick.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "app/exchange/enrolment.h"
#include "app/exchange/hq_keys.h"
#include "app/exchange/incoming.h"
#include "app/exchange/orders.h"
#include "app/exchange/outgoing.h"
#include "app/exchange/receipts.h"
#include "app/store/blobs.h"
#include "sync/device_list.h"
#include "sync/bundle_writer.h"
#include "sync/folder.h"
#include "tests/support/fake_seams.h"
#include "tests/support/files_vfs.h"

namespace holdfast::test {

inline constexpr const char* kRoad = "/road";
inline constexpr const char* kHq = "HQ";
inline constexpr const char* kR7 = "R7";
inline constexpr const char* kR8 = "R8";
inline constexpr const char* kStranger = "X1";  // not enrolled

// The files of a world at one moment.
using WorldFiles = std::map<std::string, Bytes>;

class ExchangeWorld {
 public:
  ExchangeWorld();
  // Goes on from these files, with only these vaults open.
  ExchangeWorld(const WorldFiles& start, const std::set<std::string>& names);
  ~ExchangeWorld();
  ExchangeWorld(const ExchangeWorld&) = delete;
  ExchangeWorld& operator=(const ExchangeWorld&) = delete;

  store::Vault& vault(const std::string& name) { return *vaults_.at(name); }
  store::Vault& hq() { return vault(kHq); }
  store::Vault& r7() { return vault(kR7); }
  store::Seams seams();
  sync::Folder road() { return {files, kRoad}; }

  // The process that holds this vault dies, the power goes (for all), every vault is opened again.
  void power_cut();
  void reopen(const std::string& name);
  void open(const std::string& name);
  void close(const std::string& name);
  // Locks every vault and takes what is on the disk.
  WorldFiles lock_and_copy();

  FakeFiles files;
  FakeClock clock;
  FakeRandom random{11};
  Pool pool{2};

 private:
  std::map<std::string, crypto::Secret<32>> vmks_;
  FilesVfs vfs_;
  std::map<std::string, std::unique_ptr<store::Vault>> vaults_;
};

// The form that every world's HQ has published.
forms::Form world_form();

struct RecordOptions {
  std::string story = "invented: the van was white";
  Bytes file{};         // one attached file, if not empty
  bool seal = false;
};
// One acknowledged record of this vault.
sync::SignedEntry write_record(ExchangeWorld& world, const std::string& name, const RecordOptions& options = {});
void write_records(ExchangeWorld& world, const std::string& name, std::size_t count);

std::vector<exchange::WrittenBundle> send(ExchangeWorld& world, const std::string& name,
                                          const exchange::BundleRequest& request = {});
std::vector<exchange::ImportOutcome> receive(ExchangeWorld& world, const std::string& name = kHq);
std::vector<exchange::SentReceipt> answer(ExchangeWorld& world);
exchange::ImportOutcome import_bytes(ExchangeWorld& world, ByteView bytes, const std::string& name = kHq);
exchange::Confirmation confirmed(ExchangeWorld& world, const std::string& name);

// As headquarters would decide about a device; `days` moves the end of its certificate from today.
void set_device_state(ExchangeWorld& world, const sync::DeviceId& device, sync::DeviceState state,
                      std::uint64_t revoked_after_seq);
// HQ's next month: new keys in a roster that the root signed.
void new_epoch(ExchangeWorld& world, std::uint32_t number);
// HQ's policy for small bundles, in a roster that the root signed.
void set_small_bundles(ExchangeWorld& world, bool small);
void set_device_expiry(ExchangeWorld& world, const sync::DeviceId& device, std::int64_t days);

// Files on the stick, by name; and the whole of one vault's tables without those a refusal may touch.
std::map<std::string, Bytes> road_files(ExchangeWorld& world);
void clear_road(ExchangeWorld& world);
std::string outside_quarantine(ExchangeWorld& world, const std::string& name);
Hash256 state_of(ExchangeWorld& world, const std::string& name);
std::uint64_t entries_of_device(ExchangeWorld& world, const std::string& at, const std::string& device);

// A bundle as a faithful or an unfaithful device makes it, from parts that need not fit the rules.
struct CraftedBundle {
  const crypto::SigningKey* signer = nullptr;
  std::uint64_t number = 1;
  sync::BundleKind kind = sync::BundleKind::Changes;
  std::vector<sync::SignedEntry> entries{};
  std::vector<sync::EntryOpening> openings{};
  std::vector<sync::SectionContent> more{};
  std::vector<crypto::Recipient> recipients{};  // empty: HQ's current bundle key
  std::optional<sync::TeamId> team{};
};
Bytes craft(ExchangeWorld& world, const CraftedBundle& parts);

// A chain of entries that a device's key signed outside its vault.
class CraftedChain {
 public:
  CraftedChain(ExchangeWorld& world, const crypto::SigningKey& key) : world_(world), key_(key) {}
  // Goes on after this entry.
  CraftedChain& after(const sync::SignedEntry& entry);
  sync::SignedEntry add(const sync::Values& values, const std::optional<Hash256>& form,
                        sync::EntryType type = sync::EntryType::Create);
  std::vector<sync::SignedEntry> entries;
  std::vector<sync::EntryOpening> openings;
  // Of the next entry alone.
  std::vector<sync::BlobRef> next_blobs;
  std::vector<sync::EntryHash> next_parents;

 private:
  ExchangeWorld& world_;
  const crypto::SigningKey& key_;
  std::uint64_t seq_ = 0;
  sync::EntryHash prev_{};
};

}  // namespace holdfast::test
