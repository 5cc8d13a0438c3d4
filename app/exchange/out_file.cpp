#include "app/exchange/out_file.h"

#include "crypto/stream.h"

namespace holdfast::exchange {

namespace {

// sync/FORMAT.md, "Bundle", worked size: intro, stanzas, header MAC, payload nonce.
constexpr std::uint64_t kHeadFixedSize = 22 + 48 + 16;
constexpr std::uint64_t kStanzaSize = 98;

std::size_t stanza_slots(std::size_t recipients) {
  std::size_t out = 4;
  while (out < recipients) out *= 2;
  return out;
}

}  // namespace

std::uint64_t bundle_floor(const store::Vault& vault) {
  HOLDFAST_ASSERT(vault.roster().has_value());
  return vault.roster()->policy.small_bundles ? sync::kBundleFloorSmall : sync::kBundleFloor;
}

std::uint64_t bundle_file_size(std::uint64_t container, std::size_t recipients, std::uint64_t floor) {
  return kHeadFixedSize + kStanzaSize * stanza_slots(recipients) +
         crypto::sealed_size(sync::padded_container_size(container, floor));
}

Result<std::uint64_t> put_bundle(store::Vault& vault, sync::Transport& road, const std::string& name,
                                 const OutFile& file, Progress& progress) {
  // Before the file has its final name the header knows every entry in it: a database rolled back later is noticed.
  TRY(vault.flush_state());
  const store::Seams& seams = vault.seams();
  sync::BundleFile bundle = TRY(sync::BundleFile::make(
      file.content, {file.recipients, file.sender, file.floor, seams.random, seams.pool, progress}));
  TRY(road.put(name, bundle, progress));
  return bundle.size_bytes();
}

}  // namespace holdfast::exchange
