// A vault comes into being, is opened by its people and by nobody else, and says when it was put back.
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "crypto/base/files.h"
#include "tests/app/store/store_world.h"

namespace holdfast::test {
namespace {

namespace fs = std::filesystem;
using store::Doubt;
using store::Vault;

Result<Vault> open_as(RealWorld& world, std::string_view passphrase, const Vault::OpenOptions& options = {}) {
  return Vault::open(world.seams(), world.folder.vault(), passphrase_of(passphrase), options);
}

std::string code_of_result(const Result<Vault>& vault) {
  return vault.ok() ? "open" : std::string(vault.error().reason.code());
}

TEST_CASE("what is created opens with its passphrase and with no other") {
  RealWorld world;
  sync::DeviceId device{};
  {
    Vault vault = world.create();
    device = vault.device();
    CHECK(vault.doubt() == Doubt::None);
    CHECK(vault.person()->staff == "S1");
    CHECK(vault.lock().ok());
  }
  CHECK(code_of_result(open_as(world, "another passphrase")) == "header.passphrase");
  Result<Vault> opened = open_as(world, "an invented passphrase");
  REQUIRE(opened.ok());
  CHECK(opened->device() == device);
  CHECK(opened->certificate()->name == "R7");
  CHECK(opened->roster()->team_name == "Invented team");
  CHECK(opened->doubt() == Doubt::None);
  CHECK_FALSE(opened->is_hq());
}

TEST_CASE("the folder is for its owner alone and holds only names that are known") {
  RealWorld world;
  const Vault vault = world.create();
  CHECK(fs::status(world.folder.vault()).permissions() == fs::perms::owner_all);
  std::set<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(world.folder.vault())) {
    names.insert(entry.path().filename().string());
    const fs::perms others = fs::perms::group_all | fs::perms::others_all;
    CHECK((entry.status().permissions() & others) == fs::perms::none);
  }
  CHECK(names == std::set<std::string>{"header.a", "header.b", "lock", "records.1.db", "records.1.db-wal", "blobs",
                                       "quarantine", "lost"});
}

TEST_CASE("a folder that holds anything of anybody's is not made into a vault") {
  RealWorld world;
  fs::create_directories(world.folder.vault());
  const std::string foreign = world.folder.vault() + "/letter.txt";
  std::ofstream(foreign) << "not ours";
  const auto vault =
      Vault::create(world.seams(), world.folder.vault(), passphrase_of("an invented passphrase"), quick_creation());
  CHECK(code_of_result(vault) == "vault.exists");
  CHECK(fs::file_size(foreign) == 8);
  CHECK_FALSE(fs::exists(world.folder.vault() + "/header.a"));
}

TEST_CASE("a vault that is there is not made anew") {
  RealWorld world;
  { const Vault vault = world.create(); }
  const auto again =
      Vault::create(world.seams(), world.folder.vault(), passphrase_of("an invented passphrase"), quick_creation());
  CHECK(code_of_result(again) == "vault.exists");
  CHECK(open_as(world, "an invented passphrase").ok());
}

TEST_CASE("no vault, no folder: both are said to be missing") {
  RealWorld world;
  CHECK(code_of_result(open_as(world, "x")) == "vault.missing");
  fs::create_directories(world.folder.vault());
  CHECK(code_of_result(open_as(world, "x")) == "vault.missing");
  CHECK(fs::is_empty(world.folder.vault()));
}

TEST_CASE("a second process learns that the vault is in use") {
  RealWorld world;
  Vault vault = world.create();
  const auto try_in_child = [&world] {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) _exit(code_of_result(open_as(world, "an invented passphrase")) == "vault.in_use" ? 7 : 1);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  CHECK(try_in_child() == 7);
  // The same process is refused too; after locking, it is not.
  CHECK(code_of_result(open_as(world, "an invented passphrase")) == "vault.in_use");
  REQUIRE(vault.lock().ok());
  CHECK(open_as(world, "an invented passphrase").ok());
}

TEST_CASE("each person has a passphrase and a key of their own, and a removed one opens nothing") {
  RealWorld world;
  std::optional<store::Person> first;
  {
    Vault vault = world.create();
    first = *vault.person();
    REQUIRE(vault.add_staff(passphrase_of("the second passphrase"), "S2").ok());
  }
  {
    Result<Vault> vault = open_as(world, "the second passphrase");
    REQUIRE(vault.ok());
    CHECK(vault->person()->staff == "S2");
    CHECK(vault->person()->key.key != first->key.key);
    const auto signature = vault->sign_as_person("holdfast/test/v1", as_bytes("body"));
    REQUIRE(signature.has_value());
    CHECK(crypto::verify(vault->person()->key, "holdfast/test/v1", as_bytes("body"), *signature).ok());
    CHECK(vault->remove_staff("S9").error().reason == crypto::kHeaderNoSuchSlot);
    REQUIRE(vault->remove_staff("S1").ok());
  }
  CHECK(code_of_result(open_as(world, "an invented passphrase")) == "header.passphrase");
  // The right passphrase under another's name is no better than a wrong one.
  CHECK(code_of_result(open_as(world, "the second passphrase", {"S1", {}})) == "header.passphrase");
  CHECK(open_as(world, "the second passphrase", {"S2", {}}).ok());
}

TEST_CASE("an old passphrase opens nothing once its change was reported, whichever copy is damaged") {
  RealWorld world;
  {
    Vault vault = world.create();
    REQUIRE(vault.change_passphrase(passphrase_of("a newer passphrase")).ok());
  }
  CHECK(code_of_result(open_as(world, "an invented passphrase")) == "header.passphrase");
  for (const char* damaged : {"header.a", "header.b"}) {
    const std::string path = world.folder.vault() + "/" + damaged;
    const Bytes whole = read_file(world.files, path, 8192).value();
    { std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).seekp(4000).put('x'); }
    CHECK(code_of_result(open_as(world, "an invented passphrase")) == "header.passphrase");
    const Result<Vault> opened = open_as(world, "a newer passphrase");
    CHECK(opened.ok());
    // The damaged copy is whole again after this unlock.
    CHECK(read_file(world.files, path, 8192).value() != whole);
  }
}

