#include "sync/authority.h"

namespace holdfast::test {
namespace {

using sync::Effect;
using sync::EntryType;
using sync::Role;

struct AuthorityRow {
  EntryType type;
  Effect field;         // what it does when a field device wrote it
  bool field_others;    // a field device's takes the place of somebody else's entry
  bool hq_others;       // HQ's takes the place of somebody else's entry
};

// sync/FORMAT.md, "Authority", row by row.
constexpr AuthorityRow kRows[] = {
    {EntryType::Create, Effect::Acts, false, false},
    {EntryType::Set, Effect::Acts, false, false},
    {EntryType::Attach, Effect::Acts, false, false},
    {EntryType::Seal, Effect::Acts, false, false},
    {EntryType::Resolve, Effect::Request, false, true},
    {EntryType::Link, Effect::Request, false, true},
    {EntryType::Unlink, Effect::Request, false, true},
    {EntryType::Custody, Effect::Acts, false, false},
    {EntryType::Consent, Effect::Acts, false, false},
    {EntryType::Withdraw, Effect::Acts, true, true},
    {EntryType::Erase, Effect::Request, false, true},
    {EntryType::View, Effect::Acts, false, false},
    {EntryType::Export, Effect::Acts, false, false},
    {EntryType::Receipt, Effect::Acts, false, false},
    {EntryType::Device, Effect::Acts, false, false},
    {EntryType::Release, Effect::Request, false, true},
    {EntryType::Revoke, Effect::Request, false, true},
};

TEST_CASE("who may do what is the table, all of it") {
  CHECK(std::size(kRows) == static_cast<std::size_t>(EntryType::Revoke));
  const sync::DeviceId one{1};
  const sync::DeviceId two{2};
  for (const AuthorityRow& row : kRows) {
    INFO(sync::to_string(row.type));
    CHECK(sync::effect_of(row.type, Role::Field) == row.field);
    CHECK(sync::effect_of(row.type, Role::Hq) == Effect::Acts);
    CHECK(sync::may_supersede(row.type, Role::Field, one, two) == row.field_others);
    CHECK(sync::may_supersede(row.type, Role::Hq, one, two) == row.hq_others);
    // Its own entries: always, unless what it wrote is only a wish.
    CHECK(sync::may_supersede(row.type, Role::Field, one, one) == (row.field == Effect::Acts));
    CHECK(sync::may_supersede(row.type, Role::Hq, one, one));
  }
}

TEST_CASE("a type this program does not know decides nothing for a field device") {
  const auto unknown = static_cast<EntryType>(99);
  CHECK(sync::effect_of(unknown, Role::Field) == Effect::Request);
  CHECK_FALSE(sync::may_supersede(unknown, Role::Field, sync::DeviceId{1}, sync::DeviceId{2}));
}

TEST_CASE("every type has a name of its own") {
  std::set<std::string_view> names;
  for (const AuthorityRow& row : kRows) names.insert(sync::to_string(row.type));
  CHECK(names.size() == std::size(kRows));
}

}  // namespace
}  // namespace holdfast::test
