#include "tests/sync/journal_fixture.h"

#include "sync/mailbox.h"
#include "sync/transport.h"

namespace holdfast::test {
namespace {

TEST_CASE("both sides compute the same tag, and it changes with the month and with the pair") {
  JournalTeam team;
  const std::string ours = *sync::mailbox_tag(team.hq, team.device_box.recipient(), 680);
  CHECK(ours == *sync::mailbox_tag(team.device_box, team.hq.recipient(), 680));
  CHECK(ours.size() == 16);
  CHECK(ours != *sync::mailbox_tag(team.hq, team.device_box.recipient(), 681));
  const crypto::Identity third = crypto::Identity::generate(team.random);
  CHECK(ours != *sync::mailbox_tag(third, team.device_box.recipient(), 680));
  CHECK(ours != *sync::mailbox_tag(third, team.hq.recipient(), 680));
}

TEST_CASE("a point of low order gets no mailbox") {
  JournalTeam team;
  CHECK_FALSE(sync::mailbox_tag(team.hq, crypto::Recipient{}, 680).ok());
}

TEST_CASE("months are counted from January 1970") {
  CHECK(sync::month_of(0) == 0);
  CHECK(sync::month_of(-1) == 0);
  CHECK(sync::month_of(std::int64_t{31} * 86'400'000 - 1) == 0);
  CHECK(sync::month_of(std::int64_t{31} * 86'400'000) == 1);
  CHECK(sync::month_of(1'790'000'000'000) == 56 * 12 + 8);  // September 2026
}

TEST_CASE("names follow the rule of the road and never repeat") {
  JournalTeam team;
  const std::string up = sync::upload_name(team.random);
  CHECK(up.size() == 36);
  CHECK(sync::is_road_name(up));
  CHECK(up != sync::upload_name(team.random));
  const std::string tag = *sync::mailbox_tag(team.hq, team.device_box.recipient(), 680);
  const std::string down = sync::download_name(tag, team.random);
  CHECK(sync::is_road_name(down));
  CHECK(down.substr(0, 16) == tag);
  CHECK(down != sync::download_name(tag, team.random));
}

TEST_CASE("the time of a new entry is later than the last and not before the wall clock") {
  const sync::Hlc first = sync::next_hlc({}, 1'000);
  CHECK(first.ms() == 1'000);
  const sync::Hlc same = sync::next_hlc(first, 1'000);
  CHECK(same > first);
  CHECK(same.ms() == 1'000);
  CHECK(sync::next_hlc(same, 10) > same);  // the clock was set back
  CHECK(sync::next_hlc({}, -5).value == 1);
  const sync::Hlc last{~std::uint64_t{0}};
  CHECK(sync::next_hlc(last, 0) == last);
}

TEST_CASE("the clock of others moves ours, but not by more than a day ahead") {
  constexpr std::int64_t kDay = 86'400'000;
  const sync::Hlc ours = sync::next_hlc({}, 1'000);
  const sync::Hlc near = sync::next_hlc({}, 1'000 + kDay);
  const sync::Hlc far = sync::next_hlc({}, 1'001 + kDay);
  CHECK(sync::merge_hlc(ours, near, 1'000) == near);
  CHECK(sync::merge_hlc(ours, far, 1'000) == ours);
  CHECK(sync::merge_hlc(near, ours, 1'000) == near);
}

}  // namespace
}  // namespace holdfast::test
