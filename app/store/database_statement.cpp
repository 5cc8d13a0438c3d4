// Statement and Transaction. database.h.
#include <sqlcipher/sqlite3.h>

#include "app/store/database.h"

namespace holdfast::store {

namespace {

// A statement that names what is not there, or is no SQL. A file that cannot be read gives other codes and texts.
bool is_mistake(sqlite3* handle, int code) {
  if ((code & 0xff) != SQLITE_ERROR) return false;
  const std::string_view text = sqlite3_errmsg(handle);
  return sqlite3_error_offset(handle) >= 0 || text.starts_with("no such") || text.starts_with("near ");
}

}  // namespace

Error database_error(sqlite3* handle, int code) {
  std::string detail = sqlite3_errmsg(handle);
  switch (code & 0xff) {
    case SQLITE_FULL: return {kVaultFull, detail};
    case SQLITE_INTERRUPT: return {kCancelled, detail};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {kVaultInUse, detail};
    case SQLITE_READONLY: return {kVaultReadOnly, detail};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN: return {kVaultWrite, detail};
    default: return {kVaultDatabase, detail};
  }
}

// -- Statement -----------------------------------------------------------------------------------------------------

Statement::Statement(Database& database, const char* sql) : database_(database), sql_(sql) {
  statement_ = database.take_statement(sql, code_);
  if (code_ == SQLITE_OK) return;
  if (is_mistake(database.handle(), code_)) assert_failed(sqlite3_errmsg(database.handle()), sql, 0);
}

Statement::~Statement() { database_.give_back(sql_, statement_); }

namespace {

// Bound values are copied: most of those that callers pass are gone before step().
const void* bound_blob(ByteView blob) { return blob.empty() ? static_cast<const void*>("") : blob.data(); }

}  // namespace

Statement& Statement::bind(std::int64_t value) {
  if (statement_ != nullptr) HOLDFAST_ASSERT(sqlite3_bind_int64(statement_, ++bound_, value) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind(std::string_view text) {
  if (statement_ == nullptr) return *this;
  const char* data = text.empty() ? "" : text.data();
  code_ = sqlite3_bind_text64(statement_, ++bound_, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  HOLDFAST_ASSERT(code_ != SQLITE_RANGE && code_ != SQLITE_MISUSE);
  return *this;
}

Statement& Statement::bind(ByteView blob) {
  if (statement_ == nullptr) return *this;
  code_ = sqlite3_bind_blob64(statement_, ++bound_, bound_blob(blob), blob.size(), SQLITE_TRANSIENT);
  HOLDFAST_ASSERT(code_ != SQLITE_RANGE && code_ != SQLITE_MISUSE);
  return *this;
}

Statement& Statement::bind_null() {
  if (statement_ != nullptr) HOLDFAST_ASSERT(sqlite3_bind_null(statement_, ++bound_) == SQLITE_OK);
  return *this;
}

Result<bool> Statement::step() {
  if (code_ != SQLITE_OK) return database_error(database_.handle(), code_);
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return database_error(database_.handle(), code);
}

Result<void> Statement::run() {
  for (;;) {
    const bool row = TRY(step());
    if (!row) return {};
  }
}

void Statement::reset() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  bound_ = 0;
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Statement::text(int column) const {
  const unsigned char* data = sqlite3_column_text(statement_, column);
  if (data == nullptr) return {};
  return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

ByteView Statement::blob_view(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  if (data == nullptr) return {};
  return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Bytes Statement::blob(int column) const { return to_bytes(blob_view(column)); }

// -- Transaction ---------------------------------------------------------------------------------------------------

Result<Transaction> Transaction::begin(Database& database) {
  TRY(database.run("BEGIN IMMEDIATE"));
  return Transaction(&database);
}

Transaction::Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  // Where rolling back fails, the engine has already rolled back by itself.
  if (sqlite3_get_autocommit(database_->handle()) == 0) static_cast<void>(database_->run("ROLLBACK").ok());
}

Result<void> Transaction::commit() {
  HOLDFAST_ASSERT(database_ != nullptr);
  TRY(database_->run("COMMIT"));
  database_ = nullptr;
  return {};
}

}  // namespace holdfast::store
