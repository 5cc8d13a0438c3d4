// In which order a stick is written. Some of these calls make each other look superfluous to a disk that only forgets:
// the sync before reading back makes the reading mean something, the one behind it keeps the times.
#include "sync/folder.h"
#include "tests/support/fake_seams.h"

using namespace holdfast;
using namespace holdfast::sync;
using holdfast::test::FakeFiles;

namespace {

class TracedFile final : public File {
 public:
  TracedFile(std::unique_ptr<File> below, std::string& trace) : below_(std::move(below)), trace_(trace) {}
  Result<std::size_t> read_at(std::uint64_t offset, MutableByteView out) override {
    note("read");
    return below_->read_at(offset, out);
  }
  Result<void> write_at(std::uint64_t offset, ByteView bytes) override {
    note("write");
    return below_->write_at(offset, bytes);
  }
  Result<std::uint64_t> size() override { return below_->size(); }
  Result<void> sync() override {
    note("sync");
    return below_->sync();
  }
  void drop_cache() override { note("drop"); }

 private:
  // Many reads or writes in a row are one step.
  void note(const std::string& what) {
    if (trace_.size() < what.size() || trace_.substr(trace_.size() - what.size()) != what) trace_ += " " + what;
  }
  std::unique_ptr<File> below_;
  std::string& trace_;
};

class TracedFiles final : public Files {
 public:
  Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override {
    std::unique_ptr<File> file = TRY(below.open(path, mode));
    trace += mode == OpenMode::CreateNew ? " create" : " open";
    return std::unique_ptr<File>(std::make_unique<TracedFile>(std::move(file), trace));
  }
  Result<void> rename(const std::string& from, const std::string& to) override {
    trace += " rename";
    return below.rename(from, to);
  }
  Result<void> remove(const std::string& path) override { return below.remove(path); }
  Result<void> remove_folder(const std::string& path) override { return below.remove_folder(path); }
  Result<void> make_folder(const std::string& path) override { return below.make_folder(path); }
  Result<void> sync_folder(const std::string& folder) override {
    trace += " folder";
    return below.sync_folder(folder);
  }
  Result<std::vector<FolderEntry>> list(const std::string& folder) override { return below.list(folder); }
  Result<bool> exists(const std::string& path) override { return below.exists(path); }
  Result<std::unique_ptr<FileLock>> lock(const std::string& path) override { return below.lock(path); }
  Result<std::uint64_t> free_space_bytes(const std::string& folder) override { return below.free_space_bytes(folder); }
  Result<void> set_constant_times(const std::string& path) override {
    trace += " times";
    return below.set_constant_times(path);
  }
  FakeFiles below;
  std::string trace;
};

}  // namespace

TEST_CASE("a stick is read back from the medium, and its times are set last and synced") {
  TracedFiles files;
  REQUIRE(files.below.make_folder("/stick").ok());
  Folder folder(files, "/stick");
  NoProgress progress;
  const Bytes bytes(600000, 0x42);
  const std::string name = "0123456789abcdef0123456789abcdef.age";
  RoadBytes content(bytes);
  REQUIRE(folder.put(name, content, progress).ok());
  CHECK(files.trace == " create write sync drop open drop read times sync rename folder");
  // The same file again: what an earlier run may have left in the cache only is synced before it is believed.
  files.trace.clear();
  REQUIRE(folder.put(name, content, progress).ok());
  CHECK(files.trace == " open sync drop read times sync folder");
}
