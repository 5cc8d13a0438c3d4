// Every fuzz target with valid samples of what it reads: where mutation starts.
#pragma once

#include <string>
#include <vector>

#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

struct FuzzTarget {
  std::string name;
  int (*body)(const std::uint8_t*, std::size_t) = nullptr;
  std::vector<Bytes> seeds;
  std::size_t mutations = 0;  // how many the plain test tries
};

std::vector<FuzzTarget> all_fuzz_targets();
// The part of them that reads forms.
std::vector<FuzzTarget> form_fuzz_targets();

}  // namespace holdfast::fuzz
