// How blobs go: doomed rows first, then files, then rows; and what a crash left. The rest of blobs.h.
#include <charconv>
#include <set>

#include "app/store/blob_file.h"
#include "app/store/blobs.h"
#include "app/store/quarantine.h"

namespace holdfast::store {

namespace {

constexpr std::int64_t kLostDays = 30;
constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;

std::string lost_folder(const Vault& vault) { return join_path(vault.path(), "lost"); }

// A missing file is what was wanted.
Result<void> unlink_if_there(Files& files, const std::string& path) {
  Result<void> removed = files.remove(path);
  if (removed.ok() || removed.error().reason == kFileMissing) return {};
  return removed;
}

Result<std::vector<FolderEntry>> list_if_there(Files& files, const std::string& folder) {
  Result<std::vector<FolderEntry>> entries = files.list(folder);
  if (!entries.ok() && entries.error().reason == kFileMissing) return std::vector<FolderEntry>();
  return entries;
}

// The day in "<hex>.<day>", or nothing for a name that is none of ours.
std::optional<std::int64_t> lost_day(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == name.size()) return std::nullopt;
  std::int64_t day = 0;
  const char* end = name.data() + name.size();
  const auto parsed = std::from_chars(name.data() + dot + 1, end, day);
  if (parsed.ec != std::errc() || parsed.ptr != end || day < 0) return std::nullopt;
  return day;
}

// Lost files of more than 30 days ago go. A clock that runs behind keeps them longer, which does no harm.
Result<void> remove_old_lost(Vault& vault) {
  Files& files = vault.seams().files;
  const std::int64_t today = vault.now_ms() / kDayMs;
  const std::vector<FolderEntry> entries = TRY(list_if_there(files, lost_folder(vault)));
  for (const FolderEntry& entry : entries) {
    const std::optional<std::int64_t> day = lost_day(entry.name);
    if (entry.is_folder || !day || today - *day <= kLostDays) continue;
    TRY(unlink_if_there(files, join_path(lost_folder(vault), entry.name)));
  }
  return {};
}

Result<std::set<std::string>> known_blob_files(Vault& vault) {
  Statement find(vault.database(),
                 "SELECT file_name FROM blob WHERE file_name IS NOT NULL UNION SELECT file_name FROM unclaimed_blob");
  std::set<std::string> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    out.insert(find.text(0));
  }
}

// Temp files of a folder go.
Result<void> remove_temp_files(Files& files, const std::string& folder) {
  const std::vector<FolderEntry> entries = TRY(list_if_there(files, folder));
  for (const FolderEntry& entry : entries) {
    if (entry.is_folder || !std::string_view(entry.name).ends_with(kTempSuffix)) continue;
    TRY(unlink_if_there(files, join_path(folder, entry.name)));
  }
  return {};
}

// Moves what is in blobs/xx without a row.
Result<std::size_t> move_unknown(Vault& vault, const std::string& sub, const std::set<std::string>& known) {
  const std::string folder = blob_file_path(vault, sub);
  const std::vector<FolderEntry> entries = TRY(list_if_there(vault.seams().files, folder));
  std::size_t moved = 0;
  for (const FolderEntry& entry : entries) {
    if (entry.is_folder || known.contains(sub + "/" + entry.name)) continue;
    TRY(move_to_lost(vault, folder, entry.name, sub + entry.name));
    ++moved;
  }
  return moved;
}

Result<void> doom_row_file(Vault& vault, const sync::BlobRef& ref) {
  Statement doom(vault.database(),
                 "INSERT OR IGNORE INTO doomed_file (file_name) "
                 "SELECT file_name FROM blob WHERE ref = ? AND file_name IS NOT NULL");
  return doom.bind(ref).run();
}

}  // namespace

Result<void> move_to_lost(Vault& vault, const std::string& folder, const std::string& name, const std::string& as) {
  Files& files = vault.seams().files;
  TRY(files.make_folder(lost_folder(vault)));
  TRY(files.sync_folder(vault.path()));
  const std::string target = as + "." + std::to_string(vault.now_ms() / kDayMs);
  TRY(files.rename(join_path(folder, name), join_path(lost_folder(vault), target)));
  // The new name first: after a cut between the two the file is in one of them.
  TRY(files.sync_folder(lost_folder(vault)));
  return files.sync_folder(folder);
}

