// HQ takes a device's bundle: the checks that concern the whole of it, then its entries one by one.
#include <algorithm>

#include "app/exchange/chain_fit.h"
#include "app/exchange/devices.h"
#include "app/exchange/entry_judge.h"
#include "app/exchange/import_context.h"
#include "app/exchange/sealed_media.h"
#include "app/exchange/told.h"
#include "app/store/forks.h"
#include "app/store/forms_store.h"
#include "app/store/tips_store.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

namespace {

// Codes that a later opening or form may free.
bool may_be_freed(std::string_view code) {
  return code == sync::kEntryOpeningMismatch.code() || code == sync::kEntryFormUnknown.code() ||
         code == sync::kEntryAnswers.code();
}

class DeviceImport {
 public:
  DeviceImport(ImportContext& context, const HqKeys& keys, sync::BundleReader& reader)
      : context_(context), vault_(context.vault), keys_(keys), reader_(reader) {}

  Result<void> run() {
    TRY(finish_adopting(vault_, keys_, context_.outcome.damaged_blobs));  // what an import that died left
    TRY(check_sender());
    const std::optional<store::ImportedBundle> same = TRY(store::find_imported(vault_, reader_.manifest_hash()));
    if (same) {
      context_.outcome.state = ImportState::Repeated;
      return {};
    }
    TRY(check_open_fork());
    store::ImportStage stage = TRY(store::ImportStage::begin(vault_));
    const BundleLoad load = TRY(read_load(vault_, reader_, stage, context_.progress));
    TRY(reader_.finish_either_floor());
    TRY(check_history(load.entries, stage));
    EntryJudge judge(vault_, keys_, sender_, load, context_.request.release);
    TRY(stage_entries(stage, load, judge));
    TRY(stage_late_openings(stage, load, judge));
    // All checks are done; from here on only our own disk can fail.
    for (const forms::Form& form : load.forms) TRY(keep_brought_form(form));
    for (const sync::EntryHash& entry : sealed_later_) {
      TRY(store::put_sealed(vault_, entry, load.sealed.at(entry), std::nullopt));
    }
    TRY(begin_adopting(vault_, adopting_));
    const Result<void> applied = stage.apply(bundle_row(), context_.progress, context_.request.decide);
    if (!applied.ok()) {
      TRY(begin_adopting(vault_, {}));
      return applied.error();
    }
    return after_apply(stage, judge.sender_expired());
  }

 private:
  Result<void> check_sender();
  Result<void> check_open_fork();
  Result<void> check_number();
  Result<void> check_history(const std::vector<sync::SignedEntry>& entries, store::ImportStage& stage);
  Result<void> stage_entries(store::ImportStage& stage, const BundleLoad& load, EntryJudge& judge);
  Result<void> stage_late_openings(store::ImportStage& stage, const BundleLoad& load, EntryJudge& judge);
  Result<void> stage_values(store::ImportStage& stage, const BundleLoad& load, const sync::EntryHash& entry,
                            const Verdict& verdict);
  void note_tip(const sync::Opening& opening);
  Result<void> keep_brought_form(const forms::Form& form);
  Result<void> after_apply(const store::ImportStage& stage, bool expired);

  store::ImportedBundle bundle_row() const {
    const sync::Manifest& manifest = reader_.manifest();
    store::ImportedBundle out;
    out.sender = manifest.sender;
    out.number = manifest.number;
    out.manifest = reader_.manifest_bytes();
    out.manifest_hash = reader_.manifest_hash();
    out.signature = reader_.signature();
    out.binding = reader_.envelope_binding();
    out.kind = manifest.kind;
    out.from = manifest.segment ? manifest.segment->from : 0;
    out.to = manifest.segment ? manifest.segment->to : 0;
    out.imported_ms = vault_.now_ms();
    return out;
  }

