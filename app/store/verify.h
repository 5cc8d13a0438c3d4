// Checks everything a vault holds against everything it should: pages, chain, signatures, openings, blobs, lost files.
#pragma once

#include "app/store/views.h"

namespace holdfast::store {

struct Finding {
  std::string code;      // stable: a reason's code
  std::string what;      // "record R7-0003H", "file 3 of exhibit …": what a person can look for
};

struct Verification {
  std::uint64_t entries = 0;
  std::uint64_t openings = 0;
  std::uint64_t sealed = 0;
  std::uint64_t dropped = 0;
  std::uint64_t blobs = 0;
  std::uint64_t blob_bytes = 0;
  std::uint64_t lost_files = 0;
  std::vector<Finding> findings;
};

// Needs the keys of authors: our own, and those of the device list on HQ.
Result<Verification> verify_vault(Vault& vault, Progress& progress);

}  // namespace holdfast::store
