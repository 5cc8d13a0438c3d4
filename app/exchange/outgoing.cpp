#include "app/exchange/outgoing.h"

#include <algorithm>

#include "app/exchange/out_run.h"
#include "app/exchange/out_sections.h"
#include "app/exchange/tips.h"
#include "app/store/blobs.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

namespace {

constexpr std::uint64_t kMediaPartMax = std::uint64_t{1} << 30;
constexpr std::size_t kMediaSectionsMax = 4000;
constexpr std::uint64_t kSectionLineSize = 160;  // what a section adds to the manifest, at most

// The end of what is missing from `from` on: where a later bundle begins, or our head.
std::uint64_t unsent_end(const std::vector<store::OutBundle>& bundles, std::uint64_t from, std::uint64_t head) {
  std::uint64_t end = head;
  for (const store::OutBundle& bundle : bundles) {
    if (bundle.state != store::OutState::Void && bundle.from > from) end = std::min(end, bundle.from - 1);
  }
  return end;
}

Result<void> write_segments(OutRun& run, std::uint64_t from, std::uint64_t to, bool again) {
  while (from <= to) {
    TRY(check_cancelled(run.progress()));
    const std::vector<Hash256> known = TRY(forms_sent(run.vault()));
    SegmentContent content = TRY(segment_content(run.vault(), from, {run.segment_raw_max(), to}, known));
    const std::uint64_t next = content.range.to + 1;
    OutPlan plan;
    plan.kind = sync::BundleKind::Changes;
    plan.segment = content.range;
    plan.records = content.records;
    plan.again = again;
    plan.sections = std::move(content.sections);
    TRY(run.plan_and_write(std::move(plan)));
    TRY(note_forms_sent(run.vault(), content.forms));
    from = next;
  }
  return {};
}

Result<void> write_requested(OutRun& run) {
  const std::vector<sync::SegmentRange> ranges = TRY(store::requested_again(run.vault()));
  for (const sync::SegmentRange& range : ranges) TRY(write_segments(run, range.from, range.to, true));
  return {};
}

Result<void> write_unsent(OutRun& run) {
  const store::ChainHead head = TRY(store::own_head(run.vault()));
  while (true) {
    const std::uint64_t from = TRY(store::first_unsent_seq(run.vault()));
    if (from > head.seq) return {};
    const std::vector<store::OutBundle> bundles = TRY(store::list_out_bundles(run.vault()));
    TRY(write_segments(run, from, unsent_end(bundles, from, head.seq), false));
  }
}

// Pieces that share one bundle. One that cannot be read any more must not keep the others back: the bundle's number is
// given up and each piece goes alone; `verify` names the damaged one, and HQ goes on asking for it.
Result<void> write_pieces(OutRun& run, const std::vector<BlobPiece>& pieces) {
  if (pieces.empty()) return {};
  OutPlan plan;
  plan.kind = sync::BundleKind::Media;
  plan.files = pieces.size();
  Result<void> done = {};
  for (const BlobPiece& piece : pieces) {
    Result<sync::SectionContent> section = blob_section(run.vault(), piece, run.progress());
    if (!section.ok()) {
      done = section.error();
      break;
    }
    plan.sections.push_back(std::move(*section));
  }
  if (done.ok()) done = run.plan_and_write(std::move(plan));
  if (done.ok()) return {};
  const Kind kind = done.error().kind();
  const bool unreadable = kind == Kind::Damaged || kind == Kind::Held || done.error().reason == sync::kBundleSection;
  if (!unreadable) return done;
  if (pieces.size() == 1) return {};
  for (const BlobPiece& piece : pieces) TRY(write_pieces(run, {piece}));
  return {};
}

Result<void> write_media(OutRun& run) {
  const std::vector<sync::BlobRef> refs = TRY(store::unsent_blobs(run.vault()));
  const std::uint64_t room = run.media_room();
  std::vector<BlobPiece> pieces;
  std::uint64_t used = 0;
  for (const sync::BlobRef& ref : refs) {
    TRY(check_cancelled(run.progress()));
    const Result<std::uint64_t> size = blob_section_size(run.vault(), ref);
    if (!size.ok()) continue;  // it is not here any more: nothing to send
    const std::uint64_t part_max = std::min(kMediaPartMax, room);
    std::uint64_t offset = 0;
    do {
      const BlobPiece piece{ref, offset, std::min(part_max, *size - offset)};
      if (used + piece.size + kSectionLineSize > room || pieces.size() >= kMediaSectionsMax) {
        TRY(write_pieces(run, pieces));
        pieces.clear();
        used = 0;
      }
      pieces.push_back(piece);
      used += piece.size + kSectionLineSize;
      offset += piece.size;
    } while (offset < *size);
  }
  return write_pieces(run, pieces);
}

}  // namespace

Result<std::vector<WrittenBundle>> write_bundles(store::Vault& vault, sync::Transport& road,
                                                 const BundleRequest& request, Progress& progress) {
  if (!vault.roster() || !vault.certificate()) return store::kNotEnrolled;
  TRY(make_withdrawal_tips(vault));
  std::vector<WrittenBundle> out;
  for (const WrittenTip& tip : TRY(write_tips(vault, road, progress))) {
    WrittenBundle line;
    line.name = tip.name;
    line.size_bytes = sync::kTipFileSize;
    line.tip = true;
    out.push_back(std::move(line));
  }
  OutRun run(vault, road, request.size_bytes_max, progress);
  TRY(run.finish_planned());
  TRY(write_requested(run));
  TRY(write_unsent(run));
  if (!request.facts_only) TRY(write_media(run));
  for (WrittenBundle& bundle : run.take_written()) out.push_back(std::move(bundle));
  return out;
}

}  // namespace holdfast::exchange
