// The fourth seam: the road. Sees files and names, never a key, an entry or a vault.
//
// An account may put, list and get; it never deletes. Names are ours alone (is_road_name); whatever else lies in a
// store is not listed, but counted, so that a person learns that something odd lies there.
#pragma once

#include <string>
#include <vector>

#include "crypto/base/progress.h"
#include "crypto/base/source.h"

namespace holdfast::sync {

struct RoadFile {
  std::string name;
  std::uint64_t size_bytes = 0;
  friend bool operator==(const RoadFile&, const RoadFile&) = default;
};

struct RoadListing {
  std::vector<RoadFile> files;  // ascending by name
  std::size_t others = 0;       // files that do not follow the name rule, half-written ones not counted
};

class Transport {
 public:
  virtual ~Transport() = default;
  virtual Result<RoadListing> list() = 0;
  // Exactly `size_bytes` come from `content`. When this returns, the file is whole and durable under `name`, and was
  // read back and compared. A file of that name that is already there with the same bytes is fine; other bytes:
  // kFileExists. Nothing half-written is ever listed.
  virtual Result<void> put(const std::string& name, Source& content, std::uint64_t size_bytes, Progress& progress) = 0;
  virtual Result<void> get(const std::string& name, Sink& out, Progress& progress) = 0;
  virtual Result<std::uint64_t> free_space_bytes() = 0;
};

// 32 lower-case hex digits (or, going down, 16 of mailbox tag and 32 random) and ".age".
bool is_road_name(std::string_view name);

}  // namespace holdfast::sync
