#include "app/gui/record_road.h"

#include <algorithm>

#include "app/store/import_stage.h"
#include "app/store/outbox.h"

namespace holdfast::gui {

Result<RecordRoad> RecordRoad::read(store::Vault& vault) {
  RecordRoad out;
  out.own_ = vault.device();
  for (const store::OutBundle& bundle : TRY(store::list_out_bundles(vault))) {
    if (bundle.state != store::OutState::Written || bundle.to == 0) continue;
    out.carried_.push_back({bundle.from, bundle.to, {bundle.number, bundle.planned_ms}});
  }
  for (const sync::SegmentRange& range : TRY(store::requested_again(vault))) {
    out.again_.push_back({range.from, range.to, {}});
  }
  const std::optional<sync::Receipt> receipt = TRY(store::last_receipt(vault, vault.device()));
  if (!receipt) return out;
  for (const sync::HeldRange& range : receipt->held) out.held_.push_back({range.from, range.to, {}});
  for (const sync::HeldEntry& entry : receipt->held_entries) out.questions_.emplace(entry.seq, entry.code);
  return out;
}

const RecordRoad::Range* RecordRoad::find(const std::vector<Range>& ranges, std::uint64_t seq) {
  for (auto it = ranges.rbegin(); it != ranges.rend(); ++it) {
    if (seq >= it->from && seq <= it->to) return &*it;
  }
  return nullptr;
}

RoadMark RecordRoad::mark_of(const sync::DeviceId& device, std::uint64_t seq) const {
  if (device != own_) return RoadMark::FromOthers;
  if (find(held_, seq) != nullptr) return questions_.count(seq) != 0 ? RoadMark::Received : RoadMark::Confirmed;
  if (find(again_, seq) != nullptr) return RoadMark::NotSent;
  return find(carried_, seq) != nullptr ? RoadMark::OnTheRoad : RoadMark::NotSent;
}

RecordRoad::Carrier RecordRoad::carrier_of(std::uint64_t seq) const {
  const Range* range = find(carried_, seq);
  return range == nullptr ? Carrier{} : range->carrier;
}

std::string RecordRoad::question_of(std::uint64_t seq) const {
  const auto found = questions_.find(seq);
  return found == questions_.end() ? std::string() : found->second;
}

}  // namespace holdfast::gui
