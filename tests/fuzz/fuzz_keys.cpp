#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

namespace {

crypto::Secret<32> constant_secret(std::uint8_t first) {
  crypto::Secret<32> out;
  for (std::size_t i = 0; i < 32; ++i) out.mutable_view()[i] = static_cast<std::uint8_t>(first + i);
  return out;
}

}  // namespace

crypto::Identity fuzz_identity() { return crypto::Identity::from_scalar(constant_secret(1)); }
crypto::SigningKey fuzz_signing_key() {
  const crypto::Secret<32> seed = constant_secret(65);
  return crypto::SigningKey::from_seed(seed.view());
}
crypto::Secret<32> fuzz_master_key() { return constant_secret(129); }

}  // namespace holdfast::fuzz
