#include "tests/support/fake_seams.h"

#include <algorithm>
#include <mutex>
#include <set>

namespace holdfast::test {

namespace {

constexpr std::size_t kSectorBytes = 512;

// One change of a file's content that no sync has made durable yet.
struct PendingChange {
  bool is_resize = false;
  std::uint64_t offset = 0;  // the new size, for a resize
  Bytes bytes{};
};

void apply_change(Bytes& content, const PendingChange& change) {
  const auto offset = static_cast<std::size_t>(change.offset);
  if (change.is_resize) {
    content.resize(offset);
    return;
  }
  if (change.bytes.empty()) return;
  if (content.size() < offset + change.bytes.size()) content.resize(offset + change.bytes.size());
  std::copy(change.bytes.begin(), change.bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(offset));
}

// What a disk may have kept of a change when the power went: whole sectors from its beginning, often none.
PendingChange torn_change(PendingChange change, FakeRandom& random) {
  if (change.is_resize || random.below(2) == 0) {
    if (change.is_resize && random.below(2) == 0) return change;
    return {};
  }
  const std::size_t sectors = (change.bytes.size() + kSectorBytes - 1) / kSectorBytes;
  const std::size_t kept = static_cast<std::size_t>(random.below(sectors + 1)) * kSectorBytes;
  if (kept < change.bytes.size()) change.bytes.resize(kept);
  return change;
}

// "/a/b" -> {"", "a", "b"}, "a/b" -> {"a", "b"}: the absolute tree hangs in the relative one under an empty name.
std::vector<std::string> split_path(const std::string& path) {
  std::vector<std::string> out;
  if (!path.empty() && path.front() == '/') out.emplace_back();
  std::string part;
  for (std::size_t i = 0; i <= path.size(); ++i) {
    if (i < path.size() && path[i] != '/') {
      part.push_back(path[i]);
      continue;
    }
    if (!part.empty() && part != ".") out.push_back(part);
    part.clear();
  }
  return out;
}

}  // namespace

// A file or a folder, apart from its name, as on a real disk.
struct FakeFiles::Node {
  using Names = std::map<std::string, std::shared_ptr<Node>>;
  bool is_folder = false;
  bool constant_times = false;
  Bytes now{};
  Bytes durable{};
  std::vector<PendingChange> pending{};
  Names names{};
  Names durable_names{};

  void change(PendingChange change) {
    apply_change(now, change);
    pending.push_back(std::move(change));
  }

  void sync() {
    for (const PendingChange& change : pending) apply_change(durable, change);
    pending.clear();
  }

  // `torn` null: only what was synced is left.
  void cut(FakeRandom* torn, bool keep_names) {
    if (torn != nullptr) {
      for (PendingChange& change : pending) apply_change(durable, torn_change(std::move(change), *torn));
    }
    pending.clear();
    now = durable;
    if (keep_names) durable_names = names;
    names = durable_names;
    for (auto& [name, child] : names) child->cut(torn, keep_names);
  }

  void collect(const std::string& prefix, std::vector<std::string>& out) const {
    for (const auto& [name, child] : names) {
      if (child->is_folder) child->collect(prefix + name + "/", out);
      else out.push_back(prefix + name);
    }
  }
};

struct FakeFiles::Disk {
  mutable std::mutex mutex;
  std::shared_ptr<Node> root = std::make_shared<Node>();
  std::set<const Node*> locked;
  std::uint64_t power_cuts = 0;

  Disk() {
    root->is_folder = true;
    auto absolute = std::make_shared<Node>();
    absolute->is_folder = true;
    root->names[""] = absolute;
    root->durable_names[""] = absolute;
  }

  // Null where there is nothing.
  std::shared_ptr<Node> walk(const std::vector<std::string>& parts) const {
    std::shared_ptr<Node> node = root;
    for (const std::string& part : parts) {
      const auto found = node->names.find(part);
      if (found == node->names.end()) return nullptr;
      node = found->second;
    }
    return node;
  }
  std::shared_ptr<Node> find(const std::string& path) const { return walk(split_path(path)); }

  struct Place {
    std::shared_ptr<Node> folder;  // null: the folder is not there
    std::string name{};
  };
  Place place(const std::string& path) const {
    std::vector<std::string> parts = split_path(path);
    if (parts.empty()) return {nullptr, {}};
    std::string name = parts.back();
    parts.pop_back();
    std::shared_ptr<Node> folder = walk(parts);
    if (folder == nullptr || !folder->is_folder) return {nullptr, {}};
    return {folder, name};
  }
};

class FakeFiles::OpenFile final : public File {
 public:
  OpenFile(FakeFiles& owner, std::shared_ptr<Node> node, bool writable)
      : owner_(owner), node_(std::move(node)), power_cuts_(owner.disk_->power_cuts), writable_(writable) {}

