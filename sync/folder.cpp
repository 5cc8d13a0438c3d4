#include "sync/folder.h"

#include <algorithm>

#include "sync/reasons.h"

namespace holdfast::sync {

namespace {

constexpr std::size_t kFolderBufferSize = std::size_t{256} << 10;
constexpr std::string_view kPartEnding = ".part";
// What a file system needs beyond the content: names, allocation tables, a cluster.
constexpr std::uint64_t kFolderReserve = std::uint64_t{1} << 20;

bool is_part_name(std::string_view name) {
  return name.size() > kPartEnding.size() && name.substr(name.size() - kPartEnding.size()) == kPartEnding &&
         is_road_name(name.substr(0, name.size() - kPartEnding.size()));
}

// Counts what comes and takes no more than was said.
class PartSink final : public Sink {
 public:
  PartSink(File& file, std::uint64_t size_bytes) : sink_(file, 0), size_(size_bytes) {}
  Result<void> write(ByteView bytes) override {
    if (bytes.size() > size_ - sink_.offset()) return kEncodingTrailing;
    return sink_.write(bytes);
  }
  bool full() const { return sink_.offset() == size_; }

 private:
  FileSink sink_;
  std::uint64_t size_;
};

// Compares what would be written with what lies there.
class SameSink final : public Sink {
 public:
  SameSink(File& file, std::uint64_t size_bytes) : source_(file, 0, size_bytes), left_(size_bytes) {}
  Result<void> write(ByteView bytes) override {
    if (bytes.size() > left_) return kEncodingTrailing;
    left_ -= bytes.size();
    while (!bytes.empty()) {
      const std::size_t piece = std::min(bytes.size(), theirs_.size());
      const std::size_t got = TRY(source_.read(MutableByteView(theirs_).first(piece)));
      if (got != piece || !equal(ByteView(theirs_).first(piece), bytes.first(piece))) return kFileExists;
      bytes = bytes.subspan(piece);
    }
    return {};
  }
  bool full() const { return left_ == 0; }

 private:
  FileSource source_;
  std::uint64_t left_;
  Bytes theirs_ = Bytes(kFolderBufferSize);
};

// A file of the stick that is being read, with progress and the way out.
class PartSource final : public Source {
 public:
  PartSource(File& file, std::uint64_t size_bytes, Progress& progress)
      : source_(file, 0, size_bytes), size_(size_bytes), progress_(progress) {}
  Result<std::size_t> read(MutableByteView out) override {
    TRY(check_cancelled(progress_));
    const std::size_t got = TRY(source_.read(out));
    done_ += got;
    progress_.report(done_, size_);
    return got;
  }

