#include "tests/bench/bench_read_back.h"

#include <sys/resource.h>

namespace holdfast::bench {

namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

class TimedFile final : public File {
 public:
  TimedFile(std::unique_ptr<File> file, double& seconds)
      : file_(std::move(file)), seconds_(seconds), begun_(cpu_seconds()) {}
  ~TimedFile() override { seconds_ += cpu_seconds() - begun_; }
  TimedFile(const TimedFile&) = delete;
  TimedFile& operator=(const TimedFile&) = delete;

  Result<std::size_t> read_at(std::uint64_t offset, MutableByteView out) override {
    return file_->read_at(offset, out);
  }
  Result<void> write_at(std::uint64_t offset, ByteView bytes) override { return file_->write_at(offset, bytes); }
  Result<std::uint64_t> size() override { return file_->size(); }
  Result<void> sync() override { return file_->sync(); }
  void drop_cache() override { file_->drop_cache(); }

 private:
  std::unique_ptr<File> file_;
  double& seconds_;
  double begun_;
};

}  // namespace

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

Result<std::unique_ptr<File>> ReadBackFiles::open_large(const std::string& path, OpenMode mode) {
  std::unique_ptr<File> file = TRY(disk_.open_large(path, mode));
  if (mode != OpenMode::Read || !path.ends_with(".part")) return file;
  return std::unique_ptr<File>(std::make_unique<TimedFile>(std::move(file), seconds_));
}

}  // namespace holdfast::bench
