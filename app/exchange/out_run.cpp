#include "app/exchange/out_run.h"

#include <algorithm>

#include "app/exchange/out_file.h"
#include "app/exchange/out_sections.h"
#include "app/store/import_stage.h"
#include "crypto/hash.h"
#include "sync/mailbox.h"
#include "sync/reasons.h"
#include "sync/segment.h"

namespace holdfast::exchange {

namespace {

constexpr std::uint64_t kContainerReserve = std::uint64_t{64} << 10;  // manifest, signature, counts
constexpr std::uint64_t kSealedLinesReserve = std::uint64_t{512} << 10;

// The largest container whose file keeps within what was asked for; never below the floor, since no file is smaller.
std::uint64_t largest_container(std::uint64_t size_bytes_max, std::size_t recipients, std::uint64_t floor) {
  std::uint64_t out = std::min(size_bytes_max, sync::kBundleSizeMax);
  if (size_bytes_max >= sync::kBundleSizeMax) return out;
  while (out > floor && bundle_file_size(out, recipients, floor) > size_bytes_max) out -= out / 64;
  return std::max(out, floor);
}

// Bytes that cannot be what was planned: no reason to stop for ever, only to give up this number.
bool contents_changed(const Error& error) {
  return error.reason == sync::kBundleSection || error.reason == sync::kBundleRecipients ||
         error.kind() == Kind::Damaged || error.kind() == Kind::Held;
}

}  // namespace

OutRun::OutRun(store::Vault& vault, sync::Transport& road, std::uint64_t size_bytes_max, Progress& progress)
    : vault_(vault), road_(road), progress_(progress) {
  recipients_.push_back(vault.roster()->current_epoch().bundle);
  floor_ = bundle_floor(vault);
  container_max_ = largest_container(size_bytes_max, recipients_.size(), floor_);
}

std::uint64_t OutRun::segment_raw_max() const {
  const std::uint64_t most = sync::kSegmentRawMax - kContainerReserve;
  if (container_max_ <= 2 * (kContainerReserve + kSealedLinesReserve)) return container_max_ / 2;
  return std::min(most, container_max_ - kContainerReserve - kSealedLinesReserve);
}

std::uint64_t OutRun::media_room() const {
  return container_max_ > 2 * kContainerReserve ? container_max_ - kContainerReserve : container_max_ / 2;
}

Result<void> OutRun::give_up(std::uint64_t number) {
  TRY(forget_forms_sent(vault_));
  return store::mark_bundle(vault_, number, store::OutState::Void);
}

Result<void> OutRun::mark_written(const store::OutBundle& out, const sync::Manifest& manifest) {
  TRY(store::mark_bundle(vault_, out.number, store::OutState::Written));
  for (const sync::Section& section : manifest.sections) {
    // A blob counts as sent with its last part.
    if (!section.blob || section.blob->offset + section.stored_size != section.blob->total) continue;
    TRY(store::mark_blob_sent(vault_, section.blob->ref, out.number));
  }
  return {};
}

Result<void> OutRun::write(const store::OutBundle& out, const sync::BundleContent& content, WrittenBundle line) {
  const Result<std::uint64_t> size =
      put_bundle(vault_, road_, out.name, {content, recipients_, vault_.signing_key(), floor_}, progress_);
  if (!size.ok()) {
    if (contents_changed(size.error())) TRY(give_up(out.number));
    return size.error();
  }
  TRY(mark_written(out, content.manifest));
  line.number = out.number;
  line.kind = out.kind;
  line.name = out.name;
  line.size_bytes = *size;
  line.from = out.from;
  line.to = out.to;
  written_.push_back(std::move(line));
  return {};
}

Result<void> OutRun::plan_and_write(OutPlan plan) {
  const store::OutPosition position = TRY(store::out_position(vault_));
  sync::Manifest manifest;
  manifest.team = vault_.roster()->team;
  manifest.sender = vault_.device();
  manifest.number = position.next_number;
  manifest.previous = position.previous_manifest;
  manifest.voided = position.voided;
  manifest.kind = plan.kind;
  manifest.segment = plan.segment;
  manifest.last_receipt = TRY(store::last_receipt_number(vault_, vault_.device()));
  const sync::BundleContent content =
      TRY(sync::prepare_bundle(std::move(manifest), std::move(plan.sections), recipients_));
  store::OutBundle out;
  out.number = content.manifest.number;
  out.manifest_bytes = content.manifest_bytes;
  out.manifest_hash = crypto::sha256(content.manifest_bytes);
  out.kind = plan.kind;
  out.name = sync::upload_name(vault_.seams().random);
  out.from = plan.segment ? plan.segment->from : 0;
  out.to = plan.segment ? plan.segment->to : 0;
  out.planned_ms = vault_.now_ms();
  TRY(store::plan_bundle(vault_, out));
  WrittenBundle line;
  line.records = plan.records;
  line.files = plan.files;
  line.again = plan.again;
  return write(out, content, std::move(line));
}

Result<void> OutRun::finish_one(const store::OutBundle& out, const sync::RoadListing& listing) {
  const Result<sync::Manifest> manifest = sync::decode_manifest(out.manifest_bytes);
  if (!manifest.ok()) return store::kVaultDatabase;
  const auto there = std::find_if(listing.files.begin(), listing.files.end(),
                                  [&out](const sync::RoadFile& file) { return file.name == out.name; });
  // A road lists only whole files: it was written, and the run ended before that was noted.
  if (there != listing.files.end()) return mark_written(out, *manifest);
  Result<std::vector<sync::SectionContent>> sections = planned_sections(vault_, *manifest, progress_);
  if (!sections.ok() && contents_changed(sections.error())) return give_up(out.number);
  if (!sections.ok()) return sections.error();
  const sync::BundleContent content{*manifest, out.manifest_bytes, std::move(*sections)};
  WrittenBundle line;
  line.again = true;
  for (const sync::Section& section : manifest->sections) line.files += section.blob ? 1 : 0;
  const Result<void> done = write(out, content, std::move(line));
  if (!done.ok() && !contents_changed(done.error())) return done;
  return {};
}

Result<void> OutRun::finish_planned() {
  const std::vector<store::OutBundle> bundles = TRY(store::list_out_bundles(vault_));
  const auto is_planned = [](const store::OutBundle& out) { return out.state == store::OutState::Planned; };
  if (std::none_of(bundles.begin(), bundles.end(), is_planned)) return {};
  const sync::RoadListing listing = TRY(road_.list());
  for (const store::OutBundle& out : bundles) {
    if (is_planned(out)) TRY(finish_one(out, listing));
  }
  return {};
}

}  // namespace holdfast::exchange
