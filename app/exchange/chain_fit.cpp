#include "app/exchange/chain_fit.h"

#include <algorithm>

#include "app/store/checks.h"
#include "app/store/forks.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

namespace {

class ChainFitter {
 public:
  ChainFitter(store::Vault& vault, const sync::Device& sender, const sync::SegmentRange& segment,
              const std::vector<sync::SignedEntry>& entries)
      : vault_(vault), sender_(sender), segment_(segment), entries_(entries), last_same_(segment.from - 1) {}

  Result<ChainFit> run() {
    const bool known = TRY(find_known_other());
    if (known) return out_;
    TRY(compare_begin());
    if (!out_.differs_from) TRY(compare_entries());
    if (!out_.differs_from) TRY(compare_end());
    compare_revocation();
    // It may end where the history that was set aside goes on: then it fills a hole of that one.
    if (out_.differs_from) out_.decided = TRY(store::leads_to_aside(vault_, device(), segment_.head_after));
    return out_;
  }

 private:
  const sync::DeviceId& device() const { return sender_.certificate.device; }
  void differ_from(std::uint64_t seq) { out_.differs_from = std::max<std::uint64_t>(seq, 1); }

  // Entries that were set aside before, or the one that they go on from.
  Result<bool> find_known_other() {
    const bool after_aside = TRY(store::is_aside(vault_, segment_.head_before));
    std::optional<std::uint64_t> from;
    if (after_aside) from = segment_.from;
    for (const sync::SignedEntry& entry : entries_) {
      if (from) break;
      const bool aside = TRY(store::is_aside(vault_, entry.hash));
      if (aside) from = entry.entry.seq;
    }
    if (!from) return false;
    differ_from(*from);
    out_.decided = true;
    return true;
  }

  Result<void> compare_begin() {
    if (segment_.from == 1) return {};
    const std::optional<store::StoredEntry> before = TRY(store::entry_at(vault_, device(), segment_.from - 1));
    if (before && before->signed_entry.hash != segment_.head_before) differ_from(segment_.from - 1);
    return {};
  }

  Result<void> compare_entries() {
    const std::vector<store::StoredEntry> here =
        TRY(store::entries_between(vault_, device(), segment_.from, segment_.to));
    for (const store::StoredEntry& stored : here) {
      const std::uint64_t seq = stored.signed_entry.entry.seq;
      const auto index = static_cast<std::size_t>(seq - segment_.from);
      if (entries_[index].hash == stored.signed_entry.hash) {
        last_same_ = seq;
        continue;
      }
      // Both may still go on from the same entry; else they parted somewhere behind the last one known to be the same.
      const bool same_past = stored.signed_entry.entry.prev == entries_[index].entry.prev;
      if (same_past) differ_from(seq);
      else differ_from(seq == segment_.from ? seq - 1 : last_same_ + 1);
      return {};
    }
    return {};
  }

  Result<void> compare_end() {
    const std::optional<store::StoredEntry> after = TRY(store::entry_at(vault_, device(), segment_.to + 1));
    if (after && after->signed_entry.entry.prev != segment_.head_after) differ_from(last_same_ + 1);
    return {};
  }

  // The revocation names the last entry believed: the device, or whoever holds it now, may not write another past.
  void compare_revocation() {
    if (out_.differs_from || sender_.state != sync::DeviceState::Revoked) return;
    const bool at_end = segment_.to == sender_.revoked_after_seq;
    if (at_end && segment_.head_after != sender_.revoked_head) differ_from(segment_.to);
  }

  store::Vault& vault_;
  const sync::Device& sender_;
  const sync::SegmentRange& segment_;
  const std::vector<sync::SignedEntry>& entries_;
  std::uint64_t last_same_;
  ChainFit out_;
};

}  // namespace

Result<ChainFit> fit_chain(store::Vault& vault, const sync::Device& sender, const sync::SegmentRange& segment,
                           const std::vector<sync::SignedEntry>& entries) {
  return ChainFitter(vault, sender, segment, entries).run();
}

}  // namespace holdfast::exchange
