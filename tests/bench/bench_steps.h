// The steps of a bench. Each runs in a process of its own, which says on standard output what it found: lines of
// "name value". Memory and CPU time of the whole process come with every step.
#pragma once

#include <string>
#include <vector>

#include "crypto/base/result.h"

namespace holdfast::bench {

// 0, or 1 with a sentence on standard error.
int run_step(const std::string& name, const std::vector<std::string>& arguments);

// The steps that time themselves (bench_timings.cpp).
Result<void> time_unlocking(const std::string& folder, std::size_t rounds);
Result<void> time_passphrase(const std::string& folder, std::size_t rounds);

void say(const char* name, double value);

}  // namespace holdfast::bench