TEST_CASE("header copies that were put back are noticed, and nothing more is written") {
  RealWorld world;
  const std::string a = world.folder.path("a");
  const std::string b = world.folder.path("b");
  const auto put_back = [&world](const std::string& from, const char* name) {
    fs::copy_file(from, world.folder.vault() + "/" + name, fs::copy_options::overwrite_existing);
  };
  {
    Vault vault = world.create();
    REQUIRE(write_one(vault, story_entry(id_of(1), "invented")).ok());
    REQUIRE(vault.lock().ok());
  }
  fs::copy_file(world.folder.vault() + "/header.a", a);
  fs::copy_file(world.folder.vault() + "/header.b", b);
  {
    Result<Vault> vault = open_as(world, "an invented passphrase");
    REQUIRE(vault.ok());
    REQUIRE(vault->change_passphrase(passphrase_of("a newer passphrase")).ok());
  }
  // One of the two changes nothing.
  put_back(a, "header.a");
  CHECK(code_of_result(open_as(world, "an invented passphrase")) == "header.passphrase");
  {
    const Result<Vault> vault = open_as(world, "a newer passphrase");
    REQUIRE(vault.ok());
    CHECK(vault->doubt() == Doubt::None);
  }
  put_back(a, "header.a");
  put_back(b, "header.b");
  Result<Vault> vault = open_as(world, "an invented passphrase");
  REQUIRE(vault.ok());
  CHECK(vault->doubt() == Doubt::HeaderOld);
  CHECK(write_one(*vault, story_entry(id_of(2), "invented")).error().reason == store::kVaultReadOnly);
  CHECK(store::list_records(*vault, {}).value().size() == 1);
}

