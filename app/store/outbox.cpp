#include "app/store/outbox.h"

#include <algorithm>
#include <set>

#include "app/store/journal.h"
#include "app/store/savepoint.h"

namespace holdfast::store {

namespace {

Result<std::optional<OutState>> state_of(Vault& vault, std::uint64_t number) {
  Statement find(vault.database(), "SELECT state FROM bundle_out WHERE number = ?");
  const bool found = TRY(find.bind(number).step());
  if (!found) return std::optional<OutState>();
  return std::optional<OutState>(static_cast<OutState>(find.integer(0)));
}

struct OutRange {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
};

// Ranges as rows of two integers, ascending; overlapping and touching ones become one.
Result<std::vector<OutRange>> read_ranges(Statement& find) {
  std::vector<OutRange> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    const OutRange range{static_cast<std::uint64_t>(find.integer(0)), static_cast<std::uint64_t>(find.integer(1))};
    if (!out.empty() && range.from <= out.back().to + 1) out.back().to = std::max(out.back().to, range.to);
    else out.push_back(range);
  }
}

Result<std::vector<OutRange>> wanted_ranges(Vault& vault) {
  Statement find(vault.database(), "SELECT from_seq, to_seq FROM wanted_again ORDER BY from_seq, to_seq");
  return read_ranges(find);
}

Result<void> add_wanted(Vault& vault, std::uint64_t from, std::uint64_t to) {
  Statement add(vault.database(), "INSERT OR IGNORE INTO wanted_again (from_seq, to_seq) VALUES (?, ?)");
  return add.bind(from).bind(to).run();
}

// What [from, to] carries is no longer wanted again; the rest of a range that it cuts stays.
Result<void> no_longer_wanted(Vault& vault, std::uint64_t from, std::uint64_t to) {
  const std::vector<OutRange> ranges = TRY(wanted_ranges(vault));
  TRY(vault.database().run("DELETE FROM wanted_again"));
  for (const OutRange& range : ranges) {
    if (range.to < from || range.from > to) {
      TRY(add_wanted(vault, range.from, range.to));
      continue;
    }
    if (range.from < from) TRY(add_wanted(vault, range.from, from - 1));
    if (range.to > to) TRY(add_wanted(vault, to + 1, range.to));
  }
  return {};
}

constexpr const char* kOutInsert =
    "INSERT INTO bundle_out (number, manifest, manifest_hash, kind, name, from_seq, to_seq, state, planned_ms, "
    "confirmed) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, 0)";

Result<OutBundle> out_row(const Statement& row) {
  OutBundle out;
  out.number = static_cast<std::uint64_t>(row.integer(0));
  out.manifest_bytes = row.blob(1);
  out.manifest_hash = TRY(row.array<32>(2));
  out.kind = static_cast<sync::BundleKind>(row.integer(3));
  out.name = row.text(4);
  out.from = static_cast<std::uint64_t>(row.integer(5));
  out.to = static_cast<std::uint64_t>(row.integer(6));
  out.state = static_cast<OutState>(row.integer(7));
  out.planned_ms = row.integer(8);
  out.confirmed = row.integer(9) != 0;
  return out;
}

Result<void> set_confirmed(Vault& vault, std::uint64_t number) {
  Statement confirm(vault.database(), "UPDATE bundle_out SET confirmed = 1, state = 1 WHERE number = ?");
  return confirm.bind(number).run();
}

bool all_held(const sync::Receipt& receipt, std::uint64_t from, std::uint64_t to) {
  return std::any_of(receipt.held.begin(), receipt.held.end(),
                     [&](const sync::HeldRange& held) { return held.from <= from && to <= held.to; });
}

// True if every blob that bundle `number` carried belongs to an entry that is held with all its media.
Result<bool> media_all_held(Vault& vault, std::uint64_t number, const sync::Receipt& receipt) {
  Statement find(vault.database(),
                 "SELECT DISTINCT e.seq FROM blob b JOIN entry e ON e.hash = b.entry WHERE b.sent_number = ?");
  find.bind(number);
  bool any = false;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return any;
    any = true;
    const auto seq = static_cast<std::uint64_t>(find.integer(0));
    const auto& wanted = receipt.media_wanted_for;
    if (!all_held(receipt, seq, seq) || std::binary_search(wanted.begin(), wanted.end(), seq)) return false;
  }
}

}  // namespace

Result<OutPosition> out_position(Vault& vault) {
  OutPosition out;
  {
    Statement last(vault.database(), "SELECT coalesce(max(number), 0) FROM bundle_out");
    TRY(last.step());
    out.next_number = static_cast<std::uint64_t>(last.integer(0)) + 1;
  }
  {
    Statement previous(vault.database(),
                       "SELECT manifest_hash FROM bundle_out WHERE state <> 2 ORDER BY number DESC LIMIT 1");
    const bool found = TRY(previous.step());
    if (found) out.previous_manifest = TRY(previous.array<32>(0));
  }
  // Told by a bundle that itself became void is not told.
  Statement voided(vault.database(),
                   "SELECT v.number FROM bundle_out v WHERE v.state = 2 AND NOT EXISTS (SELECT 1 FROM bundle_out t "
                   "WHERE t.number = v.void_told AND t.state <> 2) ORDER BY v.number");
  for (;;) {
    const bool more = TRY(voided.step());
    if (!more) return out;
    out.voided.push_back(static_cast<std::uint64_t>(voided.integer(0)));
  }
}

