// Slow work, away from the window's thread. One lane holds the vault: its thread opens it, runs one job after another
// on it, and locks it; nobody else touches it. A job takes values and gives back what is to be done with its result on
// the window's thread (`Done`), which the window drains once a pass.
//
// A long job (bundle, import) reports progress; between its transactions urgent jobs run (a draft that must be saved, a
// question of the person), so that nothing typed waits for a stick. A newer job with the same `key` replaces an older
// one that has not begun: search as you type asks only the last question.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/store/vault.h"
#include "crypto/base/progress.h"

namespace holdfast::gui {

class App;

using Done = std::function<void(App&)>;  // empty: nothing to do

struct Job {
  std::string key;       // "records.search", "bundle", "draft/<hex>"
  bool urgent = false;   // short; may run while a long job of the lane pauses
  // Keeps what was typed: its Done runs even where the window was locked in between, and then puts nothing but a
  // sentence into State. Of all other jobs the Done is dropped when the window locks.
  bool saves = false;
  bool question = false; // only asks: a newer one of the same key stops it while it runs
  bool alone = false;    // nothing may run while it pauses (a new database is being made)
  bool shown = false;    // long: listed with progress and cancel
  std::function<Done(store::Vault&, Progress&)> work;
};

struct Running {  // for the screen
  std::string key;
  std::uint64_t done = 0, total = 0;
  bool cancelling = false;
  bool shown = false;
};

class VaultLane {
 public:
  // `wake` is called from the lane's thread when a Done waits.
  VaultLane(store::Seams seams, std::function<void()> wake);
  // Cancels what runs, runs what is urgent, locks the vault.
  ~VaultLane();
  VaultLane(const VaultLane&) = delete;
  VaultLane& operator=(const VaultLane&) = delete;

  const store::Seams& seams() const { return seams_; }
  // Makes or opens a vault on the lane. `open` runs there and fills the lane's vault; `done` gets nothing or the error.
  void open(std::function<Result<store::Vault>(const store::Seams&)> open,
            std::function<void(App&, const Result<void>&)> done);
  void post(Job job);
  void cancel(const std::string& key);
  // Cancels long jobs, runs the urgent ones that wait, then locks. Questions that have not begun are dropped.
  void lock(std::function<void(App&, const Result<void>&)> done);
  // Runs what has finished, on the caller's thread. True where something ran.
  bool drain(App& app);
  std::vector<Running> running() const;  // those that are `shown`
  // True once after something changed that a screen shows.
  bool take_news() { return news_.exchange(false); }
  bool idle() const;  // nothing waits, runs or is to be drained
  // Waits until idle; for tests and for closing. Does not drain.
  void wait_until_done();

 private:
  class Reporter;
  struct Item {
    Job job;
    std::function<Result<store::Vault>(const store::Seams&)> open{};
    std::function<void(App&, const Result<void>&)> told{};
    bool lock = false;
    std::uint64_t session = 0;  // rises with every lock
  };
  void run();
  void run_item(Item& item);
  void run_open(Item& item);
  void run_lock(Item& item);
  void run_job(Item& item);
  void run_urgent();
  std::optional<Item> take(bool urgent_only);  // under the mutex
  void finish(const Item& item, Done done);
  void tell();
  void drop_questions();  // under the mutex, as the next one
  void stop_running();

  store::Seams seams_;
  std::function<void()> wake_;
  std::optional<store::Vault> vault_;  // touched by the lane's thread only
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> waiting_;
  struct Finished {
    Done done;
    bool saves = false;
    std::uint64_t session = 0;
  };
  std::deque<Finished> finished_;
  std::optional<Running> running_;
  store::Database* asked_ = nullptr;  // the connection that a running question reads from
  std::uint64_t session_ = 0;
  bool superseded_ = false;           // a newer question came while this one ran
  bool busy_ = false;
  std::atomic<bool> cancel_{false};
  std::atomic<int> urgent_waiting_{0};
  std::atomic<bool> news_{false};
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace holdfast::gui
