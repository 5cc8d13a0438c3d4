// Memory for secrets: outside swap and core dumps, between guard pages, wiped when released.
//
// Secrets live only in the three types below, never in std::string or Bytes. What this cannot do is said in
// sync/THREATS.md: registers, a hibernated machine, and whoever can read this process's memory while it is unlocked.
#pragma once

#include <memory>
#include <span>

#include "crypto/base/bytes.h"
#include "crypto/base/random.h"
#include "crypto/reasons.h"

namespace holdfast::crypto {

using KeyView = std::span<const std::uint8_t, 32>;

// Must be called once at the start of each program, before any other function of crypto/. Turns off core dumps and
// tracing by other processes. Failing to start libsodium ends the program.
void start_crypto();

// True if every secret so far could be locked into memory. libsodium 1.0.18 does not report this itself. What else
// the system did or refused for this process: crypto/process.h.
bool memory_is_locked();

// Overwrites with zeros, in a way the compiler may not drop.
void wipe(MutableByteView bytes);
// Equal in length and content, in time that depends on the length only.
bool equal_secrets(ByteView a, ByteView b);

// `size` bytes of locked memory; movable, not copyable; wiped at the end.
class SecretBuffer {
 public:
  SecretBuffer() : SecretBuffer(0) {}
  explicit SecretBuffer(std::size_t size);
  SecretBuffer(SecretBuffer&& other) noexcept;
  SecretBuffer& operator=(SecretBuffer&& other) noexcept;
  ~SecretBuffer();

  static SecretBuffer copy_of(ByteView bytes);
  SecretBuffer clone() const { return copy_of(view()); }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  ByteView view() const { return {data_, size_}; }
  MutableByteView mutable_view() { return {data_, size_}; }
  // Forgets everything behind the first `size` bytes. REQUIRES: size <= this->size().
  void shrink(std::size_t size);

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

// A secret of fixed length.
template <std::size_t N>
class Secret {
 public:
  Secret() : buffer_(N) {}
  static Secret random(Random& random) {
    Secret out;
    random.fill(out.mutable_view());
    return out;
  }
  // REQUIRES: bytes.size() == N.
  static Secret copy_of(ByteView bytes) {
    HOLDFAST_ASSERT(bytes.size() == N);
    Secret out;
    for (std::size_t i = 0; i < N; ++i) out.mutable_view()[i] = bytes[i];
    return out;
  }
  Secret clone() const { return copy_of(view()); }
  std::span<const std::uint8_t, N> view() const { return std::span<const std::uint8_t, N>(buffer_.view().data(), N); }
  std::span<std::uint8_t, N> mutable_view() {
    return std::span<std::uint8_t, N>(buffer_.mutable_view().data(), N);
  }

 private:
  SecretBuffer buffer_;
};

// Many 32-byte keys in few locked pages: an import meets 100,000, and only about 2,000 single allocations fit the
// usual limit on locked memory.
class SecretPool {
 public:
  SecretPool();
  ~SecretPool();
  SecretPool(SecretPool&&) noexcept;
  SecretPool& operator=(SecretPool&&) noexcept;

  // Keeps a copy; the handle stays valid until clear().
  std::size_t add(KeyView key);
  KeyView at(std::size_t handle) const;
  std::size_t size() const { return size_; }
  void clear();

 private:
  std::vector<SecretBuffer> slabs_;
  std::size_t size_ = 0;
};

}  // namespace holdfast::crypto
