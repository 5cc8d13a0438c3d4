// An SQLite VFS over the disk that forgets: pages and WAL frames that were not synced are gone after power_cut().
//
// It behaves like SQLite's own `unix-excl`, which the programs use: the wal-index lies in the heap and is shared by
// the connections of this process; the folder is synced with the first sync of a new journal or WAL, and not for a new
// database by itself. What a dead connection of before the cut still does changes nothing.
#pragma once

#include <memory>
#include <string>

#include "tests/support/fake_seams.h"

namespace holdfast::test {

struct FilesVfsState;

class FilesVfs {
 public:
  // Registers under `name`, not as the default; `files` must outlive it. REQUIRES: the name is free.
  FilesVfs(FakeFiles& files, const std::string& name);
  // Takes the name away. REQUIRES: all its connections are closed.
  ~FilesVfs();
  FilesVfs(const FilesVfs&) = delete;
  FilesVfs& operator=(const FilesVfs&) = delete;

  const std::string& name() const;

 private:
  std::unique_ptr<FilesVfsState> state_;
};

}  // namespace holdfast::test
