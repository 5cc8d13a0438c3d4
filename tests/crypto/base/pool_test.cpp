#include "crypto/base/pool.h"

#include <atomic>
#include <thread>

#include "tests/support/fake_seams.h"

namespace holdfast {
namespace {

// Runs `count` tasks and says whether each index came exactly once.
bool each_index_once(Pool& pool, std::size_t count) {
  std::vector<std::atomic<int>> seen(count);
  std::atomic<bool> outside = false;
  pool.run(count, [&](std::size_t index) {
    if (index < count) ++seen[index];
    else outside = true;
  });
  return !outside && std::all_of(seen.begin(), seen.end(), [](const std::atomic<int>& times) { return times == 1; });
}

TEST_CASE("a pool calls its task once for every index") {
  for (const std::size_t workers : {1u, 2u, 3u, 8u}) {
    Pool pool(workers);
    CHECK(pool.workers() == workers);
    for (const std::size_t count : {0u, 1u, 2u, 3u, 7u, 8u, 9u, 100u, 5000u}) {
      INFO(workers << " workers, " << count << " tasks");
      CHECK(each_index_once(pool, count));
    }
  }
}

TEST_CASE("a pool without a wish has at least one worker") {
  Pool pool;
  CHECK(pool.workers() >= 1);
  CHECK(each_index_once(pool, 10));
}

TEST_CASE("when run returns every task has finished") {
  Pool pool(4);
  test::FakeRandom random(7);
  for (int round = 0; round < 2000; ++round) {
    const auto count = static_cast<std::size_t>(random.below(9));
    std::vector<int> done(count, 0);  // not atomic on purpose: run() itself must order these writes before our reads
    pool.run(count, [&](std::size_t index) { done[index] = round + 1; });
    REQUIRE(std::all_of(done.begin(), done.end(), [round](int value) { return value == round + 1; }));
  }
}

TEST_CASE("a task may use another pool") {
  Pool outer(2);
  std::atomic<std::size_t> total = 0;
  outer.run(6, [&](std::size_t) {
    Pool inner(2);
    inner.run(50, [&](std::size_t) { ++total; });
  });
  CHECK(total == 300);
}

TEST_CASE("two threads may use one pool and take turns") {
  Pool pool(3);
  std::atomic<int> good = 0;
  {
    std::vector<std::jthread> callers;
    for (int caller = 0; caller < 4; ++caller) {
      callers.emplace_back([&] {
        for (int round = 0; round < 100; ++round) good += each_index_once(pool, 17) ? 1 : 0;
      });
    }
  }
  CHECK(good == 400);
}

TEST_CASE("an idle pool ends at once when it is destroyed") {
  for (int i = 0; i < 100; ++i) Pool pool(4);
  SUCCEED();
}

}  // namespace
}  // namespace holdfast
