#include "crypto/base/random.h"

#include <cerrno>
#include <sys/random.h>

namespace holdfast {

void SystemRandom::fill(MutableByteView out) {
  while (!out.empty()) {
    const ssize_t got = getrandom(out.data(), out.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    HOLDFAST_ASSERT(got > 0);
    out = out.subspan(static_cast<std::size_t>(got));
  }
}

}  // namespace holdfast
