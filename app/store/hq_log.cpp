#include "app/store/hq_log.h"

#include "app/store/savepoint.h"

namespace holdfast::store {

namespace {

// meta: accepted number of the last entry in the log, leaves, roots of the full subtrees.
constexpr std::string_view kLogStateName = "hq_log";

struct LogState {
  std::uint64_t last_accepted = 0;
  sync::LogTree tree;
};

Result<LogState> load_log(Vault& vault) {
  LogState out;
  const std::optional<Bytes> bytes = TRY(vault.meta(kLogStateName));
  if (!bytes) return out;
  Reader in(*bytes);
  out.last_accepted = TRY(in.u64());
  const std::uint64_t size = TRY(in.u64());
  std::vector<Hash256> frontier;
  while (in.remaining() > 0) frontier.push_back(TRY(in.array<32>()));
  out.tree = TRY(sync::LogTree::restore(size, std::move(frontier)));
  return out;
}

Result<void> save_log(Vault& vault, const LogState& state) {
  Writer out;
  out.u64(state.last_accepted).u64(state.tree.size());
  for (const Hash256& root : state.tree.frontier()) out.bytes(root);
  return vault.set_meta(kLogStateName, out.view());
}

struct AcceptedEntry {
  std::uint64_t accepted = 0;
  sync::EntryHash hash{};
};

Result<std::vector<AcceptedEntry>> accepted_after(Vault& vault, std::uint64_t accepted) {
  Statement find(vault.database(), "SELECT accepted, hash FROM entry WHERE accepted > ? ORDER BY accepted");
  find.bind(accepted);
  std::vector<AcceptedEntry> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    AcceptedEntry entry;
    entry.accepted = static_cast<std::uint64_t>(find.integer(0));
    entry.hash = TRY(find.array<32>(1));
    out.push_back(entry);
  }
}

}  // namespace

Result<void> extend_log(Vault& vault) {
  if (!vault.is_hq()) return {};
  Savepoint step = TRY(Savepoint::begin(vault.database()));
  LogState state = TRY(load_log(vault));
  const std::vector<AcceptedEntry> entries = TRY(accepted_after(vault, state.last_accepted));
  if (entries.empty()) return step.release();
  Statement insert(vault.database(), "INSERT INTO log_leaf (position, entry) VALUES (?, ?)");
  for (const AcceptedEntry& entry : entries) {
    insert.reset();
    TRY(insert.bind(state.tree.size()).bind(entry.hash).run());
    state.tree.append(entry.hash);
    state.last_accepted = entry.accepted;
  }
  TRY(save_log(vault, state));
  return step.release();
}

Result<sync::Checkpoint> log_checkpoint(Vault& vault) {
  const LogState state = TRY(load_log(vault));
  return state.tree.checkpoint();
}

Result<std::vector<sync::EntryHash>> log_leaves(Vault& vault) {
  Statement find(vault.database(), "SELECT entry FROM log_leaf ORDER BY position");
  std::vector<sync::EntryHash> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    out.push_back(TRY(find.array<32>(0)));
  }
}

Result<std::optional<std::uint64_t>> log_position(Vault& vault, const sync::EntryHash& entry) {
  Statement find(vault.database(), "SELECT position FROM log_leaf WHERE entry = ?");
  const bool found = TRY(find.bind(entry).step());
  if (!found) return std::optional<std::uint64_t>();
  return std::optional<std::uint64_t>(static_cast<std::uint64_t>(find.integer(0)));
}

}  // namespace holdfast::store
