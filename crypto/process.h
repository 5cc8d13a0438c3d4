// What the operating system was asked to do for this process's secrets, and whether it did. Internal to programs'
// start and their reports; never a reason to refuse work, always a reason to say so.
#pragma once

namespace holdfast::crypto {

struct ProcessGuards {
  bool no_core_dumps = false;    // RLIMIT_CORE is 0, soft and hard
  bool not_traceable = false;    // PR_GET_DUMPABLE is 0: no core, no ptrace, no /proc/PID/mem for the same user
  bool memory_is_locked = false;  // every secret so far could be locked into memory
  friend bool operator==(const ProcessGuards&, const ProcessGuards&) = default;
};

// As the system answers now, not as we asked. A program shows a warning where one of these is false.
ProcessGuards process_guards();

// Asks for the first two. Part of start_crypto().
void guard_process();

}  // namespace holdfast::crypto
