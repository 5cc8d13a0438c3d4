// One run of write_bundles: plans a bundle, writes it, marks it; makes again what an earlier run left unfinished.
#pragma once

#include <set>

#include "app/exchange/outgoing.h"
#include "sync/bundle_writer.h"

namespace holdfast::exchange {

struct OutPlan {
  sync::BundleKind kind = sync::BundleKind::Changes;
  std::optional<sync::SegmentRange> segment;
  std::vector<sync::SectionContent> sections;
  std::size_t records = 0;
  std::size_t files = 0;
  bool again = false;
};

class OutRun {
 public:
  // All must outlive it. REQUIRES: the vault has a roster.
  OutRun(store::Vault& vault, sync::Transport& road, std::uint64_t size_bytes_max, Progress& progress);

  store::Vault& vault() { return vault_; }
  Progress& progress() { return progress_; }
  // How much fits: raw bytes of a segment, and blob sections of a media bundle.
  std::uint64_t segment_raw_max() const;
  std::uint64_t media_room() const;

  // Commits number and manifest, then writes. Contents that turn out other than planned make the number void.
  Result<void> plan_and_write(OutPlan plan);
  // Planned bundles of an earlier run: on the road already, made again from their manifest, or void.
  Result<void> finish_planned();
  std::vector<WrittenBundle> take_written() { return std::move(written_); }

 private:
  Result<void> write(const store::OutBundle& out, const sync::BundleContent& content, WrittenBundle line);
  Result<void> finish_one(const store::OutBundle& out, const sync::RoadListing& listing);
  Result<void> mark_written(const store::OutBundle& out, const sync::Manifest& manifest);
  Result<void> give_up(std::uint64_t number);

  store::Vault& vault_;
  sync::Transport& road_;
  Progress& progress_;
  std::vector<crypto::Recipient> recipients_;
  std::uint64_t floor_;
  std::uint64_t container_max_;
  std::vector<WrittenBundle> written_;
};

}  // namespace holdfast::exchange
