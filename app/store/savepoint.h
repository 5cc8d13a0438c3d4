// A change that is all or nothing, whether the caller has a transaction open or not.
//
// Alone it is a transaction of its own, durable when release() returns; inside one it becomes durable with it. For
// functions that callers use both ways. Not for long work.
#pragma once

#include "app/store/database.h"

namespace holdfast::store {

class Savepoint {
 public:
  static Result<Savepoint> begin(Database& database);
  Savepoint(Savepoint&& other) noexcept : database_(other.database_) { other.database_ = nullptr; }
  Savepoint& operator=(Savepoint&&) = delete;
  // Takes everything back that happened since begin(), unless released.
  ~Savepoint();
  Result<void> release();

 private:
  explicit Savepoint(Database* database) : database_(database) {}
  Database* database_;
};

}  // namespace holdfast::store
