// An invented team on the real disk, as one process of a bench sees it: seams, vaults opened by their master key (so
// that a process holds no Argon2 memory), files of pseudo-random content.
//
// The master keys lie in plain files beside the vaults: these vaults hold nothing but noise and are removed.
#pragma once

#include <string>

#include "app/store/vault.h"
#include "crypto/base/source.h"

namespace holdfast::bench {

inline constexpr const char* kHq = "HQ";
inline constexpr const char* kLaptop = "R7";
inline constexpr const char* kEmptyLaptop = "R8";
inline constexpr crypto::PasswordParameters kFloorParameters{3, crypto::kPasswordMemoryMin};

struct BenchWorld {
  explicit BenchWorld(std::string the_folder) : folder(std::move(the_folder)) {}

  store::Seams seams() { return {files, clock, random, pool}; }
  std::string path(const std::string& name) const { return join_path(folder, name); }
  std::string stick() const { return path("stick"); }
  Result<store::Vault> open(const std::string& name);

  std::string folder;
  SystemFiles files;
  SystemClock clock;
  SystemRandom random;
  Pool pool;
  NoProgress progress;
};

crypto::Passphrase bench_passphrase();
// Headquarters, two enrolled laptops and a stick, all below the world's folder.
Result<void> make_team(BenchWorld& world);

// `size` bytes that no compressor makes smaller, made as they are read. Another seed: other bytes.
class NoiseSource final : public Source {
 public:
  NoiseSource(std::uint64_t seed, std::uint64_t size) : state_(seed * 0x9e3779b97f4a7c15u + 1), left_(size) {}
  Result<std::size_t> read(MutableByteView out) override;

 private:
  std::uint64_t state_;
  std::uint64_t left_;
};

Result<void> write_noise_file(Files& files, const std::string& path, std::uint64_t seed, std::uint64_t size);

}  // namespace holdfast::bench
