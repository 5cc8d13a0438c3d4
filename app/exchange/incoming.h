// From files on a road into the vault: whole bundle or nothing, then entry by entry. formats.md, "Import".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/exchange/reasons.h"
#include "app/store/import_stage.h"
#include "app/store/quarantine.h"
#include "sync/transport.h"

namespace holdfast::exchange {

enum class ImportState : std::uint8_t {
  Applied,    // new entries or media are in
  Repeated,   // seen before, the same: nothing to do
  Refused,    // in quarantine, untouched; `code` says why
  NotForUs,   // no key here opens it; left where it is
  Receipt,    // HQ's word to us was taken
  Tip,        // shown at HQ as "not yet in the journal"
};

struct HeldNote {
  std::uint64_t seq = 0;
  std::string code;
};

struct ImportOutcome {
  std::string name;          // on the road
  ImportState state = ImportState::Refused;
  std::string code;          // for Refused
  std::string device;        // sender's name, where known
  std::optional<sync::DeviceId> sender;
  std::uint64_t number = 0;
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  std::size_t new_entries = 0;
  std::size_t new_blobs = 0;
  std::vector<HeldNote> held;
  std::vector<std::string> damaged_blobs;   // media whose bytes were not what the entry says: refused, named
  std::vector<sync::WantedRange> gaps;      // of this sender, after the import
  bool fork = false;                        // a branch that differs from what is here waits in quarantine
  std::uint64_t fork_from = 0;              // the first number at which it differs, where it is known; else 0
  bool expired = false;                     // the sender's certificate has run out: entries held until freed
};

// Two histories of one device: which of them stands. sync/FORMAT.md, "Fork".
enum class History : std::uint8_t { Here, File };

// A file that can be opened again. It is decided on the first reading; a refused one is read a second time into
// quarantine, which people look at and which a retry checks again from the beginning.
struct ImportRequest {
  std::string name;   // on the road; data
  std::function<Result<std::unique_ptr<Source>>()> open;
  bool road = false;  // its bytes come from a road: a failure to read them is the road's, and ends only this file
  bool release = false;          // a signed decision of HQ: see retry_quarantined
  std::optional<History> stays{};  // the decision where the file tells another history
  std::int64_t quarantine = 0;   // its row there, where it lies there already
  std::function<Result<void>()> decide{};  // runs in the transaction that makes a bundle visible
};
Result<ImportOutcome> import_opened(store::Vault& vault, const ImportRequest& request, Progress& progress);

// One file, read once (a large one is kept beside in encrypted form until it is decided). Every outcome but an I/O
// error of our own disk is an ImportOutcome, not an Error.
Result<ImportOutcome> import_file(store::Vault& vault, const std::string& name, Source& content, Progress& progress);

// Every file of a road, facts before media; files already imported under that name are skipped after their manifest.
Result<std::vector<ImportOutcome>> import_road(store::Vault& vault, sync::Transport& road, Progress& progress);

// Tries a quarantined file again (a form or certificate may have come). `release` takes, by a signed release entry of
// HQ, what is only out of date: a revoked, suspended or expired sender, a number used twice. The file of a fork is
// released by saying which history stays (else kForkChoice); the other one's entries are kept, held as entry.fork, and
// what had waited for this decision is tried again by itself: `then` counts those files. A fork that was decided can be
// decided again: the histories change places, and both decisions are kept.
struct Release {
  std::optional<History> stays{};
};
struct RetryOutcome {
  ImportOutcome file;
  std::vector<ImportOutcome> then{};
  bool decided_again = false;  // nothing was taken in: two histories changed places
};
Result<RetryOutcome> retry_quarantined(store::Vault& vault, std::int64_t id, const std::optional<Release>& release,
                                       Progress& progress);

// Frees entries that were held only because their device's certificate had expired: one act.
Result<std::size_t> free_expired(store::Vault& vault, const sync::DeviceId& device);

// Checks entry signatures that import has not checked yet; a false one becomes held(entry.signature). Runs before a
// receipt says `held`. Returns how many were false.
Result<std::size_t> check_signatures(store::Vault& vault, Progress& progress);

}  // namespace holdfast::exchange
