// What HQ does with files that wait: check again, release by a signed decision. Declared in incoming.h.
#include <algorithm>

#include "app/exchange/fork_again.h"
#include "app/exchange/import_context.h"
#include "app/store/forks.h"
#include "app/store/journal.h"
#include "crypto/base/owned_file_source.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

namespace {

Result<store::QuarantineRow> row_with(store::Vault& vault, std::int64_t id) {
  const std::vector<store::QuarantineRow> rows = TRY(store::list_quarantine(vault));
  for (const store::QuarantineRow& row : rows) {
    if (row.id == id) return row;
  }
  return store::kQuarantineUnknown;
}

// The decision itself is an entry of HQ's own chain: who released what, under which code, and of two histories which
// one stays. In the caller's transaction, so that it and what it decides are there together. `here`: what stood at the
// fork point before it.
Result<void> sign_release(store::Vault& vault, const store::QuarantineRow& row, const Release& release,
                          const std::optional<sync::EntryHash>& here) {
  store::NewEntry entry;
  entry.type = sync::EntryType::Release;
  entry.object = vault.seams().random.id();
  entry.values = {{"@released/file", CborValue(to_bytes(row.sha256))}, {"@released/code", CborValue(row.code)}};
  if (row.fork_from != 0) {
    entry.values["@fork/device"] = CborValue(to_bytes(*row.sender));
    entry.values["@fork/from"] = CborValue(static_cast<std::int64_t>(row.fork_from));
    entry.values["@fork/stays"] = CborValue(std::string(release.stays == History::File ? "file" : "here"));
    if (here) entry.values["@fork/here"] = CborValue(to_bytes(*here));
  }
  TRY(store::append_entry(vault, entry));
  return store::set_quarantine_state(vault, row.id, "released");
}

ImportRequest request_for(store::Vault& vault, const store::QuarantineRow& row) {
  ImportRequest request;
  request.name = row.name;
  request.quarantine = row.id;
  request.open = [&vault, id = row.id]() -> Result<std::unique_ptr<Source>> {
    std::unique_ptr<File> file = TRY(store::open_quarantined(vault, id));
    const std::uint64_t size = TRY(file->size());
    return std::unique_ptr<Source>(std::make_unique<OwnedFileSource>(std::move(file), size));
  };
  return request;
}

bool is_in(const ImportOutcome& outcome) {
  return outcome.state != ImportState::Refused && outcome.state != ImportState::NotForUs;
}

Result<ImportOutcome> retry_row(store::Vault& vault, const store::QuarantineRow& row, Progress& progress) {
  ImportOutcome outcome = TRY(import_opened(vault, request_for(vault, row), progress));
  if (is_in(outcome)) {
    TRY(store::set_quarantine_state(vault, row.id, "imported"));
  } else if (outcome.fork_from != row.fork_from || outcome.code != row.code) {
    TRY(store::set_quarantine_code(vault, row.id, outcome.code, outcome.fork_from));
  }
  return outcome;
}

// `release` is taken by a transaction of its own where the import had none (a tip), and not at all where the file
// turned out to be here already.
Result<ImportOutcome> release_row(store::Vault& vault, const store::QuarantineRow& row, const Release& release,
                                  Progress& progress) {
  ImportRequest request = request_for(vault, row);
  request.release = true;
  if (row.fork_from != 0) request.stays = release.stays;
  std::optional<sync::EntryHash> here;
  if (row.fork_from != 0) here = TRY(store::first_standing(vault, *row.sender, row.fork_from));
  std::optional<store::ChainHead> head;
  request.decide = [&]() -> Result<void> {
    TRY(sign_release(vault, row, release, here));
    head = TRY(store::own_head(vault));
    return {};
  };
  ImportOutcome outcome = TRY(import_opened(vault, request, progress));
  if (!is_in(outcome)) return outcome;
  if (head) {
    vault.note_head(head->seq, head->hash);
  } else if (outcome.state == ImportState::Repeated) {
    TRY(store::set_quarantine_state(vault, row.id, "imported"));
  } else {
    store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
    TRY(sign_release(vault, row, release, here));
    TRY(store::commit_entries(vault, std::move(transaction)));
  }
  return outcome;
}

// What of the device waited for the decision. By number, so that each history is told in its order.
Result<std::vector<ImportOutcome>> retry_waiting_of(store::Vault& vault, const sync::DeviceId& device,
                                                    Progress& progress) {
  std::vector<ImportOutcome> out;
  bool went_on = true;
  while (went_on) {
    went_on = false;
    std::vector<store::QuarantineRow> rows = TRY(store::list_quarantine(vault));
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
    for (const store::QuarantineRow& row : rows) {
      const bool waited = row.code == kSenderForked.code() || row.code == sync::kChainFork.code();
      if (row.state != "waiting" || row.sender != device || !waited) continue;
      ImportOutcome outcome = TRY(retry_row(vault, row, progress));
      if (!is_in(outcome)) continue;  // one that comes after it may make the way free
      went_on = true;
      out.push_back(std::move(outcome));
    }
  }
  return out;
}

}  // namespace

Result<RetryOutcome> retry_quarantined(store::Vault& vault, std::int64_t id, const std::optional<Release>& release,
                                       Progress& progress) {
  if (release && !vault.is_hq()) return kNotHq;
  if (release) TRY(vault.check_may_author());
  const store::QuarantineRow row = TRY(row_with(vault, id));
  RetryOutcome out;
  const bool decided_fork = row.state == "released" && row.fork_from != 0;
  if (decided_fork && release && release->stays) {
    out.file = TRY(decide_fork_again(vault, row, *release->stays));
    out.decided_again = true;
    return out;
  }
  if (row.state != "waiting") return kNotWaiting;
  if (!release) {
    out.file = TRY(retry_row(vault, row, progress));
    return out;
  }
  if (row.fork_from != 0 && !release->stays) return kForkChoice;
  if (row.fork_from == 0 && release->stays) return kForkNone;
  out.file = TRY(release_row(vault, row, *release, progress));
  if (row.fork_from != 0 && is_in(out.file)) out.then = TRY(retry_waiting_of(vault, *row.sender, progress));
  return out;
}

}  // namespace holdfast::exchange
