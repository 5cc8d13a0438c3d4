#include "crypto/secret.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <sodium.h>

#include "crypto/library.h"
#include "crypto/process.h"

namespace holdfast::crypto {

namespace {

// libsodium must be started before its first allocation, also in programs that forgot start_crypto (tests).
void start_sodium() {
  static const bool started = sodium_init() >= 0;
  HOLDFAST_ASSERT(started);
}

// The one thing this process remembers about itself: whether every secret so far was locked. It only ever goes from
// true to false, and holds no secret.
std::atomic<bool>& every_secret_locked() {
  static std::atomic<bool> locked{true};
  return locked;
}

std::uint8_t* allocate_secret(std::size_t size) {
  if (size == 0) return nullptr;
  start_sodium();
  auto* data = static_cast<std::uint8_t*>(sodium_malloc(size));
  HOLDFAST_ASSERT(data != nullptr);
  // sodium_malloc locks too, but 1.0.18 does not look whether that worked. Locking twice is harmless.
  if (sodium_mlock(data, size) != 0) every_secret_locked().store(false, std::memory_order_relaxed);
  std::fill_n(data, size, std::uint8_t{0});
  return data;
}

}  // namespace

void start_crypto() {
  guard_process();
  start_sodium();
  static_cast<void>(crypto_library());
}

bool memory_is_locked() { return every_secret_locked().load(std::memory_order_relaxed); }

void wipe(MutableByteView bytes) {
  if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
}

bool equal_secrets(ByteView a, ByteView b) {
  if (a.size() != b.size()) return false;
  return a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

SecretBuffer::SecretBuffer(std::size_t size) : data_(allocate_secret(size)), size_(size) {}

SecretBuffer::SecretBuffer(SecretBuffer&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBuffer& SecretBuffer::operator=(SecretBuffer&& other) noexcept {
  if (this == &other) return *this;
  sodium_free(data_);  // wipes; null is fine
  data_ = std::exchange(other.data_, nullptr);
  size_ = std::exchange(other.size_, 0);
  return *this;
}

SecretBuffer::~SecretBuffer() { sodium_free(data_); }

SecretBuffer SecretBuffer::copy_of(ByteView bytes) {
  SecretBuffer out(bytes.size());
  if (!bytes.empty()) std::memcpy(out.data_, bytes.data(), bytes.size());
  return out;
}

void SecretBuffer::shrink(std::size_t size) {
  HOLDFAST_ASSERT(size <= size_);
  wipe(mutable_view().subspan(size));
  size_ = size;
}

namespace {

constexpr std::size_t kSlabKeys = 2048;  // 64 KiB a slab: sixteen pages, one lock

}  // namespace

SecretPool::SecretPool() = default;
SecretPool::~SecretPool() = default;
SecretPool::SecretPool(SecretPool&& other) noexcept
    : slabs_(std::move(other.slabs_)), size_(std::exchange(other.size_, 0)) {}
SecretPool& SecretPool::operator=(SecretPool&& other) noexcept {
  slabs_ = std::move(other.slabs_);
  size_ = std::exchange(other.size_, 0);
  return *this;
}

std::size_t SecretPool::add(KeyView key) {
  if (size_ == slabs_.size() * kSlabKeys) slabs_.emplace_back(kSlabKeys * key.size());
  std::memcpy(slabs_.back().mutable_view().data() + size_ % kSlabKeys * key.size(), key.data(), key.size());
  return size_++;
}

KeyView SecretPool::at(std::size_t handle) const {
  HOLDFAST_ASSERT(handle < size_);
  return KeyView(slabs_[handle / kSlabKeys].view().data() + handle % kSlabKeys * 32, 32);
}

void SecretPool::clear() {
  slabs_.clear();
  size_ = 0;
}

}  // namespace holdfast::crypto
