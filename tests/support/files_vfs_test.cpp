// A power cut under SQLCipher: what was committed stays, what was not is gone, and with a disk that lies all is lost.
#include "tests/support/files_vfs.h"

#include <sqlcipher/sqlite3.h>

namespace holdfast::test {
namespace {

constexpr const char* kPath = "/vault/records.db";

// One connection, set up as the store sets up its own.
class Connection {
 public:
  explicit Connection(const FilesVfs& vfs, const char* synchronous = "FULL") {
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
    REQUIRE(sqlite3_open_v2(kPath, &handle_, kFlags, vfs.name().c_str()) == SQLITE_OK);
    run("PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
        "00112233445566778899aabbccddeeff'\"");
    run("PRAGMA cipher_page_size = 8192");
    run("PRAGMA journal_mode = WAL");
    run(std::string("PRAGMA synchronous = ") + synchronous);
    run("PRAGMA temp_store = MEMORY");
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { sqlite3_close(handle_); }

  // SQLite's result code, and the first column of the first row in `answer`.
  int run(const std::string& sql, std::string* answer = nullptr) {
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    if (code == SQLITE_ROW && answer != nullptr) {
      const unsigned char* text = sqlite3_column_text(statement, 0);
      *answer = text == nullptr ? "null" : reinterpret_cast<const char*>(text);
    }
    sqlite3_finalize(statement);
    return code == SQLITE_ROW ? SQLITE_DONE : code;
  }
  std::string ask(const std::string& sql) {
    std::string answer = "nothing";
    const int code = run(sql, &answer);
    return code == SQLITE_DONE ? answer : sqlite3_errstr(code);
  }

 private:
  sqlite3* handle_ = nullptr;
};

// A disk with a folder whose name is safe.
void make_vault_folder(FakeFiles& files) {
  REQUIRE(files.make_folder("/vault").ok());
  REQUIRE(files.sync_folder("/").ok());
}

// A table with one row, durable with its names.
void make_database(FakeFiles& files, const FilesVfs& vfs) {
  make_vault_folder(files);
  Connection database(vfs);
  REQUIRE(database.run("CREATE TABLE t(id INTEGER PRIMARY KEY, value TEXT)") == SQLITE_DONE);
  REQUIRE(database.run("INSERT INTO t(value) VALUES('first')") == SQLITE_DONE);
  REQUIRE(files.sync_folder("/vault").ok());
}

constexpr const char* kAll = "SELECT group_concat(value, ' ') FROM (SELECT value FROM t ORDER BY id)";

TEST_CASE("a committed row survives a power cut and an uncommitted one does not") {
  FakeFiles files;
  const FilesVfs vfs(files, "cut");
  make_database(files, vfs);
  Connection before(vfs);
  CHECK(before.run("INSERT INTO t(value) VALUES('committed')") == SQLITE_DONE);
  CHECK(before.run("BEGIN IMMEDIATE") == SQLITE_DONE);
  CHECK(before.run("INSERT INTO t(value) VALUES('uncommitted')") == SQLITE_DONE);
  CHECK(before.ask(kAll) == "first committed uncommitted");
  files.power_cut();
  Connection after(vfs);
  CHECK(after.ask(kAll) == "first committed");
  CHECK(after.ask("PRAGMA integrity_check") == "ok");
  CHECK(after.ask("PRAGMA cipher_integrity_check") == "nothing");
  CHECK(after.ask("PRAGMA journal_mode") == "wal");
}

// The twin of the test above: on a disk that ignores syncs the same row is lost, so the syncs are what saved it.
TEST_CASE("on a disk that ignores syncs a committed row is lost") {
  FakeFiles files;
  const FilesVfs vfs(files, "lying");
  make_database(files, vfs);
  files.ignore_sync = true;
  {
    Connection before(vfs);
    CHECK(before.run("INSERT INTO t(value) VALUES('committed')") == SQLITE_DONE);
  }
  files.power_cut();
  Connection after(vfs);
  CHECK(after.ask(kAll) == "first");
}

TEST_CASE("with synchronous NORMAL a committed row in the WAL is lost, so FULL is what saves it") {
  FakeFiles files;
  const FilesVfs vfs(files, "normal");
  make_database(files, vfs);
  Connection before(vfs, "NORMAL");
  CHECK(before.run("INSERT INTO t(value) VALUES('committed')") == SQLITE_DONE);
  files.power_cut();
  CHECK(Connection(vfs).ask(kAll) == "first");
}

TEST_CASE("an empty database is gone with the power, one with a commit has its name synced by its journal") {
  FakeFiles files;
  const FilesVfs vfs(files, "nameless");
  make_vault_folder(files);
  {
    Connection database(vfs);
    files.power_cut();
  }
  CHECK_FALSE(files.exists(std::string(kPath) + "-wal").value());
  {
    Connection database(vfs);
    CHECK(database.run("CREATE TABLE t(id INTEGER PRIMARY KEY, value TEXT)") == SQLITE_DONE);
    files.power_cut();
  }
  CHECK(Connection(vfs).ask("SELECT count(*) FROM t") == "0");
}

TEST_CASE("a dead connection that is closed late harms nothing") {
  FakeFiles files;
  const FilesVfs vfs(files, "late");
  make_database(files, vfs);
  auto dead = std::make_unique<Connection>(vfs);
  CHECK(dead->run("INSERT INTO t(value) VALUES('one')") == SQLITE_DONE);
  CHECK(dead->run("BEGIN IMMEDIATE") == SQLITE_DONE);  // it even holds a lock
  files.power_cut();
  Connection alive(vfs);
  CHECK(alive.run("INSERT INTO t(value) VALUES('two')") == SQLITE_DONE);
  dead->run("INSERT INTO t(value) VALUES('dead')");
  CHECK(dead->run("COMMIT") != SQLITE_DONE);
  dead.reset();
  files.power_cut();
  CHECK(Connection(vfs).ask(kAll) == "first one two");
}

TEST_CASE("a reader sees the last commit beside an open write transaction") {
  FakeFiles files;
  const FilesVfs vfs(files, "reader");
  make_database(files, vfs);
  Connection writer(vfs);
  Connection reader(vfs);
  CHECK(writer.run("BEGIN IMMEDIATE") == SQLITE_DONE);
  CHECK(writer.run("INSERT INTO t(value) VALUES('second')") == SQLITE_DONE);
  CHECK(reader.ask(kAll) == "first");
  CHECK(reader.run("BEGIN IMMEDIATE") == SQLITE_BUSY);
  CHECK(writer.run("COMMIT") == SQLITE_DONE);
  CHECK(reader.ask(kAll) == "first second");
  CHECK(reader.run("INSERT INTO t(value) VALUES('third')") == SQLITE_DONE);
  CHECK(writer.ask(kAll) == "first second third");
}

// One insert and one checkpoint, then the power fails at the given call, on a disk that may keep torn pages.
// Returns how many of the inserts were reported as committed.
int insert_until_failure(FakeFiles& files, const FilesVfs& vfs, std::uint64_t fail_at) {
  Connection database(vfs);
  files.fail_at = files.calls + fail_at;
  files.fail_ever_after = true;
  int committed = 0;
  for (int i = 1; i <= 4; ++i) {
    if (database.run("INSERT INTO t(value) VALUES('row')") == SQLITE_DONE) committed = i;
    if (i == 2) database.run("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  files.power_cut();
  files.fail_at = 0;
  return committed;
}

TEST_CASE("whatever call fails before the power does, every reported row is there and the file is sound") {
  bool went_through = false;
  for (std::uint64_t fail_at = 1; !went_through; ++fail_at) {
    REQUIRE(fail_at < 200);
    FakeFiles files;
    files.torn_seed = fail_at;
    files.fail_with = fail_at % 2 == 0 ? kFileFull : kFileWrite;
    const FilesVfs vfs(files, "each-call");
    make_database(files, vfs);
    files.torn_writes = true;
    const int committed = insert_until_failure(files, vfs, fail_at);
    went_through = committed == 4;
    Connection after(vfs);
    INFO("call " << fail_at);
    const int rows = std::stoi(after.ask("SELECT count(*) FROM t WHERE value = 'row'"));
    CHECK(rows >= committed);
    CHECK(rows <= 4);
    CHECK(after.ask("PRAGMA integrity_check") == "ok");
    // SQLCipher looks at the pages in the database file alone, past the WAL: an interrupted checkpoint may have torn
    // one there, whose whole copy is still in the WAL. Only after a checkpoint does its answer count.
    CHECK(after.ask("PRAGMA wal_checkpoint(TRUNCATE)") == "0");
    CHECK(after.ask("PRAGMA cipher_integrity_check") == "nothing");
  }
}

}  // namespace
}  // namespace holdfast::test
