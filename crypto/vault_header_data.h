// What an unlocked VaultHeader holds in memory, and the one way its content reaches the disk. Internal to crypto/.
#pragma once

#include "crypto/vault_header_copies.h"

namespace holdfast::crypto {

struct VaultHeader::Data {
  Data(Files& disk, std::string where, Random& dice) : files(&disk), folder(std::move(where)), random(&dice) {}

  Files* files;
  std::string folder;
  Random* random;
  HeaderContent content;  // always that of the newest copy on the disk
  Secret<32> vmk;
  std::optional<std::size_t> opened;
  Secret<32> person_seed;
  bool repaired = false;
  // Of each copy: its generation, or 0 where it is damaged, missing, or a write to it failed.
  std::array<std::uint64_t, kHeaderCopies> generations{};
  // The highest generation ever tried, so that a failed write never shares its number with another content.
  std::uint64_t generation_used = 0;

  enum class Reach : std::uint8_t {
    Older,  // one copy: for what may be one step behind after a power cut
    Both,   // older first, the same bytes, each synced and read back
  };

  // Writes `next` as the next generation, under `new_vmk` where one is given, and adopts it once the first copy is
  // safely on the disk.
  Result<void> commit(HeaderContent next, std::optional<Secret<32>> new_vmk, Reach reach);
  // The same with only the state changed.
  Result<void> commit_state(ByteView state, Reach reach);
};

}  // namespace holdfast::crypto
