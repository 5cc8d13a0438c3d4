// The first seam: what time it is.
#pragma once

#include <cstdint>

namespace holdfast {

class Clock {
 public:
  virtual ~Clock() = default;
  // Milliseconds since 1970-01-01T00:00Z as this machine believes. May jump, may be years off: a claim, not a fact.
  virtual std::int64_t wall_ms() = 0;
  // Milliseconds since some moment in this process's past; never runs backwards. For measuring, never for storing.
  virtual std::int64_t steady_ms() = 0;
};

class SystemClock final : public Clock {
 public:
  std::int64_t wall_ms() override;
  std::int64_t steady_ms() override;
};

}  // namespace holdfast
