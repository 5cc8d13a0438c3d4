#include "app/store/savepoint.h"

namespace holdfast::store {

Result<Savepoint> Savepoint::begin(Database& database) {
  TRY(database.run("SAVEPOINT step"));
  return Savepoint(&database);
}

Savepoint::~Savepoint() {
  if (database_ == nullptr) return;
  // Where rolling back fails, SQLite has already rolled back the whole transaction.
  (void)database_->run("ROLLBACK TO step");
  (void)database_->run("RELEASE step");
}

Result<void> Savepoint::release() {
  HOLDFAST_ASSERT(database_ != nullptr);
  TRY(database_->run("RELEASE step"));
  database_ = nullptr;
  return {};
}

}  // namespace holdfast::store