TEST_CASE("a clock that cannot be right has to be answered with a time") {
  RealWorld world;
  {
    Vault vault = world.create();
    REQUIRE(write_one(vault, story_entry(id_of(1), "invented")).ok());
  }
  const std::int64_t right = world.clock.now_ms;
  world.clock.now_ms = right - std::int64_t{3} * 24 * 3600 * 1000;  // before the last entry
  CHECK(code_of_result(open_as(world, "an invented passphrase")) == "vault.clock");
  world.clock.now_ms = 946'684'800'000;  // an empty battery: the year 2000
  CHECK(code_of_result(open_as(world, "an invented passphrase")) == "vault.clock");
  Result<Vault> stated = open_as(world, "an invented passphrase", {"", right + 5000});
  REQUIRE(stated.ok());
  CHECK(stated->now_ms() >= right + 5000);
  CHECK(stated->now_ms() < right + 60'000);
  const Result<sync::SignedEntry> entry = write_one(*stated, story_entry(id_of(2), "invented"));
  REQUIRE(entry.ok());
  CHECK(entry->entry.wall_ms >= right + 5000);
}

TEST_CASE("nobody signs before enrolment") {
  RealWorld world;
  auto vault =
      Vault::create(world.seams(), world.folder.vault(), passphrase_of("an invented passphrase"), quick_creation());
  REQUIRE(vault.ok());
  CHECK(write_one(*vault, story_entry(id_of(1), "invented")).error().reason == store::kNotEnrolled);
  CHECK(own_entries(*vault) == 0);
}

TEST_CASE("the recovery key opens a vault through its escrow slot, as nobody in particular") {
  RealWorld world;
  {
    Vault vault = world.create();
    REQUIRE(vault.add_escrow(world.team.recovery.recipient(), "HQ").ok());
  }
  Result<Vault> vault = Vault::open_with_identity(world.seams(), world.folder.vault(), world.team.recovery);
  REQUIRE(vault.ok());
  CHECK(vault->person() == nullptr);
  CHECK_FALSE(vault->sign_as_person("holdfast/test/v1", as_bytes("body")).has_value());
  CHECK(vault->change_passphrase(passphrase_of("x")).error().reason == crypto::kHeaderNotYourSlot);
}

TEST_CASE("secrets are found by name, and their boxes are bound to it") {
  FakeWorld world;
  store::Vault& vault = world.open();
  REQUIRE(vault.set_secret("road/a", as_bytes("first")).ok());
  REQUIRE(vault.set_secret("road/b", as_bytes("second")).ok());
  CHECK(vault.secret_names("road/").value() == std::vector<std::string>{"road/a", "road/b"});
  CHECK(as_text(vault.secret("road/b").value()->view()) == "second");
  CHECK_FALSE(vault.secret("road/c").value().has_value());
  REQUIRE(vault.database().run("UPDATE secret SET box = (SELECT box FROM secret WHERE name = 'road/a') "
                               "WHERE name = 'road/b'").ok());
  CHECK(vault.secret("road/b").error().reason == store::kVaultDatabase);
}

TEST_CASE("every setting of the database is in force on both connections") {
  RealWorld world;
  Vault vault = world.create();
  for (store::Database* database : {&vault.database(), &vault.reader()}) {
    for (const auto& [sql, answer] : std::map<const char*, std::string>{
             {"PRAGMA journal_mode", "wal"}, {"PRAGMA synchronous", "2"},   {"PRAGMA temp_store", "2"},
             {"PRAGMA mmap_size", "0"},      {"PRAGMA secure_delete", "1"}, {"PRAGMA cell_size_check", "1"},
             {"PRAGMA trusted_schema", "0"}, {"PRAGMA page_size", "8192"},  {"PRAGMA cipher_memory_security", "0"}}) {
      store::Statement statement(*database, sql);
      REQUIRE(statement.step().value());
      CHECK(statement.text(0) == answer);
    }
  }
  store::Statement insert(vault.reader(), "INSERT INTO meta (name, value) VALUES ('x', x'00')");
  CHECK(insert.run().error().reason == store::kVaultReadOnly);
}

}  // namespace
}  // namespace holdfast::test