  ImportContext& context_;
  store::Vault& vault_;
  const HqKeys& keys_;
  sync::BundleReader& reader_;
  sync::Device sender_;
  std::vector<sync::EntryHash> adopting_;      // entries whose sealed media needs its keys
  std::vector<sync::EntryHash> sealed_later_;  // open here already; what was sealed since are the keys of their media
  std::vector<Hash256> tips_;                  // that entries of this bundle repeat
  std::optional<std::uint64_t> aside_from_;    // from here on, what it brings is of a history decided against
};

Result<void> DeviceImport::check_sender() {
  const sync::Manifest& manifest = reader_.manifest();
  if (manifest.team != vault_.roster()->team) return sync::kBundleWrongTeam;
  if (manifest.kind != sync::BundleKind::Changes && manifest.kind != sync::BundleKind::Media) {
    return sync::kBundleManifest;
  }
  const sync::DeviceList devices = TRY(current_devices(vault_));
  const sync::Device* const device = devices.find(manifest.sender);
  if (device == nullptr) return sync::kBundleUnknownSender;
  sender_ = *device;
  context_.outcome.device = sender_.certificate.name;
  TRY(reader_.check_sender(sender_.certificate.signing_key));
  if (context_.request.release) return {};
  if (sender_.state == sync::DeviceState::Suspended) return kSenderSuspended;
  if (sender_.state != sync::DeviceState::Revoked) return {};
  // What HQ believed before the revocation stays welcome; the device's word after it does not, its media included.
  const bool before = manifest.segment && manifest.segment->to <= sender_.revoked_after_seq;
  return before ? Result<void>() : sync::kBundleRevokedSender;
}

// While two histories of a device wait for a decision, nothing more of it is taken but what both have in common.
Result<void> DeviceImport::check_open_fork() {
  if (context_.request.stays) return {};
  const std::optional<sync::SegmentRange>& segment = reader_.manifest().segment;
  const std::vector<store::OpenFork> forks = TRY(store::open_forks(vault_));
  for (const store::OpenFork& open : forks) {
    const bool other = open.device == sender_.certificate.device && open.quarantine != context_.request.quarantine;
    if (other && !(segment && segment->to < open.from)) return kSenderForked;
  }
  return {};
}

Result<void> DeviceImport::check_number() {
  const sync::Manifest& manifest = reader_.manifest();
  const std::vector<store::ImportedBundle> twins =
      TRY(store::imported_number(vault_, manifest.sender, manifest.number));
  bool twin = false;
  for (const store::ImportedBundle& imported : twins) {
    const Result<sync::Manifest> other = sync::decode_manifest(imported.manifest);
    if (!other.ok()) return store::kVaultDatabase;
    // A history that was decided against has numbers of its own.
    const bool aside = other->segment && TRY(store::is_aside(vault_, other->segment->head_after));
    twin = twin || !aside;
  }
  if (!twin || context_.request.release) return {};
  context_.outcome.fork = true;  // one device never gives a number twice: a copy of it, or an old state put back
  return sync::kBundleNumberReused;
}

// Another history than the one that is here is refused, or set aside, or takes its place: as was decided.
Result<void> DeviceImport::check_history(const std::vector<sync::SignedEntry>& entries, store::ImportStage& stage) {
  if (entries.empty()) return check_number();
  const ChainFit fit = TRY(fit_chain(vault_, sender_, *reader_.manifest().segment, entries));
  if (!fit.differs_from) return check_number();
  if (fit.decided || context_.request.stays == History::Here) {
    aside_from_ = fit.differs_from;
    return {};
  }
  if (context_.request.stays == History::File) {
    stage.take_the_place_of(sender_.certificate.device, *fit.differs_from);
    return {};
  }
  context_.outcome.fork = true;
  context_.outcome.fork_from = *fit.differs_from;
  return sync::kChainFork;
}

void DeviceImport::note_tip(const sync::Opening& opening) {
  const sync::Values values = sync::opening_values(opening);
  const auto tip = values.find("@tip");
  const Bytes* const hash = tip == values.end() ? nullptr : tip->second.bytes();
  if (hash != nullptr && hash->size() == 32) tips_.push_back(to_array<32>(*hash));
}

Result<void> DeviceImport::stage_values(store::ImportStage& stage, const BundleLoad& load,
                                        const sync::EntryHash& entry, const Verdict& verdict) {
  const auto sealed = load.sealed.find(entry);
  const bool mismatch = verdict.held == sync::kEntryOpeningMismatch.code();
  if (mismatch) return {};
  if (sealed != load.sealed.end()) {
    // Kept as they came too: they prove what was sealed, and to whom.
    for (const store::SealedPart& part : sealed->second) TRY(stage.add_sealed(entry, part));
    if (!verdict.keys.empty()) adopting_.push_back(entry);
  }
  if (!verdict.opening) return {};
  note_tip(*verdict.opening);
  return stage.add_opening(entry, *verdict.opening);
}

Result<void> DeviceImport::stage_entries(store::ImportStage& stage, const BundleLoad& load, EntryJudge& judge) {
  std::vector<store::StagedEntry> staged;
  for (const sync::SignedEntry& entry : load.entries) {
    TRY(check_cancelled(context_.progress));
    TRY(vault_.flush_state_if_due());
    const std::optional<store::StoredEntry> stored = TRY(store::find_entry(vault_, entry.hash));
    if (stored) continue;  // whatever it still lacks is looked at as a late opening
    const Verdict verdict = TRY(judge.judge(entry));
    const bool aside = aside_from_ && entry.entry.seq >= *aside_from_;
    const std::string held = aside ? std::string(sync::kEntryFork.code()) : verdict.held;
    if (!held.empty()) context_.outcome.held.push_back({entry.entry.seq, held});
    staged.push_back({entry, verdict.held, sender_.certificate.role, aside});
    TRY(stage_values(stage, load, entry.hash, verdict));
  }
  return stage.add_entries(staged);
}

// Values of entries that came earlier without them, or with others.
Result<void> DeviceImport::stage_late_openings(store::ImportStage& stage, const BundleLoad& load, EntryJudge& judge) {
  std::vector<sync::EntryHash> brought;
  for (const auto& [entry, opening] : load.openings) brought.push_back(entry);
  for (const auto& [entry, parts] : load.sealed) brought.push_back(entry);
  std::sort(brought.begin(), brought.end());
  brought.erase(std::unique(brought.begin(), brought.end()), brought.end());
  for (const sync::EntryHash& hash : brought) {
    const std::optional<store::StoredEntry> stored = TRY(store::find_entry(vault_, hash));
    if (!stored || stored->signed_entry.entry.device != sender_.certificate.device) continue;
    const store::OpeningState state = TRY(store::opening_state(vault_, hash));
    const bool lacks = state == store::OpeningState::Missing || state == store::OpeningState::Sealed;
    const bool sealed_later = !lacks && load.sealed.contains(hash);
    if (!lacks && !sealed_later && !may_be_freed(stored->held)) continue;
    const Verdict verdict = TRY(judge.judge(stored->signed_entry));
    if (sealed_later && !verdict.keys.empty()) sealed_later_.push_back(hash);
    TRY(stage_values(stage, load, hash, verdict));
  }
  return {};
}

Result<void> DeviceImport::keep_brought_form(const forms::Form& form) {
  const std::optional<forms::Form> known = TRY(store::form_by_hash(vault_, form.hash));
  if (known) return {};
  return store::keep_form(vault_, form, false);  // readable, but only HQ's signature makes a form run
}

Result<void> DeviceImport::after_apply(const store::ImportStage& stage, bool expired) {
  ImportOutcome& outcome = context_.outcome;
  outcome.state = ImportState::Applied;
  outcome.expired = expired;
  outcome.new_entries = static_cast<std::size_t>(stage.new_entries());
  outcome.new_blobs = stage.new_blobs();
  for (const store::DamagedBlob& blob : stage.damaged_blobs()) outcome.damaged_blobs.push_back(to_hex(blob.ref));
  TRY(finish_adopting(vault_, keys_, outcome.damaged_blobs));
  TRY(rejudge_held(vault_));
  for (const Hash256& tip : tips_) TRY(store::note_tip_in_journal(vault_, tip));
  const std::vector<sync::HeldRange> held = TRY(store::held_ranges(vault_, sender_.certificate.device));
  outcome.gaps = gaps_between(held);
  return note_receipt_seen(vault_, sender_.certificate.device, reader_.manifest().last_receipt);
}

}  // namespace

std::vector<sync::WantedRange> gaps_between(const std::vector<sync::HeldRange>& held) {
  std::vector<sync::WantedRange> out;
  std::uint64_t next = 1;
  for (const sync::HeldRange& range : held) {
    if (range.from > next) out.push_back({next, range.from - 1});
    next = range.to + 1;
  }
  return out;
}

Result<void> take_from_device(ImportContext& context, const HqKeys& keys, sync::BundleReader& reader) {
  return DeviceImport(context, keys, reader).run();
}

}  // namespace holdfast::exchange
