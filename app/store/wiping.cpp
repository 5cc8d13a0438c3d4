#include "app/store/wiping.h"

#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "crypto/secret.h"

namespace holdfast::store {

namespace {

// Each block carries its size in front, since the C library does not tell it portably.
constexpr std::size_t kWipingHead = 16;
static_assert(kWipingHead >= sizeof(std::size_t) && kWipingHead % alignof(std::max_align_t) == 0);

char* block_of(void* memory) { return static_cast<char*>(memory) - kWipingHead; }

int wiping_size(void* memory) {
  if (memory == nullptr) return 0;
  std::size_t size = 0;
  std::memcpy(&size, block_of(memory), sizeof size);
  return static_cast<int>(size);
}

void* wiping_allocate(int size) {
  if (size <= 0) return nullptr;
  const auto wanted = static_cast<std::size_t>(size);
  auto* block = static_cast<char*>(std::malloc(kWipingHead + wanted));
  if (block == nullptr) return nullptr;
  std::memcpy(block, &wanted, sizeof wanted);
  return block + kWipingHead;
}

void wiping_free(void* memory) {
  if (memory == nullptr) return;
  crypto::wipe({static_cast<std::uint8_t*>(memory), static_cast<std::size_t>(wiping_size(memory))});
  std::free(block_of(memory));
}

// Never in place: the C library's realloc would leave the old copy behind unwiped.
void* wiping_reallocate(void* memory, int size) {
  void* larger = wiping_allocate(size);
  if (larger == nullptr) return nullptr;
  std::memcpy(larger, memory, static_cast<std::size_t>(std::min(size, wiping_size(memory))));
  wiping_free(memory);
  return larger;
}

// What is freed stays with the process for the next file: the C library would hand every buffer of some megabytes back
// to the system at once, which then has to find and clear fresh pages for the next one.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kKeptMax = 64 << 20;
  ::mallopt(M_MMAP_THRESHOLD, kKeptMax / 2);
  ::mallopt(M_TRIM_THRESHOLD, kKeptMax);
#endif
}

int wiping_round_up(int size) { return (size + 7) & ~7; }
int wiping_start(void*) { return SQLITE_OK; }
void wiping_stop(void*) {}

}  // namespace

void install_wiping_allocators() {
  const sqlite3_mem_methods methods = {wiping_allocate, wiping_free,  wiping_reallocate, wiping_size,
                                       wiping_round_up, wiping_start, wiping_stop,       nullptr};
  keep_freed_memory();
  HOLDFAST_ASSERT(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK);
}

}  // namespace holdfast::store
