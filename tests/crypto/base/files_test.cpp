#include "crypto/base/files.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/crypto/base/temp_folder.h"
#include "tests/support/fake_seams.h"

namespace holdfast {
namespace {

using test::TempFolder;
using test::text_bytes;

// Both disks, so that the fake is held to what the real one does.
struct Disk {
  TempFolder folder;
  SystemFiles system;
  test::FakeFiles fake;
  Files* files = nullptr;
  std::string root;

  explicit Disk(bool real) : files(real ? static_cast<Files*>(&system) : &fake) {
    root = real ? folder.path() : "/fake";
    if (!real) REQUIRE(fake.make_folder(root).ok());
  }
  std::string operator/(std::string_view name) const { return join_path(root, name); }
};

TEST_CASE("paths are joined with exactly one slash") {
  CHECK(join_path("/vault", "header.a") == "/vault/header.a");
  CHECK(join_path("/vault/", "header.a") == "/vault/header.a");
  CHECK(join_path("/", "a") == "/a");
  CHECK(join_path("", "a") == "a");
}

TEST_CASE("a file is read and written at any place") {
  Disk disk(GENERATE(true, false));
  const std::unique_ptr<File> file = disk.files->open(disk / "a", OpenMode::CreateNew).value();
  CHECK(file->size().value() == 0);
  CHECK(file->write_at(0, text_bytes("hello")).ok());
  CHECK(file->write_at(3, text_bytes("p me")).ok());
  CHECK(file->write_at(10, text_bytes("!")).ok());
  CHECK(file->write_at(20, {}).ok());
  CHECK(file->size().value() == 11);
  Bytes buffer(20, 0xEE);
  CHECK(file->read_at(0, buffer).value() == 11);
  CHECK(equal(ByteView(buffer).first(11), text_bytes(std::string("help me\0\0\0!", 11))));
  CHECK(buffer[11] == 0xEE);
  CHECK(file->read_at(10, buffer).value() == 1);
  CHECK(file->read_at(11, buffer).value() == 0);
  CHECK(file->read_at(1000, buffer).value() == 0);
  CHECK(file->sync().ok());
  file->drop_cache();
  CHECK(disk.files->sync_folder(disk.root).ok());
  CHECK(read_file(*disk.files, disk / "a", 11).value() == text_bytes(std::string("help me\0\0\0!", 11)));
}

TEST_CASE("opening says why it could not") {
  Disk disk(GENERATE(true, false));
  CHECK(disk.files->open(disk / "none", OpenMode::Read).error().reason == kFileMissing);
  CHECK(disk.files->open(disk / "none", OpenMode::ReadWrite).error().reason == kFileMissing);
  CHECK(disk.files->open(disk / "none/deeper", OpenMode::CreateNew).error().reason == kFileMissing);
  CHECK(disk.files->open(disk.root, OpenMode::Read).error().reason == kFileNotRegular);
  CHECK(disk.files->open(disk.root, OpenMode::ReadWrite).error().reason == kFileNotRegular);
  CHECK(write_new_file(*disk.files, disk / "a", text_bytes("first")).ok());
  CHECK(disk.files->open(disk / "a", OpenMode::CreateNew).error().reason == kFileExists);
  CHECK(write_new_file(*disk.files, disk / "a", text_bytes("second")).error().reason == kFileExists);
  CHECK(read_file(*disk.files, disk / "a", 100).value() == text_bytes("first"));
  const std::unique_ptr<File> reading = disk.files->open(disk / "a", OpenMode::Read).value();
  CHECK(reading->write_at(0, text_bytes("x")).error().reason == kFileWrite);
}

TEST_CASE("names are renamed, replaced, removed and listed") {
  Disk disk(GENERATE(true, false));
  Files& files = *disk.files;
  REQUIRE(write_new_file(files, disk / "b", text_bytes("one")).ok());
  REQUIRE(write_new_file(files, disk / "a", text_bytes("three")).ok());
  REQUIRE(files.make_folder(disk / "c").ok());
  CHECK(files.make_folder(disk / "c").ok());
  CHECK(files.make_folder(disk / "a").error().reason == kFileExists);
  CHECK(files.make_folder(disk / "x/y").error().reason == kFileMissing);
  const std::vector<FolderEntry> all = {{"a", false, 5}, {"b", false, 3}, {"c", true, 0}};
  CHECK(files.list(disk.root).value() == all);
  CHECK(files.rename(disk / "a", disk / "b").ok());
  CHECK(files.list(disk.root).value() == std::vector<FolderEntry>{{"b", false, 5}, {"c", true, 0}});
  CHECK(files.rename(disk / "a", disk / "b").error().reason == kFileMissing);
  CHECK(files.rename(disk / "b", disk / "c").error().reason == kFileNotRegular);
  CHECK(files.rename(disk / "b", disk / "c/d").ok());
  CHECK(files.exists(disk / "c/d").value());
  CHECK_FALSE(files.exists(disk / "b").value());
  CHECK_FALSE(files.exists(disk / "b/c").value());
  CHECK(files.remove_folder(disk / "c").error().reason == kFileWrite);  // not empty
  CHECK(files.remove(disk / "c/d").ok());
  CHECK(files.remove(disk / "c/d").error().reason == kFileMissing);
  CHECK(files.remove(disk / "c").error().reason == kFileNotRegular);
  CHECK(files.remove_folder(disk / "c").ok());
  CHECK(files.remove_folder(disk / "c").error().reason == kFileMissing);
  CHECK(files.list(disk / "c").error().reason == kFileMissing);
  CHECK(files.free_space_bytes(disk.root).value() > 0);
  CHECK(files.free_space_bytes(disk / "c").error().reason == kFileMissing);
}

TEST_CASE("an open file keeps its content when its name is taken away") {
  Disk disk(GENERATE(true, false));
  REQUIRE(write_new_file(*disk.files, disk / "a", text_bytes("old")).ok());
  const std::unique_ptr<File> file = disk.files->open(disk / "a", OpenMode::Read).value();
  CHECK(write_file_atomically(*disk.files, disk / "a", text_bytes("new")).ok());
  Bytes buffer(3);
  CHECK(file->read_at(0, buffer).value() == 3);
  CHECK(buffer == text_bytes("old"));
}

TEST_CASE("a file above the limit is refused before it is read") {
  Disk disk(GENERATE(true, false));
  REQUIRE(write_new_file(*disk.files, disk / "a", Bytes(1000, 7)).ok());
  CHECK(read_file(*disk.files, disk / "a", 1000).value().size() == 1000);
  CHECK(read_file(*disk.files, disk / "a", 999).error().reason == kFileTooLarge);
  // A hole of 8 TiB costs nothing on the disk and would end the program if it were believed.
  TempFolder folder;
  SystemFiles system;
  REQUIRE(write_new_file(system, folder / "huge", {}).ok());
  if (::truncate((folder / "huge").c_str(), off_t{1} << 43) == 0) {
    CHECK(read_file(system, folder / "huge", 1 << 20).error().reason == kFileTooLarge);
  }
}

TEST_CASE("a symbolic link at the end of a path is never followed") {
  TempFolder folder;
  SystemFiles files;
  REQUIRE(write_new_file(files, folder / "secret", text_bytes("untouched")).ok());
  REQUIRE(files.make_folder(folder / "home").ok());
  REQUIRE(::symlink((folder / "secret").c_str(), (folder / "link").c_str()) == 0);
  REQUIRE(::symlink((folder / "home").c_str(), (folder / "folder-link").c_str()) == 0);
  REQUIRE(::symlink((folder / "nowhere").c_str(), (folder / "dangling").c_str()) == 0);
  CHECK(files.open(folder / "link", OpenMode::Read).error().reason == kFileNotRegular);
  CHECK(files.open(folder / "link", OpenMode::ReadWrite).error().reason == kFileNotRegular);
  CHECK(files.open(folder / "link", OpenMode::CreateNew).error().reason == kFileExists);
  CHECK(files.open(folder / "dangling", OpenMode::CreateNew).error().reason == kFileExists);
  CHECK_FALSE(files.exists(folder / "nowhere").value());
  CHECK(files.lock(folder / "link").error().reason == kFileNotRegular);
  CHECK_FALSE(files.list(folder / "folder-link").ok());
  CHECK(files.make_folder(folder / "folder-link").error().reason == kFileExists);
  // Links are not listed, so nothing that walks a stick meets them.
  CHECK(files.list(folder.path()).value() == std::vector<FolderEntry>{{"home", true, 0}, {"secret", false, 9}});
  CHECK(write_file_atomically(files, folder / "link", text_bytes("new")).ok());  // replaces the link itself
  CHECK(read_file(files, folder / "secret", 100).value() == text_bytes("untouched"));
}

TEST_CASE("a pipe or a socket is refused and never waited for") {
  TempFolder folder;
  SystemFiles files;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(files.open(folder / "pipe", OpenMode::Read).error().reason == kFileNotRegular);
  CHECK(files.open(folder / "pipe", OpenMode::ReadWrite).error().reason == kFileNotRegular);
  CHECK(files.lock(folder / "pipe").error().reason == kFileNotRegular);
  CHECK(read_file(files, folder / "pipe", 100).error().reason == kFileNotRegular);
  CHECK(files.open("/dev/null", OpenMode::Read).error().reason == kFileNotRegular);
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  REQUIRE(fd >= 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = folder / "socket";
  REQUIRE(name.size() < sizeof(address.sun_path));
  std::copy(name.begin(), name.end(), address.sun_path);
  REQUIRE(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  CHECK(files.open(name, OpenMode::Read).error().reason == kFileNotRegular);
  ::close(fd);
  CHECK(files.list(folder.path()).value().empty());
}

TEST_CASE("files and folders are for their owner alone") {
  TempFolder folder;
  SystemFiles files;
  const mode_t before = ::umask(0);
  REQUIRE(write_new_file(files, folder / "a", {}).ok());
  REQUIRE(files.make_folder(folder / "b").ok());
  { REQUIRE(files.lock(folder / "lock").ok()); }
  ::umask(before);
  const std::pair<const char*, mode_t> wanted[] = {{"a", 0600}, {"b", 0700}, {"lock", 0600}};
  for (const auto& [name, mode] : wanted) {
    struct stat status {};
    REQUIRE(::stat((folder / name).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == mode);
  }
}

TEST_CASE("a lock has one holder at a time, also within one program") {
  Disk disk(GENERATE(true, false));
  auto held = std::make_optional(disk.files->lock(disk / "lock").value());
  CHECK(disk.files->lock(disk / "lock").error().reason == kFileBusy);
  SystemFiles second;
  if (disk.files == &disk.system) CHECK(second.lock(disk / "lock").error().reason == kFileBusy);
  CHECK(disk.files->lock(disk / "other").ok());
  held.reset();
  CHECK(disk.files->lock(disk / "lock").ok());
}

TEST_CASE("another program finds the lock busy, and free once the holder has died") {
  TempFolder folder;
  SystemFiles files;
  const std::string path = folder / "lock";
  int ready[2];
  int leave[2];
  REQUIRE(::pipe(ready) == 0);
  REQUIRE(::pipe(leave) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // Only the seam and system calls: a forked child of a test program must touch nothing else.
    ::close(leave[1]);
    const auto lock = SystemFiles().lock(path);
    char byte = lock.ok() ? '+' : '-';
    static_cast<void>(!::write(ready[1], &byte, 1));
    static_cast<void>(!::read(leave[0], &byte, 1));
    ::_exit(0);  // without releasing: the system must do it
  }
  ::close(ready[1]);
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  CHECK(byte == '+');
  CHECK(files.lock(path).error().reason == kFileBusy);
  ::close(leave[1]);
  int status = 0;
  CHECK(::waitpid(child, &status, 0) == child);
  CHECK(files.lock(path).ok());
  for (const int fd : {ready[0], leave[0]}) ::close(fd);
}

TEST_CASE("a file on a stick does not tell when it was written") {
  TempFolder folder;
  SystemFiles files;
  REQUIRE(write_new_file(files, folder / "bundle", text_bytes("x")).ok());
  REQUIRE(files.set_constant_times(folder / "bundle").ok());
  struct stat status {};
  REQUIRE(::stat((folder / "bundle").c_str(), &status) == 0);
  CHECK(status.st_mtime == 315532800);
  CHECK(status.st_atime == 315532800);
  CHECK(files.set_constant_times(folder / "none").error().reason == kFileMissing);
}

TEST_CASE("a disk without space says so") {
  SystemFiles files;
  Result<std::unique_ptr<File>> full = files.open("/dev/full", OpenMode::ReadWrite);
  CHECK_FALSE(full.ok());  // a device, refused before its trick is seen: fullness is tested on the fake
  test::FakeFiles fake;
  fake.fail_at = 2;
  CHECK(write_new_file(fake, "/a", Bytes(10)).error().reason == kFileFull);
}

// What is on the disk after an atomic write whose call number `fail_at` failed, and then the power too.
std::string after_failed_write(std::uint64_t fail_at, bool ever_after, bool torn, std::uint64_t seed, bool& reported) {
  test::FakeFiles files;
  files.put("/vault/state", text_bytes("old"));
  files.torn_writes = torn;
  files.torn_seed = seed;
  files.fail_at = fail_at;
  files.fail_ever_after = ever_after;
  reported = write_file_atomically(files, "/vault/state", text_bytes("new")).ok();
  files.fail_at = 0;
  files.power_cut();
  const Result<Bytes> bytes = read_file(files, "/vault/state", 100);
  if (!bytes.ok()) return "neither";
  // The next attempt succeeds whatever the failed one left behind.
  CHECK(write_file_atomically(files, "/vault/state", text_bytes("next")).ok());
  files.power_cut();
  CHECK(read_file(files, "/vault/state", 100).value() == text_bytes("next"));
  return std::string(as_text(*bytes));
}

TEST_CASE("an atomic write leaves the old or the new content at every failure, and the new one once reported") {
  for (const bool ever_after : {false, true}) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      std::uint64_t failures = 0;
      for (std::uint64_t fail_at = 1; fail_at < 20; ++fail_at) {
        bool reported = false;
        const std::string found = after_failed_write(fail_at, ever_after, seed != 0, seed, reported);
        INFO("call " << fail_at << ", seed " << seed);
        CHECK((found == "old" || found == "new"));
        if (reported) CHECK(found == "new");
        failures += reported ? 0 : 1;
      }
      CHECK(failures == 5);  // create, write, sync, rename, sync of the folder: each can fail and is reported
    }
  }
}

TEST_CASE("a power cut after any call of an atomic write leaves the old or the new content") {
  for (std::uint64_t calls = 0; calls <= 5; ++calls) {
    test::FakeFiles files;
    files.put("/vault/state", text_bytes("old"));
    files.fail_at = calls + 1;
    files.fail_ever_after = true;  // as a program that was killed: nothing after this call reaches the disk
    const bool reported = write_file_atomically(files, "/vault/state", text_bytes("new")).ok();
    files.power_cut();
    const Bytes found = files.content("/vault/state");
    CHECK(reported == (calls == 5));
    CHECK(found == text_bytes(calls == 5 ? "new" : "old"));
  }
}

// The twin: were the syncs not there, the tests above would fail.
TEST_CASE("without its syncs an atomic write is lost") {
  test::FakeFiles files;
  files.put("/vault/state", text_bytes("old"));
  files.ignore_sync = true;
  CHECK(write_file_atomically(files, "/vault/state", text_bytes("new")).ok());
  files.power_cut();
  CHECK(files.content("/vault/state") == text_bytes("old"));
  CHECK(write_new_file(files, "/vault/fresh", text_bytes("x")).ok());
  files.power_cut();
  CHECK_FALSE(files.exists("/vault/fresh").value());
}

TEST_CASE("a new file is there after a power cut once it was reported") {
  test::FakeFiles files;
  REQUIRE(files.make_folder("/vault").ok());
  REQUIRE(files.sync_folder("/").ok());
  CHECK(write_new_file(files, "/vault/a", text_bytes("whole")).ok());
  files.power_cut();
  CHECK(files.content("/vault/a") == text_bytes("whole"));
}

}  // namespace
}  // namespace holdfast
