// What SQLite frees is wiped: after a database was closed, nothing of what passed through it is left in the heap.
// Method: a child process writes a word and looks for it in its own memory. The word is never whole in the program.
#include "app/store/wiping.h"

#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "app/store/database.h"
#include "tests/support/fake_seams.h"
#include "tests/support/files_vfs.h"

namespace holdfast::test {
namespace {

constexpr std::size_t kWordSize = 192;
constexpr std::size_t kTailSize = 64;  // the allocator's own notes overwrite the beginning of what was freed

// The word, on the stack alone.
void spell(ByteArray<kWordSize>& word) {
  for (std::size_t i = 0; i < word.size(); ++i) word[i] = static_cast<std::uint8_t>('a' + (i * i * 7 + i / 5 + 3) % 26);
}

void write_the_word(const std::string& vfs) {
  const Bytes key(48, 0x42);
  store::DatabaseOptions options;
  options.vfs = vfs;
  auto database = store::Database::open("/records.db", key, options);
  if (!database.ok() || !database->run("CREATE TABLE t(id INTEGER PRIMARY KEY, value TEXT)").ok()) _exit(3);
  ByteArray<kWordSize> word{};
  spell(word);
  for (int i = 0; i < 50; ++i) {
    store::Statement insert(*database, "INSERT INTO t(value) VALUES(?)");
    if (!insert.bind(as_text(word)).run().ok()) _exit(4);
  }
  store::Statement find(*database, "SELECT count(*) FROM t WHERE value = ?");
  if (!find.bind(as_text(word)).step().value() || find.integer(0) != 50) _exit(5);
  crypto::wipe(word);
}

// True if the word stands anywhere in the heap.
bool heap_knows_the_word() {
  std::ifstream maps("/proc/self/maps");
  bool found = false;
  for (std::string line; std::getline(maps, line);) {
    if (line.find("[heap]") == std::string::npos) continue;
    const std::uintptr_t from = std::stoull(line, nullptr, 16);
    const std::uintptr_t to = std::stoull(line.substr(line.find('-') + 1), nullptr, 16);
    ByteArray<kWordSize> word{};
    spell(word);
    for (std::uintptr_t at = from; at + kTailSize <= to; ++at) {
      const auto* here = reinterpret_cast<const std::uint8_t*>(at);
      found = found || std::equal(word.end() - kTailSize, word.end(), here);
    }
    crypto::wipe(word);
  }
  return found;
}

// 0: the word is gone; 1: it is still there.
int child_status(bool wiping) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    if (wiping) store::install_wiping_allocators();
    FakeFiles files;
    files.put("/records.db", {});
    {
      const FilesVfs vfs(files, "wiping");
      write_the_word(vfs.name());
    }
    _exit(heap_knows_the_word() ? 1 : 0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_CASE("with the wiping allocators nothing of a closed database is left in the heap, without them it is") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  SKIP("a sanitizer keeps its own heap, which this search does not see");
#endif
  CHECK(child_status(true) == 0);
  CHECK(child_status(false) == 1);  // the twin: so the search can find it
}

}  // namespace
}  // namespace holdfast::test
