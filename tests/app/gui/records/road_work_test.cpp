// Sync on real vaults: to a folder and back, stopped or failing half-way, and what is mounted.
#include "app/gui/road_work.h"
#include "app/gui/sticks.h"
#include "app/store/record_places.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

gui::RoadResult run(TeamWorld& world, const std::string& name, const std::string& path = kTeamRoad) {
  return gui::run_road(world.vault(name), {path, "en", std::make_shared<gui::RoadProgress>()}, world.progress);
}

// Large enough for several writes.
ByteView sample_plan() {
  static const Bytes kPlan(300'000, 7);
  return kPlan;
}

std::size_t count(const gui::RoadResult& result, gui::OutcomeLine::Kind kind) {
  return static_cast<std::size_t>(
      std::count_if(result.run.outcomes.begin(), result.run.outcomes.end(),
                    [kind](const gui::OutcomeLine& line) { return line.kind == kind; }));
}

TEST_CASE("a folder carries records there and the answer back, and the four dots follow") {
  TeamWorld world;
  world.person("R7", "MM", "2026-09-01");
  world.exhibit("R7", "plan.txt", as_bytes("an invented plan"));
  CHECK(need(gui::read_road(world.r7(), "en")).unsent == 2);
  const gui::RoadResult out = run(world, "R7");
  REQUIRE_FALSE(out.error);
  CHECK(count(out, gui::OutcomeLine::Kind::Written) > 0);
  const gui::RoadFacts carried = need(gui::read_road(world.r7(), "en"));
  CHECK(carried.on_the_road == 2);
  CHECK(carried.hq_time_ms == 0);
  REQUIRE(carried.lines.size() == 2);
  CHECK(carried.lines[0].bundle > 0);
  const gui::RoadResult in = run(world, "HQ");
  REQUIRE_FALSE(in.error);
  CHECK(count(in, gui::OutcomeLine::Kind::Taken) > 0);
  CHECK(count(in, gui::OutcomeLine::Kind::Answered) == 1);
  CHECK(in.run.refused == 0);
  const gui::RoadResult back = run(world, "R7");
  CHECK(count(back, gui::OutcomeLine::Kind::Receipt) == 1);
  const gui::RoadFacts confirmed = need(gui::read_road(world.r7(), "en"));
  CHECK(confirmed.records_confirmed == 2);
  CHECK(confirmed.unsent + confirmed.on_the_road == 0);
  CHECK(confirmed.hq_time_ms > 0);
}

TEST_CASE("a stick that is not there gives its sentence, and nothing is taken as sent") {
  TeamWorld world;
  world.person("R7", "MM", "2026-09-01");
  const gui::RoadResult result = run(world, "R7", "/no/stick");
  REQUIRE(result.error);
  CHECK(result.run.failed);
  CHECK_FALSE(result.run.sentence.happened.empty());
  CHECK_FALSE(result.run.sentence.safe.empty());
  CHECK(need(gui::read_road(world.r7(), "en")).unsent == 1);
}

TEST_CASE("a stick that is pulled out half-way loses nothing: the next one carries everything") {
  TeamWorld world;
  for (int i = 0; i < 3; ++i) world.person("R7", "MM", "2026-09-01");
  world.exhibit("R7", "plan.txt", sample_plan());
  // Every later call to the disk fails too, from a moment that lies before, in and after the first file.
  const std::uint64_t moment = GENERATE(2U, 6U, 14U, 30U);
  world.files.fail_at = world.files.calls + moment;
  world.files.fail_with = kFileWrite;
  const gui::RoadResult failed = run(world, "R7");
  const bool did_fail = failed.error.has_value();
  world.files.fail_at = 0;
  CHECK(did_fail);
  CHECK(failed.run.failed == did_fail);
  if (did_fail) CHECK_FALSE(failed.run.sentence.happened.empty());
  REQUIRE_FALSE(run(world, "R7").error);
  REQUIRE_FALSE(run(world, "HQ").error);
  CHECK(need(store::list_record_places(world.hq(), "")).size() == 4);
}

class StopsAfter final : public Progress {
 public:
  explicit StopsAfter(int reports) : left_(reports) {}
  void report(std::uint64_t, std::uint64_t) override { --left_; }
  bool cancelled() override { return left_ <= 0; }

 private:
  int left_;
};

TEST_CASE("stopping loses nothing either") {
  TeamWorld world;
  world.exhibit("R7", "plan.txt", sample_plan());
  StopsAfter progress(1);
  const gui::RoadResult stopped =
      gui::run_road(world.r7(), {kTeamRoad, "en", std::make_shared<gui::RoadProgress>()}, progress);
  if (stopped.error) {
    CHECK(stopped.run.cancelled);
    CHECK_FALSE(stopped.run.failed);
  }
  REQUIRE_FALSE(run(world, "R7").error);
  const gui::RoadResult in = run(world, "HQ");
  CHECK(in.run.refused == 0);
  CHECK(count(in, gui::OutcomeLine::Kind::Taken) > 0);
}

TEST_CASE("at headquarters a damaged bundle is refused with three sentences, and the others are taken") {
  TeamWorld world;
  world.person("R7", "MM", "2026-09-01");
  REQUIRE_FALSE(run(world, "R7").error);
  world.person("R8", "TH", "2026-09-01");
  REQUIRE_FALSE(run(world, "R8").error);
  for (const std::string& path : world.files.paths()) {
    if (!path.starts_with(std::string(kTeamRoad) + "/")) continue;
    Bytes bytes = world.files.content(path);
    bytes[bytes.size() / 2] ^= 1;
    world.files.put(path, bytes);
    break;
  }
  const gui::RoadResult in = run(world, "HQ");
  REQUIRE_FALSE(in.error);
  CHECK(in.run.refused == 1);
  CHECK(count(in, gui::OutcomeLine::Kind::Taken) >= 1);
  for (const gui::OutcomeLine& line : in.run.outcomes) {
    if (line.kind != gui::OutcomeLine::Kind::Refused) continue;
    CHECK_FALSE(line.words.empty());
    CHECK_FALSE(line.safe.empty());
    CHECK_FALSE(line.do_next.empty());
  }
}

TEST_CASE("sticks are what is mounted below media, names with blanks and read-only ones among them") {
  const std::string mounts =
      "proc /proc proc rw 0 0\n/dev/sdb1 /media/anna/ORANGE\\0403 vfat rw,nosuid 0 0\n"
      "/dev/sda1 / ext4 rw 0 0\n/dev/sdc1 /run/media/anna/BLUE exfat ro,nosuid 0 0\n"
      "/dev/sdd1 /mediaX/NO vfat rw 0 0\nnonsense\n/media/ x\n";
  const std::vector<gui::Stick> sticks = gui::sticks_in_mounts(mounts);
  REQUIRE(sticks.size() == 2);
  CHECK(sticks[0].path == "/run/media/anna/BLUE");
  CHECK(sticks[0].read_only);
  CHECK(sticks[1].name == "ORANGE 3");
  CHECK(sticks[1].path == "/media/anna/ORANGE 3");
  CHECK_FALSE(sticks[1].read_only);
  CHECK(gui::sticks_in_mounts("").empty());
  FakeFiles files;
  CHECK(gui::mounted_sticks(files).empty());
  files.put("/proc/self/mounts", as_bytes(mounts));
  CHECK(gui::mounted_sticks(files).size() == 2);
}

}  // namespace
}  // namespace holdfast::test
