// What HQ does with entries that wait: free, check. Declared in incoming.h.
#include "app/exchange/devices.h"
#include "app/exchange/incoming.h"
#include "app/store/checks.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

namespace {

constexpr std::size_t kCheckBatch = 4096;

// The keys by which authors sign: those of the device list, and our own.
std::optional<crypto::VerifyKey> author_key(const store::Vault& vault, const sync::DeviceList& devices,
                                            const sync::DeviceId& author) {
  if (author == vault.device()) return vault.signing_key().public_key();
  const sync::Device* const device = devices.find(author);
  if (device == nullptr) return std::nullopt;
  return device->certificate.signing_key;
}

// One batch: signatures on all cores, then one transaction. Returns how many were false.
Result<std::size_t> check_batch(store::Vault& vault, const sync::DeviceList& devices,
                                const std::vector<sync::SignedEntry>& entries) {
  std::vector<std::uint8_t> good(entries.size());
  vault.seams().pool.run(entries.size(), [&](std::size_t i) {
    const std::optional<crypto::VerifyKey> key = author_key(vault, devices, entries[i].entry.device);
    good[i] = key && sync::check_entry_signature(entries[i], *key).ok() ? 1 : 0;
  });
  std::size_t wrong = 0;
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (good[i] == 0) {
      TRY(store::set_held(vault, entries[i].hash, sync::kEntrySignature.code()));
      ++wrong;
    }
    TRY(store::mark_checked(vault, entries[i].hash));
  }
  TRY(transaction.commit());
  return wrong;
}

}  // namespace

Result<std::size_t> free_expired(store::Vault& vault, const sync::DeviceId& device) {
  if (!vault.is_hq()) return kNotHq;
  TRY(vault.check_may_author());
  const std::vector<store::StoredEntry> waiting =
      TRY(store::held_entries(vault, {device, std::string(sync::kEntryExpired.code())}));
  if (waiting.empty()) return std::size_t{0};
  store::NewEntry decision;
  decision.type = sync::EntryType::Release;
  decision.object = vault.seams().random.id();
  decision.values = {{"@released/device", CborValue(to_bytes(device))},
                     {"@released/code", CborValue(std::string(sync::kEntryExpired.code()))},
                     {"@released/entries", CborValue(static_cast<std::int64_t>(waiting.size()))}};
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(store::append_entry(vault, decision));
  for (const store::StoredEntry& entry : waiting) TRY(store::set_held(vault, entry.signed_entry.hash, ""));
  TRY(store::commit_entries(vault, std::move(transaction)));
  return waiting.size();
}

Result<std::size_t> check_signatures(store::Vault& vault, Progress& progress) {
  const sync::DeviceList devices = TRY(current_devices(vault));
  std::size_t wrong = 0;
  std::uint64_t done = 0;
  while (true) {
    TRY(check_cancelled(progress));
    const std::vector<sync::SignedEntry> batch = TRY(store::unchecked_entries(vault, kCheckBatch));
    if (batch.empty()) return wrong;
    wrong += TRY(check_batch(vault, devices, batch));
    TRY(vault.flush_state_if_due());
    done += batch.size();
    progress.report(done, 0);
  }
}

}  // namespace holdfast::exchange
