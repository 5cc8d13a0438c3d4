#include "tests/gui/display.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

extern char** environ;

namespace holdfast::test {

std::unique_ptr<Display> Display::open() {
  ::setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
  if (std::getenv("HOLDFAST_TEST_DISPLAY") != nullptr) {
    ::setenv("DISPLAY", std::getenv("HOLDFAST_TEST_DISPLAY"), 1);
    return std::unique_ptr<Display>(new Display(0));
  }
  int pipe[2];
  if (::pipe(pipe) != 0) return nullptr;
  const std::string descriptor = std::to_string(pipe[1]);
  const char* words[] = {"Xvfb", "-displayfd", descriptor.c_str(), "-screen", "0", "1280x800x24", "-nolisten", "tcp",
                         nullptr};
  pid_t process = 0;
  const int failed = ::posix_spawnp(&process, "Xvfb", nullptr, nullptr, const_cast<char* const*>(words), environ);
  ::close(pipe[1]);
  std::string number;
  char digit = 0;
  // Written once it accepts clients; the end of the pipe where it could not start.
  while (failed == 0 && ::read(pipe[0], &digit, 1) == 1 && digit != '\n') number += digit;
  ::close(pipe[0]);
  if (number.empty()) return nullptr;
  ::setenv("DISPLAY", (":" + number).c_str(), 1);
  return std::unique_ptr<Display>(new Display(process));
}

Display::~Display() {
  if (process_ == 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace holdfast::test
