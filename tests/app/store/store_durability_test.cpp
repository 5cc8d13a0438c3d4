// What was acknowledged is there: after the power failed at any call, and after the process was killed at any moment.
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include "app/store/drafts.h"
#include "tests/app/store/store_world.h"

namespace holdfast::test {
namespace {

// Entries, sealed and open, and a change of draft key in between. Returns how many were acknowledged.
std::uint64_t write_until_failure(store::Vault& vault, std::uint64_t count) {
  std::uint64_t acknowledged = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto written = write_one(vault, story_entry(id_of(i), "invented story", i % 3 == 2));
    if (!written.ok()) return acknowledged;
    acknowledged = own_entries(vault);
    if (i == 1) static_cast<void>(store::save_draft(vault, {id_of(900), "story", Bytes{1}, 1}).ok());
    if (i == 2) static_cast<void>(store::discard_draft(vault, id_of(900)).ok());
    if (i == 3) static_cast<void>(vault.flush_state().ok());
  }
  return acknowledged;
}

struct CutResult {
  std::uint64_t acknowledged = 0;
  std::uint64_t found = 0;
  bool failed_on_the_way = false;
};

CutResult cut_at(std::uint64_t call, bool torn, bool lying_disk) {
  FakeWorld world;
  store::Vault& vault = world.open();
  world.files.ignore_sync = lying_disk;
  world.files.torn_writes = torn;
  world.files.torn_seed = call;
  world.files.fail_at = world.files.calls + call;
  world.files.fail_ever_after = true;
  CutResult out;
  out.acknowledged = write_until_failure(vault, 5);
  out.failed_on_the_way = world.files.calls >= world.files.fail_at;
  store::Vault& again = world.cut_and_open();
  CHECK(again.doubt() == store::Doubt::None);
  out.found = own_entries(again);
  // Whatever is there is whole.
  for (std::uint64_t seq = 1; seq <= out.found; ++seq) {
    const auto entry = store::entry_at(again, again.device(), seq).value();
    REQUIRE(entry.has_value());
    CHECK(sync::check_entry_signature(entry->signed_entry, again.signing_key().public_key()).ok());
    CHECK(store::opening_state(again, entry->signed_entry.hash).value() != store::OpeningState::Missing);
  }
  CHECK(write_one(again, story_entry(id_of(77), "invented")).ok());
  return out;
}

TEST_CASE("wherever the power fails, every acknowledged entry is there after it") {
  std::uint64_t call = 1;
  for (; call < 600; ++call) {
    INFO("call " << call);
    const CutResult result = cut_at(call, call % 2 == 0, false);
    CHECK(result.found >= result.acknowledged);
    if (!result.failed_on_the_way) break;
  }
  WARN("cut at " << call << " calls");
  CHECK(call > 50);
  CHECK(call < 600);
}

// The twin: without syncs the same cut loses entries, so the syncs are what keeps them.
TEST_CASE("on a disk that ignores syncs acknowledged entries are lost") {
  const CutResult result = cut_at(UINT32_MAX, false, true);
  CHECK(result.acknowledged >= 5);
  CHECK(result.found < result.acknowledged);
}

// Writes entries as fast as it can and says each acknowledged number through the pipe, until it is killed.
[[noreturn]] void submit_for_ever(RealWorld& world, const crypto::Secret<32>& vmk, int pipe_end) {
  auto vault = store::Vault::open_with_vmk(world.seams(), world.folder.vault(), vmk.clone());
  if (!vault.ok()) _exit(2);
  world.random = FakeRandom(own_entries(*vault) + 17);
  for (std::uint64_t i = 0;; ++i) {
    const auto written = write_one(*vault, story_entry(world.random.id(), "invented story", i % 4 == 3));
    if (!written.ok()) _exit(3);
    const std::uint64_t seq = own_entries(*vault);
    if (write(pipe_end, &seq, sizeof seq) != sizeof seq) _exit(4);
  }
}

// Kills a submitting child after it has acknowledged `entries`, plus a little; returns the last number it told.
std::uint64_t kill_after(RealWorld& world, const crypto::Secret<32>& vmk, std::uint64_t entries, unsigned wait_us) {
  int ends[2] = {};
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    close(ends[0]);
    submit_for_ever(world, vmk, ends[1]);
  }
  close(ends[1]);
  std::uint64_t last = 0;
  for (std::uint64_t i = 0; i < entries; ++i) {
    if (read(ends[0], &last, sizeof last) != sizeof last) break;
  }
  usleep(wait_us);
  REQUIRE(kill(child, SIGKILL) == 0);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFSIGNALED(status));
  std::uint64_t told = 0;
  while (read(ends[0], &told, sizeof told) == sizeof told) last = told;
  close(ends[0]);
  return last;
}

