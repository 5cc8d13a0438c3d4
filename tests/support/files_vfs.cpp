#include "tests/support/files_vfs.h"

#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>

namespace holdfast::test {

namespace {

class OpenDatabaseFile;

// What the connections to one database file share: lock states and the wal-index.
struct SharedFile {
  std::vector<OpenDatabaseFile*> open;
  OpenDatabaseFile* reserved = nullptr;
  OpenDatabaseFile* pending = nullptr;  // waits for readers to leave; no new ones may come
  OpenDatabaseFile* exclusive = nullptr;
  std::vector<std::unique_ptr<unsigned char[]>> regions;
  int shared_slots[SQLITE_SHM_NLOCK] = {};
  OpenDatabaseFile* exclusive_slots[SQLITE_SHM_NLOCK] = {};
};

}  // namespace

struct FilesVfsState {
  FilesVfsState(FakeFiles& disk, const std::string& vfs_name) : files(disk), name(vfs_name) {}

  FakeFiles& files;
  std::string name;
  sqlite3_vfs vfs{};
  std::mutex mutex;  // guards everything below and all SharedFile
  std::map<std::string, std::shared_ptr<SharedFile>> shared;
  FakeRandom random{0x5EED};
  std::uint64_t temp_files = 0;
};

namespace {

FilesVfsState& state_of(sqlite3_vfs* vfs) { return *static_cast<FilesVfsState*>(vfs->pAppData); }

std::string vfs_parent_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// SQLite's code for a failed change of the disk.
int code_of(const Result<void>& result, int otherwise) {
  if (result.ok()) return SQLITE_OK;
  return result.error().reason == kFileFull ? SQLITE_FULL : otherwise;
}

// One open file of a connection.
class OpenDatabaseFile {
 public:
  OpenDatabaseFile(FakeFiles& files, std::mutex& mutex, std::string path, std::unique_ptr<File> file)
      : files_(files), mutex_(mutex), path_(std::move(path)), file_(std::move(file)) {}
  OpenDatabaseFile(const OpenDatabaseFile&) = delete;
  OpenDatabaseFile& operator=(const OpenDatabaseFile&) = delete;

  ~OpenDatabaseFile() {
    if (shared_ == nullptr) return;
    release(SQLITE_LOCK_NONE);
    unmap();
    std::lock_guard guard(mutex_);
    std::erase(shared_->open, this);
  }

  // False once the power was cut under it.
  bool alive() { return file_->size().ok(); }
  void share(std::shared_ptr<SharedFile> shared) { shared_ = std::move(shared); }
  void sync_name_once() { sync_name_ = true; }

  int read(void* out, int size, sqlite3_int64 offset) {
    const MutableByteView view(static_cast<std::uint8_t*>(out), static_cast<std::size_t>(size));
    const Result<std::size_t> got = file_->read_at(static_cast<std::uint64_t>(offset), view);
    if (!got.ok()) return SQLITE_IOERR_READ;
    if (*got == view.size()) return SQLITE_OK;
    std::fill(view.begin() + static_cast<std::ptrdiff_t>(*got), view.end(), std::uint8_t{0});
    return SQLITE_IOERR_SHORT_READ;
  }

  int write(const void* bytes, int size, sqlite3_int64 offset) {
    const ByteView view(static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(size));
    return code_of(file_->write_at(static_cast<std::uint64_t>(offset), view), SQLITE_IOERR_WRITE);
  }

  int truncate(sqlite3_int64 size) {
    if (!alive()) return SQLITE_IOERR_TRUNCATE;
    return code_of(files_.set_size(path_, static_cast<std::uint64_t>(size)), SQLITE_IOERR_TRUNCATE);
  }

  int sync() {
    if (const int code = code_of(file_->sync(), SQLITE_IOERR_FSYNC); code != SQLITE_OK) return code;
    if (!sync_name_) return SQLITE_OK;
    sync_name_ = false;
    return code_of(files_.sync_folder(vfs_parent_of(path_)), SQLITE_IOERR_DIR_FSYNC);
  }

  int size(sqlite3_int64* out) {
    const Result<std::uint64_t> size = file_->size();
    if (!size.ok()) return SQLITE_IOERR_FSTAT;
    *out = static_cast<sqlite3_int64>(*size);
    return SQLITE_OK;
  }

