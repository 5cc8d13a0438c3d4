// The schema's steps, compiled in from schema/NNN_*.sql. Applied under user_version; never edited after a release.
#pragma once

#include <span>

namespace holdfast::store {

struct SchemaStep {
  int number;
  const char* sql;
  const char* set_version;  // "PRAGMA user_version = <number>"
};
// By ascending number, from 1 on without holes.
std::span<const SchemaStep> schema_steps();

}  // namespace holdfast::store
