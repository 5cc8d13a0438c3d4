#include "app/store/database.h"

#define SQLITE_HAS_CODEC  // declares sqlite3_key_v2
#include <sqlcipher/sqlite3.h>

#include <map>

#include "app/store/schema.h"

namespace holdfast::store {

namespace {

constexpr std::size_t kDatabaseKeySize48 = 48;
constexpr std::size_t kStatementsKept = 4;  // free ones of one text
constexpr int kBusyWaitMs = 5000;

// What formats.md asks for, and the answer that shows it is in force. A setting without an answer is not read back.
struct Setting {
  const char* set;
  const char* ask;
  const char* answer;
};
constexpr Setting kCipherSettings[] = {
    {"PRAGMA cipher_log_level = NONE", nullptr, nullptr},
    {"PRAGMA cipher_memory_security = OFF", "PRAGMA cipher_memory_security", "0"},
    {"PRAGMA cipher_page_size = 8192", "PRAGMA cipher_page_size", "8192"},
};
constexpr Setting kSettings[] = {
    {"PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal"},
    {"PRAGMA synchronous = FULL", "PRAGMA synchronous", "2"},
    {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"},
    {"PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0"},
    {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1"},
    {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1"},
    {"PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0"},
    {"PRAGMA cache_size = -32768", "PRAGMA cache_size", "-32768"},
    {nullptr, "PRAGMA page_size", "8192"},
};
constexpr const char* kFirstRead = "SELECT count(*) FROM sqlite_master";

// The key as SQLCipher takes it raw: x'<96 hex>'.
crypto::SecretBuffer key_text(ByteView key) {
  constexpr char kDigits[] = "0123456789abcdef";
  crypto::SecretBuffer out(2 * kDatabaseKeySize48 + 3);
  MutableByteView text = out.mutable_view();
  text[0] = 'x';
  text[1] = '\'';
  for (std::size_t i = 0; i < key.size(); ++i) {
    text[2 + 2 * i] = static_cast<std::uint8_t>(kDigits[key[i] >> 4]);
    text[3 + 2 * i] = static_cast<std::uint8_t>(kDigits[key[i] & 15]);
  }
  text[text.size() - 1] = '\'';
  return out;
}

// The first column of the first row, or an empty text.
Result<std::string> ask_once(Database& database, const char* sql) {
  Statement statement(database, sql);
  const bool row = TRY(statement.step());
  return row ? statement.text(0) : std::string();
}

Result<void> apply_settings(Database& database, std::span<const Setting> settings) {
  for (const Setting& setting : settings) {
    if (setting.set != nullptr) TRY(database.run(setting.set));
    if (setting.ask == nullptr) continue;
    const std::string answer = TRY(ask_once(database, setting.ask));
    // A disk that maps no files into memory says nothing about it.
    const bool silent = answer.empty() && setting.answer == std::string_view("0");
    if (answer != setting.answer && !silent) return Error{kVaultSetting, std::string(setting.ask) + " says " + answer};
  }
  return {};
}

Result<void> use_key(sqlite3* handle, ByteView key) {
  const crypto::SecretBuffer text = key_text(key);
  const int code = sqlite3_key_v2(handle, "main", text.view().data(), static_cast<int>(text.size()));
  if (code != SQLITE_OK) return database_error(handle, code);
  return {};
}

// With this on, no statement can write the engine's own tables. The export has to.
void set_defensive(sqlite3* handle, bool on) {
  HOLDFAST_ASSERT(sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, on ? 1 : 0, nullptr) == SQLITE_OK);
}

}  // namespace

struct Database::Cache {
  // By text, which is a constant of the program and so outlives this.
  std::multimap<std::string_view, sqlite3_stmt*> free{};
};

Database::Database(sqlite3* handle, std::unique_ptr<Cache> cache) : handle_(handle), cache_(std::move(cache)) {}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), cache_(std::move(other.cache_)) {}

Database& Database::operator=(Database&& other) noexcept {
  if (this == &other) return *this;
  close();
  handle_ = std::exchange(other.handle_, nullptr);
  cache_ = std::move(other.cache_);
  return *this;
}

Database::~Database() { close(); }

void Database::close() {
  if (handle_ == nullptr) return;
  for (const auto& [sql, statement] : cache_->free) sqlite3_finalize(statement);
  cache_->free.clear();
  // Everything that could still hold it open is gone, so that closing cannot be put off.
  HOLDFAST_ASSERT(sqlite3_close(handle_) == SQLITE_OK);
  handle_ = nullptr;
}

Result<Database> Database::open(const std::string& path, ByteView key, const DatabaseOptions& options) {
  HOLDFAST_ASSERT(key.size() == kDatabaseKeySize48);
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, options.vfs.c_str());
  if (handle == nullptr) return kVaultDatabase;
  Database database(handle, std::make_unique<Cache>());
  if (code != SQLITE_OK) return database_error(handle, code);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kBusyWaitMs);
  TRY(use_key(handle, key));
  TRY(apply_settings(database, kCipherSettings));
  // Whether the key fits shows only now.
  TRY(database.run(kFirstRead));
  TRY(apply_settings(database, kSettings));
  set_defensive(handle, true);
  if (options.read_only) TRY(database.make_read_only());
  return database;
}

