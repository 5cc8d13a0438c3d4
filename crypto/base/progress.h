// How slow work tells what it is doing and learns that it should stop.
#pragma once

#include <cstdint>

#include "crypto/base/reasons.h"
#include "crypto/base/result.h"

namespace holdfast {

class Progress {
 public:
  virtual ~Progress() = default;
  // `done` of `total` units (bytes or records) of the current step; total 0 = not known. Cheap; called often.
  virtual void report(std::uint64_t done, std::uint64_t total) = 0;
  // True once the person asked to stop. Work checks this between pieces that can be undone.
  virtual bool cancelled() = 0;
};

// For callers that neither show progress nor cancel.
class NoProgress final : public Progress {
 public:
  void report(std::uint64_t, std::uint64_t) override {}
  bool cancelled() override { return false; }
};

// Returns kCancelled if the person asked to stop.
inline Result<void> check_cancelled(Progress& progress) {
  if (progress.cancelled()) return kCancelled;
  return {};
}

}  // namespace holdfast
