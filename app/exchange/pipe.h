// Turns something that writes (a road's get, a bundle being made) into something that can be read from, in flat memory.
//
// The producer runs on a thread of its own, at most a few blocks ahead of the reader. It must not touch what the reader
// uses at the same time: a vault's connections are used by one of the two alone.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "crypto/base/source.h"

namespace holdfast::exchange {

class ProducedSource final : public Source {
 public:
  // `produce` writes everything to the sink it is given and returns; a failure of it becomes a failure of read().
  explicit ProducedSource(std::function<Result<void>(Sink&)> produce);
  // Makes the producer stop (its next write fails with kCancelled) and waits for it.
  ~ProducedSource() override;
  ProducedSource(const ProducedSource&) = delete;
  ProducedSource& operator=(const ProducedSource&) = delete;

  Result<std::size_t> read(MutableByteView out) override;
  // The producer's own failure, once read() has met it: tells a road that failed from a file that is bad.
  const std::optional<Error>& failure() const { return failure_; }

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
  std::optional<Error> failure_;
};

}  // namespace holdfast::exchange
