// SQLCipher behind three small types. The only place, with its neighbours in app/store, where SQL is spoken.
//
// Every statement is a constant; values are bound, never built into text. A Transaction that is not committed rolls
// back. Errors of the engine become kVaultFull, kVaultWrite, kVaultDatabase; SQLITE_INTERRUPT becomes kCancelled.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/store/reasons.h"
#include "crypto/secret.h"

struct sqlite3;
struct sqlite3_stmt;

namespace holdfast::store {

// How a database file is opened. Tests name a VFS of their own; the programs use SQLite's "unix-excl".
struct DatabaseOptions {
  std::string vfs = "unix-excl";
  bool read_only = false;  // a connection that only asks
};

class Database {
 public:
  // `key`: 48 bytes, 32 of key and 16 of salt. The file must be there; an empty one becomes a database. Sets every
  // PRAGMA of formats.md and reads each back (kVaultSetting).
  // A wrong key or a damaged first page is kVaultDatabase.
  static Result<Database> open(const std::string& path, ByteView key, const DatabaseOptions& options);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // Applies schema/NNN_*.sql above user_version, each in one transaction. A higher version than we know: kVaultNewer.
  Result<void> migrate();
  // Runs a constant script without results.
  Result<void> run(const char* sql);
  sqlite3* handle() { return handle_; }
  // Rows changed by the last statement.
  std::int64_t changes() const;
  std::int64_t last_row_id() const;
  // Every page's MAC and SQLite's own check; empty = sound. For `verify`. Checkpoints first: the check of MACs reads
  // past the WAL, and a page torn by an interrupted checkpoint lies whole in there.
  Result<std::vector<std::string>> integrity_problems();
  // A complete, fsynced copy under another key into the empty file `path`: the next epoch.
  Result<void> export_to(const std::string& path, ByteView key, const DatabaseOptions& options);
  // Writes all of the WAL into the database file.
  Result<void> checkpoint();
  // From now on this connection changes nothing any more: every attempt is kVaultReadOnly.
  Result<void> make_read_only();
  // Between BEGIN and COMMIT: whoever writes now writes into that transaction.
  bool in_transaction() const;
  // Stops a query that another thread is running on this connection.
  void interrupt();

  // Statements that were prepared before and are free: preparing costs more than most of them.
  sqlite3_stmt* take_statement(const char* sql, int& code);
  void give_back(const char* sql, sqlite3_stmt* statement);

 private:
  struct Cache;
  Database(sqlite3* handle, std::unique_ptr<Cache> cache);
  void close();
  sqlite3* handle_ = nullptr;
  std::unique_ptr<Cache> cache_;
};

// The engine's result code as a reason of ours. REQUIRES: `code` is no success.
Error database_error(sqlite3* handle, int code);

// One prepared statement. Bind in order with bind(...), then step() until it returns false.
class Statement {
 public:
  // REQUIRES: `sql` is a constant and correct; a mistake in it ends the program. Where the file cannot be read, step()
  // says so.
  Statement(Database& database, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(std::int64_t value);
  Statement& bind(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind(std::string_view text);
  Statement& bind(const char* text) { return bind(std::string_view(text)); }
  Statement& bind(ByteView blob);
  template <std::size_t N>
  Statement& bind(const ByteArray<N>& blob) { return bind(ByteView(blob)); }
  Statement& bind(const Bytes& blob) { return bind(ByteView(blob)); }
  Statement& bind_null();
  template <typename T>
  Statement& bind(const std::optional<T>& value) { return value ? bind(*value) : bind_null(); }

  // True: a row is there. False: done.
  Result<bool> step();
  // For statements without rows: runs to the end.
  Result<void> run();
  // Ready to bind and run again.
  void reset();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  Bytes blob(int column) const;
  ByteView blob_view(int column) const;  // valid until the next step
  // A blob of exactly N bytes; another length means our own data is damaged (kVaultDatabase).
  template <std::size_t N>
  Result<ByteArray<N>> array(int column) const {
    ByteView view = blob_view(column);
    if (view.size() != N) return kVaultDatabase;
    return to_array<N>(view);
  }

 private:
  Database& database_;
  const char* sql_;
  sqlite3_stmt* statement_ = nullptr;
  int code_ = 0;  // why it could not be prepared or bound
  int bound_ = 0;
};

// BEGIN IMMEDIATE … COMMIT. Rolls back unless committed.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&&) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  // Durable when it returns without error (synchronous=FULL).
  Result<void> commit();

 private:
  explicit Transaction(Database* database) : database_(database) {}
  Database* database_;
};

}  // namespace holdfast::store
