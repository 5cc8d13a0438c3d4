// As many workers as cores, for hashes, chunks and signatures. Owned by main (or a test), passed down.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace holdfast {

class Pool {
 public:
  // `workers` 0: one a core.
  explicit Pool(std::size_t workers = 0);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  std::size_t workers() const;

  // Calls task(i) once for each i in [0, count), on the workers and the calling thread; returns when all are done.
  // REQUIRES: tasks do not call run on the same pool, and do not throw.
  void run(std::size_t count, const std::function<void(std::size_t)>& task);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace holdfast
