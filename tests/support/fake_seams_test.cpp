// The fakes are trusted by every durability test, so they are tested first.
#include "tests/support/fake_seams.h"

namespace holdfast::test {
namespace {

std::unique_ptr<File> make_file(FakeFiles& files, const std::string& path, ByteView bytes) {
  std::unique_ptr<File> file = files.open(path, OpenMode::CreateNew).value();
  REQUIRE(file->write_at(0, bytes).ok());
  return file;
}

TEST_CASE("the fake disk forgets contents without sync and names without sync of the folder") {
  FakeFiles files;
  const Bytes bytes = {1, 2, 3};
  auto neither = make_file(files, "/neither", bytes);
  auto content_only = make_file(files, "/content", bytes);
  REQUIRE(content_only->sync().ok());
  SECTION("nothing but the content was synced: the names are gone") {
    files.power_cut();
    CHECK(files.paths().empty());
  }
  SECTION("only the name was synced: the file is there and empty") {
    REQUIRE(files.sync_folder("/").ok());
    files.power_cut();
    CHECK(files.content("/neither").empty());
    CHECK(files.content("/content") == bytes);
  }
}

TEST_CASE("a rename or removal that was not synced is undone") {
  FakeFiles files;
  files.put("/a", Bytes{1});
  files.put("/b", Bytes{2});
  files.put("/c", Bytes{3});
  REQUIRE(files.rename("/a", "/b").ok());
  REQUIRE(files.remove("/c").ok());
  CHECK(files.paths() == std::vector<std::string>{"/b"});
  auto file = files.open("/b", OpenMode::ReadWrite).value();
  REQUIRE(file->write_at(1, Bytes{9}).ok());
  REQUIRE(file->sync().ok());
  files.power_cut();
  CHECK(files.content("/a") == Bytes{1, 9});  // the old name, with what was synced under the new one
  CHECK(files.content("/b") == Bytes{2});
  CHECK(files.content("/c") == Bytes{3});
}

TEST_CASE("a folder whose own name was not synced takes its files with it") {
  FakeFiles files;
  REQUIRE(files.make_folder("/vault").ok());
  REQUIRE(write_new_file(files, "/vault/a", Bytes{1}).ok());
  SECTION("without the sync of its parent") {
    files.power_cut();
    CHECK_FALSE(files.exists("/vault").value());
  }
  SECTION("with it") {
    REQUIRE(files.sync_folder("/").ok());
    files.power_cut();
    CHECK(files.content("/vault/a") == Bytes{1});
  }
}

TEST_CASE("open files and locks end with the power") {
  FakeFiles files;
  files.put("/a", Bytes{1});
  auto file = files.open("/a", OpenMode::ReadWrite).value();
  auto lock = files.lock("/lock").value();
  CHECK(files.lock("/lock").error().reason == kFileBusy);
  files.power_cut();
  Bytes buffer(1);
  CHECK(file->read_at(0, buffer).error().reason == kFileRead);
  CHECK(file->write_at(0, buffer).error().reason == kFileWrite);
  CHECK(file->sync().error().reason == kFileWrite);
  CHECK(file->size().error().reason == kFileRead);
  auto again = files.lock("/lock").value();
  lock.reset();  // the lock of before the cut releases nothing now
  CHECK(files.lock("/lock").error().reason == kFileBusy);
}

TEST_CASE("the call that should fail fails, and those after it if asked") {
  for (const bool ever_after : {false, true}) {
    FakeFiles files;
    files.put("/a", Bytes{1});
    files.fail_at = 2;
    files.fail_ever_after = ever_after;
    files.fail_with = kFileWrite;
    auto file = files.open("/a", OpenMode::ReadWrite).value();  // changes nothing, is not counted
    CHECK(file->write_at(1, Bytes{2, 2}).ok());
    CHECK(file->write_at(3, Bytes{3, 3}).error().reason == kFileWrite);
    CHECK(files.content("/a") == Bytes{1, 2, 2, 3});  // half of the failed write
    CHECK(file->sync().ok() == !ever_after);
    CHECK(files.calls == 3);
  }
}

TEST_CASE("what a failed sync should have kept no later sync keeps") {
  FakeFiles files;
  files.put("/a", Bytes{1});
  auto file = files.open("/a", OpenMode::ReadWrite).value();
  REQUIRE(file->write_at(0, Bytes{2}).ok());
  files.fail_at = 2;
  CHECK_FALSE(file->sync().ok());
  CHECK(file->sync().ok());
  files.power_cut();
  CHECK(files.content("/a") == Bytes{1});
}

TEST_CASE("torn writes leave every prefix of whole sectors sooner or later, and nothing else") {
  std::set<std::size_t> kept;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    FakeFiles files;
    files.torn_writes = true;
    files.torn_seed = seed;
    files.put("/a", Bytes(2048, 0));
    auto file = files.open("/a", OpenMode::ReadWrite).value();
    REQUIRE(file->write_at(0, Bytes(2048, 1)).ok());
    files.power_cut();
    const Bytes found = files.content("/a");
    REQUIRE(found.size() == 2048);
    const auto ones = static_cast<std::size_t>(std::count(found.begin(), found.end(), 1));
    const Bytes front(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(ones));
    REQUIRE(front == Bytes(ones, 1));
    kept.insert(ones);
  }
  CHECK(kept == std::set<std::size_t>{0, 512, 1024, 1536, 2048});
}

TEST_CASE("cutting a file is forgotten like any other change") {
  FakeFiles files;
  files.put("/a", Bytes{1, 2, 3});
  REQUIRE(files.set_size("/a", 1).ok());
  CHECK(files.content("/a") == Bytes{1});
  files.power_cut();
  CHECK(files.content("/a") == Bytes{1, 2, 3});
  REQUIRE(files.set_size("/a", 4).ok());
  REQUIRE(files.open("/a", OpenMode::ReadWrite).value()->sync().ok());
  files.power_cut();
  CHECK(files.content("/a") == Bytes{1, 2, 3, 0});
}

TEST_CASE("relative and absolute paths are two trees") {
  FakeFiles files;
  files.put("vault/a", Bytes{1});
  files.put("/vault/b", Bytes{2});
  CHECK(files.paths() == std::vector<std::string>{"/vault/b", "vault/a"});
  CHECK(files.exists("./vault//a").value());
  CHECK(files.list(".").value() == std::vector<FolderEntry>{{"vault", true, 0}});
}

TEST_CASE("one seed gives one sequence, another seed another") {
  FakeRandom one(1), same(1), other(2);
  CHECK(one.array<40>() == same.array<40>());
  CHECK(one.next() != other.next());
  FakeRandom reference(1234567);
  CHECK(reference.next() == 6457827717110365317u);  // the published first output of splitmix64 for this seed
}

}  // namespace
}  // namespace holdfast::test
