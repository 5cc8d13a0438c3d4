#include "tests/sync/journal_fixture.h"

#include "crypto/hash.h"
#include "sync/commitment.h"

namespace holdfast::test {
namespace {

// MTH(D[n]) as RFC 6962, 2.1 defines it, word for word.
Hash256 naive_root(std::span<const Hash256> leaves) {
  if (leaves.size() == 1) return leaves[0];
  std::size_t k = 1;
  while (k * 2 < leaves.size()) k *= 2;
  return sync::node_hash(naive_root(leaves.first(k)), naive_root(leaves.subspan(k)));
}

sync::Seed counting_seed() {
  sync::Seed out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(i);
  return out;
}

TEST_CASE("the published vector of the commitment comes out") {
  crypto::start_crypto();
  sync::Opening opening;
  opening.parts = {{sync::FieldClass::Plain, counting_seed(), {{"age", 23}, {"name", "Mei"}, {"sex", "f"}}}};
  const auto root = sync::opening_root(opening);
  REQUIRE(root.ok());
  CHECK(to_hex(*root) == "f552d815865ebe4a1a7707153e2d4ef3eaedeffc547d7c055387362605a655d5");
}

TEST_CASE("the root is RFC 6962's for any number of leaves") {
  crypto::start_crypto();
  FakeRandom random(3);
  std::vector<Hash256> leaves;
  for (int count = 1; count <= 70; ++count) {
    leaves.push_back(random.array<32>());
    if (sync::tree_root(leaves) != naive_root(leaves)) FAIL_CHECK("differs for " << count);
  }
}

TEST_CASE("a leaf hash is SHA-256 of 00, label, 00 and the CBOR of salt, path and value") {
  crypto::start_crypto();
  const sync::Salt salt = marked(0x5A);
  Bytes input = {0x00};
  append(input, as_bytes("holdfast/leaf/v1"));
  input.push_back(0x00);
  CborWriter cbor;
  cbor.array(3).bytes(salt).text("group/question").integer(-7);
  append(input, cbor.view());
  CHECK(sync::leaf_hash(salt, "group/question", CborValue(-7)) == crypto::sha256(input));
}

TEST_CASE("salt, path and value each change the leaf") {
  crypto::start_crypto();
  const Hash256 leaf = sync::leaf_hash(marked(1), "a", CborValue(1));
  CHECK(sync::leaf_hash(marked(2), "a", CborValue(1)) != leaf);
  CHECK(sync::leaf_hash(marked(1), "b", CborValue(1)) != leaf);
  CHECK(sync::leaf_hash(marked(1), "a", CborValue(2)) != leaf);
  CHECK(sync::leaf_hash(marked(1), "a", CborValue("1")) != leaf);
  CHECK(sync::leaf_salt(counting_seed(), "a") != sync::leaf_salt(counting_seed(), "b"));
  CHECK(sync::pad_hash(counting_seed(), 0) != sync::pad_hash(counting_seed(), 1));
}

TEST_CASE("leaves are filled up to a power of two, four at least") {
  CHECK(sync::padded_leaf_count(0) == 4);
  CHECK(sync::padded_leaf_count(4) == 4);
  CHECK(sync::padded_leaf_count(5) == 8);
  CHECK(sync::padded_leaf_count(16384) == 16384);
}

}  // namespace
}  // namespace holdfast::test
