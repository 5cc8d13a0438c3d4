#include "app/gui/jobs.h"

#include <algorithm>

namespace holdfast::gui {

// What a long job reports. Between its transactions what is urgent runs: a draft must not wait for a stick.
class VaultLane::Reporter final : public Progress {
 public:
  Reporter(VaultLane& lane, const Job& job) : lane_(lane), job_(job) {}

  void report(std::uint64_t done, std::uint64_t total) override {
    if (job_.shown) show(done, total);
    // Never inside a transaction: the urgent job's work would become part of it, and be undone with it.
    if (!job_.shown || job_.alone || lane_.urgent_waiting_.load() == 0) return;
    if (!lane_.vault_ || lane_.vault_->database().in_transaction()) return;
    lane_.run_urgent();
  }
  bool cancelled() override { return lane_.cancel_.load(); }

 private:
  // The screen need not hear of every chunk: once in a hundredth is enough.
  void show(std::uint64_t done, std::uint64_t total) {
    const std::uint64_t step = total / 100;
    if (done != total && done >= last_ && done - last_ < step) return;
    last_ = done;
    {
      const std::lock_guard lock(lane_.mutex_);
      if (!lane_.running_ || lane_.running_->key != job_.key) return;
      lane_.running_->done = done;
      lane_.running_->total = total;
    }
    lane_.tell();
  }

  VaultLane& lane_;
  const Job& job_;
  std::uint64_t last_ = 0;
};

VaultLane::VaultLane(store::Seams seams, std::function<void()> wake)
    : seams_(std::move(seams)), wake_(std::move(wake)), thread_([this] { run(); }) {}

VaultLane::~VaultLane() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    stop_running();
    drop_questions();
  }
  changed_.notify_all();
  thread_.join();
}

void VaultLane::open(std::function<Result<store::Vault>(const store::Seams&)> open,
                     std::function<void(App&, const Result<void>&)> done) {
  {
    const std::lock_guard lock(mutex_);
    Item item;
    item.open = std::move(open);
    item.told = std::move(done);
    item.session = session_;
    waiting_.push_back(std::move(item));
  }
  changed_.notify_all();
}

void VaultLane::post(Job job) {
  {
    const std::lock_guard lock(mutex_);
    const auto older = [&](const Item& item) { return item.job.work && !job.key.empty() && item.job.key == job.key; };
    const auto gone = std::remove_if(waiting_.begin(), waiting_.end(), older);
    for (auto it = gone; it != waiting_.end(); ++it) {
      if (it->job.urgent) --urgent_waiting_;
    }
    waiting_.erase(gone, waiting_.end());
    if (job.question && running_ && running_->key == job.key && asked_ != nullptr) {
      superseded_ = true;
      cancel_ = true;
      asked_->interrupt();
    }
    if (job.urgent) ++urgent_waiting_;
    Item item;
    item.job = std::move(job);
    item.session = session_;
    waiting_.push_back(std::move(item));
  }
  changed_.notify_all();
}

void VaultLane::cancel(const std::string& key) {
  const std::lock_guard lock(mutex_);
  if (running_ && running_->key == key) {
    running_->cancelling = true;
    cancel_ = true;
  }
  const auto gone = std::remove_if(waiting_.begin(), waiting_.end(), [&](const Item& item) {
    return item.job.work && !item.job.saves && item.job.key == key;
  });
  for (auto it = gone; it != waiting_.end(); ++it) {
    if (it->job.urgent) --urgent_waiting_;
  }
  waiting_.erase(gone, waiting_.end());
}

// Long jobs and questions stop; what is short and changes something (a submission) goes to its end.
void VaultLane::stop_running() {
  if (!running_ || !(running_->shown || asked_ != nullptr)) return;
  running_->cancelling = true;
  cancel_ = true;
  if (asked_ != nullptr) asked_->interrupt();
}

void VaultLane::drop_questions() {
  const auto gone = std::remove_if(waiting_.begin(), waiting_.end(), [](const Item& item) {
    return item.job.work && !item.job.urgent && !item.job.saves;
  });
  waiting_.erase(gone, waiting_.end());
}

void VaultLane::lock(std::function<void(App&, const Result<void>&)> done) {
  {
    const std::lock_guard lock(mutex_);
    drop_questions();
    stop_running();
    ++session_;
    Item item;
    item.lock = true;
    item.told = std::move(done);
    item.session = session_;
    waiting_.push_back(std::move(item));
  }
  changed_.notify_all();
}

