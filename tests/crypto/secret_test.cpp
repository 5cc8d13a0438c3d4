#include "crypto/secret.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "crypto/process.h"
#include "tests/crypto/crypto_support.h"

namespace holdfast::crypto {
namespace {

using test::FakeRandom;

TEST_CASE("A secret buffer begins with zeros, copies, moves and shrinks") {
  const SecretBuffer zeros(100);
  for (std::uint8_t byte : zeros.view()) CHECK(byte == 0);

  const Bytes bytes = test::patterned(100);
  SecretBuffer copy = SecretBuffer::copy_of(bytes);
  CHECK(equal(copy.view(), bytes));
  SecretBuffer moved = std::move(copy);
  CHECK(copy.empty());  // NOLINT: the state after a move is part of the contract
  CHECK(equal(moved.view(), bytes));
  CHECK(equal(moved.clone().view(), bytes));

  const std::uint8_t* behind = moved.view().data() + 40;
  moved.shrink(40);
  CHECK(moved.size() == 40);
  CHECK(equal(moved.view(), ByteView(bytes).first(40)));
  CHECK(behind[0] == 0);  // what was cut off is wiped, not only forgotten
  CHECK(SecretBuffer().empty());
}

TEST_CASE("Secrets are compared by length and every byte") {
  const Bytes a = test::patterned(33);
  CHECK(equal_secrets(a, a));
  CHECK(equal_secrets({}, {}));
  CHECK_FALSE(equal_secrets(a, ByteView(a).first(32)));
  for (std::size_t i = 0; i < a.size(); ++i) {
    Bytes b = a;
    b[i] ^= 0x80;
    CHECK_FALSE(equal_secrets(a, b));
  }
}

TEST_CASE("Wiping leaves zeros") {
  Bytes bytes = test::patterned(1000);
  wipe(bytes);
  CHECK(bytes == Bytes(1000));
  wipe({});
}

TEST_CASE("A secret pool keeps thousands of keys apart, and they stay where they are") {
  FakeRandom random(3);
  SecretPool pool;
  std::vector<ByteArray<32>> keys;
  for (std::size_t i = 0; i < 5000; ++i) {
    keys.push_back(random.array<32>());
    CHECK(pool.add(keys.back()) == i);
  }
  CHECK(pool.size() == 5000);
  const SecretPool moved = std::move(pool);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) wrong += equal(moved.at(i), keys[i]) ? 0 : 1;
  CHECK(wrong == 0);
}

// In a child, because the hard limit of core files can never be raised again.
int exit_status_of(const std::function<int()>& body) {
  const pid_t child = fork();
  if (child == 0) _exit(body());
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_CASE("Starting turns off core dumps and tracing, and the system confirms it") {
  CHECK(exit_status_of([] {
          start_crypto();
          const ProcessGuards guards = process_guards();
          return (guards.no_core_dumps ? 1 : 0) | (guards.not_traceable ? 2 : 0);
        }) == 3);
}

// The twin: without start_crypto the report says no, so the test above can fail.
TEST_CASE("A process that was not guarded says so") {
  CHECK(exit_status_of([] {
          const rlimit cores{0, 4096};
          const bool can_dump = setrlimit(RLIMIT_CORE, &cores) == 0;
          return process_guards().no_core_dumps && can_dump ? 1 : 0;
        }) == 0);
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HOLDFAST_TEST_MLOCK_IS_FAKED
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HOLDFAST_TEST_MLOCK_IS_FAKED
#endif

TEST_CASE("Memory that could not be locked is noticed") {
#ifdef HOLDFAST_TEST_MLOCK_IS_FAKED
  SKIP("the sanitizers replace mlock by one that always succeeds");
#endif
  const int status = exit_status_of([] {
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_MEMLOCK, &none) != 0) return 2;
    if (geteuid() == 0 && setuid(65534) != 0) return 2;  // the superuser may lock without limit
    const SecretBuffer secret(64);
    return memory_is_locked() ? 1 : 0;
  });
  if (status == 2) SKIP("this system does not let the limit be lowered");
  CHECK(status == 0);
}

}  // namespace
}  // namespace holdfast::crypto
