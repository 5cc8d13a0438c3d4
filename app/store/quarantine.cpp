#include "app/store/quarantine.h"

#include <algorithm>
#include <set>

#include "app/store/blob_file.h"
#include "crypto/hash.h"

namespace holdfast::store {

namespace {

constexpr std::size_t kQuarantineBuffer = std::size_t{256} << 10;
constexpr std::size_t kQuarantineNameMax = 255;

std::string quarantine_folder(const Vault& vault) { return join_path(vault.path(), "quarantine"); }

// A sender's name is data: kept for display, cut to a length, spelled in hex where it is no text.
std::string shown_name(const std::string& name) {
  const std::string_view cut = std::string_view(name).substr(0, kQuarantineNameMax);
  if (is_utf8(as_bytes(cut)) && cut.find('\0') == std::string_view::npos) return std::string(cut);
  return "hex " + to_hex(as_bytes(cut));
}

// A temp file that goes with its object unless it was kept.
struct QuarantineTemp {
  Files& files;
  std::string path;
  bool kept = false;
  ~QuarantineTemp() {
    if (!kept) (void)files.remove(path);
  }
};

struct QuarantineCopy {
  Hash256 sha256{};
  std::uint64_t size = 0;
};

// Copies to the end, or to the byte that would go beyond `room`.
Result<QuarantineCopy> copy_into(File& file, Source& content, std::uint64_t room, Progress& progress) {
  Bytes buffer(kQuarantineBuffer);
  crypto::Sha256 hash;
  QuarantineCopy copy;
  for (;;) {
    TRY(check_cancelled(progress));
    const std::size_t got = TRY(content.read(buffer));
    if (got == 0) break;
    if (got > room - copy.size) return kQuarantineFull;
    const ByteView piece = ByteView(buffer).first(got);
    hash.update(piece);
    TRY(file.write_at(copy.size, piece));
    copy.size += got;
    progress.report(copy.size, 0);
  }
  TRY(file.sync());
  copy.sha256 = hash.finish();
  return copy;
}

// Columns: id, name, code, size, sha256, sender, number, arrived_ms, state, fork_from.
Result<QuarantineRow> quarantine_row(const Statement& row) {
  QuarantineRow out;
  out.id = row.integer(0);
  out.name = row.text(1);
  out.code = row.text(2);
  out.size_bytes = static_cast<std::uint64_t>(row.integer(3));
  out.sha256 = TRY(row.array<32>(4));
  if (!row.is_null(5)) out.sender = TRY(row.array<16>(5));
  out.number = static_cast<std::uint64_t>(row.integer(6));
  out.arrived_ms = row.integer(7);
  out.state = row.text(8);
  out.fork_from = static_cast<std::uint64_t>(row.integer(9));
  return out;
}

Result<std::uint64_t> quarantine_room(Vault& vault) {
  Statement sum(vault.database(), "SELECT coalesce(sum(size), 0) FROM quarantine WHERE state <> 'removed'");
  TRY(sum.step());
  const auto used = static_cast<std::uint64_t>(sum.integer(0));
  return used >= kQuarantineBytesMax ? 0 : kQuarantineBytesMax - used;
}

Result<std::optional<QuarantineRow>> find_copy(Vault& vault, const Hash256& sha256) {
  Statement find(vault.database(),
                 "SELECT id, name, code, size, sha256, sender, number, arrived_ms, state, fork_from FROM quarantine "
                 "WHERE sha256 = ?");
  const bool found = TRY(find.bind(sha256).step());
  if (!found) return std::optional<QuarantineRow>();
  QuarantineRow row = TRY(quarantine_row(find));
  return std::optional<QuarantineRow>(std::move(row));
}

Result<std::string> quarantine_file(Vault& vault, std::int64_t id) {
  Statement find(vault.database(), "SELECT file_name FROM quarantine WHERE id = ? AND state <> 'removed'");
  const bool found = TRY(find.bind(id).step());
  if (!found) return kQuarantineUnknown;
  return find.text(0);
}

Result<void> unlink_quarantined(Vault& vault, const std::string& file_name) {
  Files& files = vault.seams().files;
  Result<void> removed = files.remove(join_path(quarantine_folder(vault), file_name));
  if (!removed.ok() && removed.error().reason != kFileMissing) return removed;
  return files.sync_folder(quarantine_folder(vault));
}

// A row that a person had emptied is filled again by the same bytes.
constexpr const char* kQuarantineInsert =
    "INSERT INTO quarantine (name, file_name, code, size, sha256, sender, number, arrived_ms, fork_from, state) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting') "
    "ON CONFLICT (sha256) DO UPDATE SET name = excluded.name, file_name = excluded.file_name, "
    "code = excluded.code, sender = excluded.sender, number = excluded.number, arrived_ms = excluded.arrived_ms, "
    "fork_from = excluded.fork_from, state = 'waiting' WHERE state = 'removed'";

}  // namespace

Result<QuarantineRow> put_in_quarantine(Vault& vault, const std::string& name, Source& content,
                                        const std::string& code, const std::optional<sync::DeviceId>& sender,
                                        std::uint64_t number, Progress& progress, std::uint64_t fork_from) {
  Files& files = vault.seams().files;
  const std::string folder = quarantine_folder(vault);
  TRY(files.make_folder(folder));
  TRY(files.sync_folder(vault.path()));
  const std::string file_name = to_hex(vault.seams().random.id());
  QuarantineTemp temp{files, join_path(folder, file_name + std::string(kTempSuffix))};
  QuarantineCopy copy;
  {
    std::unique_ptr<File> file = TRY(files.open(temp.path, OpenMode::CreateNew));
    const std::uint64_t room = TRY(quarantine_room(vault));
    copy = TRY(copy_into(*file, content, room, progress));
  }
  std::optional<QuarantineRow> known = TRY(find_copy(vault, copy.sha256));
  if (known && known->state != "removed") return *known;
  TRY(files.rename(temp.path, join_path(folder, file_name)));
  temp.kept = true;
  TRY(files.sync_folder(folder));
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  Statement insert(vault.database(), kQuarantineInsert);
  insert.bind(std::string_view(shown_name(name))).bind(std::string_view(file_name)).bind(std::string_view(code));
  insert.bind(copy.size).bind(copy.sha256).bind(sender).bind(number).bind(vault.now_ms()).bind(fork_from);
  TRY(insert.run());
  TRY(transaction.commit());
  known = TRY(find_copy(vault, copy.sha256));
  if (!known) return kVaultDatabase;
  return *known;
}

Result<std::vector<QuarantineRow>> list_quarantine(Vault& vault) {
  Statement find(vault.database(),
                 "SELECT id, name, code, size, sha256, sender, number, arrived_ms, state, fork_from FROM quarantine "
                 "ORDER BY id");
  std::vector<QuarantineRow> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    QuarantineRow row = TRY(quarantine_row(find));
    out.push_back(std::move(row));
  }
}