// What is urgent goes first, but never past the opening or locking of a vault.
std::optional<VaultLane::Item> VaultLane::take(bool urgent_only) {
  auto at = waiting_.begin();
  while (at != waiting_.end() && at->job.work && !at->job.urgent) ++at;
  const bool urgent = at != waiting_.end() && at->job.work;
  if (!urgent) {
    if (urgent_only || waiting_.empty()) return std::nullopt;
    at = waiting_.begin();
  }
  std::optional<Item> out(std::move(*at));
  waiting_.erase(at);
  if (urgent) --urgent_waiting_;
  return out;
}

void VaultLane::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    std::optional<Item> item = take(false);
    if (!item) break;  // ending, and nothing is left
    busy_ = true;
    superseded_ = false;
    cancel_ = false;
    if (item->job.work) running_ = Running{item->job.key, 0, 0, false, item->job.shown};
    lock.unlock();
    run_item(*item);
    item.reset();  // what a job captured goes before anybody is told that the lane is idle
    lock.lock();
    running_.reset();
    busy_ = false;
    changed_.notify_all();
    tell();
  }
  lock.unlock();
  if (vault_) static_cast<void>(vault_->lock());  // whoever wanted to hear of an error called lock()
  vault_.reset();
}

void VaultLane::run_item(Item& item) {
  if (item.open) {
    run_open(item);
  } else if (item.lock) {
    run_lock(item);
  } else {
    run_job(item);
  }
}

void VaultLane::run_open(Item& item) {
  vault_.reset();  // one vault at a time
  Result<store::Vault> opened = item.open(seams_);
  Result<void> said;
  if (opened.ok()) {
    vault_.emplace(std::move(opened).value());
  } else {
    said = opened.error();
  }
  if (item.told) finish(item, [told = std::move(item.told), said](App& app) { told(app, said); });
}

void VaultLane::run_lock(Item& item) {
  Result<void> said;
  if (vault_) said = vault_->lock();
  vault_.reset();
  if (item.told) finish(item, [told = std::move(item.told), said](App& app) { told(app, said); });
}

void VaultLane::run_job(Item& item) {
  if (!vault_) return;  // it was locked in between, or never opened
  if (item.job.question) {
    const std::lock_guard lock(mutex_);
    asked_ = &vault_->reader();
  }
  Reporter reporter(*this, item.job);
  Done done = item.job.work(*vault_, reporter);
  bool superseded = false;
  if (item.job.question) {
    const std::lock_guard lock(mutex_);
    asked_ = nullptr;
    superseded = superseded_;
  }
  if (!superseded) finish(item, std::move(done));
}

// On the lane's own thread, in the middle of a long job that waits meanwhile.
void VaultLane::run_urgent() {
  for (;;) {
    std::optional<Item> item;
    {
      const std::lock_guard lock(mutex_);
      item = take(true);
    }
    if (!item) return;
    NoProgress progress;
    Done done = item->job.work(*vault_, progress);
    finish(*item, std::move(done));
  }
}

void VaultLane::finish(const Item& item, Done done) {
  if (!done) return;
  {
    const std::lock_guard lock(mutex_);
    finished_.push_back({std::move(done), item.job.saves || item.lock, item.session});
  }
  tell();
}

void VaultLane::tell() {
  news_ = true;
  wake_();
}

bool VaultLane::drain(App& app) {
  std::deque<Finished> ready;
  std::uint64_t session = 0;
  {
    const std::lock_guard lock(mutex_);
    ready.swap(finished_);
    session = session_;
  }
  bool ran = false;
  for (Finished& one : ready) {
    // What was asked before the window locked may not fill the screen of whoever sits there now.
    if (one.session != session && !one.saves) continue;
    one.done(app);
    ran = true;
  }
  return ran;
}

std::vector<Running> VaultLane::running() const {
  const std::lock_guard lock(mutex_);
  std::vector<Running> out;
  if (running_ && running_->shown) out.push_back(*running_);
  return out;
}

bool VaultLane::idle() const {
  const std::lock_guard lock(mutex_);
  return !busy_ && waiting_.empty() && finished_.empty();
}

void VaultLane::wait_until_done() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !busy_ && waiting_.empty(); });
}

}  // namespace holdfast::gui
