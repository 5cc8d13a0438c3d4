#include "tests/sync/journal_fixture.h"

#include "crypto/hash.h"
#include "sync/commitment.h"
#include "sync/log.h"

namespace holdfast::test {
namespace {

using sync::Checkpoint;
using sync::EntryHash;
using sync::LogTree;
using Proof = std::vector<Hash256>;

Hash256 naive_leaf(const EntryHash& entry) {
  Bytes input = {0x00};
  append(input, entry);
  return crypto::sha256(input);
}

std::size_t naive_split(std::size_t n) {
  std::size_t k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

// MTH, PATH and SUBPROOF of RFC 6962, 2.1 to 2.1.2, as they are defined there.
Hash256 naive_root(std::span<const EntryHash> d) {
  if (d.empty()) return crypto::sha256({});
  if (d.size() == 1) return naive_leaf(d[0]);
  const std::size_t k = naive_split(d.size());
  return sync::node_hash(naive_root(d.first(k)), naive_root(d.subspan(k)));
}

Proof naive_path(std::size_t m, std::span<const EntryHash> d) {
  if (d.size() == 1) return {};
  const std::size_t k = naive_split(d.size());
  Proof out = m < k ? naive_path(m, d.first(k)) : naive_path(m - k, d.subspan(k));
  out.push_back(m < k ? naive_root(d.subspan(k)) : naive_root(d.first(k)));
  return out;
}

Proof naive_subproof(std::size_t m, std::span<const EntryHash> d, bool whole) {
  if (m == d.size()) return whole ? Proof{} : Proof{naive_root(d)};
  const std::size_t k = naive_split(d.size());
  Proof out = m <= k ? naive_subproof(m, d.first(k), whole) : naive_subproof(m - k, d.subspan(k), false);
  out.push_back(m <= k ? naive_root(d.subspan(k)) : naive_root(d.first(k)));
  return out;
}

std::vector<EntryHash> entries(std::size_t count) {
  crypto::start_crypto();
  FakeRandom random(8);
  std::vector<EntryHash> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(random.array<32>());
  return out;
}

LogTree tree_of(std::span<const EntryHash> leaves) {
  LogTree out;
  for (const EntryHash& leaf : leaves) out.append(leaf);
  return out;
}

TEST_CASE("the empty log has the root that RFC 6962 gives it") {
  crypto::start_crypto();
  CHECK(to_hex(LogTree().root()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("the log's root is the definition's at every size, also after being kept and restored") {
  const std::vector<EntryHash> all = entries(70);
  LogTree tree;
  for (std::size_t n = 0; n <= all.size(); ++n) {
    const auto restored = LogTree::restore(tree.size(), tree.frontier());
    REQUIRE(restored.ok());
    if (tree.root() != naive_root({all.data(), n}) || restored->root() != tree.root()) FAIL_CHECK("size " << n);
    if (n < all.size()) {
      tree = *restored;
      tree.append(all[n]);
    }
  }
  CHECK_FALSE(LogTree::restore(3, tree_of({all.data(), 4}).frontier()).ok());
}

TEST_CASE("inclusion proofs are the definition's and lead to the root") {
  const std::vector<EntryHash> all = entries(70);
  for (std::size_t n = 1; n <= all.size(); ++n) {
    const std::span<const EntryHash> leaves(all.data(), n);
    const Checkpoint head = tree_of(leaves).checkpoint();
    for (std::size_t i = 0; i < n; ++i) {
      const Proof proof = sync::inclusion_proof(leaves, i);
      if (proof != naive_path(i, leaves)) FAIL_CHECK("another proof at " << i << " of " << n);
      if (!sync::check_inclusion(all[i], i, head, proof).ok()) FAIL_CHECK("not accepted at " << i << " of " << n);
      if (n > 1 && sync::check_inclusion(all[i], (i + 1) % n, head, proof).ok()) FAIL_CHECK("another place");
      if (n > 1 && sync::check_inclusion(all[(i + 1) % n], i, head, proof).ok()) FAIL_CHECK("another entry");
      if (sync::check_inclusion(all[i], i + n, head, proof).ok()) FAIL_CHECK("a place behind the end");
    }
  }
}

TEST_CASE("consistency proofs are the definition's and join two heads") {
  const std::vector<EntryHash> all = entries(70);
  for (std::size_t n = 1; n <= all.size(); ++n) {
    const std::span<const EntryHash> leaves(all.data(), n);
    const Checkpoint head = tree_of(leaves).checkpoint();
    for (std::size_t m = 1; m <= n; ++m) {
      const Checkpoint old = tree_of({all.data(), m}).checkpoint();
      const Proof proof = sync::consistency_proof(leaves, m);
      if (proof != naive_subproof(m, leaves, true)) FAIL_CHECK("another proof from " << m << " to " << n);
      if (!sync::check_consistency(old, head, proof).ok()) FAIL_CHECK("not accepted from " << m << " to " << n);
      Checkpoint forged = old;
      forged.root[0] ^= 1;
      if (sync::check_consistency(forged, head, proof).ok()) FAIL_CHECK("a forged old head from " << m);
      forged = head;
      forged.root[0] ^= 1;
      if (sync::check_consistency(old, forged, proof).ok()) FAIL_CHECK("a forged new head at " << n);
    }
  }
}

TEST_CASE("a proof with one bit, one hash more or one hash less does not hold") {
  const std::vector<EntryHash> all = entries(21);
  const Checkpoint head = tree_of(all).checkpoint();
  const Checkpoint old = tree_of({all.data(), 13}).checkpoint();
  const Proof inclusion = sync::inclusion_proof(all, 13);
  const Proof consistency = sync::consistency_proof(all, 13);
  const auto included = [&](const Proof& proof) { return sync::check_inclusion(all[13], 13, head, proof).ok(); };
  const auto consistent = [&](const Proof& proof) { return sync::check_consistency(old, head, proof).ok(); };
  REQUIRE(included(inclusion));
  REQUIRE(consistent(consistency));
  for (const auto& [proof, check] : {std::pair<Proof, std::function<bool(const Proof&)>>{inclusion, included},
                                     std::pair<Proof, std::function<bool(const Proof&)>>{consistency, consistent}}) {
    for (std::size_t bit = 0; bit < proof.size() * 256; ++bit) {
      Proof bad = proof;
      bad[bit / 256][bit % 256 / 8] = static_cast<std::uint8_t>(bad[bit / 256][bit % 256 / 8] ^ (1u << (bit % 8)));
      if (check(bad)) FAIL_CHECK("bit " << bit);
    }
    Proof longer = proof;
    longer.push_back(marked(1));
    CHECK_FALSE(check(longer));
    Proof shorter = proof;
    shorter.pop_back();
    CHECK_FALSE(check(shorter));
    CHECK_FALSE(check({}));
  }
}

TEST_CASE("a proof is for a log of one size and for no other with the same root") {
  const std::vector<EntryHash> all = entries(8);
  const LogTree one = tree_of({all.data(), 1});
  REQUIRE(sync::check_inclusion(all[0], 0, one.checkpoint(), {}).ok());
  CHECK_FALSE(sync::check_inclusion(all[0], 0, Checkpoint{2, one.root()}, {}).ok());
  const LogTree tree = tree_of(all);
  const Proof proof = sync::inclusion_proof(all, 2);
  REQUIRE(sync::check_inclusion(all[2], 2, tree.checkpoint(), proof).ok());
  CHECK_FALSE(sync::check_inclusion(all[2], 2, Checkpoint{16, tree.root()}, proof).ok());
  CHECK_FALSE(sync::check_inclusion(all[2], 2, Checkpoint{4, tree.root()}, proof).ok());
}

TEST_CASE("a log that shrank or was rewritten is not consistent") {
  std::vector<EntryHash> all = entries(9);
  const Checkpoint old = tree_of({all.data(), 6}).checkpoint();
  CHECK_FALSE(sync::check_consistency(tree_of(all).checkpoint(), old, {}).ok());
  all[2][0] ^= 1;
  CHECK_FALSE(sync::check_consistency(old, tree_of(all).checkpoint(), sync::consistency_proof(all, 6)).ok());
  CHECK(sync::check_consistency(LogTree().checkpoint(), old, {}).ok());
  CHECK_FALSE(sync::check_consistency(Checkpoint{0, marked(1)}, old, {}).ok());
}

}  // namespace
}  // namespace holdfast::test
