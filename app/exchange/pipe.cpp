#include "app/exchange/pipe.h"

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>

namespace holdfast::exchange {

namespace {

constexpr std::size_t kPipeBytesMax = std::size_t{2} << 20;  // how far the producer may be ahead

}  // namespace

// A ring of bytes. Each side copies without the lock: between `taken` and `put` nothing belongs to the producer, and
// outside of it nothing to the reader.
struct ProducedSource::Shared {
  std::mutex mutex;
  std::condition_variable changed;
  Bytes ring = Bytes(kPipeBytesMax);
  std::uint64_t put = 0;         // bytes that came in, ever
  std::uint64_t taken = 0;       // bytes that went out, ever
  bool ended = false;            // the producer returned
  bool stopped = false;          // the reader went away
  std::optional<Error> failure;  // of the producer
  std::thread producer;

  // From `position` on, as far as the ring does not begin again.
  MutableByteView piece_at(std::uint64_t position, std::size_t size) {
    const auto start = static_cast<std::size_t>(position % ring.size());
    return MutableByteView(ring).subspan(start, std::min(size, ring.size() - start));
  }

  class Inlet final : public Sink {
   public:
    explicit Inlet(Shared& shared) : shared_(shared) {}
    Result<void> write(ByteView bytes) override {
      while (!bytes.empty()) {
        const MutableByteView room = wait_for_room(bytes.size());
        if (room.empty()) return kCancelled;
        std::memcpy(room.data(), bytes.data(), room.size());
        bytes = bytes.subspan(room.size());
        const std::lock_guard lock(shared_.mutex);
        shared_.put += room.size();
        shared_.changed.notify_all();
      }
      return {};
    }

   private:
    // Empty: the reader went away.
    MutableByteView wait_for_room(std::size_t wanted) {
      std::unique_lock lock(shared_.mutex);
      const auto used = [this] { return static_cast<std::size_t>(shared_.put - shared_.taken); };
      shared_.changed.wait(lock, [&] { return shared_.stopped || used() < kPipeBytesMax; });
      if (shared_.stopped) return {};
      return shared_.piece_at(shared_.put, std::min(wanted, kPipeBytesMax - used()));
    }

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

  // What can be read now, after waiting for it; empty: nothing comes any more.
  ByteView wait_for_bytes(std::size_t wanted) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return ended || put > taken; });
    return piece_at(taken, std::min(wanted, static_cast<std::size_t>(put - taken)));
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
  std::size_t got = 0;
  while (got < out.size()) {
    const ByteView piece = shared_->wait_for_bytes(out.size() - got);
    if (piece.empty()) break;
    std::memcpy(out.data() + got, piece.data(), piece.size());
    got += piece.size();
    const std::lock_guard lock(shared_->mutex);
    shared_->taken += piece.size();
    shared_->changed.notify_all();
  }
  if (got == out.size()) return got;
  const std::lock_guard lock(shared_->mutex);
  if (!shared_->failure) return got;
  failure_ = shared_->failure;
  return *failure_;
}

}  // namespace holdfast::exchange
