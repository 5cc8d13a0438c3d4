#include "crypto/base/pool.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace holdfast {

// One round of work at a time; workers sleep between rounds.
struct Pool::State {
  std::mutex mutex;
  std::condition_variable wake;
  std::condition_variable done;
  const std::function<void(std::size_t)>* task = nullptr;
  std::size_t next = 0;
  std::size_t count = 0;
  std::size_t running = 0;
  bool stopping = false;
  std::mutex one_round;  // two callers take turns
  std::vector<std::jthread> threads;

  // Takes indexes until none is left. Called with `lock` held; returns with it held.
  void work(std::unique_lock<std::mutex>& lock) {
    while (next < count) {
      const std::size_t index = next++;
      const std::function<void(std::size_t)>& call = *task;
      ++running;
      lock.unlock();
      call(index);
      lock.lock();
      --running;
    }
    if (running == 0) done.notify_all();
  }

  void live() {
    std::unique_lock lock(mutex);
    for (;;) {
      wake.wait(lock, [this] { return stopping || next < count; });
      if (stopping) return;
      work(lock);
    }
  }
};

Pool::Pool(std::size_t workers) : state_(std::make_unique<State>()) {
  if (workers == 0) workers = std::max<std::size_t>(1, std::thread::hardware_concurrency());
  // The calling thread works too, so one thread less is started.
  for (std::size_t i = 1; i < workers; ++i) state_->threads.emplace_back([state = state_.get()] { state->live(); });
}

Pool::~Pool() {
  {
    std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->wake.notify_all();
  state_->threads.clear();
}

std::size_t Pool::workers() const { return state_->threads.size() + 1; }

void Pool::run(std::size_t count, const std::function<void(std::size_t)>& task) {
  if (count == 0) return;
  std::lock_guard round(state_->one_round);
  std::unique_lock lock(state_->mutex);
  state_->task = &task;
  state_->next = 0;
  state_->count = count;
  state_->wake.notify_all();
  state_->work(lock);
  state_->done.wait(lock, [this] { return state_->running == 0 && state_->next >= state_->count; });
  state_->count = 0;
  state_->next = 0;
  state_->task = nullptr;
}

}  // namespace holdfast
