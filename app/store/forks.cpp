#include "app/store/forks.h"

namespace holdfast::store {

namespace {

constexpr const char* kOpenForks =
    "SELECT id, sender, fork_from FROM quarantine WHERE state = 'waiting' AND fork_from > 0 AND sender IS NOT NULL "
    "ORDER BY sender, fork_from, id";
constexpr const char* kInDoubt = "SELECT count(*) FROM entry WHERE device = ? AND seq >= ? AND aside = 0";
constexpr const char* kIsAside = "SELECT 1 FROM entry WHERE hash = ? AND aside <> 0";
constexpr const char* kLeadsToAside = "SELECT 1 FROM entry WHERE device = ? AND prev = ? AND aside <> 0 LIMIT 1";
constexpr const char* kSetAside =
    "UPDATE entry SET aside = 1 WHERE device = ? AND seq >= ? AND aside = 0 RETURNING hash";

}  // namespace

Result<std::vector<OpenFork>> open_forks(Vault& vault) {
  Statement find(vault.database(), kOpenForks);
  std::vector<OpenFork> out;
  while (TRY(find.step())) {
    OpenFork fork;
    fork.quarantine = find.integer(0);
    fork.device = TRY(find.array<16>(1));
    fork.from = static_cast<std::uint64_t>(find.integer(2));
    out.push_back(fork);
  }
  return out;
}

Result<std::uint64_t> entries_in_doubt(Vault& vault, const sync::DeviceId& device, std::uint64_t from) {
  Statement count(vault.database(), kInDoubt);
  TRY(count.bind(device).bind(from).step());
  return static_cast<std::uint64_t>(count.integer(0));
}

Result<bool> is_aside(Vault& vault, const sync::EntryHash& entry) {
  Statement find(vault.database(), kIsAside);
  return find.bind(entry).step();
}

Result<bool> leads_to_aside(Vault& vault, const sync::DeviceId& device, const sync::EntryHash& entry) {
  Statement find(vault.database(), kLeadsToAside);
  return find.bind(device).bind(entry).step();
}

Result<std::vector<sync::EntryHash>> set_aside(Vault& vault, const sync::DeviceId& device, std::uint64_t from) {
  Statement set(vault.database(), kSetAside);
  set.bind(device).bind(from);
  std::vector<sync::EntryHash> out;
  while (TRY(set.step())) out.push_back(TRY(set.array<32>(0)));
  return out;
}

}  // namespace holdfast::store