Result<void> Database::migrate() {
  const std::string text = TRY(ask_once(*this, "PRAGMA user_version"));
  const int version = std::atoi(text.c_str());
  if (version > static_cast<int>(schema_steps().size())) return kVaultNewer;
  for (const SchemaStep& step : schema_steps()) {
    if (step.number <= version) continue;
    Transaction transaction = TRY(Transaction::begin(*this));
    TRY(run(step.sql));
    TRY(run(step.set_version));
    TRY(transaction.commit());
  }
  return {};
}

Result<void> Database::run(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return database_error(handle_, code);
  return {};
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_); }
std::int64_t Database::last_row_id() const { return sqlite3_last_insert_rowid(handle_); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

void Database::interrupt() { sqlite3_interrupt(handle_); }
Result<void> Database::make_read_only() { return run("PRAGMA query_only = ON"); }

Result<void> Database::checkpoint() {
  Statement statement(*this, "PRAGMA wal_checkpoint(TRUNCATE)");
  const bool row = TRY(statement.step());
  if (row && statement.integer(0) != 0) return kVaultInUse;  // a reader is in the way
  return {};
}

Result<std::vector<std::string>> Database::integrity_problems() {
  TRY(checkpoint());
  std::vector<std::string> out;
  for (const char* sql : {"PRAGMA cipher_integrity_check", "PRAGMA integrity_check"}) {
    Statement statement(*this, sql);
    for (;;) {
      Result<bool> row = statement.step();
      // A page that cannot be read ends the check: that too is an answer.
      if (!row.ok() && row.error().reason != kVaultDatabase) return row.error();
      if (!row.ok()) out.push_back("the file cannot be read to its end");
      if (!row.ok() || !row.value()) break;
      const std::string text = statement.text(0);
      if (text != "ok") out.push_back(text);
    }
  }
  return out;
}

Result<void> Database::export_to(const std::string& path, ByteView key, const DatabaseOptions& options) {
  HOLDFAST_ASSERT(key.size() == kDatabaseKeySize48);
  {
    const crypto::SecretBuffer text = key_text(key);
    Statement attach(*this, "ATTACH DATABASE ? AS next KEY ?");
    TRY(attach.bind(path).bind(as_text(text.view())).run());
  }
  set_defensive(handle_, false);
  Result<void> done = run("PRAGMA next.cipher_page_size = 8192");
  if (done.ok()) done = run("PRAGMA next.synchronous = FULL");
  if (done.ok()) done = run("SELECT sqlcipher_export('next')");
  set_defensive(handle_, true);
  const Result<void> detached = run("DETACH DATABASE next");
  TRY(std::move(done));
  TRY(detached);
  Database copy = TRY(open(path, key, options));
  TRY(copy.run(schema_steps().back().set_version));
  return copy.checkpoint();
}

sqlite3_stmt* Database::take_statement(const char* sql, int& code) {
  const auto kept = cache_->free.find(sql);
  if (kept != cache_->free.end()) {
    sqlite3_stmt* statement = kept->second;
    cache_->free.erase(kept);
    code = SQLITE_OK;
    return statement;
  }
  sqlite3_stmt* statement = nullptr;
  code = sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  return statement;
}

void Database::give_back(const char* sql, sqlite3_stmt* statement) {
  if (statement == nullptr) return;
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  if (cache_->free.count(sql) < kStatementsKept) cache_->free.emplace(sql, statement);
  else sqlite3_finalize(statement);
}

}  // namespace holdfast::store
