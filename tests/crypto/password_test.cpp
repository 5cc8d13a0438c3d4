#include "crypto/password.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/crypto/crypto_support.h"

namespace holdfast::crypto {
namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;
constexpr std::uint64_t kGiB = std::uint64_t{1} << 30;

// The expected values come from the reference program: argon2 saltsaltsaltsalt -id -t T -k KIB -p 1 -l 32 -r
TEST_CASE("Stretching is Argon2id with one lane") {
  const auto salt = to_array<16>(as_bytes("saltsaltsaltsalt"));
  const ByteView passphrase = as_bytes("correct horse");
  CHECK(to_hex(stretch_password(passphrase, salt, {3, 64 * kMiB}).value().view()) ==
        "332541e4192860aa42935c10c48d64793839c579a782b7c5baeff2d7c197d1f4");
  CHECK(to_hex(stretch_password(passphrase, salt, {2, 65 * kMiB}).value().view()) ==
        "58852d8bb9249bb612973288f279bbf7b1ced42f820efc7c493707f743fe4ae2");
}

TEST_CASE("Parameters out of range are refused before any memory is asked for") {
  const PasswordParameters refused[] = {
      {0, 64 * kMiB},        {1, 64 * kMiB},          {33, 64 * kMiB},      {0xFFFFFFFF, 64 * kMiB},
      {3, 0},                {3, 63 * kMiB},          {3, 64 * kMiB - 1},   {3, 64 * kMiB + 1},
      {3, 2 * kGiB + kMiB},  {3, std::uint64_t{1} << 42}, {3, UINT64_MAX},
  };
  for (const PasswordParameters& parameters : refused) {
    CHECK(check_password_parameters(parameters).error().reason == kPasswordParameters);
    CHECK(stretch_password({}, {}, parameters).error().reason == kPasswordParameters);
  }
  for (const PasswordParameters& parameters : {PasswordParameters{2, 64 * kMiB}, PasswordParameters{32, 2 * kGiB}}) {
    CHECK(check_password_parameters(parameters).ok());
  }
}

TEST_CASE("Calibration raises memory first, up to an eighth of the machine's, and then passes") {
  const PasswordParameters first = first_password_guess(16 * kGiB);
  CHECK(first == PasswordParameters{3, 256 * kMiB});
  CHECK(first_password_guess(kGiB).memory_bytes == 64 * kMiB);

  CHECK(scale_password_memory(first, 500, 16 * kGiB).memory_bytes == 640 * kMiB);
  CHECK(scale_password_memory(first, 1, 16 * kGiB).memory_bytes == kGiB);
  CHECK(scale_password_memory(first, 1, 4 * kGiB).memory_bytes == 512 * kMiB);
  CHECK(scale_password_memory(first, 1, 2 * kGiB).memory_bytes == 256 * kMiB);
  CHECK(scale_password_memory(first, 60'000, 16 * kGiB).memory_bytes == 256 * kMiB);  // never below, however slow
  CHECK(scale_password_memory({3, 64 * kMiB}, 1, kGiB).memory_bytes == 128 * kMiB);

  CHECK(scale_password_passes({3, kGiB}, 1200).passes == 3);
  CHECK(scale_password_passes({3, kGiB}, 500).passes == 7);
  CHECK(scale_password_passes({3, kGiB}, 0).passes == kPasswordPassesMax);
  for (std::int64_t took : {0, 1, 50, 400, 2000, 100'000}) {
    for (std::uint64_t memory : std::initializer_list<std::uint64_t>{kGiB / 2, kGiB, 3 * kGiB, 64 * kGiB}) {
      const PasswordParameters scaled = scale_password_memory(first_password_guess(memory), took, memory);
      CHECK(check_password_parameters(scaled).ok());
      CHECK(check_password_parameters(scale_password_passes(scaled, took)).ok());
    }
  }
}

}  // namespace
}  // namespace holdfast::crypto
