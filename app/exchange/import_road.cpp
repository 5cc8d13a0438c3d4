// Every file of a road that may be for this vault: at HQ what devices put up, on a laptop what lies in its mailbox.
#include <algorithm>
#include <set>

#include "app/exchange/import_context.h"
#include "app/exchange/sealed_media.h"
#include "app/store/journal.h"
#include "sync/mailbox.h"

namespace holdfast::exchange {

namespace {

constexpr std::size_t kUploadNameSize = 32 + 4;   // hex, ".age"
constexpr std::size_t kMailboxTagSize = 16;
constexpr std::uint32_t kMailboxMonthsBack = 2;

// This month, the two before, and the next: HQ's clock may be ahead of ours.
Result<std::set<std::string>> mailbox_tags(store::Vault& vault) {
  const std::uint32_t now = sync::month_of(vault.now_ms());
  std::set<std::string> out;
  for (const sync::Epoch& epoch : vault.roster()->epochs) {
    for (std::uint32_t month = now - std::min(now, kMailboxMonthsBack); month <= now + 1; ++month) {
      out.insert(TRY(sync::mailbox_tag(vault.encryption_identity(), epoch.bundle, month)));
    }
  }
  return out;
}

Result<std::vector<sync::RoadFile>> files_for_us(store::Vault& vault, sync::Transport& road) {
  sync::RoadListing listing = TRY(road.list());
  std::vector<sync::RoadFile> out;
  if (vault.is_hq()) {
    for (sync::RoadFile& file : listing.files) {
      if (file.name.size() == kUploadNameSize) out.push_back(std::move(file));
    }
  } else {
    const std::set<std::string> tags = TRY(mailbox_tags(vault));
    for (sync::RoadFile& file : listing.files) {
      if (file.name.size() > kUploadNameSize && tags.contains(file.name.substr(0, kMailboxTagSize))) {
        out.push_back(std::move(file));
      }
    }
  }
  // Withdrawals come first: a tip is smaller than any bundle. Segments are small and media is large: by size, facts
  // come before it. Any order gives the same result; this one keeps less media waiting for its facts.
  std::stable_sort(out.begin(), out.end(), [](const sync::RoadFile& a, const sync::RoadFile& b) {
    return a.size_bytes < b.size_bytes;
  });
  return out;
}

}  // namespace

Result<std::vector<ImportOutcome>> import_road(store::Vault& vault, sync::Transport& road, Progress& progress) {
  if (!vault.roster()) return store::kNotEnrolled;
  const std::vector<sync::RoadFile> files = TRY(files_for_us(vault, road));
  std::vector<ImportOutcome> out;
  for (const sync::RoadFile& file : files) {
    TRY(check_cancelled(progress));
    ImportRequest request;
    request.name = file.name;
    request.road = true;
    request.open = [&road, &file] { return road.open(file.name); };
    out.push_back(TRY(import_opened(vault, request, progress)));
  }
  // What was a gap when a file came may be filled by a later one of the same road.
  for (ImportOutcome& outcome : out) {
    if (outcome.state != ImportState::Applied || !outcome.sender) continue;
    const std::vector<sync::HeldRange> held = TRY(store::held_ranges(vault, *outcome.sender));
    outcome.gaps = gaps_between(held);
  }
  return out;
}

}  // namespace holdfast::exchange
