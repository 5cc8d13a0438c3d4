#include "app/exchange/sealed_media.h"

#include "app/exchange/entry_judge.h"
#include "app/store/blobs.h"

namespace holdfast::exchange {

namespace {

constexpr std::string_view kAdoptingMeta = "adopting";

}  // namespace

Result<void> begin_adopting(store::Vault& vault, const std::vector<sync::EntryHash>& entries) {
  const std::optional<Bytes> noted = TRY(vault.meta(kAdoptingMeta));
  if (entries.empty() && (!noted || noted->empty())) return {};
  Bytes bytes;
  for (const sync::EntryHash& entry : entries) append(bytes, entry);
  return vault.set_meta(kAdoptingMeta, bytes);
}

Result<void> finish_adopting(store::Vault& vault, const HqKeys& keys, std::vector<std::string>& damaged) {
  const std::optional<Bytes> noted = TRY(vault.meta(kAdoptingMeta));
  if (!noted || noted->empty()) return {};
  Reader in(*noted);
  while (in.remaining() > 0) {
    const sync::EntryHash entry = TRY(in.array<32>());
    const std::optional<store::StoredEntry> stored = TRY(store::find_entry(vault, entry));
    if (!stored) continue;
    const std::vector<store::SealedPart> parts = TRY(store::sealed_parts(vault, entry));
    std::vector<store::BlobKey> blob_keys = TRY(sealed_blob_keys(vault, keys, parts));
    for (store::BlobKey& blob : blob_keys) {
      const Result<void> adopted = store::adopt_sealed_blob(vault, blob.ref, std::move(blob.key));
      if (adopted.ok()) continue;
      if (adopted.error().reason != store::kBlobDamaged) return adopted.error();
      damaged.push_back(to_hex(blob.ref));
    }
  }
  return begin_adopting(vault, {});
}

}  // namespace holdfast::exchange
