// A bundle stays readable without us: the program `age` decrypts it, and a reader written from FORMAT.md alone, in
// another language, takes the container apart.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sync/reasons.h"
#include "tests/sync/bundle_fixture.h"

using namespace holdfast;
using namespace holdfast::sync;
using holdfast::test::BundleTeam;
using holdfast::test::pattern_bytes;
using holdfast::test::small_content;
using holdfast::test::write_to_bytes;

namespace {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "holdfast-bundle-XXXXXX").string();
    HOLDFAST_ASSERT(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

void write_out(const std::string& path, ByteView bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  REQUIRE(out.good());
}

Bytes read_in(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return to_bytes(as_bytes(out.str()));
}

bool run_quietly(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()) == 0; }

bool is_installed(const std::string& program) { return run_quietly("command -v " + program); }

const std::string kReader = std::string("python3 ") + HOLDFAST_SOURCE_DIR + "/tests/reader/read_bundle.py ";

// A bundle on disk, its plaintext as our own code opens it, and what the reader must be told.
struct StrangersBundle {
  explicit StrangersBundle(BundleTeam& team, std::uint64_t floor) {
    const Bytes file = write_to_bytes(small_content(team), team, floor);
    write_out(folder.file("bundle.age"), file);
    const crypto::Identity* const identities[] = {&team.hq};
    const auto opened = crypto::open_age(file, identities, team.pool);
    REQUIRE(opened.ok());
    plaintext = to_bytes(opened->view());
    signature_options =
        " --age " + folder.file("bundle.age") + " --key " + to_hex(team.device.public_key().key);
  }
  bool reads(ByteView bytes) const {
    write_out(folder.file("plain"), bytes);
    return run_quietly(kReader + folder.file("plain") + signature_options + " --out " + folder.file("out"));
  }
  ScratchFolder folder;
  Bytes plaintext;
  std::string signature_options;
};

Manifest small_manifest_of(ByteView plaintext) {
  Reader in(plaintext);
  const std::uint32_t size = *in.u32();
  const Result<Manifest> out = decode_manifest(plaintext.subspan(20, size));
  REQUIRE(out.ok());
  return *out;
}

}  // namespace

TEST_CASE("the program age opens a bundle with the identity's own text") {
  if (!is_installed("age")) SKIP("the program age is not installed");
  BundleTeam team;
  const StrangersBundle bundle(team, kBundleFloorSmall);
  const crypto::SecretBuffer key = team.hq.to_text();
  write_out(bundle.folder.file("key"), key.view());
  REQUIRE(run_quietly("age -d -i " + bundle.folder.file("key") + " -o " + bundle.folder.file("opened") + " " +
                      bundle.folder.file("bundle.age")));
  CHECK(read_in(bundle.folder.file("opened")) == bundle.plaintext);
}

TEST_CASE("a reader in another language takes the container apart and checks the signature") {
  if (!is_installed("python3")) SKIP("python3 is not installed");
  BundleTeam team;
  for (const std::uint64_t floor : {kBundleFloorSmall, kBundleFloor}) {
    const StrangersBundle bundle(team, floor);
    REQUIRE(bundle.reads(bundle.plaintext));
    CHECK(read_in(bundle.folder.file("out/2.blob")) == pattern_bytes(100));
    const Manifest manifest = small_manifest_of(bundle.plaintext);
    const Bytes packed = read_in(bundle.folder.file("out/0.entries.zst"));
    const Result<Bytes> raw = unpack_section(packed, manifest.sections[0].raw_size, kSegmentRawMax);
    REQUIRE(raw.ok());
    CHECK(decode_entries(*raw)->size() == 2);
  }
}

TEST_CASE("the other reader notices what ours notices") {
  if (!is_installed("python3")) SKIP("python3 is not installed");
  BundleTeam team;
  const StrangersBundle bundle(team, kBundleFloorSmall);
  REQUIRE(bundle.reads(bundle.plaintext));
  const std::size_t manifest_end = 20 + bundle.plaintext[0] + 256u * bundle.plaintext[1];
  // Length, sender, manifest, signature, a section, padding.
  for (const std::size_t at : {std::size_t{1}, std::size_t{10}, std::size_t{60}, manifest_end - 1, manifest_end + 5,
                               manifest_end + 70, bundle.plaintext.size() - 1}) {
    Bytes changed = bundle.plaintext;
    changed[at] ^= 1;
    INFO("byte " << at);
    CHECK_FALSE(bundle.reads(changed));
  }
  CHECK_FALSE(bundle.reads(ByteView(bundle.plaintext).first(bundle.plaintext.size() - 1)));
  Bytes longer = bundle.plaintext;
  longer.push_back(0);
  CHECK_FALSE(bundle.reads(longer));
}
