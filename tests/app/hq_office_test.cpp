// The office: root key, recovery shares, keys for standard tools, devices.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/exchange/reasons.h"
#include "app/hq/office/builtin_forms.h"
#include "app/hq/office/devices.h"
#include "app/hq/office/root_key.h"
#include "app/store/forms_store.h"
#include "crypto/hash.h"
#include "sync/bundle_reader.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

namespace fs = std::filesystem;

crypto::SecretBuffer secret(std::string_view text) { return crypto::SecretBuffer::copy_of(as_bytes(text)); }

TEST_CASE("two of three recovery shares typed back are remembered, fewer or others are not") {
  TeamWorld world;
  std::vector<crypto::SecretBuffer> shares = team_shares();
  REQUIRE(shares.size() == 3);
  CHECK_FALSE(need(hq::recovery_confirmed(world.hq())));
  std::vector<crypto::SecretBuffer> one;
  one.push_back(crypto::SecretBuffer::copy_of(shares[0].view()));
  CHECK_FALSE(hq::confirm_recovery(world.hq(), one).ok());
  Bytes mistyped = to_bytes(shares[1].view());
  mistyped[mistyped.size() / 2] ^= 1;
  one.push_back(crypto::SecretBuffer::copy_of(mistyped));
  CHECK_FALSE(hq::confirm_recovery(world.hq(), one).ok());
  CHECK_FALSE(need(hq::recovery_confirmed(world.hq())));
  shares.pop_back();
  need(hq::confirm_recovery(world.hq(), shares));
  CHECK(need(hq::recovery_confirmed(world.hq())));
  CHECK_FALSE(hq::confirm_recovery(world.hq(), {}).ok());
}

TEST_CASE("a headquarters is not made twice, nor without a name, nor with shares that restore nothing") {
  TeamWorld world;
  hq::CreateRequest request;
  request.team = "Invented team";
  CHECK(hq::create_hq(world.hq(), request, secret("x")).error().reason == exchange::kEnrolAlready);
  request.team = "";
  CHECK(hq::create_hq(world.hq(), request, secret("x")).error().reason == hq::kHqName);
  store::Vault::Creation creation;
  creation.parameters = {3, crypto::kPasswordMemoryMin};
  store::Vault fresh = need(store::Vault::create(world.seams(), "/fresh", team_passphrase(), creation));
  request.team = "Invented team";
  for (const auto& [threshold, count] : {std::pair{1, 3}, {4, 3}, {2, 17}}) {
    request.recovery_threshold = static_cast<std::size_t>(threshold);
    request.recovery_shares = static_cast<std::size_t>(count);
    CHECK(hq::create_hq(fresh, request, secret("x")).error().reason == hq::kHqShares);
  }
  CHECK_FALSE(fresh.roster().has_value());
}

namespace {

// A headquarters about to be made: one vault, nobody in it.
struct Founding {
  FakeFiles files;
  FakeClock clock;
  FakeRandom random{5};
  Pool pool{2};
  std::string vfs_name;
  FilesVfs vfs;

  explicit Founding(const std::string& name) : vfs_name(name), vfs(files, name) {}
  store::Seams seams() { return {files, clock, random, pool, vfs.name()}; }
};

}  // namespace