Result<std::unique_ptr<File>> open_quarantined(Vault& vault, std::int64_t id) {
  const std::string file_name = TRY(quarantine_file(vault, id));
  return vault.seams().files.open(join_path(quarantine_folder(vault), file_name), OpenMode::Read);
}

Result<void> set_quarantine_state(Vault& vault, std::int64_t id, std::string_view state) {
  HOLDFAST_ASSERT(state == "waiting" || state == "released" || state == "imported");
  Statement set(vault.database(), "UPDATE quarantine SET state = ? WHERE id = ? AND state <> 'removed'");
  TRY(set.bind(state).bind(id).run());
  if (vault.database().changes() != 1) return kQuarantineUnknown;
  return {};
}

Result<void> set_quarantine_code(Vault& vault, std::int64_t id, const std::string& code, std::uint64_t fork_from) {
  Statement set(vault.database(), "UPDATE quarantine SET code = ?, fork_from = ? WHERE id = ? AND state = 'waiting'");
  return set.bind(std::string_view(code)).bind(fork_from).bind(id).run();
}

Result<void> remove_quarantined(Vault& vault, std::int64_t id) {
  const std::string file_name = TRY(quarantine_file(vault, id));
  // The file first: a crash in between leaves a row whose file is gone, which can be removed again; the other way
  // round it would leave a file that nobody names.
  TRY(unlink_quarantined(vault, file_name));
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  Statement removed(vault.database(), "UPDATE quarantine SET state = 'removed', file_name = '' WHERE id = ?");
  TRY(removed.bind(id).run());
  return transaction.commit();
}

Result<std::size_t> tidy_quarantine(Vault& vault) {
  Result<std::vector<FolderEntry>> entries = vault.seams().files.list(quarantine_folder(vault));
  if (!entries.ok()) {
    if (entries.error().reason == kFileMissing) return std::size_t{0};
    return std::move(entries).error();
  }
  const std::vector<QuarantineRow> rows = TRY(list_quarantine(vault));
  std::set<std::string> known;
  for (const QuarantineRow& row : rows) {
    if (row.state != "removed") known.insert(TRY(quarantine_file(vault, row.id)));
  }
  std::size_t moved = 0;
  for (const FolderEntry& entry : entries.value()) {
    if (entry.is_folder || known.contains(entry.name)) continue;
    TRY(move_to_lost(vault, quarantine_folder(vault), entry.name, entry.name));
    ++moved;
  }
  return moved;
}

}  // namespace holdfast::store
