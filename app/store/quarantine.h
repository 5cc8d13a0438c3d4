// Files that were refused, untouched, each with its code: nothing is silently thrown away, nothing of it takes effect.
#pragma once

#include "app/store/vault.h"
#include "crypto/base/source.h"

namespace holdfast::store {

inline constexpr std::uint64_t kQuarantineBytesMax = std::uint64_t{16} << 30;

struct QuarantineRow {
  std::int64_t id = 0;
  std::string name;            // as the road named it; data
  std::string code;            // reason
  std::uint64_t size_bytes = 0;
  Hash256 sha256{};
  std::optional<sync::DeviceId> sender;   // as claimed, where it could be read
  std::uint64_t number = 0;
  std::uint64_t fork_from = 0;  // of another history (chain.fork): the first number at which it may differ; else 0
  std::int64_t arrived_ms = 0;
  std::string state;           // "waiting", "released", "imported", "removed"
};

// Copies `content` in (fsynced), then adds the row. The same bytes again: the row that is already there. No room
// within the quota: kQuarantineFull, and nothing is kept; the file stays where it came from.
Result<QuarantineRow> put_in_quarantine(Vault& vault, const std::string& name, Source& content,
                                        const std::string& code, const std::optional<sync::DeviceId>& sender,
                                        std::uint64_t number, Progress& progress, std::uint64_t fork_from = 0);
Result<std::vector<QuarantineRow>> list_quarantine(Vault& vault);
Result<std::unique_ptr<File>> open_quarantined(Vault& vault, std::int64_t id);
// REQUIRES: `state` is "waiting", "released" or "imported".
Result<void> set_quarantine_state(Vault& vault, std::int64_t id, std::string_view state);
// Why it still waits, where a later look found another reason.
Result<void> set_quarantine_code(Vault& vault, std::int64_t id, const std::string& code, std::uint64_t fork_from);
// A person's decision, never the program's: the file goes, the row stays as "removed".
Result<void> remove_quarantined(Vault& vault, std::int64_t id);
// Part of tidy_blobs: files whose row never came move to lost/. Returns how many.
Result<std::size_t> tidy_quarantine(Vault& vault);

}  // namespace holdfast::store
