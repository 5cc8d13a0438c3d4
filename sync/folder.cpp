#include "sync/folder.h"

#include <algorithm>

#include "crypto/copy_check.h"
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

// Copies exactly `size_bytes` to the file and returns what a second reading must give again.
Result<ByteArray<16>> fill_part(File& file, Source& content, std::uint64_t size_bytes, Progress& progress) {
  crypto::CopyCheck check;
  FileSink sink(file, 0);
  Bytes buffer(kFolderBufferSize);
  while (sink.offset() < size_bytes) {
    TRY(check_cancelled(progress));
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(size_bytes - sink.offset(), buffer.size()));
    const MutableByteView piece = MutableByteView(buffer).first(size);
    TRY(read_exactly(content, piece));
    check.update(piece);
    TRY(sink.write(piece));
    progress.report(sink.offset(), size_bytes);
  }
  std::uint8_t beyond = 0;
  const std::size_t more = TRY(content.read({&beyond, 1}));
  if (more != 0) return kEncodingTrailing;
  return check.finish();
}

// Reads what lies on the medium, not what the system still remembers of it.
Result<void> check_part(Files& files, const std::string& path, std::uint64_t size_bytes,
                        const ByteArray<16>& expected) {
  const std::unique_ptr<File> file = TRY(files.open(path, OpenMode::Read));
  file->drop_cache();
  const std::uint64_t size = TRY(file->size());
  if (size != size_bytes) return kRoadReadBack;
  crypto::CopyCheck check;
  FileSource source(*file, 0, size_bytes);
  Bytes buffer(kFolderBufferSize);
  while (true) {
    const std::size_t got = TRY(source.read(buffer));
    if (got == 0) break;
    check.update(ByteView(buffer).first(got));
  }
  if (check.finish() != expected) return kRoadReadBack;
  return {};
}

// A file of that name is there already. The same bytes are as good as a fresh copy, once they are surely durable:
// an earlier run may have been cut off between rename and the folder's sync.
Result<void> accept_existing(Files& files, const std::string& folder, const std::string& path, Source& content,
                             std::uint64_t size_bytes, Progress& progress) {
  Result<std::unique_ptr<File>> opened = files.open(path, OpenMode::ReadWrite);
  if (!opened.ok()) return opened.error().reason == kFileNotRegular ? Error{kFileExists, {}} : opened.error();
  File& file = **opened;
  TRY(file.sync());
  file.drop_cache();
  const std::uint64_t size = TRY(file.size());
  if (size != size_bytes) return kFileExists;
  Bytes ours(kFolderBufferSize);
  Bytes theirs(kFolderBufferSize);
  for (std::uint64_t offset = 0; offset < size_bytes;) {
    TRY(check_cancelled(progress));
    const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(size_bytes - offset, ours.size()));
    TRY(read_exactly(content, MutableByteView(ours).first(piece)));
    const std::size_t got = TRY(file.read_at(offset, MutableByteView(theirs).first(piece)));
    if (got != piece || !equal(ByteView(ours).first(piece), ByteView(theirs).first(piece))) return kFileExists;
    offset += piece;
    progress.report(offset, size_bytes);
  }
  std::uint8_t beyond = 0;
  const std::size_t more = TRY(content.read({&beyond, 1}));
  if (more != 0) return kEncodingTrailing;
  TRY(files.set_constant_times(path));
  TRY(file.sync());
  return files.sync_folder(folder);
}

Result<void> write_part(Files& files, const std::string& part, Source& content, std::uint64_t size_bytes,
                        Progress& progress) {
  const std::unique_ptr<File> file = TRY(files.open(part, OpenMode::CreateNew));
  const ByteArray<16> check = TRY(fill_part(*file, content, size_bytes, progress));
  TRY(file->sync());
  file->drop_cache();
  TRY(check_part(files, part, size_bytes, check));
  // After reading: looking at a file changes its time of last access.
  TRY(files.set_constant_times(part));
  return file->sync();
}

Result<void> put_new(Files& files, const std::string& folder, const std::string& path, Source& content,
                     std::uint64_t size_bytes, Progress& progress) {
  const std::string part = path + std::string(kPartEnding);
  const bool leftover = TRY(files.exists(part));
  if (leftover) TRY(files.remove(part));  // of a run that was killed: its envelope's keys are gone with it
  const std::uint64_t free_bytes = TRY(files.free_space_bytes(folder));
  if (free_bytes < size_bytes || free_bytes - size_bytes < kFolderReserve) return kFileFull;
  Result<void> done = write_part(files, part, content, size_bytes, progress);
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

Result<void> Folder::put(const std::string& name, Source& content, std::uint64_t size_bytes, Progress& progress) {
  if (!is_road_name(name)) return kRoadName;
  const Result<bool> there = files_.exists(path_);
  if (!there.ok()) return there.error();
  if (!*there) return kRoadMissing;
  const std::string path = join_path(path_, name);
  const Result<bool> exists = files_.exists(path);
  if (!exists.ok()) return road_error(files_, path_, exists.error());
  Result<void> done = *exists ? accept_existing(files_, path_, path, content, size_bytes, progress)
                              : put_new(files_, path_, path, content, size_bytes, progress);
  if (!done.ok()) return road_error(files_, path_, std::move(done).error());
  return {};
}

Result<void> Folder::get(const std::string& name, Sink& out, Progress& progress) {
  if (!is_road_name(name)) return kRoadName;
  Result<std::unique_ptr<File>> file = files_.open(join_path(path_, name), OpenMode::Read);
  if (!file.ok()) return road_error(files_, path_, std::move(file).error());
  const std::uint64_t size = TRY((*file)->size());
  FileSource source(**file, 0, size);
  Bytes buffer(kFolderBufferSize);
  std::uint64_t done = 0;
  while (true) {
    TRY(check_cancelled(progress));
    const Result<std::size_t> got = source.read(buffer);
    if (!got.ok()) return road_error(files_, path_, got.error());
    if (*got == 0) break;
    TRY(out.write(ByteView(buffer).first(*got)));
    done += *got;
    progress.report(done, size);
  }
  return {};
}

Result<std::uint64_t> Folder::free_space_bytes() {
  const Result<std::uint64_t> out = files_.free_space_bytes(path_);
  if (!out.ok()) return road_error(files_, path_, out.error());
  return *out;
}

}  // namespace holdfast::sync
