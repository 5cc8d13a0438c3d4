// The only file of crypto/ that asks the operating system for anything but memory.
#include <sys/prctl.h>
#include <sys/resource.h>

#include "crypto/process.h"
#include "crypto/secret.h"

namespace holdfast::crypto {

void guard_process() {
  // Failures are not silent: process_guards() asks the system again, and the programs show what it says.
  const rlimit none{0, 0};
  static_cast<void>(setrlimit(RLIMIT_CORE, &none));
  static_cast<void>(prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L));
}

ProcessGuards process_guards() {
  ProcessGuards out;
  rlimit core{1, 1};
  out.no_core_dumps = getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 && core.rlim_max == 0;
  out.not_traceable = prctl(PR_GET_DUMPABLE, 0L, 0L, 0L, 0L) == 0;
  out.memory_is_locked = memory_is_locked();
  return out;
}

}  // namespace holdfast::crypto
