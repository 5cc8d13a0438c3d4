// Steps that run one short act several times in one process and say medians.
#include <algorithm>
#include <chrono>

#include "app/store/views.h"
#include "tests/bench/bench_steps.h"
#include "tests/bench/bench_world.h"

namespace holdfast::bench {

namespace {

// The seam's clock counts whole milliseconds: too coarse here.
double now_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

double middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.at(values.size() / 2);
}

Result<double> stretch_once(BenchWorld& world) {
  const crypto::Passphrase passphrase = bench_passphrase();
  const ByteArray<16> salt = world.random.array<16>();
  const double begun = now_ms();
  TRY(crypto::stretch_password(passphrase.text.view(), salt, kFloorParameters));
  return now_ms() - begun;
}

// From the passphrase to the first page of records on the screen.
Result<double> unlock_once(BenchWorld& world) {
  const crypto::Passphrase passphrase = bench_passphrase();
  store::RecordFilter filter;
  filter.limit = 50;
  const double begun = now_ms();
  store::Vault vault = TRY(store::Vault::open(world.seams(), world.path(kLaptop), passphrase, {}));
  const std::vector<store::RecordRow> rows = TRY(store::list_records(vault, filter));
  const double took = now_ms() - begun;
  if (rows.size() != filter.limit) return Error{kCancelled, "the first page is not full"};
  TRY(vault.lock());
  return took;
}

Result<double> change_once(store::Vault& vault) {
  const crypto::Passphrase passphrase = bench_passphrase();
  const double begun = now_ms();
  TRY(vault.change_passphrase(passphrase));
  return now_ms() - begun;
}

}  // namespace

Result<void> time_unlocking(const std::string& folder, std::size_t rounds) {
  BenchWorld world(folder);
  std::vector<double> unlocks;
  std::vector<double> stretches;
  std::vector<double> over;
  for (std::size_t i = 0; i < rounds; ++i) {
    stretches.push_back(TRY(stretch_once(world)));
    unlocks.push_back(TRY(unlock_once(world)));
    const double after = TRY(stretch_once(world));
    over.push_back(unlocks.back() - (stretches.back() + after) / 2);
  }
  say("unlock_ms", middle(unlocks));
  say("argon2_ms", middle(stretches));
  say("over_ms", middle(over));
  return {};
}

Result<void> time_passphrase(const std::string& folder, std::size_t rounds) {
  BenchWorld world(folder);
  store::Vault full = TRY(store::Vault::open(world.seams(), world.path(kLaptop), bench_passphrase(), {}));
  store::Vault empty = TRY(store::Vault::open(world.seams(), world.path(kEmptyLaptop), bench_passphrase(), {}));
  std::vector<double> with_much;
  std::vector<double> with_nothing;
  for (std::size_t i = 0; i < rounds; ++i) {
    with_nothing.push_back(TRY(change_once(empty)));
    with_much.push_back(TRY(change_once(full)));
  }
  say("full_ms", middle(with_much));
  say("empty_ms", middle(with_nothing));
  TRY(full.lock());
  return empty.lock();
}

}  // namespace holdfast::bench