  // SHARED, RESERVED, EXCLUSIVE as SQLite's documentation of its locking defines them.
  int lock(int level) {
    // A connection that lost the power must get no lock: closing, it would delete the WAL of those after it.
    if (!alive()) return SQLITE_IOERR_LOCK;
    if (shared_ == nullptr || level <= level_) return SQLITE_OK;
    std::lock_guard guard(mutex_);
    SharedFile& all = *shared_;
    const auto other = [this](const OpenDatabaseFile* holder) { return holder != nullptr && holder != this; };
    if (level == SQLITE_LOCK_SHARED) {
      if (other(all.exclusive) || other(all.pending)) return SQLITE_BUSY;
      level_ = level;
      return SQLITE_OK;
    }
    if (other(all.reserved) || other(all.pending)) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_RESERVED) {
      all.reserved = this;
      level_ = level;
      return SQLITE_OK;
    }
    all.pending = this;
    level_ = std::max(level_, SQLITE_LOCK_PENDING);
    for (const OpenDatabaseFile* file : all.open) {
      if (file != this && file->level_ >= SQLITE_LOCK_SHARED) return SQLITE_BUSY;
    }
    all.exclusive = this;
    level_ = level;
    return SQLITE_OK;
  }

  int release(int level) {
    if (shared_ == nullptr) return SQLITE_OK;
    std::lock_guard guard(mutex_);
    if (level_ <= level) return SQLITE_OK;
    for (OpenDatabaseFile** holder : {&shared_->reserved, &shared_->pending, &shared_->exclusive}) {
      if (*holder == this) *holder = nullptr;
    }
    level_ = level;
    return SQLITE_OK;
  }

  bool anybody_reserved() {
    if (shared_ == nullptr) return false;
    std::lock_guard guard(mutex_);
    return shared_->reserved != nullptr;
  }

  int map(int region, int size, bool extend, void volatile** out) {
    std::lock_guard guard(mutex_);
    *out = nullptr;
    if (shared_ == nullptr) return SQLITE_IOERR_SHMMAP;
    mapped_ = true;
    const auto index = static_cast<std::size_t>(region);
    while (extend && shared_->regions.size() <= index) {
      shared_->regions.push_back(std::make_unique<unsigned char[]>(static_cast<std::size_t>(size)));
    }
    if (index < shared_->regions.size()) *out = shared_->regions[index].get();
    return SQLITE_OK;
  }

  int lock_slots(int first, int count, int flags) {
    std::lock_guard guard(mutex_);
    if (shared_ == nullptr) return SQLITE_IOERR_SHMLOCK;
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
      for (int slot = first; slot < first + count; ++slot) unlock_slot(slot);
      return SQLITE_OK;
    }
    for (int slot = first; slot < first + count; ++slot) {
      const OpenDatabaseFile* holder = shared_->exclusive_slots[slot];
      const int others = shared_->shared_slots[slot] - (holds_shared_[slot] ? 1 : 0);
      if ((holder != nullptr && holder != this) || (exclusive && others > 0)) return SQLITE_BUSY;
    }
    for (int slot = first; slot < first + count; ++slot) {
      if (exclusive) {
        shared_->exclusive_slots[slot] = this;
      } else if (!holds_shared_[slot]) {
        holds_shared_[slot] = true;
        ++shared_->shared_slots[slot];
      }
    }
    return SQLITE_OK;
  }

  // The wal-index goes with its last user; the next one rebuilds it from the WAL.
  void unmap() {
    std::lock_guard guard(mutex_);
    if (shared_ == nullptr) return;
    for (int slot = 0; slot < SQLITE_SHM_NLOCK; ++slot) unlock_slot(slot);
    mapped_ = false;
    const auto& open = shared_->open;
    const bool used = std::any_of(open.begin(), open.end(), [](const auto* file) { return file->mapped_; });
    if (!used) shared_->regions.clear();
  }

 private:
  // Called with the mutex held.
  void unlock_slot(int slot) {
    if (shared_->exclusive_slots[slot] == this) shared_->exclusive_slots[slot] = nullptr;
    if (!holds_shared_[slot]) return;
    holds_shared_[slot] = false;
    --shared_->shared_slots[slot];
  }

