#include "app/exchange/pipe.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace holdfast::exchange {

namespace {

constexpr std::size_t kPipeBytesMax = std::size_t{2} << 20;  // how far the producer may be ahead

}  // namespace

struct ProducedSource::Shared {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Bytes> blocks;
  std::size_t waiting = 0;       // bytes in `blocks`
  std::size_t taken = 0;         // of the first block
  bool ended = false;            // the producer returned
  bool stopped = false;          // the reader went away
  std::optional<Error> failure;  // of the producer
  std::thread producer;

  class Inlet final : public Sink {
   public:
    explicit Inlet(Shared& shared) : shared_(shared) {}
    Result<void> write(ByteView bytes) override {
      if (bytes.empty()) return {};
      std::unique_lock lock(shared_.mutex);
      shared_.changed.wait(lock, [this] { return shared_.stopped || shared_.waiting < kPipeBytesMax; });
      if (shared_.stopped) return kCancelled;
      shared_.blocks.push_back(to_bytes(bytes));
      shared_.waiting += bytes.size();
      shared_.changed.notify_all();
      return {};
    }

   private:
    Shared& shared_;
  };

  void run(const std::function<Result<void>(Sink&)>& produce) {
    Inlet inlet(*this);
    const Result<void> done = produce(inlet);
    const std::lock_guard lock(mutex);
    if (!done.ok()) failure = done.error();
    ended = true;
    changed.notify_all();
  }

  // Moves what is there into `out`. REQUIRES: the lock is held.
  std::size_t take(MutableByteView out) {
    std::size_t got = 0;
    while (got < out.size() && !blocks.empty()) {
      const Bytes& block = blocks.front();
      const std::size_t size = std::min(out.size() - got, block.size() - taken);
      std::copy_n(block.begin() + static_cast<std::ptrdiff_t>(taken), size,
                  out.begin() + static_cast<std::ptrdiff_t>(got));
      got += size;
      taken += size;
      waiting -= size;
      if (taken == block.size()) {
        blocks.pop_front();
        taken = 0;
      }
    }
    return got;
  }
};

ProducedSource::ProducedSource(std::function<Result<void>(Sink&)> produce) : shared_(std::make_shared<Shared>()) {
  Shared* const shared = shared_.get();
  shared->producer = std::thread([shared, produce = std::move(produce)] { shared->run(produce); });
}

ProducedSource::~ProducedSource() {
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->stopped = true;
    shared_->changed.notify_all();
  }
  shared_->producer.join();
}

Result<std::size_t> ProducedSource::read(MutableByteView out) {
  std::unique_lock lock(shared_->mutex);
  std::size_t got = 0;
  while (got < out.size()) {
    shared_->changed.wait(lock, [this] { return shared_->ended || !shared_->blocks.empty(); });
    if (shared_->blocks.empty()) break;
    got += shared_->take(out.subspan(got));
    shared_->changed.notify_all();
  }
  if (got < out.size() && shared_->failure) {
    failure_ = shared_->failure;
    return *failure_;
  }
  return got;
}

}  // namespace holdfast::exchange
