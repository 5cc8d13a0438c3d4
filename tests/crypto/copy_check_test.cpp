// Two readings of the same bytes agree, any difference shows, and both libraries see the same.
#include "crypto/copy_check.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/library.h"
#include "tests/support/fake_seams.h"

namespace holdfast::crypto {

namespace {

constexpr std::size_t kPiece = 1000;

ByteArray<16> checked(const CryptoLibrary& library, ByteView bytes) {
  CopyCheck check(library);
  while (!bytes.empty()) {
    const std::size_t size = std::min(kPiece, bytes.size());
    check.update(bytes.first(size));
    bytes = bytes.subspan(size);
  }
  return check.finish();
}

Bytes some_bytes(std::size_t size) {
  test::FakeRandom random(5);
  Bytes out(size);
  random.fill(out);
  return out;
}

}  // namespace

TEST_CASE("a second reading agrees with the first, whichever library computes it") {
  const CryptoLibrary none;
  for (const std::size_t size : std::vector<std::size_t>{0, 1, 15, 16, 17, 999, 1000, 1001, 5000}) {
    INFO(size);
    const Bytes bytes = some_bytes(size);
    CHECK(checked(none, bytes) == checked(crypto_library(), bytes));
    CHECK(checked(crypto_library(), bytes) == checked(crypto_library(), bytes));
  }
  CHECK(crypto_library().poly1305 != nullptr);
}

TEST_CASE("a reading that differs anywhere does not agree") {
  Bytes bytes = some_bytes(2500);
  const ByteArray<16> right = checked(crypto_library(), bytes);
  bool all_seen = true;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] ^= 1;
    all_seen = all_seen && checked(crypto_library(), bytes) != right;
    bytes[i] ^= 1;
  }
  CHECK(all_seen);
  CHECK(checked(crypto_library(), ByteView(bytes).first(2499)) != right);
  bytes.push_back(0);
  CHECK(checked(crypto_library(), bytes) != right);
}

TEST_CASE("pieces in another order do not agree") {
  const Bytes bytes = some_bytes(3 * kPiece);
  Bytes swapped(bytes.begin(), bytes.begin() + kPiece);
  append(swapped, ByteView(bytes).subspan(2 * kPiece));
  append(swapped, ByteView(bytes).subspan(kPiece, kPiece));
  CHECK(checked(crypto_library(), swapped) != checked(crypto_library(), bytes));
}

}  // namespace holdfast::crypto
