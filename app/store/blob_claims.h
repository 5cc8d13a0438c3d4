// What import and blobs share about media whose entry was written elsewhere. Internal to app/store: others use the
// functions of blobs.h. formats.md, "Import": media may come before its facts.
#pragma once

#include "app/store/blob_file.h"
#include "app/store/blobs.h"

namespace holdfast::store {

// An entry came: its refs are expected from now on, in the caller's transaction. What they are, its opening says.
Result<void> note_entry_blobs(Vault& vault, const sync::SignedEntry& entry);
// Takes in what came openly for `ref` if its facts are known and its digest is theirs; another digest is refused, in
// its row. Rows only, in the caller's transaction. True if it is here now.
Result<bool> claim_open_blob(Vault& vault, const sync::BlobRef& ref);
// The same for what came as it lay in another vault, once its key is known: reads the file once. Not inside a
// transaction that others wait for.
Result<bool> claim_sealed_blob(Vault& vault, const sync::BlobRef& ref, Progress& progress);
// The two halves of it, for a file that has no row yet. First: whether `file_name` is what the known key and facts of
// (ref, entry) say; nothing where these are not known yet. Then, in the caller's transaction, with its answer.
Result<std::optional<bool>> sealed_file_fits(Vault& vault, const sync::BlobRef& ref, const sync::EntryHash& entry,
                                             const std::string& file_name, std::uint64_t stored_size,
                                             Progress& progress);
Result<void> settle_sealed_blob(Vault& vault, const sync::BlobRef& ref, const sync::DeviceId& sender, bool fits);

}  // namespace holdfast::store