TEST_CASE("a headquarters whose disk fails while it is made is whole, with all its forms, or not there at all") {
  crypto::start_crypto();
  std::map<std::string, Bytes> start;
  crypto::Secret<32> vmk = crypto::Secret<32>::copy_of(crypto::KeyView(ByteArray<32>{}));
  {
    Founding world("founding");
    store::Vault::Creation creation;
    creation.parameters = {3, crypto::kPasswordMemoryMin};
    store::Vault vault = need(store::Vault::create(world.seams(), "/fresh", team_passphrase(), creation));
    vmk = crypto::Secret<32>::copy_of(vault.header().vmk());
    need(vault.lock());
    for (const std::string& path : world.files.paths()) start[path] = world.files.content(path);
  }
  hq::CreateRequest request;
  request.team = "Invented team";
  const std::size_t forms = need(hq::builtin_forms()).size();
  std::size_t points = 0;
  std::size_t begun = 0;
  // At ever wider steps: a point costs a stretched passphrase.
  for (std::uint64_t n = 1, step = 1;; n += step, step += (n > 8 ? step / 2 + 1 : 0)) {
    Founding world("founding-" + std::to_string(n));
    for (const auto& [path, bytes] : start) world.files.put(path, bytes);
    {
      store::Vault vault = need(store::Vault::open_with_vmk(world.seams(), "/fresh", vmk.clone()));
      world.files.fail_at = world.files.calls + n;
      world.files.fail_ever_after = true;
      (void)hq::create_hq(vault, request, secret("x"));
    }
    const bool reached = world.files.calls >= world.files.fail_at;
    world.files.power_cut();
    world.files.fail_at = 0;
    world.files.fail_ever_after = false;
    INFO("killed at call " << n);
    store::Vault vault = need(store::Vault::open_with_vmk(world.seams(), "/fresh", vmk.clone()));
    const std::size_t there = need(store::list_forms(vault)).size();
    REQUIRE(there == (vault.roster() ? forms : 0));
    if (!vault.roster()) {
      need(hq::create_hq(vault, request, secret("x")));
      REQUIRE(need(store::list_forms(vault)).size() == forms);
      ++begun;
    }
    if (!reached) break;
    ++points;
  }
  CHECK(points > 5);
  CHECK(begun > 2);
}

TEST_CASE("the root key file opens with its passphrase alone, and no changed byte goes unnoticed") {
  crypto::start_crypto();
  FakeRandom random(4);
  const crypto::SigningKey key = crypto::SigningKey::generate(random);
  const crypto::PasswordParameters floor{3, crypto::kPasswordMemoryMin};
  const crypto::SecretBuffer file = need(hq::write_root_file(key, secret("an invented root"), floor, random));
  CHECK(file.size() == 116);  // as sync/FORMAT.md says
  CHECK(need(hq::read_root_file(file.view(), secret("an invented root"))).public_key() == key.public_key());
  CHECK(hq::read_root_file(file.view(), secret("another")).error().reason == hq::kRootPassphrase);
  const Bytes bytes = to_bytes(file.view());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK(hq::read_root_file(ByteView(bytes).first(size), secret("x")).error().reason == hq::kRootFile);
  }
  Bytes longer = bytes;
  longer.push_back(0);
  CHECK(hq::read_root_file(longer, secret("x")).error().reason == hq::kRootFile);
  // One byte of each field; each try that passes the checks costs an Argon2 run.
  for (const std::size_t at : {0u, 15u, 16u, 31u, 33u, 39u, 43u, 44u, 67u, 68u, 99u, 100u, 115u}) {
    INFO(at);
    Bytes changed = bytes;
    changed[at] ^= 0x40;
    CHECK_FALSE(hq::read_root_file(changed, secret("an invented root")).ok());
  }
}

