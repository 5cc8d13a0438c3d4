#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/decoder/confine.h"

#if defined(__SANITIZE_ADDRESS__)
#define HOLDFAST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HOLDFAST_SANITIZED 1
#endif
#endif

namespace holdfast::decoder {

namespace {

bool limit(int what, rlim_t value) {
  const rlimit both{value, value};
  // glibc's own type for the first argument differs between C and C++.
  return setrlimit(static_cast<__rlimit_resource>(what), &both) == 0;
}

bool put_up_limits() {
  return limit(RLIMIT_AS, kMemoryMax) && limit(RLIMIT_CPU, kSecondsMax) && limit(RLIMIT_FSIZE, 0) &&
         limit(RLIMIT_NOFILE, 0);
}

bool allow(scmp_filter_ctx filter, int call) { return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0; }

// Memory may be had and given back, but never made into code, and never be a file's.
bool allow_memory(scmp_filter_ctx filter) {
  const scmp_arg_cmp no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  const scmp_arg_cmp no_file = SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS);
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, no_code, no_file) == 0 &&
         seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code) == 0 &&
         allow(filter, SCMP_SYS(munmap)) && allow(filter, SCMP_SYS(mremap)) && allow(filter, SCMP_SYS(brk)) &&
         allow(filter, SCMP_SYS(madvise));
}

bool put_up_filter() {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (filter == nullptr) return false;
  const scmp_arg_cmp input = SCMP_A0(SCMP_CMP_EQ, STDIN_FILENO, 0);
  const scmp_arg_cmp output = SCMP_A0(SCMP_CMP_EQ, STDOUT_FILENO, 0);
  const bool done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), 1, input) == 0 &&
                    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, output) == 0 &&
                    allow(filter, SCMP_SYS(exit)) && allow(filter, SCMP_SYS(exit_group)) &&
                    allow(filter, SCMP_SYS(rt_sigreturn)) && allow_memory(filter) && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return done;
}

}  // namespace

bool confine() {
  if (!limit(RLIMIT_CORE, 0)) return false;
#ifdef HOLDFAST_SANITIZED
  return true;
#else
  // Whoever started it is gone: nobody reads the answer.
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl(PR_SET_DUMPABLE, 0) != 0) return false;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  return put_up_limits() && put_up_filter();
#endif
}

}  // namespace holdfast::decoder
