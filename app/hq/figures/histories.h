// From entities to the histories that figures are counted from: who came out, who is reported missing, what happened
// to each, after HQ's merges and decisions. The same entries give the same histories in whatever order they came.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/hq/inbox/person_claims.h"

namespace holdfast::hq {

struct KnownHistories {
  std::vector<cases::PersonHistory> people;
  std::vector<cases::PersonPair> undecided;          // between `people`
  std::vector<sync::ObjectId> without_registration;  // known only by what happened to them
  std::size_t unreadable_dates = 0;                  // status events nobody can date; they count nowhere
};
Result<KnownHistories> known_histories(store::Vault& vault, std::uint64_t known_at);

}  // namespace holdfast::hq