// A folder on the real disk for a program of somebody else.
class RealFolder {
 public:
  RealFolder() {
    const std::int64_t number = std::chrono::steady_clock::now().time_since_epoch().count();
    path_ = fs::temp_directory_path() / ("holdfast-keys-" + std::to_string(number));
    fs::create_directories(path_);
  }
  ~RealFolder() { fs::remove_all(path_); }
  std::string put(const std::string& name, ByteView bytes) const {
    const std::string path = (path_ / name).string();
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return path;
  }
  std::string path(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

TEST_CASE("exported keys open a bundle with age, and the export is signed") {
  if (std::system("command -v age >/dev/null 2>&1") != 0) SKIP("age is not installed");
  TeamWorld world;
  world.person("R7", "MM", "2026-09-01");
  const std::vector<exchange::WrittenBundle> written = world.bundle("R7");
  CHECK(hq::export_epoch_identity(world.hq(), 7).error().reason == hq::kEpochUnknown);
  CHECK_FALSE(hq::export_epoch_identity(world.r7(), 1).ok());
  const std::uint64_t before = need(store::journal_size(world.hq()));
  const crypto::SecretBuffer identity = need(hq::export_epoch_identity(world.hq(), 1));
  CHECK(need(store::journal_size(world.hq())) == before + 1);
  RealFolder folder;
  const std::string key = folder.put("key.txt", identity.view());
  const Bytes bundle = world.files.content(std::string(kTeamRoad) + "/" + written[0].name);
  const std::string file = folder.put("bundle.age", bundle);
  const std::string out = folder.path("out");
  const std::string command = "age -d -i '" + key + "' -o '" + out + "' '" + file + "'";
  REQUIRE(std::system(command.c_str()) == 0);
  CHECK(fs::file_size(out) > 0);
  // Another team's keys open nothing.
  FakeRandom other(77);
  const std::string strange = folder.put("other.txt", crypto::Identity::generate(other).to_text().view());
  const std::string refused = "age -d -i '" + strange + "' -o '" + out + "2' '" + file + "' 2>/dev/null";
  CHECK(std::system(refused.c_str()) != 0);
}

TEST_CASE("devices are listed with what is here of them, found by name or id, extended, suspended, revoked") {
  TeamWorld world;
  world.person("R7", "MM", "2026-09-01");
  world.carry("R7");
  std::vector<hq::DeviceRow> rows = need(hq::list_devices(world.hq()));
  REQUIRE(rows.size() == 3);
  CHECK(rows[1].device.certificate.name == "R7");
  CHECK(rows[1].entries > 0);
  CHECK(rows[1].last_arrived_ms == world.clock.now_ms);
  CHECK(rows[2].last_arrived_ms == 0);
  const sync::DeviceId r7 = world.r7().device();
  CHECK(need(hq::find_device(world.hq(), "R7")) == r7);
  CHECK(need(hq::find_device(world.hq(), to_hex(r7).substr(0, 8))) == r7);
  CHECK(hq::find_device(world.hq(), "R9").error().reason == hq::kDeviceUnknown);
  CHECK(hq::find_device(world.hq(), "").error().reason == hq::kDeviceUnknown);
  world.clock.now_ms += 1000;
  need(hq::extend_device(world.hq(), r7));
  CHECK(need(hq::list_devices(world.hq()))[1].device.certificate.expires_ms > rows[1].device.certificate.expires_ms);
  need(hq::suspend_device(world.hq(), r7, true));
  world.person("R7", "MM", "2026-09-01");
  world.bundle("R7");
  bool refused = false;
  for (const exchange::ImportOutcome& outcome : world.import()) {
    refused = refused || outcome.state == exchange::ImportState::Refused;
  }
  CHECK(refused);
  need(hq::suspend_device(world.hq(), r7, false));
  const std::uint64_t entries = need(store::journal_size(world.hq()));
  need(hq::revoke_device(world.hq(), r7, "lost on the road"));
  CHECK(need(store::journal_size(world.hq())) == entries + 1);
  CHECK(hq::revoke_device(world.hq(), r7, "again").error().reason == hq::kDeviceRevoked);
  CHECK(need(store::journal_size(world.hq())) == entries + 1);
  CHECK(hq::extend_device(world.hq(), r7).error().reason == hq::kDeviceRevoked);
  CHECK(hq::revoke_device(world.hq(), world.hq().device(), "").error().reason == hq::kDeviceUnknown);
  CHECK(hq::revoke_device(world.hq(), world.random.id(), "").error().reason == hq::kDeviceUnknown);
  rows = need(hq::list_devices(world.hq()));
  CHECK(rows[1].device.state == sync::DeviceState::Revoked);
  CHECK(rows[1].device.revoked_after_seq == rows[1].entries);
}

}  // namespace
}  // namespace holdfast::test
