// The fourth seam: the road. Sees files and names, never a key, an entry or a vault.
//
// An account may put, list and get; it never deletes. Names are ours alone (is_road_name); whatever else lies in a
// store is not listed, but counted, so that a person learns that something odd lies there.
#pragma once

#include <memory>
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

// What is put on a road. It makes its bytes while they are written, so no copy of it lies anywhere, and it can tell
// whether a second reading gives the same: a road knows no key, whoever made the file does.
class RoadContent {
 public:
  virtual ~RoadContent() = default;
  virtual std::uint64_t size_bytes() const = 0;
  // Writes exactly size_bytes() bytes.
  virtual Result<void> write(Sink& out) = 0;
  // Reads `copy` to its end; kRoadReadBack unless those are the bytes that were written.
  virtual Result<void> check(Source& copy) = 0;
};

// Something small that lies in memory.
class RoadBytes final : public RoadContent {
 public:
  // The bytes must outlive it.
  explicit RoadBytes(ByteView bytes) : bytes_(bytes) {}
  std::uint64_t size_bytes() const override { return bytes_.size(); }
  Result<void> write(Sink& out) override;
  Result<void> check(Source& copy) override;

 private:
  ByteView bytes_;
};

class Transport {
 public:
  virtual ~Transport() = default;
  virtual Result<RoadListing> list() = 0;
  // When this returns, the file is whole and durable under `name`, was read back and was found the same. One of that
  // name that is already there with the same bytes is fine; other bytes: kFileExists. Nothing half-written is ever
  // listed. `progress` tells of reading back; the content tells of its own writing.
  virtual Result<void> put(const std::string& name, RoadContent& content, Progress& progress) = 0;
  // The file from its front. The road must outlive the source.
  virtual Result<std::unique_ptr<Source>> open(const std::string& name) = 0;
  virtual Result<std::uint64_t> free_space_bytes() = 0;
};

// 32 lower-case hex digits (or, going down, 16 of mailbox tag and 32 random) and ".age".
bool is_road_name(std::string_view name);

}  // namespace holdfast::sync
