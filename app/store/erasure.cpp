#include "app/store/erasure.h"

#include <algorithm>

#include "app/store/blobs.h"

namespace holdfast::store {

namespace {

constexpr std::string_view kErasePrefix = "@erase/";
constexpr std::string_view kErasedBlobPrefix = "@blob/";

Result<void> erase_files(Vault& vault, const sync::EntryHash& entry, const sync::Opening& opening,
                         const std::vector<Hash256>& leaves) {
  const sync::Values values = sync::opening_values(opening);
  for (auto at = values.lower_bound(std::string(kErasedBlobPrefix)); at != values.end(); ++at) {
    if (!std::string_view(at->first).starts_with(kErasedBlobPrefix)) break;
    const std::optional<Hash256> leaf = sync::leaf_hash_of(opening, at->first);
    if (!leaf || std::find(leaves.begin(), leaves.end(), *leaf) == leaves.end()) continue;
    Result<sync::BlobRef> ref = array_from_hex<16>(std::string_view(at->first).substr(kErasedBlobPrefix.size()));
    if (ref.ok()) TRY(erase_blob(vault, entry, ref.value()));
  }
  return {};
}

Result<std::vector<Hash256>> leaves_to_cut(Vault& vault, const sync::EntryHash& entry) {
  Statement find(vault.database(), "SELECT leaf FROM erased_leaf WHERE entry = ?");
  find.bind(entry);
  std::vector<Hash256> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    out.push_back(TRY(find.array<32>(0)));
  }
}

}  // namespace

void add_erasure(sync::Values& values, const Erasure& erasure) {
  CborValue::Array leaves;
  for (const Hash256& leaf : erasure.leaves) leaves.push_back(CborValue(to_bytes(leaf)));
  values[std::string(kErasePrefix) + to_hex(erasure.entry)] = CborValue(std::move(leaves));
}

std::vector<Erasure> erasures_in(const sync::Values& values) {
  std::vector<Erasure> out;
  for (auto at = values.lower_bound(std::string(kErasePrefix)); at != values.end(); ++at) {
    if (!std::string_view(at->first).starts_with(kErasePrefix)) break;
    Result<sync::EntryHash> entry = array_from_hex<32>(std::string_view(at->first).substr(kErasePrefix.size()));
    const CborValue::Array* list = at->second.array();
    if (!entry.ok() || list == nullptr) continue;
    Erasure erasure{entry.value(), {}};
    for (const CborValue& item : *list) {
      const Bytes* leaf = item.bytes();
      if (leaf != nullptr && leaf->size() == 32) erasure.leaves.push_back(to_array<32>(*leaf));
    }
    out.push_back(std::move(erasure));
  }
  return out;
}

Result<void> carry_out(Vault& vault, const Erasure& erasure) {
  const std::optional<StoredEntry> entry = TRY(find_entry(vault, erasure.entry));
  if (entry) {
    Result<sync::Opening> opening = get_opening(vault, entry->signed_entry);
    if (opening.ok()) TRY(erase_files(vault, erasure.entry, opening.value(), erasure.leaves));
  }
  return erase_values(vault, erasure.entry, erasure.leaves);
}

Result<void> erase_files_of_cut_leaves(Vault& vault, const sync::EntryHash& entry, const sync::Opening& opening) {
  const std::vector<Hash256> leaves = TRY(leaves_to_cut(vault, entry));
  if (leaves.empty()) return {};
  return erase_files(vault, entry, opening, leaves);
}

}  // namespace holdfast::store
