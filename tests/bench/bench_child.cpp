#include "tests/bench/bench_child.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <sstream>

namespace holdfast::bench {

namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// The first `cores` of those that we may use ourselves.
void keep_cores(int cores) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  int kept = 0;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(cpu, &allowed) && ++kept > cores) CPU_CLR(cpu, &allowed);
  }
  sched_setaffinity(0, sizeof allowed, &allowed);
}

[[noreturn]] void become(const std::vector<std::string>& words, int cores, int output) {
  dup2(output, STDOUT_FILENO);
  if (cores > 0) keep_cores(cores);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments.front(), arguments.data());
  std::fprintf(stderr, "bench: cannot start %s\n", words.front().c_str());
  _exit(127);
}

std::string read_all_of(int input) {
  std::string out;
  char buffer[4096];
  for (;;) {
    const ssize_t got = read(input, buffer, sizeof buffer);
    if (got <= 0) return out;
    out.append(buffer, static_cast<std::size_t>(got));
  }
}

void take_lines(const std::string& text, std::map<std::string, double>& out) {
  std::istringstream lines(text);
  std::string line;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string name;
    double value = 0;
    if (words >> name >> value) out[name] = value;
  }
}

}  // namespace

double ChildRun::at(const std::string& name) const {
  const auto found = said.find(name);
  return found == said.end() ? 0 : found->second;
}

ChildRun run_child(const std::vector<std::string>& words, int cores) {
  ChildRun out;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return out;
  const auto begun = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) become(words, cores, ends[1]);
  close(ends[1]);
  const std::string text = read_all_of(ends[0]);
  close(ends[0]);
  int status = 1;
  rusage used{};
  const bool ended = child > 0 && wait4(child, &status, 0, &used) == child;
  out.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  out.cpu_seconds = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
  out.ok = ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  take_lines(text, out.said);
  return out;
}

ChildRun run_shell(const std::string& line) { return run_child({"sh", "-c", line}); }

ChildRun run_own_step(const std::vector<std::string>& words) {
  std::vector<std::string> all{"/proc/self/exe", "step"};
  all.insert(all.end(), words.begin(), words.end());
  return run_child(all);
}

bool has_program(const std::string& name) { return run_shell("command -v " + name + " >/dev/null").ok; }

}  // namespace holdfast::bench
