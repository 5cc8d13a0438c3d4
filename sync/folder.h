// The road that is a folder: a stick, or a directory that another program keeps in step.
// Write .part, sync, read back, rename, sync the folder. Times are constant.
#pragma once

#include "sync/transport.h"

namespace holdfast::sync {

class Folder final : public Transport {
 public:
  // `files` must outlive it. The folder must exist when a call is made (kRoadMissing: "the stick is not there").
  Folder(Files& files, std::string path) : files_(files), path_(std::move(path)) {}

  Result<RoadListing> list() override;
  Result<void> put(const std::string& name, RoadContent& content, Progress& progress) override;
  Result<std::unique_ptr<Source>> open(const std::string& name) override;
  Result<std::uint64_t> free_space_bytes() override;

 private:
  Files& files_;
  std::string path_;
};

}  // namespace holdfast::sync
