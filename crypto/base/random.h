// The second seam: unpredictable bytes. Every key, salt, nonce and identifier comes through here.
#pragma once

#include "crypto/base/bytes.h"

namespace holdfast {

class Random {
 public:
  virtual ~Random() = default;
  // Fills `out` with bytes nobody can predict. Cannot fail: a machine without randomness must not go on.
  virtual void fill(MutableByteView out) = 0;

  template <std::size_t N>
  ByteArray<N> array() {
    ByteArray<N> out{};
    fill(out);
    return out;
  }
  Id16 id() { return array<16>(); }
};

// The operating system's generator. Safe to use from several threads at once.
class SystemRandom final : public Random {
 public:
  void fill(MutableByteView out) override;
};

}  // namespace holdfast