TEST_CASE("wherever the process is killed, every acknowledged entry is there after it") {
  RealWorld world;
  crypto::Secret<32> vmk;
  {
    store::Vault vault = world.create();
    vmk = crypto::Secret<32>::copy_of(vault.header().vmk());
  }
  FakeRandom when(41);
  constexpr int kPoints = 40;
  std::uint64_t acknowledged = 0;
  for (int point = 0; point < kPoints; ++point) {
    INFO("point " << point);
    const std::uint64_t last = kill_after(world, vmk, 1 + when.below(4), static_cast<unsigned>(when.below(4000)));
    acknowledged = std::max(acknowledged, last);
    auto vault = store::Vault::open_with_vmk(world.seams(), world.folder.vault(), vmk.clone());
    REQUIRE(vault.ok());
    CHECK(vault->doubt() == store::Doubt::None);
    CHECK(own_entries(*vault) >= acknowledged);
    const auto ranges = store::held_ranges(*vault, vault->device()).value();
    CHECK(ranges.size() == 1);
  }
  WARN("killed at " << kPoints << " points, " << acknowledged << " entries acknowledged");
}

TEST_CASE("wherever the power fails while a vault is created, it is there whole or can be created again") {
  bool came_through = false;
  std::uint64_t opened_after_failure = 0;
  std::uint64_t call = 1;
  // Until the header is there each call is like the next, so fewer of them will do.
  for (; !came_through; call += opened_after_failure == 0 && call < 200 ? 3 : 1) {
    REQUIRE(call < 400);
    INFO("call " << call);
    FakeFiles files;
    FakeClock clock;
    FakeRandom random(call);
    Pool pool{1};
    const FilesVfs vfs(files, "create");
    const store::Seams seams{files, clock, random, pool, vfs.name()};
    files.torn_writes = call % 2 == 0;
    files.torn_seed = call;
    files.fail_at = call;
    files.fail_ever_after = true;
    {
      const auto made =
          store::Vault::create(seams, kVaultPath, passphrase_of("an invented passphrase"), quick_creation());
      came_through = made.ok();
    }
    const bool all_calls_worked = files.calls < files.fail_at;
    files.power_cut();
    files.fail_at = 0;
    files.fail_ever_after = false;
    const auto opened = store::Vault::open(seams, kVaultPath, passphrase_of("an invented passphrase"), {});
    if (came_through) CHECK(opened.ok());
    if (opened.ok() && !all_calls_worked) ++opened_after_failure;
    if (opened.ok()) continue;
    const bool absent = opened.error().reason == store::kVaultMissing ||
                        opened.error().reason == crypto::kHeaderDamaged;
    INFO(opened.error().reason.code());
    CHECK(absent);
    // Every creation that comes through stretches a passphrase: not at every one of the many calls for the database.
    if (call % 8 != 0 && opened.error().reason == store::kVaultMissing) continue;
    CHECK(store::Vault::create(seams, kVaultPath, passphrase_of("an invented passphrase"), quick_creation()).ok());
  }
  WARN("cut at " << call << " calls, whole in spite of a failure " << opened_after_failure << " times");
}

}  // namespace
}  // namespace holdfast::test
