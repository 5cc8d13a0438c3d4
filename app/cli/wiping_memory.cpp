// Every `delete` of the programs wipes what it frees: answers, names and JSON on their way through the heap leave no
// copies behind. Linked into the programs only, never into a library.
#include <cstdlib>
#include <malloc.h>
#include <new>

#include "crypto/secret.h"

namespace {

void* allocate(std::size_t size) {
  void* const memory = std::malloc(size == 0 ? 1 : size);
  // Out of memory ends the program: going on half-way could lose what a person just typed without saying so.
  if (memory == nullptr) std::abort();
  return memory;
}

void release(void* memory) {
  if (memory == nullptr) return;
  holdfast::crypto::wipe({static_cast<std::uint8_t*>(memory), malloc_usable_size(memory)});
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { release(memory); }
