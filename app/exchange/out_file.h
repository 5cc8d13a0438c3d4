// One bundle file onto a road, made while it is being written: no copy of it lies on our own disk.
#pragma once

#include "app/exchange/reasons.h"
#include "app/store/vault.h"
#include "sync/bundle_writer.h"
#include "sync/transport.h"

namespace holdfast::exchange {

struct OutFile {
  const sync::BundleContent& content;
  std::span<const crypto::Recipient> recipients;
  const crypto::SigningKey& sender;
  std::uint64_t floor = sync::kBundleFloor;
};

// The floor of the team's bundles. REQUIRES: the vault has a roster.
std::uint64_t bundle_floor(const store::Vault& vault);
// Exact length of the file that a container of this size becomes (sync/FORMAT.md, "Bundle").
std::uint64_t bundle_file_size(std::uint64_t container, std::size_t recipients, std::uint64_t floor);

// Writes the vault's state to its header, then the file; returns its length. Durable under `name` when it returns.
Result<std::uint64_t> put_bundle(store::Vault& vault, sync::Transport& road, const std::string& name,
                                 const OutFile& file, Progress& progress);

}  // namespace holdfast::exchange
