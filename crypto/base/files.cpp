#include "crypto/base/files.h"

namespace holdfast {

std::string join_path(std::string_view folder, std::string_view name) {
  std::string out(folder);
  if (!out.empty() && out.back() != '/') out.push_back('/');
  out.append(name);
  return out;
}

namespace {

// The folder part of a path; "." for a bare name.
std::string parent_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

Result<void> write_and_sync(Files& files, const std::string& path, ByteView bytes) {
  std::unique_ptr<File> file = TRY(files.open(path, OpenMode::CreateNew));
  TRY(file->write_at(0, bytes));
  return file->sync();
}

}  // namespace

Result<Bytes> read_file(Files& files, const std::string& path, std::uint64_t size_bytes_max) {
  std::unique_ptr<File> file = TRY(files.open(path, OpenMode::Read));
  const std::uint64_t size = TRY(file->size());
  if (size > size_bytes_max) return kFileTooLarge;
  Bytes out(static_cast<std::size_t>(size));
  const std::size_t got = TRY(file->read_at(0, out));
  if (got != out.size()) return kFileRead;  // it shrank while we read it
  return out;
}

Result<void> write_file_atomically(Files& files, const std::string& path, ByteView bytes) {
  const std::string temp = path + ".part";
  if (TRY(files.exists(temp))) TRY(files.remove(temp));
  Result<void> written = write_and_sync(files, temp, bytes);
  if (!written.ok()) {
    // Best effort: the name is ours, and the next attempt removes it anyway.
    static_cast<void>(files.remove(temp).ok());
    return written;
  }
  TRY(files.rename(temp, path));
  return files.sync_folder(parent_of(path));
}

Result<void> write_new_file(Files& files, const std::string& path, ByteView bytes) {
  TRY(write_and_sync(files, path, bytes));
  return files.sync_folder(parent_of(path));
}

}  // namespace holdfast
