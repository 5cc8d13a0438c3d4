#include "app/exchange/fork_again.h"

#include "app/exchange/devices.h"
#include "app/exchange/entry_judge.h"
#include "app/store/forks.h"
#include "app/store/touched.h"
#include "crypto/base/owned_file_source.h"
#include "sync/bundle_reader.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

namespace {

// What HQ has decided about this file so far.
struct Decisions {
  sync::ObjectId object{};
  std::optional<sync::EntryHash> newest;
  std::optional<sync::EntryHash> here;  // an entry of the history that was here when the file came
};

Result<Decisions> decisions_about(store::Vault& vault, const store::QuarantineRow& row) {
  Decisions out;
  for (const store::StoredEntry& stored : TRY(store::own_releases(vault))) {
    const Result<sync::Opening> opening = store::get_opening(vault, stored.signed_entry);
    if (!opening.ok()) continue;
    const sync::Values values = sync::opening_values(*opening);
    const auto file = values.find("@released/file");
    if (file == values.end() || file->second.bytes() == nullptr) continue;
    if (*file->second.bytes() != to_bytes(row.sha256)) continue;
    if (!out.newest) out.object = stored.signed_entry.entry.object;
    out.newest = stored.signed_entry.hash;
    const auto here = values.find("@fork/here");
    if (out.here || here == values.end() || here->second.bytes() == nullptr) continue;
    if (here->second.bytes()->size() == 32) out.here = to_array<32>(*here->second.bytes());
  }
  return out;
}

Result<void> sign_again(store::Vault& vault, const store::QuarantineRow& row, const Decisions& before,
                        History stays) {
  store::NewEntry entry;
  entry.type = sync::EntryType::Release;
  entry.object = before.object;
  entry.parents = {*before.newest};
  entry.values = {{"@released/file", CborValue(to_bytes(row.sha256))},
                  {"@released/code", CborValue(row.code)},
                  {"@fork/device", CborValue(to_bytes(*row.sender))},
                  {"@fork/from", CborValue(static_cast<std::int64_t>(row.fork_from))},
                  {"@fork/stays", CborValue(std::string(stays == History::File ? "file" : "here"))}};
  if (before.here) entry.values["@fork/here"] = CborValue(to_bytes(*before.here));
  TRY(store::append_entry(vault, entry));
  return {};
}

// What an erase entry of the history that now stands says takes effect; what was erased before stays erased.
Result<void> act_again(store::Vault& vault, const std::vector<sync::EntryHash>& entries) {
  for (const sync::EntryHash& hash : entries) {
    const std::optional<store::StoredEntry> stored = TRY(store::find_entry(vault, hash));
    const bool erases = stored && stored->signed_entry.entry.type == sync::EntryType::Erase && stored->held.empty();
    if (erases) TRY(store::set_held(vault, hash, ""));
  }
  return {};
}

}  // namespace

Result<sync::EntryHash> last_entry_told(store::Vault& vault, const store::QuarantineRow& row) {
  const HqKeys keys = TRY(hq_keys(vault));
  std::unique_ptr<File> file = TRY(store::open_quarantined(vault, row.id));
  const std::uint64_t size = TRY(file->size());
  OwnedFileSource source(std::move(file), size);
  sync::BundleReader reader =
      TRY(sync::BundleReader::begin(source, keys.bundle_identities(), vault.seams().pool));
  const sync::DeviceList devices = TRY(current_devices(vault));
  const sync::Device* const device = devices.find(reader.manifest().sender);
  if (device == nullptr) return sync::kBundleUnknownSender;
  TRY(reader.check_sender(device->certificate.signing_key));
  if (!reader.manifest().segment) return kForkNone;
  return reader.manifest().segment->head_after;
}

Result<ImportOutcome> decide_fork_again(store::Vault& vault, const store::QuarantineRow& row, History stays) {
  HOLDFAST_ASSERT(row.fork_from != 0 && row.sender.has_value());
  const Decisions before = TRY(decisions_about(vault, row));
  if (!before.newest) return kNotWaiting;
  std::optional<sync::EntryHash> member = before.here;
  if (stays == History::File) member = TRY(last_entry_told(vault, row));
  const bool is_aside = member && TRY(store::is_aside(vault, *member));
  if (!is_aside) return kForkSame;
  const std::vector<sync::EntryHash> back =
      TRY(store::aside_history(vault, *row.sender, row.fork_from, *member));
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  const std::vector<sync::EntryHash> gone = TRY(store::set_aside(vault, *row.sender, row.fork_from));
  TRY(store::let_stand(vault, back));
  TRY(act_again(vault, back));
  store::Touched touched(gone.begin(), gone.end());
  touched.insert(back.begin(), back.end());
  TRY(store::refresh_touched(vault, touched));
  TRY(sign_again(vault, row, before, stays));
  TRY(store::commit_entries(vault, std::move(transaction)));
  TRY(rejudge_held(vault));
  ImportOutcome out;
  out.name = row.name;
  out.state = ImportState::Applied;
  out.sender = row.sender;
  out.number = row.number;
  out.fork_from = row.fork_from;
  return out;
}

}  // namespace holdfast::exchange