  Result<std::size_t> read_at(std::uint64_t offset, MutableByteView out) override {
    std::lock_guard guard(owner_.disk_->mutex);
    if (power_cuts_ != owner_.disk_->power_cuts) return kFileRead;
    if (offset >= node_->now.size()) return std::size_t{0};
    const std::size_t from = static_cast<std::size_t>(offset);
    const std::size_t size = std::min(out.size(), node_->now.size() - from);
    std::copy_n(node_->now.begin() + static_cast<std::ptrdiff_t>(from), size, out.begin());
    return size;
  }

  Result<void> write_at(std::uint64_t offset, ByteView bytes) override {
    std::lock_guard guard(owner_.disk_->mutex);
    if (power_cuts_ != owner_.disk_->power_cuts || !writable_) return kFileWrite;
    Result<void> allowed = owner_.changing();
    node_->change({false, offset, to_bytes(allowed.ok() ? bytes : bytes.first(bytes.size() / 2))});
    return allowed;
  }

  Result<std::uint64_t> size() override {
    std::lock_guard guard(owner_.disk_->mutex);
    if (power_cuts_ != owner_.disk_->power_cuts) return kFileRead;
    return static_cast<std::uint64_t>(node_->now.size());
  }

  Result<void> sync() override {
    std::lock_guard guard(owner_.disk_->mutex);
    if (power_cuts_ != owner_.disk_->power_cuts) return kFileWrite;
    Result<void> allowed = owner_.changing();
    if (!allowed.ok()) node_->pending.clear();
    else if (!owner_.ignore_sync) node_->sync();
    return allowed;
  }

 private:
  FakeFiles& owner_;
  std::shared_ptr<Node> node_;
  std::uint64_t power_cuts_;
  bool writable_;
};

class FakeFiles::HeldLock final : public FileLock {
 public:
  HeldLock(std::shared_ptr<Disk> disk, std::shared_ptr<Node> node)
      : disk_(std::move(disk)), node_(std::move(node)), power_cuts_(disk_->power_cuts) {}
  HeldLock(const HeldLock&) = delete;
  HeldLock& operator=(const HeldLock&) = delete;
  ~HeldLock() override {
    std::lock_guard guard(disk_->mutex);
    if (power_cuts_ == disk_->power_cuts) disk_->locked.erase(node_.get());
  }

