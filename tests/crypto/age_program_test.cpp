// Files made by the program `age` open here, and ours open there: the proof that evidence stays readable without us.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

#include "crypto/base/random.h"
#include "crypto/envelope.h"
#include "tests/crypto/crypto_support.h"

namespace holdfast::crypto {
namespace {

namespace fs = std::filesystem;

// A folder of our own that goes away at the end.
class WorkFolder {
 public:
  WorkFolder() {
    std::string pattern = (fs::temp_directory_path() / "holdfast-age-XXXXXX").string();
    HOLDFAST_ASSERT(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

void write_plainly(const std::string& path, ByteView bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  REQUIRE(out.good());
}

Bytes read_plainly(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return to_bytes(as_bytes(out.str()));
}

bool run(const std::string& command) { return std::system((command + " 2>/dev/null").c_str()) == 0; }

bool age_is_there() { return run("command -v age >/dev/null && command -v age-keygen >/dev/null"); }

constexpr std::size_t kBoundarySizes[] = {0,      1,      100,    65535,          65536,      65537,         131071,
                                          131072, 131073, 16 * 65536 - 1, 16 * 65536, 16 * 65536 + 1, 32 * 65536};

TEST_CASE("What the program age seals opens here") {
  if (!age_is_there()) SKIP("the program age is not installed");
  const WorkFolder folder;
  SystemRandom random;
  Pool pool(2);
  const Identity ours = Identity::generate(random);
  const Identity other = Identity::generate(random);
  const std::string to = " -r " + to_text(other.recipient()) + " -r " + to_text(ours.recipient());
  for (std::size_t size : kBoundarySizes) {
    const Bytes plain = test::patterned(size);
    write_plainly(folder.file("plain"), plain);
    REQUIRE(run("age" + to + " -o " + folder.file("sealed") + " " + folder.file("plain")));
    const Bytes sealed = read_plainly(folder.file("sealed"));
    const Identity* const keys[] = {&ours};
    const Result<SecretBuffer> opened = open_age(sealed, keys, pool);
    REQUIRE(opened.ok());
    CHECK(equal(opened->view(), plain));
  }
  CHECK(run("age --armor" + to + " -o " + folder.file("armored") + " " + folder.file("plain")));
  const Identity* const keys[] = {&ours};
  CHECK(open_age(read_plainly(folder.file("armored")), keys, pool).error().reason == kEnvelopeProfile);
}

TEST_CASE("What we seal the program age opens") {
  if (!age_is_there()) SKIP("the program age is not installed");
  const WorkFolder folder;
  SystemRandom random;
  Pool pool(2);
  const Identity reader = Identity::generate(random);
  const Recipient to[] = {Identity::generate(random).recipient(), reader.recipient()};
  write_plainly(folder.file("key"), reader.to_text().view());
  const std::string command =
      "age -d -i " + folder.file("key") + " -o " + folder.file("opened") + " " + folder.file("sealed");
  for (std::size_t size : kBoundarySizes) {
    const Bytes plain = test::patterned(size);
    for (Padding padding : {Padding::Stanzas, Padding::None}) {
      write_plainly(folder.file("sealed"), seal_age(to, padding, plain, random, pool).value());
      REQUIRE(run(command));
      CHECK((read_plainly(folder.file("opened")) == plain));
    }
  }
  // The twin: a changed byte makes age fail, so the loop above does prove something.
  Bytes spoiled = seal_age(to, Padding::Stanzas, test::patterned(10), random, pool).value();
  spoiled.back() ^= 1;
  write_plainly(folder.file("sealed"), spoiled);
  CHECK_FALSE(run(command));
}

TEST_CASE("A key made by age-keygen is read as age reads it") {
  if (!age_is_there()) SKIP("the program age is not installed");
  const WorkFolder folder;
  REQUIRE(run("age-keygen -o " + folder.file("key")));
  std::istringstream lines{std::string(as_text(read_plainly(folder.file("key"))))};
  std::string recipient;
  std::string secret;
  for (std::string line; std::getline(lines, line);) {
    const std::string mark = "# public key: ";
    if (line.rfind(mark, 0) == 0) recipient = line.substr(mark.size());
    if (line.rfind("AGE-SECRET-KEY-", 0) == 0) secret = line;
  }
  const Identity identity = Identity::from_text(as_bytes(secret)).value();
  CHECK(to_text(identity.recipient()) == recipient);
  CHECK(as_text(identity.to_text().view()) == secret);
}

}  // namespace
}  // namespace holdfast::crypto