  FakeFiles& files_;
  std::mutex& mutex_;
  std::string path_;
  std::unique_ptr<File> file_;
  std::shared_ptr<SharedFile> shared_{};  // of database files only
  bool sync_name_ = false;
  int level_ = SQLITE_LOCK_NONE;
  bool mapped_ = false;
  bool holds_shared_[SQLITE_SHM_NLOCK] = {};
};

// What SQLite allocates for a file: its base, then ours.
struct VfsFile {
  sqlite3_file base;
  OpenDatabaseFile* ours;
};

OpenDatabaseFile& ours(sqlite3_file* file) { return *reinterpret_cast<VfsFile*>(file)->ours; }

int vfs_close(sqlite3_file* file) {
  delete &ours(file);
  return SQLITE_OK;
}
int vfs_read(sqlite3_file* file, void* out, int size, sqlite3_int64 at) { return ours(file).read(out, size, at); }
int vfs_write(sqlite3_file* file, const void* in, int size, sqlite3_int64 at) { return ours(file).write(in, size, at); }
int vfs_truncate(sqlite3_file* file, sqlite3_int64 size) { return ours(file).truncate(size); }
int vfs_sync(sqlite3_file* file, int) { return ours(file).sync(); }
int vfs_file_size(sqlite3_file* file, sqlite3_int64* out) { return ours(file).size(out); }
int vfs_lock(sqlite3_file* file, int level) { return ours(file).lock(level); }
int vfs_unlock(sqlite3_file* file, int level) { return ours(file).release(level); }
int vfs_check_reserved(sqlite3_file* file, int* out) {
  *out = ours(file).anybody_reserved() ? 1 : 0;
  return SQLITE_OK;
}
// Nothing of a file is ever mapped; whoever asks (PRAGMA mmap_size) is told so.
int vfs_file_control(sqlite3_file*, int what, void* argument) {
  if (what != SQLITE_FCNTL_MMAP_SIZE) return SQLITE_NOTFOUND;
  *static_cast<sqlite3_int64*>(argument) = 0;
  return SQLITE_OK;
}
// The same two answers as the system's own VFS gives.
int vfs_sector_size(sqlite3_file*) { return 4096; }
int vfs_device_characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }
int vfs_shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  return ours(file).map(region, size, extend != 0, out);
}
int vfs_shm_lock(sqlite3_file* file, int first, int count, int flags) {
  return ours(file).lock_slots(first, count, flags);
}
void vfs_shm_barrier(sqlite3_file*) { std::atomic_thread_fence(std::memory_order_seq_cst); }
int vfs_shm_unmap(sqlite3_file* file, int) {
  ours(file).unmap();
  return SQLITE_OK;
}

// Version 2: with a wal-index, without memory-mapped pages.
constexpr sqlite3_io_methods kVfsMethods = {
    2, vfs_close, vfs_read, vfs_write, vfs_truncate, vfs_sync, vfs_file_size, vfs_lock, vfs_unlock, vfs_check_reserved,
    vfs_file_control, vfs_sector_size, vfs_device_characteristics, vfs_shm_map, vfs_shm_lock, vfs_shm_barrier,
    vfs_shm_unmap, nullptr, nullptr};

Result<std::unique_ptr<File>> open_or_make(FakeFiles& files, const std::string& path, int flags, bool& made) {
  made = false;
  if ((flags & SQLITE_OPEN_READONLY) != 0) return files.open(path, OpenMode::Read);
  const bool there = TRY(files.exists(path));
  if (there && (flags & SQLITE_OPEN_EXCLUSIVE) != 0) return kFileExists;
  if (there || (flags & SQLITE_OPEN_CREATE) == 0) return files.open(path, OpenMode::ReadWrite);
  made = true;
  return files.open(path, OpenMode::CreateNew);
}

// The shared state of a database file. Where the power was cut since, the old one belongs to the dead alone.
std::shared_ptr<SharedFile> shared_state(FilesVfsState& state, const std::string& path, OpenDatabaseFile* opened) {
  std::lock_guard guard(state.mutex);
  std::shared_ptr<SharedFile>& found = state.shared[path];
  const bool dead = found != nullptr && !found->open.empty() && !found->open.front()->alive();
  if (found == nullptr || dead) found = std::make_shared<SharedFile>();
  found->open.push_back(opened);
  return found;
}

