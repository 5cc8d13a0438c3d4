#include "app/exchange/receipts.h"

#include <algorithm>

#include "app/exchange/import_context.h"
#include "app/store/checks.h"
#include "app/store/hq_log.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

namespace {

std::string safe_name(const sync::DeviceId& device) { return "safe/" + to_hex(device); }

Result<std::uint64_t> safe_to(store::Vault& vault, const sync::DeviceId& device) {
  const std::optional<Bytes> kept = TRY(vault.meta(safe_name(device)));
  if (!kept) return std::uint64_t{0};
  Reader in(*kept);
  return in.u64();
}

// What is here from entry 1 on without a hole.
std::uint64_t unbroken_end(const std::vector<sync::HeldRange>& held) {
  return !held.empty() && held.front().from == 1 ? held.front().to : 0;
}

template <typename T>
void cut(std::vector<T>& list, std::size_t most) {
  if (list.size() > most) list.resize(most);
}

Result<std::vector<sync::RefusedBundle>> refused_of(store::Vault& vault, const sync::DeviceId& device) {
  const std::vector<store::QuarantineRow> rows = TRY(store::list_quarantine(vault));
  std::vector<sync::RefusedBundle> out;
  for (const store::QuarantineRow& row : rows) {
    // A file with a false signature only claims to be the device's: nothing to tell it.
    const bool proven = row.code != sync::kBundleSignature.code() && row.code != sync::kTipSignature.code();
    if (row.state == "waiting" && row.sender == device && proven) out.push_back({Hash256{}, row.number, row.code});
  }
  cut(out, sync::kReceiptRangesMax);
  return out;
}

}  // namespace

Result<sync::Receipt> build_receipt(store::Vault& vault, const sync::DeviceId& device) {
  if (!vault.is_hq() || !vault.roster()) return kNotHq;
  sync::Receipt out;
  out.team = vault.roster()->team;
  out.device = device;
  out.number = TRY(store::last_receipt_number(vault, device)) + 1;
  out.hq_time_ms = vault.now_ms();
  out.held = TRY(store::held_ranges(vault, device));
  cut(out.held, sync::kReceiptRangesMax);
  out.wanted = gaps_between(out.held);
  const std::vector<store::StoredEntry> held_back = TRY(store::held_entries(vault, {device, {}}));
  for (const store::StoredEntry& entry : held_back) {
    // Of a history that was decided against its device is told by the heads in `held`; the other one has these numbers.
    if (entry.held == sync::kEntryFork.code()) continue;
    out.held_entries.push_back({entry.signed_entry.entry.seq, entry.held});
  }
  cut(out.held_entries, sync::kReceiptEntriesMax);
  out.refused = TRY(refused_of(vault, device));
  out.media_wanted_for = TRY(store::seqs_missing_blobs(vault, device));
  cut(out.media_wanted_for, sync::kReceiptEntriesMax);
  const std::uint64_t safe = TRY(safe_to(vault, device));
  out.safe_to = std::min(safe, unbroken_end(out.held));
  out.roster_version = vault.roster()->version;
  out.checkpoint = TRY(store::log_checkpoint(vault));
  return out;
}

Result<Confirmation> confirmation(store::Vault& vault) {
  Confirmation out;
  const store::ChainHead head = TRY(store::own_head(vault));
  out.written = head.seq;
  const std::optional<sync::Receipt> receipt = TRY(store::last_receipt(vault, vault.device()));
  if (!receipt) return out;
  for (const sync::HeldRange& range : receipt->held) {
    const std::uint64_t to = std::min(range.to, head.seq);
    if (to >= range.from) out.confirmed += to - range.from + 1;
  }
  out.safe = std::min(receipt->safe_to, head.seq);
  out.hq_time_ms = receipt->hq_time_ms;
  out.held = receipt->held_entries;
  out.wanted = receipt->wanted;
  return out;
}

Result<void> note_safe(store::Vault& vault, const sync::DeviceId& device, std::uint64_t to) {
  const std::uint64_t before = TRY(safe_to(vault, device));
  Writer out;
  out.u64(std::max(before, to));
  return vault.set_meta(safe_name(device), out.view());
}

}  // namespace holdfast::exchange