 private:
  std::shared_ptr<Disk> disk_;
  std::shared_ptr<Node> node_;
  std::uint64_t power_cuts_;
};

FakeFiles::FakeFiles() : disk_(std::make_shared<Disk>()) {}
FakeFiles::~FakeFiles() = default;

// Called with the mutex held.
Result<void> FakeFiles::changing() {
  ++calls;
  if (fail_at != 0 && (calls == fail_at || (fail_ever_after && calls > fail_at))) return fail_with;
  return {};
}

Result<std::unique_ptr<File>> FakeFiles::open(const std::string& path, OpenMode mode) {
  std::lock_guard guard(disk_->mutex);
  if (mode == OpenMode::CreateNew) TRY(changing());
  const Disk::Place place = disk_->place(path);
  std::shared_ptr<Node> node = disk_->find(path);
  if (mode == OpenMode::CreateNew) {
    if (node != nullptr) return kFileExists;
    if (place.folder == nullptr) return kFileMissing;
    node = std::make_shared<Node>();
    place.folder->names[place.name] = node;
  }
  if (node == nullptr) return kFileMissing;
  if (node->is_folder) return kFileNotRegular;
  return std::unique_ptr<File>(std::make_unique<OpenFile>(*this, node, mode != OpenMode::Read));
}

Result<void> FakeFiles::rename(const std::string& from, const std::string& to) {
  std::lock_guard guard(disk_->mutex);
  TRY(changing());
  const Disk::Place source = disk_->place(from);
  const Disk::Place target = disk_->place(to);
  const std::shared_ptr<Node> node = disk_->find(from);
  const std::shared_ptr<Node> replaced = disk_->find(to);
  if (node == nullptr || source.folder == nullptr || target.folder == nullptr) return kFileMissing;
  if (node == replaced) return {};
  if (replaced != nullptr && replaced->is_folder != node->is_folder) return kFileNotRegular;
  if (replaced != nullptr && !replaced->names.empty()) return kFileWrite;
  source.folder->names.erase(source.name);
  target.folder->names[target.name] = node;
  return {};
}

Result<void> FakeFiles::remove(const std::string& path) {
  std::lock_guard guard(disk_->mutex);
  TRY(changing());
  const std::shared_ptr<Node> node = disk_->find(path);
  if (node == nullptr) return kFileMissing;
  if (node->is_folder) return kFileNotRegular;
  const Disk::Place place = disk_->place(path);
  place.folder->names.erase(place.name);
  return {};
}

Result<void> FakeFiles::remove_folder(const std::string& path) {
  std::lock_guard guard(disk_->mutex);
  TRY(changing());
  const std::shared_ptr<Node> node = disk_->find(path);
  if (node == nullptr || !node->is_folder) return kFileMissing;
  if (!node->names.empty()) return kFileWrite;
  const Disk::Place place = disk_->place(path);
  if (place.folder == nullptr) return kFileWrite;  // the root itself
  place.folder->names.erase(place.name);
  return {};
}

Result<void> FakeFiles::make_folder(const std::string& path) {
  std::lock_guard guard(disk_->mutex);
  TRY(changing());
  const std::shared_ptr<Node> there = disk_->find(path);
  if (there != nullptr && there->is_folder) return {};
  if (there != nullptr) return kFileExists;
  const Disk::Place place = disk_->place(path);
  if (place.folder == nullptr) return kFileMissing;
  auto node = std::make_shared<Node>();
  node->is_folder = true;
  place.folder->names[place.name] = node;
  return {};
}

Result<void> FakeFiles::sync_folder(const std::string& folder) {
  std::lock_guard guard(disk_->mutex);
  TRY(changing());
  const std::shared_ptr<Node> node = disk_->find(folder);
  if (node == nullptr || !node->is_folder) return kFileMissing;
  if (!ignore_sync) node->durable_names = node->names;
  return {};
}

Result<std::vector<FolderEntry>> FakeFiles::list(const std::string& folder) {
  std::lock_guard guard(disk_->mutex);
  const std::shared_ptr<Node> node = disk_->find(folder);
  if (node == nullptr || !node->is_folder) return kFileMissing;
  std::vector<FolderEntry> out;
  for (const auto& [name, child] : node->names) {
    if (!name.empty()) out.push_back({name, child->is_folder, child->now.size()});
  }
  return out;
}

Result<bool> FakeFiles::exists(const std::string& path) {
  std::lock_guard guard(disk_->mutex);
  return disk_->find(path) != nullptr;
}

Result<std::unique_ptr<FileLock>> FakeFiles::lock(const std::string& path) {
  std::lock_guard guard(disk_->mutex);
  TRY(changing());
  const Disk::Place place = disk_->place(path);
  if (place.folder == nullptr) return kFileMissing;
  std::shared_ptr<Node>& node = place.folder->names[place.name];
  if (node == nullptr) node = std::make_shared<Node>();
  if (!disk_->locked.insert(node.get()).second) return kFileBusy;
  return std::unique_ptr<FileLock>(std::make_unique<HeldLock>(disk_, node));
}

Result<std::uint64_t> FakeFiles::free_space_bytes(const std::string& folder) {
  std::lock_guard guard(disk_->mutex);
  if (disk_->find(folder) == nullptr) return kFileMissing;
  return free_bytes;
}

Result<void> FakeFiles::set_constant_times(const std::string& path) {
  std::lock_guard guard(disk_->mutex);
  TRY(changing());
  const std::shared_ptr<Node> node = disk_->find(path);
  if (node == nullptr) return kFileMissing;
  node->constant_times = true;
  return {};
}

Result<void> FakeFiles::set_size(const std::string& path, std::uint64_t size) {
  std::lock_guard guard(disk_->mutex);
  TRY(changing());
  const std::shared_ptr<Node> node = disk_->find(path);
  if (node == nullptr) return kFileMissing;
  node->change({true, size, {}});
  return {};
}

void FakeFiles::power_cut() {
  std::lock_guard guard(disk_->mutex);
  FakeRandom random(torn_seed);
  const bool keep_names = torn_writes && random.below(2) == 0;
  disk_->root->cut(torn_writes ? &random : nullptr, keep_names);
  disk_->locked.clear();
  ++disk_->power_cuts;
}

Bytes FakeFiles::content(const std::string& path) const {
  std::lock_guard guard(disk_->mutex);
  const std::shared_ptr<Node> node = disk_->find(path);
  HOLDFAST_ASSERT(node != nullptr && !node->is_folder);
  return node->now;
}

void FakeFiles::put(const std::string& path, ByteView bytes) {
  std::lock_guard guard(disk_->mutex);
  const std::vector<std::string> parts = split_path(path);
  HOLDFAST_ASSERT(!parts.empty());
  std::shared_ptr<Node> node = disk_->root;
  for (const std::string& part : parts) {
    HOLDFAST_ASSERT(node->is_folder);
    std::shared_ptr<Node>& child = node->names[part];
    if (child == nullptr) {
      child = std::make_shared<Node>();
      child->is_folder = true;
    }
    node->durable_names[part] = child;
    node = child;
  }
  HOLDFAST_ASSERT(node->names.empty());
  node->is_folder = false;
  node->now = to_bytes(bytes);
  node->durable = node->now;
  node->pending.clear();
}

std::vector<std::string> FakeFiles::paths() const {
  std::lock_guard guard(disk_->mutex);
  std::vector<std::string> out;
  disk_->root->collect("", out);
  return out;
}

bool FakeFiles::has_constant_times(const std::string& path) const {
  std::lock_guard guard(disk_->mutex);
  const std::shared_ptr<Node> node = disk_->find(path);
  return node != nullptr && node->constant_times;
}

}  // namespace holdfast::test
