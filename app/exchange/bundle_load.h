// What a bundle brought besides media, decoded and held in memory until all of it is checked. Its media goes straight
// into the import stage, encrypted. Nothing here judges an entry: see entry_judge. sync/FORMAT.md, "Import checks".
#pragma once

#include <map>
#include <vector>

#include "app/exchange/reasons.h"
#include "app/forms/xlsform.h"
#include "app/store/import_stage.h"
#include "sync/bundle_reader.h"

namespace holdfast::exchange {

struct BundleLoad {
  std::vector<sync::SignedEntry> entries;
  std::map<sync::EntryHash, sync::Opening> openings;
  std::map<sync::EntryHash, std::vector<store::SealedPart>> sealed;
  std::vector<forms::Form> forms;
};

// Reads every section in order. Any failure means that the whole bundle is refused.
// REQUIRES: the reader's sender was checked.
Result<BundleLoad> read_load(store::Vault& vault, sync::BundleReader& reader, store::ImportStage& stage,
                             Progress& progress);

// Encoding mistakes inside a section are the bundle's fault: one code for all of them.
Error section_error(const Error& error);

}  // namespace holdfast::exchange
