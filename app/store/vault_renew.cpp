// The cure for a copied header: a new master key, and a database that only the new header opens.
//
// The wrap key stays. What it opens are rows of the database, and whoever has only the old header has no key to the
// new database; re-boxing every key in it would protect nothing that is not protected already.
#include <algorithm>

#include "app/store/vault_data.h"

namespace holdfast::store {

namespace {

// Above every epoch that lies here, whether the header names it or not: an export never meets a file.
Result<std::uint32_t> next_epoch(Files& files, const std::string& path, std::uint32_t current) {
  const std::vector<FolderEntry> entries = TRY(files.list(path));
  std::uint32_t highest = current;
  for (const FolderEntry& entry : entries) highest = std::max(highest, epoch_of(entry.name).value_or(0));
  return highest + 1;
}

}  // namespace

Result<void> Vault::renew(const crypto::Passphrase& passphrase, Progress& progress) {
  TRY(check_may_author());
  if (!data_->header->opened_slot()) return crypto::kHeaderNotYourSlot;
  TRY(check_cancelled(progress));
  const Seams& world = data_->seams;
  const std::uint32_t number = TRY(next_epoch(world.files, data_->path, data_->state.database.number));
  SealedState next = data_->state.clone();
  next.previous_database = std::move(next.database);
  next.database = fresh_epoch(world.random, number);

  const std::string name = database_name(number);
  const std::string unfinished = name + std::string(kUnfinishedSuffix);
  TRY(remove_database(world, data_->path, unfinished));
  TRY(make_database_file(world, data_->path, unfinished));
  TRY(data_->writer->export_to(database_path(world, data_->path, unfinished), next.database.key.view(),
                               database_options(world)));
  progress.report(1, 2);
  TRY(world.files.rename(join_path(data_->path, unfinished), join_path(data_->path, name)));
  TRY(world.files.sync_folder(data_->path));

  // From here on nothing may be committed to the old database: after a failure the header may name either.
  const Result<void> changed = data_->header->renew(passphrase, encode_state(next).view());
  if (!changed.ok()) {
    const bool undone = data_->header->write_state_to_both(encode_state(data_->state).view()).ok();
    if (undone) static_cast<void>(remove_database(world, data_->path, name).ok());
    else static_cast<void>(data_->writer->make_read_only().ok());
    return changed;
  }
  const std::string old_name = database_name(data_->state.database.number);
  data_->reader.reset();
  data_->writer.reset();
  data_->state = std::move(next);
  TRY(data_->open_databases());
  TRY(data_->remember_generation());
  // What fails here is done at the next unlock.
  TRY(remove_database(world, data_->path, old_name));
  SealedState settled = data_->state.clone();
  settled.previous_database.reset();
  TRY(data_->change_state(std::move(settled)));
  progress.report(2, 2);
  return {};
}

}  // namespace holdfast::store