 private:
  FileSource source_;
  std::uint64_t size_;
  std::uint64_t done_ = 0;
  Progress& progress_;
};

Result<void> fill_part(File& file, RoadContent& content) {
  PartSink sink(file, content.size_bytes());
  TRY(content.write(sink));
  if (!sink.full()) return kEncodingTruncated;
  return {};
}

// Reads what lies on the medium, not what the system still remembers of it.
Result<void> check_part(Files& files, const std::string& path, RoadContent& content, Progress& progress) {
  const std::unique_ptr<File> file = TRY(files.open_large(path, OpenMode::Read));
  file->drop_cache();
  const std::uint64_t size = TRY(file->size());
  if (size != content.size_bytes()) return kRoadReadBack;
  PartSource source(*file, size, progress);
  return content.check(source);
}

// A file of that name is there already. The same bytes are as good as a fresh copy, once they are surely durable:
// an earlier run may have been cut off between rename and the folder's sync.
Result<void> accept_existing(Files& files, const std::string& folder, const std::string& path, RoadContent& content) {
  Result<std::unique_ptr<File>> opened = files.open(path, OpenMode::ReadWrite);
  if (!opened.ok()) return opened.error().reason == kFileNotRegular ? Error{kFileExists, {}} : opened.error();
  File& file = **opened;
  TRY(file.sync());
  file.drop_cache();
  const std::uint64_t size = TRY(file.size());
  if (size != content.size_bytes()) return kFileExists;
  SameSink sink(file, size);
  TRY(content.write(sink));
  if (!sink.full()) return kEncodingTruncated;
  TRY(files.set_constant_times(path));
  TRY(file.sync());
  return files.sync_folder(folder);
}

Result<void> write_part(Files& files, const std::string& part, RoadContent& content, Progress& progress) {
  const std::unique_ptr<File> file = TRY(files.open_large(part, OpenMode::CreateNew));
  TRY(fill_part(*file, content));
  TRY(file->sync());
  file->drop_cache();
  TRY(check_part(files, part, content, progress));
  // After reading: looking at a file changes its time of last access.
  TRY(files.set_constant_times(part));
  return file->sync();
}

Result<void> put_new(Files& files, const std::string& folder, const std::string& path, RoadContent& content,
                     Progress& progress) {
  const std::string part = path + std::string(kPartEnding);
  const bool leftover = TRY(files.exists(part));
  if (leftover) TRY(files.remove(part));  // of a run that was killed: its envelope's keys are gone with it
  const std::uint64_t free_bytes = TRY(files.free_space_bytes(folder));
  const std::uint64_t size_bytes = content.size_bytes();
  if (free_bytes < size_bytes || free_bytes - size_bytes < kFolderReserve) return kFileFull;
  Result<void> done = write_part(files, part, content, progress);
  if (done.ok()) done = files.rename(part, path);
  if (!done.ok()) {
    static_cast<void>(files.remove(part));  // best effort: a .part is never listed and is replaced by the next run
    return done;
  }
  return files.sync_folder(folder);
}

// A stick that was pulled says so, whatever call noticed it.
Error road_error(Files& files, const std::string& folder, Error error) {
  if (error.kind() != Kind::Io) return error;
  const Result<bool> there = files.exists(folder);
  return there.ok() && !*there ? Error{kRoadMissing, {}} : error;
}

// A whole file of the stick, which may be pulled at any moment.
class StickSource final : public Source {
 public:
  StickSource(Files& files, std::string folder, std::unique_ptr<File> file, std::uint64_t size)
      : files_(files), folder_(std::move(folder)), file_(std::move(file)), source_(*file_, 0, size) {}
  Result<std::size_t> read(MutableByteView out) override {
    Result<std::size_t> got = source_.read(out);
    if (!got.ok()) return road_error(files_, folder_, std::move(got).error());
    return got;
  }

 private:
  Files& files_;
  std::string folder_;
  std::unique_ptr<File> file_;
  FileSource source_;
};

}  // namespace

Result<RoadListing> Folder::list() {
  const Result<std::vector<FolderEntry>> entries = files_.list(path_);
  if (!entries.ok()) return road_error(files_, path_, entries.error());
  RoadListing out;
  for (const FolderEntry& entry : *entries) {
    if (!entry.is_folder && is_road_name(entry.name)) {
      out.files.push_back({entry.name, entry.size_bytes});
    } else if (entry.is_folder || !is_part_name(entry.name)) {
      ++out.others;
    }
  }
  std::sort(out.files.begin(), out.files.end(), [](const RoadFile& a, const RoadFile& b) { return a.name < b.name; });
  return out;
}

Result<void> Folder::put(const std::string& name, RoadContent& content, Progress& progress) {
  if (!is_road_name(name)) return kRoadName;
  const Result<bool> there = files_.exists(path_);
  if (!there.ok()) return there.error();
  if (!*there) return kRoadMissing;
  const std::string path = join_path(path_, name);
  const Result<bool> exists = files_.exists(path);
  if (!exists.ok()) return road_error(files_, path_, exists.error());
  Result<void> done = *exists ? accept_existing(files_, path_, path, content)
                              : put_new(files_, path_, path, content, progress);
  if (!done.ok()) return road_error(files_, path_, std::move(done).error());
  return {};
}

Result<std::unique_ptr<Source>> Folder::open(const std::string& name) {
  if (!is_road_name(name)) return kRoadName;
  Result<std::unique_ptr<File>> file = files_.open_large(join_path(path_, name), OpenMode::Read);
  if (!file.ok()) return road_error(files_, path_, std::move(file).error());
  const std::uint64_t size = TRY((*file)->size());
  return std::unique_ptr<Source>(std::make_unique<StickSource>(files_, path_, std::move(*file), size));
}

Result<std::uint64_t> Folder::free_space_bytes() {
  const Result<std::uint64_t> out = files_.free_space_bytes(path_);
  if (!out.ok()) return road_error(files_, path_, out.error());
  return *out;
}

}  // namespace holdfast::sync
