// Project Wycheproof's vectors, through our own functions.
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <nlohmann/json.hpp>

#include "crypto/box.h"
#include "crypto/chunk_cipher.h"
#include "crypto/hash.h"
#include "crypto/identity.h"
#include "tests/crypto/crypto_support.h"

namespace holdfast::crypto {
namespace {

using nlohmann::json;

Bytes hex_of(const json& test, const char* name) { return from_hex(test.at(name).get<std::string>()).value(); }
bool is_valid(const json& test) { return test.at("result") == "valid"; }

// Calls body(group, test) for each vector of a file; false if the file is not there.
bool for_each_vector(const std::string& name, const std::function<void(const json&, const json&)>& body) {
  const std::optional<std::string> text = test::shared_data("crypto/wycheproof/" + name);
  if (!text) return false;
  const json all = json::parse(*text);
  for (const json& group : all.at("testGroups")) {
    for (const json& test : group.at("tests")) body(group, test);
  }
  return true;
}

// Gives out the bytes it was made with: the nonce that a vector prescribes.
class GivenBytes final : public Random {
 public:
  explicit GivenBytes(Bytes bytes) : bytes_(std::move(bytes)) {}
  void fill(MutableByteView out) override {
    HOLDFAST_ASSERT(out.size() == bytes_.size());
    std::copy(bytes_.begin(), bytes_.end(), out.begin());
  }

 private:
  Bytes bytes_;
};

TEST_CASE("Boxes agree with Wycheproof's XChaCha20-Poly1305 vectors") {
  std::size_t checked = 0;
  std::size_t wrong = 0;
  const bool there = for_each_vector("xchacha20_poly1305_test.json", [&](const json& group, const json& test) {
    if (group.at("ivSize") != 192) return;  // other nonce sizes cannot even be asked for
    const auto key = Secret<32>::copy_of(hex_of(test, "key"));
    Bytes box = hex_of(test, "iv");
    append(box, hex_of(test, "ct"));
    append(box, hex_of(test, "tag"));
    const Result<SecretBuffer> opened = open_box(key.view(), hex_of(test, "aad"), box);
    ++checked;
    if (opened.ok() != is_valid(test)) ++wrong;
    if (!is_valid(test)) return;
    if (!equal(opened->view(), hex_of(test, "msg"))) ++wrong;
    GivenBytes nonce(hex_of(test, "iv"));
    if (seal_box(key.view(), hex_of(test, "aad"), hex_of(test, "msg"), nonce) != box) ++wrong;
  });
  if (!there) SKIP("shared data is not there");
  CHECK(checked >= 300);
  CHECK(wrong == 0);
}

// Our chunks have no associated data; the vectors without any go through both libraries, in both directions.
TEST_CASE("Chunks agree with Wycheproof's ChaCha20-Poly1305 vectors") {
  const CryptoLibrary none;
  std::size_t checked = 0;
  std::size_t wrong = 0;
  const bool there = for_each_vector("chacha20_poly1305_test.json", [&](const json& group, const json& test) {
    if (group.at("ivSize") != 96 || !hex_of(test, "aad").empty()) return;
    const auto nonce = to_array<12>(hex_of(test, "iv"));
    const auto key = Secret<32>::copy_of(hex_of(test, "key"));
    const Bytes message = hex_of(test, "msg");
    Bytes sealed = hex_of(test, "ct");
    append(sealed, hex_of(test, "tag"));
    for (const CryptoLibrary* library : {&none, &crypto_library()}) {
      Bytes plain(sealed.size() - kTagSize);
      ChunkCipher opening(key.view(), ChunkCipher::Use::Open, *library);
      const bool opened = opening.open(nonce, sealed, plain);
      ++checked;
      if (opened != is_valid(test)) ++wrong;
      if (!is_valid(test)) continue;
      if (plain != message) ++wrong;
      Bytes again(sealed.size());
      ChunkCipher(key.view(), ChunkCipher::Use::Seal, *library).seal(nonce, message, again);
      if (again != sealed) ++wrong;
    }
  });
  if (!there) SKIP("shared data is not there");
  CHECK(checked >= 80);
  CHECK(wrong == 0);
}

TEST_CASE("Signatures agree with Wycheproof's Ed25519 vectors") {
  std::size_t checked = 0;
  std::size_t wrong = 0;
  const bool there = for_each_vector("ed25519_test.json", [&](const json& group, const json& test) {
    const Bytes signature = hex_of(test, "sig");
    ++checked;
    if (signature.size() != 64) {
      // Our type holds 64 bytes exactly, so these are refused where they are read.
      if (is_valid(test)) ++wrong;
      return;
    }
    const VerifyKey key{to_array<32>(hex_of(group.at("publicKey"), "pk"))};
    const bool ok = verify_message(key, hex_of(test, "msg"), to_array<64>(signature)).ok();
    if (ok != is_valid(test)) ++wrong;
  });
  if (!there) SKIP("shared data is not there");
  CHECK(checked == 151);
  CHECK(wrong == 0);
}

TEST_CASE("Shared secrets agree with Wycheproof's X25519 vectors") {
  std::size_t checked = 0;
  std::size_t refused = 0;
  std::size_t wrong = 0;
  const bool there = for_each_vector("x25519_test.json", [&](const json&, const json& test) {
    const Bytes expected = hex_of(test, "shared");
    const auto scalar = Secret<32>::copy_of(hex_of(test, "private"));
    const Result<Secret<32>> secret = shared_secret(scalar.view(), to_array<32>(hex_of(test, "public")));
    ++checked;
    if (expected == Bytes(32)) {
      ++refused;
      if (secret.ok()) ++wrong;
    } else if (!secret.ok() || !equal(secret->view(), expected)) {
      ++wrong;
    }
  });
  if (!there) SKIP("shared data is not there");
  CHECK(checked == 518);
  CHECK(refused == 31);
  CHECK(wrong == 0);
}

TEST_CASE("HKDF and HMAC agree with Wycheproof's vectors, in both libraries") {
  const CryptoLibrary none;
  std::size_t checked = 0;
  std::size_t wrong = 0;
  bool there = for_each_vector("hkdf_sha256_test.json", [&](const json&, const json& test) {
    if (!is_valid(test)) return;  // lengths that cannot be asked for
    // Ours gives 32 bytes; longer and shorter outputs of HKDF begin alike.
    const Bytes okm = hex_of(test, "okm");
    const std::size_t size = std::min<std::size_t>(32, okm.size());
    const Bytes info = hex_of(test, "info");
    for (const CryptoLibrary* library : {&none, &crypto_library()}) {
      const Secret<32> key = hkdf_sha256_with(*library, hex_of(test, "salt"), hex_of(test, "ikm"), as_text(info));
      ++checked;
      if (!equal(ByteView(key.view()).first(size), ByteView(okm).first(size))) ++wrong;
    }
  });
  there = there && for_each_vector("hmac_sha256_test.json", [&](const json&, const json& test) {
    const Bytes tag = hex_of(test, "tag");
    for (const CryptoLibrary* library : {&none, &crypto_library()}) {
      const Hash256 code = hmac_sha256_with(*library, hex_of(test, "key"), hex_of(test, "msg"));
      ++checked;
      if (equal(ByteView(code).first(tag.size()), tag) != is_valid(test)) ++wrong;
    }
  });
  if (!there) SKIP("shared data is not there");
  CHECK(checked > 480);
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace holdfast::crypto
