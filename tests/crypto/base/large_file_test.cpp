// Files that pass by the system's cache (Files::open_large), on the real disk.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/crypto/base/temp_folder.h"
#include "tests/support/fake_seams.h"

namespace holdfast {
namespace {

using test::TempFolder;
using test::text_bytes;

// Writes `size` bytes in pieces whose lengths come from a fixed sequence.
Bytes write_in_pieces(File& file, std::size_t size, std::size_t piece_max) {
  Bytes written(size);
  test::FakeRandom random(size + piece_max);
  random.fill(written);
  std::size_t at = 0;
  for (std::size_t turn = 1; at < size; ++turn) {
    const std::size_t piece = std::min(size - at, turn * 7919 % piece_max + 1);
    REQUIRE(file.write_at(at, ByteView(written).subspan(at, piece)).ok());
    at += piece;
  }
  return written;
}

// /tmp and, where there is one, a file system in memory: some of those know no way past the cache.
std::vector<std::string> places_for_large_files() {
  std::vector<std::string> out = {std::filesystem::temp_directory_path().string()};
  if (std::filesystem::exists("/dev/shm")) out.push_back("/dev/shm");
  return out;
}

TEST_CASE("a large file holds what was written, in whatever pieces, once it is synced") {
  constexpr std::size_t kMiB = std::size_t{1} << 20;
  for (const std::string& place : places_for_large_files()) {
    const std::string path = join_path(place, "holdfast-large-" + std::to_string(::getpid()));
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kMiB - 1, kMiB, kMiB + 1, kMiB + 4096, 2 * kMiB,
                                   2 * kMiB + 1, 3 * kMiB + 777, 5 * kMiB}) {
      for (const std::size_t piece_max : {std::size_t{70'000}, std::size_t{2'100'000}}) {
        INFO(place << ", " << size << " bytes in pieces of up to " << piece_max);
        SystemFiles files;
        std::unique_ptr<File> file = files.open_large(path, OpenMode::CreateNew).value();
        const Bytes written = write_in_pieces(*file, size, piece_max);
        CHECK(file->size().value() == size);
        CHECK(file->sync().ok());
        file.reset();
        CHECK((read_file(files, path, size).value() == written));
        // Read again from front to end, in pieces that fit no block, and once from anywhere.
        file = files.open_large(path, OpenMode::Read).value();
        Bytes again(size + 10);
        std::size_t at = 0;
        while (true) {
          const std::size_t got =
              file->read_at(at, MutableByteView(again).subspan(at, std::min<std::size_t>(300'001, again.size() - at)))
                  .value();
          if (got == 0) break;
          at += got;
        }
        CHECK(at == size);
        CHECK((equal(ByteView(again).first(at), written)));
        if (size > 10) {
          Bytes some(10);
          CHECK(file->read_at(size - 5, some).value() == 5);
          CHECK(equal(ByteView(some).first(5), ByteView(written).last(5)));
          CHECK(file->read_at(3, some).value() == 10);
          CHECK(equal(some, ByteView(written).subspan(3, 10)));
        }
        file.reset();
        CHECK(files.remove(path).ok());
      }
    }
  }
}

TEST_CASE("a large file may be read and corrected before it is closed") {
  TempFolder folder;
  SystemFiles files;
  const std::unique_ptr<File> file = files.open_large(folder / "a", OpenMode::CreateNew).value();
  Bytes expected = write_in_pieces(*file, 2'500'000, 70'000);
  Bytes some(100);
  CHECK(file->read_at(2'400'000, some).value() == 100);
  CHECK(equal(some, ByteView(expected).subspan(2'400'000, 100)));
  // Behind the end, then in the middle, then at the end again.
  append(expected, text_bytes("more"));
  CHECK(file->write_at(2'500'000, text_bytes("more")).ok());
  std::copy_n(text_bytes("middle").begin(), 6, expected.begin() + 1'500'000);
  CHECK(file->write_at(1'500'000, text_bytes("middle")).ok());
  const Bytes tail(1'200'000, 0x5A);
  append(expected, tail);
  CHECK(file->write_at(2'500'004, tail).ok());
  CHECK(file->sync().ok());
  CHECK((read_file(files, folder / "a", 4'000'000).value() == expected));
  CHECK(file->size().value() == expected.size());
}

TEST_CASE("a large file that could not be written never says that it is durable") {
  TempFolder folder;
  SystemFiles files;
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  for (const std::size_t limit : {std::size_t{1'500'000}, std::size_t{2'097'200}}) {
    const std::unique_ptr<File> file =
        files.open_large(folder / std::to_string(limit), OpenMode::CreateNew).value();
    const rlimit small{limit, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const Bytes bytes(2'500'000, 0x5A);
    const bool written = file->write_at(0, bytes).ok();
    const bool sized = file->size().ok();
    const bool synced = file->sync().ok();
    const bool again = file->write_at(bytes.size(), bytes).ok();
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    CHECK(written == (limit > 2'000'000));  // the end was still on its way
    CHECK_FALSE((sized || synced || again));
    CHECK_FALSE(file->sync().ok());
  }
  std::signal(SIGXFSZ, old_handler);
}

TEST_CASE("a large file refuses what any other does") {
  TempFolder folder;
  SystemFiles files;
  CHECK(files.open_large(folder / "none", OpenMode::Read).error().reason == kFileMissing);
  CHECK(files.open_large(folder.path(), OpenMode::Read).error().reason == kFileNotRegular);
  CHECK(write_new_file(files, folder / "a", text_bytes("first")).ok());
  CHECK(files.open_large(folder / "a", OpenMode::CreateNew).error().reason == kFileExists);
  const std::unique_ptr<File> reading = files.open_large(folder / "a", OpenMode::Read).value();
  // What was written may be on its way until sync().
  const Result<void> written = reading->write_at(0, text_bytes("x"));
  const Result<void> synced = reading->sync();
  CHECK(synced.error().reason == kFileWrite);
  CHECK((written.ok() || written.error().reason == kFileWrite));
}

}  // namespace
}  // namespace holdfast
