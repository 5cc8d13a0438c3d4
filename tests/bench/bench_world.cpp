#include "tests/bench/bench_world.h"

#include <algorithm>
#include <cstring>

#include "app/exchange/enrolment.h"
#include "app/hq/office/create.h"

namespace holdfast::bench {

namespace {

constexpr std::size_t kNoisePiece = std::size_t{1} << 20;

// splitmix64: quick, and far more than zstd or a disk could compress.
std::uint64_t next_noise(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15u;
  std::uint64_t word = state;
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
  word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
  return word ^ (word >> 31);
}

std::string vmk_path(const BenchWorld& world, const std::string& name) { return world.path(name + ".vmk"); }

Result<store::Vault> make_vault(BenchWorld& world, const std::string& name) {
  store::Vault::Creation creation;
  creation.parameters = kFloorParameters;
  store::Vault vault = TRY(store::Vault::create(world.seams(), world.path(name), bench_passphrase(), creation));
  TRY(write_new_file(world.files, vmk_path(world, name), vault.header().vmk()));
  return vault;
}

Result<void> enrol(store::Vault& hq, store::Vault& laptop, const std::string& name) {
  const exchange::RequestAnswer request = TRY(exchange::request_enrolment(laptop, name));
  const exchange::ApproveAnswer approved =
      TRY(exchange::approve_enrolment(hq, request.file, request.words, sync::Role::Field));
  return exchange::accept_enrolment(laptop, approved.file, approved.words);
}

}  // namespace

crypto::Passphrase bench_passphrase() {
  return {crypto::SecretBuffer::copy_of(as_bytes("an invented passphrase")), {}};
}

Result<store::Vault> BenchWorld::open(const std::string& name) {
  const Bytes key = TRY(read_file(files, vmk_path(*this, name), 32));
  return store::Vault::open_with_vmk(seams(), path(name), crypto::Secret<32>::copy_of(key));
}

Result<void> make_team(BenchWorld& world) {
  TRY(world.files.make_folder(world.folder));
  TRY(world.files.make_folder(world.stick()));
  store::Vault hq = TRY(make_vault(world, kHq));
  hq::CreateRequest request;
  request.team = "Invented team";
  TRY(hq::create_hq(hq, request, crypto::SecretBuffer::copy_of(as_bytes("an invented root"))));
  for (const char* name : {kLaptop, kEmptyLaptop}) {
    store::Vault laptop = TRY(make_vault(world, name));
    TRY(enrol(hq, laptop, name));
    TRY(laptop.lock());
  }
  return hq.lock();
}

Result<std::size_t> NoiseSource::read(MutableByteView out) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), left_));
  for (std::size_t at = 0; at < size; at += sizeof(std::uint64_t)) {
    const std::uint64_t word = next_noise(state_);
    std::memcpy(out.data() + at, &word, std::min(sizeof word, size - at));
  }
  left_ -= size;
  return size;
}

Result<void> write_noise_file(Files& files, const std::string& path, std::uint64_t seed, std::uint64_t size) {
  const std::unique_ptr<File> file = TRY(files.open(path, OpenMode::CreateNew));
  FileSink sink(*file, 0);
  NoiseSource noise(seed, size);
  Bytes buffer(kNoisePiece);
  for (;;) {
    const std::size_t got = TRY(noise.read(buffer));
    if (got == 0) return {};
    TRY(sink.write(ByteView(buffer).first(got)));
  }
}

}  // namespace holdfast::bench