Result<std::size_t> tidy_blobs(Vault& vault) {
  Files& files = vault.seams().files;
  TRY(remove_temp_files(files, blob_folder(vault)));
  TRY(finish_doomed_files(vault));
  const std::set<std::string> known = TRY(known_blob_files(vault));
  const std::vector<FolderEntry> folders = TRY(list_if_there(files, blob_folder(vault)));
  std::size_t moved = 0;
  for (const FolderEntry& folder : folders) {
    if (!folder.is_folder) continue;
    moved += TRY(move_unknown(vault, folder.name, known));
  }
  TRY(remove_temp_files(files, join_path(vault.path(), "quarantine")));
  moved += TRY(tidy_quarantine(vault));
  TRY(remove_old_lost(vault));
  return moved;
}

Result<std::vector<LostFile>> list_lost(Vault& vault) {
  const std::vector<FolderEntry> entries = TRY(list_if_there(vault.seams().files, lost_folder(vault)));
  std::vector<LostFile> out;
  for (const FolderEntry& entry : entries) {
    if (!entry.is_folder) out.push_back({entry.name, entry.size_bytes});
  }
  return out;
}

Result<void> finish_doomed_files(Vault& vault) {
  std::vector<std::string> names;
  {
    Statement find(vault.database(), "SELECT file_name FROM doomed_file ORDER BY file_name");
    for (;;) {
      const bool more = TRY(find.step());
      if (!more) break;
      names.push_back(find.text(0));
    }
  }
  if (names.empty()) return {};
  std::set<std::string> folders;
  for (const std::string& name : names) {
    TRY(unlink_if_there(vault.seams().files, blob_file_path(vault, name)));
    folders.insert(name.substr(0, 2));
  }
  for (const std::string& folder : folders) {
    Result<void> synced = vault.seams().files.sync_folder(blob_file_path(vault, folder));
    if (!synced.ok() && synced.error().reason != kFileMissing) return synced;
  }
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  for (const std::string& name : names) {
    Statement gone(vault.database(), "DELETE FROM doomed_file WHERE file_name = ?");
    TRY(gone.bind(std::string_view(name)).run());
  }
  return transaction.commit();
}

Result<void> remove_blob(Vault& vault, const sync::BlobRef& ref) {
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  TRY(doom_row_file(vault, ref));
  Statement gone(vault.database(), "DELETE FROM blob WHERE ref = ?");
  TRY(gone.bind(ref).run());
  TRY(transaction.commit());
  return finish_doomed_files(vault);
}

Result<void> remove_unclaimed(Vault& vault, const sync::BlobRef& ref, const sync::DeviceId& sender) {
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  Statement doom(vault.database(),
                 "INSERT OR IGNORE INTO doomed_file (file_name) SELECT file_name FROM unclaimed_blob "
                 "WHERE ref = ? AND sender = ?");
  TRY(doom.bind(ref).bind(sender).run());
  Statement gone(vault.database(), "DELETE FROM unclaimed_blob WHERE ref = ? AND sender = ?");
  TRY(gone.bind(ref).bind(sender).run());
  TRY(transaction.commit());
  return finish_doomed_files(vault);
}

Result<void> drop_blob(Vault& vault, const sync::BlobRef& ref) {
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  TRY(doom_row_file(vault, ref));
  Statement drop(vault.database(),
                 "UPDATE blob SET state = 3, file_name = NULL, stored_size = 0, key = NULL, local_id = NULL "
                 "WHERE ref = ? AND state = 1");
  TRY(drop.bind(ref).run());
  TRY(transaction.commit());
  return finish_doomed_files(vault);
}

Result<void> erase_blob(Vault& vault, const sync::EntryHash& entry, const sync::BlobRef& ref) {
  Statement doom(vault.database(),
                 "INSERT OR IGNORE INTO doomed_file (file_name) "
                 "SELECT file_name FROM blob WHERE ref = ?1 AND entry = ?2 AND file_name IS NOT NULL "
                 "UNION SELECT file_name FROM unclaimed_blob WHERE ref = ?1 AND entry = ?2");
  TRY(doom.bind(ref).bind(entry).run());
  Statement unclaimed(vault.database(), "DELETE FROM unclaimed_blob WHERE ref = ? AND entry = ?");
  TRY(unclaimed.bind(ref).bind(entry).run());
  Statement erase(vault.database(),
                  "INSERT INTO blob (ref, entry, size, media_type, state) VALUES (?, ?, 0, '', 2) "
                  "ON CONFLICT (ref) DO UPDATE SET state = 2, sha256 = NULL, size = 0, media_type = '', "
                  "local_id = NULL, file_name = NULL, stored_size = 0, key = NULL WHERE entry = excluded.entry");
  return erase.bind(ref).bind(entry).run();
}

}  // namespace holdfast::store
