#include "app/store/forks.h"

#include <algorithm>

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
constexpr const char* kLetStand = "UPDATE entry SET aside = 0 WHERE hash = ?";
constexpr const char* kFirstStanding =
    "SELECT hash FROM entry WHERE device = ? AND seq >= ? AND aside = 0 ORDER BY seq LIMIT 1";
constexpr const char* kAsideFrom =
    "SELECT hash, prev, seq FROM entry WHERE device = ? AND seq >= ? AND aside <> 0 ORDER BY seq, hash";
constexpr const char* kOwnReleases =
    "SELECT hash FROM entry WHERE device = ? AND type = ? AND aside = 0 ORDER BY seq";

struct AsideEntry {
  sync::EntryHash hash{};
  sync::EntryHash prev{};
  std::uint64_t seq = 0;
};

// The one chain through `member`: back to where it parted, forward as long as one entry alone goes on.
std::vector<sync::EntryHash> chain_through(const std::vector<AsideEntry>& all, const sync::EntryHash& member) {
  std::vector<sync::EntryHash> out;
  std::optional<sync::EntryHash> wanted = member;
  for (auto entry = all.rbegin(); entry != all.rend(); ++entry) {
    if (!wanted || entry->hash != *wanted) continue;
    out.push_back(entry->hash);
    wanted = entry->prev;
  }
  sync::EntryHash last = member;
  for (const AsideEntry& entry : all) {
    const auto goes_on = [&last](const AsideEntry& other) { return other.prev == last; };
    if (!goes_on(entry) || std::count_if(all.begin(), all.end(), goes_on) != 1) continue;
    out.push_back(entry.hash);
    last = entry.hash;
  }
  return out;
}

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

Result<std::optional<sync::EntryHash>> first_standing(Vault& vault, const sync::DeviceId& device, std::uint64_t from) {
  Statement find(vault.database(), kFirstStanding);
  const bool found = TRY(find.bind(device).bind(from).step());
  if (!found) return std::optional<sync::EntryHash>();
  return std::optional<sync::EntryHash>(TRY(find.array<32>(0)));
}

Result<std::vector<sync::EntryHash>> aside_history(Vault& vault, const sync::DeviceId& device, std::uint64_t from,
                                                   const sync::EntryHash& member) {
  Statement find(vault.database(), kAsideFrom);
  find.bind(device).bind(from);
  std::vector<AsideEntry> all;
  while (TRY(find.step())) {
    AsideEntry entry;
    entry.hash = TRY(find.array<32>(0));
    entry.prev = TRY(find.array<32>(1));
    entry.seq = static_cast<std::uint64_t>(find.integer(2));
    all.push_back(entry);
  }
  const auto same_place = [](const AsideEntry& a, const AsideEntry& b) { return a.seq == b.seq; };
  if (std::adjacent_find(all.begin(), all.end(), same_place) != all.end()) return chain_through(all, member);
  std::vector<sync::EntryHash> out;
  for (const AsideEntry& entry : all) out.push_back(entry.hash);
  return out;
}

Result<std::vector<StoredEntry>> own_releases(Vault& vault) {
  Statement find(vault.database(), kOwnReleases);
  find.bind(vault.device()).bind(static_cast<int>(sync::EntryType::Release));
  std::vector<StoredEntry> out;
  while (TRY(find.step())) {
    const sync::EntryHash hash = TRY(find.array<32>(0));
    std::optional<StoredEntry> entry = TRY(find_entry(vault, hash));
    if (entry) out.push_back(std::move(*entry));
  }
  return out;
}

Result<void> let_stand(Vault& vault, const std::vector<sync::EntryHash>& entries) {
  for (const sync::EntryHash& entry : entries) {
    Statement stand(vault.database(), kLetStand);
    TRY(stand.bind(entry).run());
  }
  return {};
}

Result<std::vector<sync::EntryHash>> set_aside(Vault& vault, const sync::DeviceId& device, std::uint64_t from) {
  Statement set(vault.database(), kSetAside);
  set.bind(device).bind(from);
  std::vector<sync::EntryHash> out;
  while (TRY(set.step())) out.push_back(TRY(set.array<32>(0)));
  return out;
}

}  // namespace holdfast::store
