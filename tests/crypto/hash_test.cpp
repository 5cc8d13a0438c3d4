#include "crypto/hash.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/box.h"
#include "crypto/chunk_cipher.h"
#include "tests/crypto/crypto_support.h"

namespace holdfast::crypto {
namespace {

using test::patterned;
using test::test_key;

TEST_CASE("libcrypto has every algorithm that we fetch from it") {
  const CryptoLibrary& library = crypto_library();
  CHECK(library.sha256 != nullptr);
  CHECK(library.hmac != nullptr);
  CHECK(library.hkdf != nullptr);
  CHECK(library.chacha20_poly1305 != nullptr);
  CHECK(&library == &crypto_library());
}

TEST_CASE("SHA-256 gives the published value for abc") {
  CHECK(to_hex(sha256(as_bytes("abc"))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(sha256({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("SHA-256 in pieces is SHA-256 of the whole") {
  const Bytes bytes = patterned(1000);
  for (std::size_t cut = 0; cut <= bytes.size(); cut += 37) {
    Sha256 hash;
    hash.update(ByteView(bytes).first(cut));
    hash.update(ByteView(bytes).subspan(cut));
    CHECK(hash.finish() == sha256(bytes));
  }
}

// Without libcrypto, libsodium must give the same bytes: files cross between machines with and without it.
TEST_CASE("libsodium takes over with the same hashes, codes and keys") {
  const CryptoLibrary none;
  const CryptoLibrary& library = crypto_library();
  constexpr std::size_t kBlockEdges[] = {0, 1, 31, 32, 55, 56, 63, 64, 65, 127, 128, 129, 1000, 65536};
  for (std::size_t size : kBlockEdges) {
    const Bytes bytes = patterned(size);
    const Bytes other = patterned(size / 3, 9);
    CHECK(sha256_with(none, bytes) == sha256_with(library, bytes));
    CHECK(hmac_sha256_with(none, other, bytes) == hmac_sha256_with(library, other, bytes));
    CHECK(equal(hkdf_sha256_with(none, other, bytes, "info").view(),
                hkdf_sha256_with(library, other, bytes, "info").view()));
    CHECK(equal(hkdf_sha256_with(none, bytes, other, "").view(), hkdf_sha256_with(library, bytes, other, "").view()));
  }
}

TEST_CASE("libsodium takes over with the same chunks, in both directions") {
  const CryptoLibrary none;
  const Secret<32> key = test_key();
  for (std::size_t size : std::initializer_list<std::size_t>{0, 1, 15, 16, 17, 63, 64, 65, 1000, 65535, 65536}) {
    for (bool last : {false, true}) {
      const Bytes plain = patterned(size);
      Bytes by_library(size + 16);
      Bytes by_sodium(size + 16);
      const ChunkNonce nonce = chunk_nonce(size * 77'777'777'777u, last);
      ChunkCipher(key.view(), ChunkCipher::Use::Seal).seal(nonce, plain, by_library);
      ChunkCipher(key.view(), ChunkCipher::Use::Seal, none).seal(nonce, plain, by_sodium);
      CHECK(by_library == by_sodium);
      Bytes opened(size);
      CHECK(ChunkCipher(key.view(), ChunkCipher::Use::Open).open(nonce, by_sodium, opened));
      CHECK(opened == plain);
      CHECK(ChunkCipher(key.view(), ChunkCipher::Use::Open, none).open(nonce, by_library, opened));
      CHECK(opened == plain);
      by_library.back() ^= 1;
      for (const CryptoLibrary* library : {&none, &crypto_library()}) {
        Bytes released(size, 0xEE);
        CHECK_FALSE(ChunkCipher(key.view(), ChunkCipher::Use::Open, *library).open(nonce, by_library, released));
        CHECK(released == Bytes(size));  // nothing of it stays in the caller's memory
      }
    }
  }
}

TEST_CASE("A labelled hash is the hash of label, zero byte and parts") {
  const Bytes abc = to_bytes(as_bytes("abc"));
  const Bytes def = to_bytes(as_bytes("def"));
  CHECK(to_hex(labelled_hash("holdfast/test/v1", {abc, def})) ==
        "84f23cc340b4cd942480252a87eb46f8d4c27bd09481465940171e88c5f87a9d");
  CHECK(labelled_hash("holdfast/test/v1", {abc, def}) != labelled_hash("holdfast/test/v2", {abc, def}));
  CHECK(labelled_hash("holdfast/tes", {as_bytes("t/v1")}) != labelled_hash("holdfast/test/v1", {}));
}

// The expected values come from Python's hashlib.
TEST_CASE("A keyed hash is BLAKE2b over label, zero byte and parts") {
  Secret<32> key;
  for (std::size_t i = 0; i < 32; ++i) key.mutable_view()[i] = static_cast<std::uint8_t>(i);
  const Bytes abc = to_bytes(as_bytes("abc"));
  const Bytes def = to_bytes(as_bytes("def"));
  const std::string expected = "b1b518e560009ee76eb070ce996d7ce415d5265c502f3c114fcf4df7e216a59c";
  CHECK(to_hex(keyed_hash(key.view(), "holdfast/test/v1", {abc, def})) == expected);
  CHECK(to_hex(derive_key(key.view(), "holdfast/test/v1", {abc, def}).view()) == expected);
  CHECK(to_hex(keyed_hash(key.view(), "holdfast/test/v1", {abc, def}, 64)) ==
        "dd25479948c94ca7d6967702193bec4dbbaf44cffe9045468c7151880d92b71e"
        "8cd927a333c836dfebfc3152802b1b56102dd306b70e39a8677e1529178a84f3");
  CHECK(keyed_hash(key.view(), "holdfast/test/v1", {}, 16).size() == 16);
}

TEST_CASE("A box opens under its key and context only") {
  test::FakeRandom random(5);
  const Secret<32> key = test_key();
  const Bytes context = to_bytes(as_bytes("holdfast/test/v1"));
  for (std::size_t size : std::initializer_list<std::size_t>{0, 1, 39, 40, 41, 5000}) {
    const Bytes plain = patterned(size);
    const Bytes box = seal_box(key.view(), context, plain, random);
    CHECK(box.size() == size + kBoxOverhead);
    CHECK(equal(open_box(key.view(), context, box).value().view(), plain));
    CHECK(open_box(test_key(2).view(), context, box).error().reason == kStreamDamaged);
    CHECK(open_box(key.view(), {}, box).error().reason == kStreamDamaged);
  }
}

TEST_CASE("Every flipped bit, every truncation and every added byte of a box is noticed") {
  test::FakeRandom random(6);
  const Secret<32> key = test_key();
  const Bytes context = to_bytes(as_bytes("holdfast/test/v1"));
  const Bytes box = seal_box(key.view(), context, patterned(50), random);
  for (std::size_t bit = 0; bit < box.size() * 8; ++bit) {
    Bytes changed = box;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    CHECK_FALSE(open_box(key.view(), context, changed).ok());
  }
  for (std::size_t size = 0; size < box.size(); ++size) {
    CHECK_FALSE(open_box(key.view(), context, ByteView(box).first(size)).ok());
  }
  Bytes longer = box;
  longer.push_back(0);
  CHECK_FALSE(open_box(key.view(), context, longer).ok());
  CHECK(seal_box(key.view(), context, patterned(50), random) != box);
}

}  // namespace
}  // namespace holdfast::crypto
