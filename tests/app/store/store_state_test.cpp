// What the header keeps in its sealed box: round trips, and nothing but what was written is read.
#include "app/store/sealed_state.h"

#include "app/store/reasons.h"
#include "crypto/vault_header.h"
#include "tests/support/fake_seams.h"

namespace holdfast::test {
namespace {

store::SealedState sample_state(bool in_change) {
  FakeRandom random(8);
  store::SealedState out;
  out.database = {7, crypto::SecretBuffer(48)};
  random.fill(out.database.key.mutable_view());
  out.wrap_key = crypto::Secret<32>::random(random);
  out.draft_key = crypto::Secret<32>::random(random);
  out.head_seq = UINT64_MAX;
  random.fill(out.head_hash);
  out.last_receipt = UINT64_MAX;
  out.clock_high_ms = INT64_MIN;
  if (in_change) {
    out.previous_database = store::DatabaseEpoch{UINT32_MAX, crypto::SecretBuffer(48)};
    out.previous_draft_key = crypto::Secret<32>::random(random);
  }
  return out;
}

bool same_state(const store::SealedState& a, const store::SealedState& b) {
  return crypto::equal_secrets(store::encode_state(a).view(), store::encode_state(b).view());
}

TEST_CASE("a state comes out as it went in, and the largest one fits the header") {
  for (const bool in_change : {false, true}) {
    const store::SealedState state = sample_state(in_change);
    const crypto::SecretBuffer bytes = store::encode_state(state);
    CHECK(bytes.size() <= crypto::kHeaderStateMax);
    const auto back = store::decode_state(bytes.view());
    REQUIRE(back.ok());
    CHECK(same_state(*back, state));
    CHECK(back->database.number == 7);
    CHECK(back->previous_database.has_value() == in_change);
    CHECK(back->previous_draft_key.has_value() == in_change);
    CHECK(back->head_seq == UINT64_MAX);
    CHECK(back->clock_high_ms == INT64_MIN);
    CHECK(same_state(state.clone(), state));
  }
}

TEST_CASE("a state cut at any length, or longer by one byte, is refused") {
  const crypto::SecretBuffer bytes = store::encode_state(sample_state(true));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK(store::decode_state(bytes.view().first(size)).error().reason == store::kVaultDatabase);
  }
  Bytes longer = to_bytes(bytes.view());
  longer.push_back(0);
  CHECK(store::decode_state(longer).error().reason == store::kVaultDatabase);
}

TEST_CASE("a state of a newer version is told from a damaged one") {
  Bytes bytes = to_bytes(store::encode_state(sample_state(false)).view());
  bytes[1] = 2;  // the version behind the array's head
  CHECK(store::decode_state(bytes).error().reason == store::kVaultNewer);
  bytes[1] = 0;
  CHECK(store::decode_state(bytes).error().reason == store::kVaultDatabase);
}

TEST_CASE("whatever bit of a state is flipped, what parses is another state") {
  const Bytes bytes = to_bytes(store::encode_state(sample_state(true)).view());
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    Bytes flipped = bytes;
    flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << bit % 8));
    const auto state = store::decode_state(flipped);
    if (state.ok()) CHECK(equal(store::encode_state(*state).view(), flipped));
  }
}

}  // namespace
}  // namespace holdfast::test
