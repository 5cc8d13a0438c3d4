// Megabytes through which files pass. Unlike Bytes it is not filled with zeros first: that alone would touch every
// page once more than needed. Knows nothing of what lies in it: whoever put something secret there wipes it.
#pragma once

#include <new>
#include <utility>

#include "crypto/base/bytes.h"

namespace holdfast {

class Scratch {
 public:
  Scratch() = default;
  // `size` bytes, at the edge of a page, with anything in them.
  explicit Scratch(std::size_t size)
      : memory_(static_cast<std::uint8_t*>(::operator new(size, std::align_val_t{kAlign}))), size_(size) {}
  Scratch(Scratch&& other) noexcept
      : memory_(std::exchange(other.memory_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Scratch& operator=(Scratch&& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~Scratch() {
    if (memory_ != nullptr) ::operator delete(memory_, std::align_val_t{kAlign});
  }

  std::uint8_t* data() const { return memory_; }
  std::size_t size() const { return size_; }
  MutableByteView view() const { return {memory_, size_}; }

  // What reading and writing past the system's cache asks for.
  static constexpr std::size_t kAlign = 4096;

 private:
  std::uint8_t* memory_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace holdfast
