// The disk of a POSIX system. The only file that makes these system calls.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "crypto/base/files_posix.h"

namespace holdfast {

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

Error error_of(int code, const Reason& otherwise) {
  switch (code) {
    case ENOENT:
    case ENOTDIR: return {kFileMissing, {}};
    case EEXIST: return {kFileExists, {}};
    case ENOSPC:
    case EDQUOT: return {kFileFull, {}};
    case EACCES:
    case EPERM:
    case EROFS: return {kFileDenied, {}};
    case ELOOP:
    case ENXIO:  // a socket, or a pipe without a reader
    case EISDIR: return {kFileNotRegular, {}};
    default: return {otherwise, std::strerror(code)};
  }
}

Result<void> write_all(int fd, std::uint64_t offset, ByteView bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t put = ::pwrite(fd, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return error_of(errno, kFileWrite);
    if (put == 0) return kFileWrite;  // never seen, and must not become an endless loop
    done += static_cast<std::size_t>(put);
  }
  return {};
}

namespace {

class PosixFile final : public File {
 public:
  explicit PosixFile(int fd) : fd_(fd) {}

  Result<std::size_t> read_at(std::uint64_t offset, MutableByteView out) override {
    std::size_t done = 0;
    while (done < out.size()) {
      const ssize_t got = ::pread(fd_.get(), out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return error_of(errno, kFileRead);
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
    }
    return done;
  }

  Result<void> write_at(std::uint64_t offset, ByteView bytes) override {
    return write_all(fd_.get(), offset, bytes);
  }

  Result<std::uint64_t> size() override {
    struct stat status {};
    if (::fstat(fd_.get(), &status) != 0) return error_of(errno, kFileRead);
    return static_cast<std::uint64_t>(status.st_size);
  }

  Result<void> sync() override {
    if (::fsync(fd_.get()) != 0) return error_of(errno, kFileWrite);
    return {};
  }

  void drop_cache() override { static_cast<void>(::posix_fadvise(fd_.get(), 0, 0, POSIX_FADV_DONTNEED)); }

 private:
  Descriptor fd_;
};

class PosixLock final : public FileLock {
 public:
  explicit PosixLock(int fd) : fd_(fd) {}

 private:
  Descriptor fd_;  // closing it releases the lock
};

int open_flags(OpenMode mode) {
  switch (mode) {
    case OpenMode::Read: return O_RDONLY;
    case OpenMode::ReadWrite: return O_RDWR;
    case OpenMode::CreateNew: return O_RDWR | O_CREAT | O_EXCL;
  }
  return O_RDONLY;
}

// The caller owns the descriptor.
Result<int> open_regular(const std::string& path, OpenMode mode) {
  // O_NONBLOCK: a named pipe on a hostile stick must not hang us; it is refused below as not regular.
  const int fd = ::open(path.c_str(), open_flags(mode) | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (fd < 0) return error_of(errno, mode == OpenMode::CreateNew ? kFileWrite : kFileRead);
  Descriptor owned(fd);
  struct stat status {};
  if (::fstat(fd, &status) != 0) return error_of(errno, kFileRead);
  if (!S_ISREG(status.st_mode)) return kFileNotRegular;
  return owned.release();
}

}  // namespace

Result<std::unique_ptr<File>> SystemFiles::open(const std::string& path, OpenMode mode) {
  const int fd = TRY(open_regular(path, mode));
  return std::unique_ptr<File>(std::make_unique<PosixFile>(fd));
}

Result<std::unique_ptr<File>> SystemFiles::open_large(const std::string& path, OpenMode mode) {
  const int fd = TRY(open_regular(path, mode));
  return make_large_file(fd);
}

Result<void> SystemFiles::rename(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return error_of(errno, kFileWrite);
  return {};
}

Result<void> SystemFiles::remove(const std::string& path) {
  if (::unlink(path.c_str()) != 0) return error_of(errno, kFileWrite);
  return {};
}

Result<void> SystemFiles::remove_folder(const std::string& path) {
  if (::rmdir(path.c_str()) != 0) return error_of(errno, kFileWrite);
  return {};
}

Result<void> SystemFiles::make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) == 0) return {};
  const int code = errno;
  struct stat status {};
  if (code == EEXIST && ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return {};
  return error_of(code, kFileWrite);
}

Result<void> SystemFiles::sync_folder(const std::string& folder) {
  Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() < 0) return error_of(errno, kFileWrite);
  // Some network and FAT file systems cannot sync a folder and say EINVAL; there is nothing better to do there.
  if (::fsync(fd.get()) != 0 && errno != EINVAL) return error_of(errno, kFileWrite);
  return {};
}

Result<std::vector<FolderEntry>> SystemFiles::list(const std::string& folder) {
  // A link on a stick must not make us list, and then delete in, a folder of the person.
  Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
  if (fd.get() < 0) return error_of(errno, kFileRead);
  DIR* handle = ::fdopendir(fd.get());
  if (handle == nullptr) return error_of(errno, kFileRead);
  fd.release();  // closedir closes it
  std::unique_ptr<DIR, int (*)(DIR*)> owned(handle, &::closedir);
  std::vector<FolderEntry> out;
  errno = 0;
  while (const dirent* item = ::readdir(handle)) {
    const std::string name = item->d_name;
    if (name == "." || name == "..") continue;
    struct stat status {};
    if (::fstatat(::dirfd(handle), item->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) continue;  // gone meanwhile
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) continue;
    const bool is_folder = S_ISDIR(status.st_mode);
    out.push_back({name, is_folder, is_folder ? 0 : static_cast<std::uint64_t>(status.st_size)});
    errno = 0;
  }
  if (errno != 0) return error_of(errno, kFileRead);
  std::sort(out.begin(), out.end(), [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
  return out;
}

Result<bool> SystemFiles::exists(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) return true;
  if (errno == ENOENT || errno == ENOTDIR) return false;
  return error_of(errno, kFileRead);
}

Result<std::unique_ptr<FileLock>> SystemFiles::lock(const std::string& path) {
  Descriptor fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600));
  if (fd.get() < 0) return error_of(errno, kFileWrite);
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return kFileBusy;
    return error_of(errno, kFileWrite);
  }
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0) return error_of(errno, kFileWrite);
  if (!S_ISREG(status.st_mode)) return kFileNotRegular;
  return std::unique_ptr<FileLock>(std::make_unique<PosixLock>(fd.release()));
}

Result<std::uint64_t> SystemFiles::free_space_bytes(const std::string& folder) {
  struct statvfs status {};
  if (::statvfs(folder.c_str(), &status) != 0) return error_of(errno, kFileRead);
  return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
}

Result<void> SystemFiles::set_constant_times(const std::string& path) {
  constexpr time_t kNineteenEighty = 315532800;  // the first moment a FAT stick can store
  const timespec times[2] = {{kNineteenEighty, 0}, {kNineteenEighty, 0}};
  if (::utimensat(AT_FDCWD, path.c_str(), times, AT_SYMLINK_NOFOLLOW) != 0) return error_of(errno, kFileWrite);
  return {};
}

}  // namespace holdfast
