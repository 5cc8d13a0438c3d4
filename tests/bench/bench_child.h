// Runs a program, waits for it, and says what it cost: wall time, CPU time of it and all its children, its lines of
// "name value".
#pragma once

#include <map>
#include <string>
#include <vector>

namespace holdfast::bench {

struct ChildRun {
  bool ok = false;  // it ended with status 0
  double wall_seconds = 0;
  double cpu_seconds = 0;  // user and system
  std::map<std::string, double> said;

  double at(const std::string& name) const;  // 0 where it said nothing of that name
};

// `cores` > 0: on that many cores at most. Its standard error stays ours; its standard output is read.
ChildRun run_child(const std::vector<std::string>& words, int cores = 0);
// Through sh, so that pipes count as one.
ChildRun run_shell(const std::string& line);
// One step of this program (bench_steps.h).
ChildRun run_own_step(const std::vector<std::string>& words);
bool has_program(const std::string& name);

}  // namespace holdfast::bench
