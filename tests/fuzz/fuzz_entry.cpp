// What libFuzzer calls. The build names the body: HOLDFAST_FUZZ_TARGET.
#include "tests/fuzz/fuzz_targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(holdfast::fuzz::HOLDFAST_FUZZ_TARGET(data, size));
  return 0;
}