Result<void> plan_bundle(Vault& vault, const OutBundle& bundle) {
  const sync::Manifest manifest = TRY(sync::decode_manifest(bundle.manifest_bytes));
  HOLDFAST_ASSERT(manifest.number == bundle.number);
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  const OutPosition position = TRY(out_position(vault));
  HOLDFAST_ASSERT(bundle.number >= position.next_number);
  Statement insert(vault.database(), kOutInsert);
  insert.bind(bundle.number).bind(bundle.manifest_bytes).bind(bundle.manifest_hash);
  insert.bind(static_cast<int>(bundle.kind)).bind(std::string_view(bundle.name)).bind(bundle.from).bind(bundle.to);
  TRY(insert.bind(bundle.planned_ms).run());
  for (const std::uint64_t number : manifest.voided) {
    Statement told(vault.database(), "UPDATE bundle_out SET void_told = ? WHERE number = ? AND state = 2");
    TRY(told.bind(bundle.number).bind(number).run());
  }
  if (bundle.from != 0) TRY(no_longer_wanted(vault, bundle.from, bundle.to));
  return transaction.commit();
}

Result<void> mark_bundle(Vault& vault, std::uint64_t number, OutState state) {
  Savepoint step = TRY(Savepoint::begin(vault.database()));
  const std::optional<OutState> now = TRY(state_of(vault, number));
  if (!now) return kOutboxState;
  if (*now == state) return step.release();
  if (*now == OutState::Void || state == OutState::Planned) return kOutboxState;
  Statement mark(vault.database(), "UPDATE bundle_out SET state = ?1 WHERE number = ?2 AND (?1 <> 2 OR confirmed = 0)");
  TRY(mark.bind(static_cast<int>(state)).bind(number).run());
  if (vault.database().changes() != 1) return kOutboxState;
  return step.release();
}

Result<std::vector<OutBundle>> list_out_bundles(Vault& vault) {
  Statement find(vault.database(),
                 "SELECT number, manifest, manifest_hash, kind, name, from_seq, to_seq, state, planned_ms, confirmed "
                 "FROM bundle_out ORDER BY number");
  std::vector<OutBundle> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    OutBundle row = TRY(out_row(find));
    out.push_back(std::move(row));
  }
}

Result<std::uint64_t> first_unsent_seq(Vault& vault) {
  Statement find(vault.database(),
                 "SELECT from_seq, to_seq FROM bundle_out WHERE state <> 2 AND from_seq > 0 ORDER BY from_seq, to_seq");
  const std::vector<OutRange> ranges = TRY(read_ranges(find));
  if (ranges.empty() || ranges.front().from > 1) return std::uint64_t{1};
  return ranges.front().to + 1;
}

Result<std::vector<sync::BlobRef>> unsent_blobs(Vault& vault) {
  Statement find(vault.database(),
                 "SELECT b.ref FROM blob b JOIN entry e ON e.hash = b.entry WHERE e.device = ? AND b.state = 1 "
                 "AND NOT EXISTS (SELECT 1 FROM bundle_out o WHERE o.number = b.sent_number AND o.state <> 2) "
                 "ORDER BY e.seq, b.ref");
  find.bind(vault.device());
  std::vector<sync::BlobRef> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    out.push_back(TRY(find.array<16>(0)));
  }
}

Result<void> mark_blob_sent(Vault& vault, const sync::BlobRef& ref, std::uint64_t number) {
  Statement mark(vault.database(), "UPDATE blob SET sent_number = ? WHERE ref = ?");
  return mark.bind(number).bind(ref).run();
}

Result<void> request_again(Vault& vault, std::uint64_t from, std::uint64_t to) {
  if (from == 0 || to < from) return {};
  return add_wanted(vault, from, to);
}

Result<void> request_media_again(Vault& vault, std::uint64_t seq) {
  Statement again(vault.database(),
                  "UPDATE blob SET sent_number = NULL WHERE state = 1 AND entry IN "
                  "(SELECT hash FROM entry WHERE device = ? AND seq = ? AND aside = 0)");
  return again.bind(vault.device()).bind(seq).run();
}

Result<void> confirm_bundles(Vault& vault, const sync::Receipt& receipt) {
  std::vector<OutBundle> bundles = TRY(list_out_bundles(vault));
  for (const OutBundle& bundle : bundles) {
    if (bundle.confirmed || bundle.state == OutState::Void) continue;
    bool held = false;
    if (bundle.from != 0) held = all_held(receipt, bundle.from, bundle.to);
    else if (bundle.kind == sync::BundleKind::Media) held = TRY(media_all_held(vault, bundle.number, receipt));
    if (held) TRY(set_confirmed(vault, bundle.number));
  }
  return {};
}

Result<std::vector<sync::SegmentRange>> requested_again(Vault& vault) {
  const ChainHead head = TRY(own_head(vault));
  const std::vector<OutRange> ranges = TRY(wanted_ranges(vault));
  std::vector<sync::SegmentRange> out;
  for (const OutRange& range : ranges) {
    sync::SegmentRange segment;
    segment.from = range.from;
    segment.to = std::min(range.to, head.seq);
    if (segment.to < segment.from) continue;
    if (segment.from > 1) {
      const std::optional<StoredEntry> before = TRY(entry_at(vault, vault.device(), segment.from - 1));
      if (!before) continue;
      segment.head_before = before->signed_entry.hash;
    }
    const std::optional<StoredEntry> last = TRY(entry_at(vault, vault.device(), segment.to));
    if (!last) continue;
    segment.head_after = last->signed_entry.hash;
    out.push_back(segment);
  }
  return out;
}

}  // namespace holdfast::store
