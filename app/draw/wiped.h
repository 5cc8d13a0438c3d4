// Containers whose memory is wiped when it is given back: texts on the screen are survivors' words. They are no place
// for keys or passphrases (crypto/secret.h): nothing here is locked against swapping.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "crypto/secret.h"

namespace holdfast::draw {

template <typename T>
class WipingAllocator {
 public:
  using value_type = T;
  WipingAllocator() = default;
  template <typename U>
  WipingAllocator(const WipingAllocator<U>&) {}  // NOLINT: what allocators must be

  T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* memory, std::size_t count) {
    crypto::wipe({reinterpret_cast<std::uint8_t*>(memory), count * sizeof(T)});
    std::allocator<T>().deallocate(memory, count);
  }
  friend bool operator==(const WipingAllocator&, const WipingAllocator&) { return true; }
};

template <typename T>
using WipedVector = std::vector<T, WipingAllocator<T>>;
// Characters in UTF-8. Not a string: a short string would lie inside its object, where nobody wipes it.
using WipedText = WipedVector<char>;

inline std::string_view view_of(const WipedText& text) { return {text.data(), text.size()}; }
inline WipedText wiped_text(std::string_view text) { return WipedText(text.begin(), text.end()); }

}  // namespace holdfast::draw