int vfs_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags, int* out_flags) {
  FilesVfsState& state = state_of(vfs);
  out->pMethods = nullptr;
  std::string path = name != nullptr ? name : "";
  if (name == nullptr) {
    std::lock_guard guard(state.mutex);
    path = "/sqlite-temp-" + std::to_string(++state.temp_files);
  }
  bool made = false;
  Result<std::unique_ptr<File>> file = open_or_make(state.files, path, flags, made);
  if (!file.ok()) return file.error().reason == kFileFull ? SQLITE_FULL : SQLITE_CANTOPEN;
  auto opened = std::make_unique<OpenDatabaseFile>(state.files, state.mutex, path, std::move(*file));
  constexpr int kJournals = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL;
  if (made && (flags & kJournals) != 0) opened->sync_name_once();
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0) opened->share(shared_state(state, path, opened.get()));
  // A file to be gone when closed loses its name at once, as on POSIX.
  if ((flags & SQLITE_OPEN_DELETEONCLOSE) != 0) static_cast<void>(state.files.remove(path).ok());
  auto* made_file = reinterpret_cast<VfsFile*>(out);
  made_file->ours = opened.release();
  made_file->base.pMethods = &kVfsMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int vfs_delete(sqlite3_vfs* vfs, const char* name, int sync_folder) {
  FakeFiles& files = state_of(vfs).files;
  const Result<void> removed = files.remove(name);
  if (!removed.ok() && removed.error().reason == kFileMissing) return SQLITE_IOERR_DELETE_NOENT;
  if (!removed.ok()) return SQLITE_IOERR_DELETE;
  return sync_folder != 0 ? code_of(files.sync_folder(vfs_parent_of(name)), SQLITE_IOERR_DIR_FSYNC) : SQLITE_OK;
}

// An empty file counts as none, as for the system's own VFS.
int vfs_access(sqlite3_vfs* vfs, const char* name, int, int* out) {
  const Result<std::unique_ptr<File>> file = state_of(vfs).files.open(name, OpenMode::Read);
  *out = 0;
  if (!file.ok()) return SQLITE_OK;
  const Result<std::uint64_t> size = (*file)->size();
  *out = size.ok() && *size > 0 ? 1 : 0;
  return SQLITE_OK;
}

int vfs_full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  const std::size_t length = std::strlen(name);
  if (length >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
  std::copy_n(name, length + 1, out);
  return SQLITE_OK;
}

int vfs_randomness(sqlite3_vfs* vfs, int size, char* out) {
  FilesVfsState& state = state_of(vfs);
  std::lock_guard guard(state.mutex);
  state.random.fill({reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)});
  return size;
}

}  // namespace

FilesVfs::FilesVfs(FakeFiles& files, const std::string& name) : state_(std::make_unique<FilesVfsState>(files, name)) {
  HOLDFAST_ASSERT(sqlite3_initialize() == SQLITE_OK);
  HOLDFAST_ASSERT(sqlite3_vfs_find(state_->name.c_str()) == nullptr);
  sqlite3_vfs* const system = sqlite3_vfs_find(nullptr);
  HOLDFAST_ASSERT(system != nullptr && system->iVersion >= 2);
  state_->vfs = *system;  // time, sleep and loading are the system's
  state_->vfs.szOsFile = sizeof(VfsFile);
  state_->vfs.pNext = nullptr;
  state_->vfs.zName = state_->name.c_str();
  state_->vfs.pAppData = state_.get();
  state_->vfs.xOpen = vfs_open;
  state_->vfs.xDelete = vfs_delete;
  state_->vfs.xAccess = vfs_access;
  state_->vfs.xFullPathname = vfs_full_path;
  state_->vfs.xRandomness = vfs_randomness;
  HOLDFAST_ASSERT(sqlite3_vfs_register(&state_->vfs, 0) == SQLITE_OK);
}

FilesVfs::~FilesVfs() { sqlite3_vfs_unregister(&state_->vfs); }

const std::string& FilesVfs::name() const { return state_->name; }

}  // namespace holdfast::test
