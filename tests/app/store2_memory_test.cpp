// Streaming: memory does not grow with the file. Measured in a process of its own, on the real disk.
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/store/blobs.h"
#include "crypto/hash.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {
namespace {

constexpr std::uint64_t kLargeSize = std::uint64_t{256} << 20;
constexpr std::uint64_t kGrowthMaxKib = std::uint64_t{64} << 10;

// Peak resident memory of this process in KiB.
std::uint64_t peak_kib() {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6));
  }
  return 0;
}

class LargeSource final : public Source {
 public:
  Result<std::size_t> read(MutableByteView out) override {
    const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(left_, out.size()));
    if (piece > 0) out[0] = static_cast<std::uint8_t>(left_ >> 20);
    left_ -= piece;
    return piece;
  }

 private:
  std::uint64_t left_ = kLargeSize;
};

// What the child does; its exit status is the answer.
int take_in_large(const std::string& folder, ByteView vmk) {
  SystemFiles files;
  FakeClock clock;
  SystemRandom random;
  Pool pool{2};
  const store::Seams seams{files, clock, random, pool};
  Result<store::Vault> vault = store::Vault::open_with_vmk(seams, folder, crypto::Secret<32>::copy_of(vmk));
  if (!vault.ok()) return 10;
  NoProgress quiet;
  const std::uint64_t before = peak_kib();
  LargeSource source;
  Result<store::StagedBlob> blob = store::take_in_blob(vault.value(), source, "video/mp4", quiet);
  if (!blob.ok()) return 11;
  const sync::EntryHash entry = crypto::sha256(as_bytes("an invented entry"));
  if (!store::attach_blob(vault.value(), entry, blob.value(), false).ok()) return 12;
  if (!store::check_blob(vault.value(), blob.value().fact.ref, quiet).ok()) return 13;
  if (blob.value().fact.size != kLargeSize) return 14;
  if (before == 0 || peak_kib() - before > kGrowthMaxKib) return 15;
  // The measure itself: a buffer of more than the limit must be seen.
  const Bytes seen(std::size_t{80} << 20, 1);
  if (seen[1000] != 1 || peak_kib() - before <= kGrowthMaxKib) return 16;
  return 0;
}

TEST_CASE("a file of 256 MiB goes in and is read back in at most 64 MiB of memory") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("holdfast-memory-" + std::to_string(::getpid()));
  StoreWorld world;
  const crypto::Secret<32> vmk = crypto::Secret<32>::copy_of(world.vault().header().vmk());
  REQUIRE(world.vault().lock().ok());
  std::filesystem::create_directories(folder);
  for (const std::string& path : world.files.paths()) {
    const std::string name = path.substr(path.rfind('/') + 1);
    const Bytes bytes = world.files.content(path);
    std::ofstream out(folder / name, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
  const pid_t child = ::fork();
  if (child == 0) ::_exit(take_in_large(folder.string(), vmk.view()));
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  std::filesystem::remove_all(folder);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace holdfast::test
