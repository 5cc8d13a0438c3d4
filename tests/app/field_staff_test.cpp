// Who opens a vault: each with a passphrase of their own, added and removed by name, told to headquarters.
#include "app/field/staff.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

TEST_CASE("a second person opens the vault under their own name, and no longer once removed") {
  TeamWorld world;
  const std::uint64_t before = need(store::journal_size(world.r7()));
  need(field::add_staff(world.r7(), "R7-S2", team_passphrase("another invented passphrase")));
  CHECK(need(store::journal_size(world.r7())) == before + 1);
  CHECK(field::add_staff(world.r7(), "R7-S2", team_passphrase()).error().reason == field::kStaffExists);
  CHECK(field::add_staff(world.r7(), "", team_passphrase()).error().reason == field::kStaffCode);
  CHECK(field::add_staff(world.r7(), "R7\nS3", team_passphrase()).error().reason == field::kStaffCode);
  CHECK(field::remove_staff(world.r7(), "R7-S9").error().reason == field::kStaffUnknown);
  const std::vector<field::StaffRow> rows = need(field::list_staff(world.r7()));
  REQUIRE(rows.size() == 2);
  CHECK((rows[0].here && !rows[1].here));
  CHECK(rows[0].key != rows[1].key);

  world.lock("R7");
  need(world.unlock("R7", "another invented passphrase", "R7-S2"));
  CHECK(world.r7().person()->staff == "R7-S2");
  world.lock("R7");
  need(world.unlock("R7", "an invented passphrase", "R7-S1"));
  need(field::remove_staff(world.r7(), "R7-S2"));
  world.lock("R7");
  CHECK_FALSE(world.unlock("R7", "another invented passphrase", "").ok());
  need(world.unlock("R7", "an invented passphrase", "R7-S1"));
  CHECK(need(field::list_staff(world.r7())).size() == 1);
}

}  // namespace
}  // namespace holdfast::test
