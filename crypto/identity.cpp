#include "crypto/identity.h"

#include <algorithm>
#include <sodium.h>

#include "crypto/bech32.h"
#include "crypto/hash.h"

namespace holdfast::crypto {

namespace {

constexpr std::string_view kRecipientPrefix = "age";
constexpr std::string_view kIdentityPrefix = "age-secret-key-";

// Label, zero byte, body: what is signed. Never secret.
Bytes labelled_message(std::string_view label, ByteView body) {
  Bytes out = to_bytes(as_bytes(label));
  out.push_back(0);
  append(out, body);
  return out;
}

}  // namespace

std::string to_text(const Recipient& recipient) {
  const SecretBuffer text = bech32_encode(kRecipientPrefix, recipient.key);
  return std::string(as_text(text.view()));
}

Result<Recipient> recipient_from_text(std::string_view text) {
  if (text.empty() || text.front() != 'a') return kIdentityMalformed;  // lower case only: one spelling
  const SecretBuffer key = TRY(bech32_decode(kRecipientPrefix, as_bytes(text)));
  if (key.size() != 32) return kIdentityMalformed;
  return Recipient{to_array<32>(key.view())};
}

Hash256 recipient_hash(const Recipient& recipient) { return labelled_hash("holdfast/recipient/v1", {recipient.key}); }

Identity Identity::generate(Random& random) { return from_scalar(Secret<32>::random(random)); }

Identity Identity::from_scalar(Secret<32> scalar) {
  const Recipient recipient{public_point(scalar.view())};
  return Identity(std::move(scalar), recipient);
}

Result<Identity> Identity::from_text(ByteView text) {
  if (text.empty() || text[0] != 'A') return kIdentityMalformed;  // upper case only: one spelling
  const SecretBuffer scalar = TRY(bech32_decode(kIdentityPrefix, text));
  if (scalar.size() != 32) return kIdentityMalformed;
  return from_scalar(Secret<32>::copy_of(scalar.view()));
}

SecretBuffer Identity::to_text() const {
  SecretBuffer out = bech32_encode(kIdentityPrefix, scalar());
  for (std::uint8_t& byte : out.mutable_view()) {
    if (byte >= 'a' && byte <= 'z') byte = static_cast<std::uint8_t>(byte - 'a' + 'A');
  }
  return out;
}

Result<Secret<32>> shared_secret(KeyView scalar, const ByteArray<32>& point) {
  Secret<32> out;
  // Refuses an all-zero result: with a low-order point anybody knows the "secret".
  if (crypto_scalarmult(out.mutable_view().data(), scalar.data(), point.data()) != 0) return kIdentityMalformed;
  return out;
}

ByteArray<32> public_point(KeyView scalar) {
  ByteArray<32> out{};
  HOLDFAST_ASSERT(crypto_scalarmult_base(out.data(), scalar.data()) == 0);
  return out;
}

SigningKey SigningKey::generate(Random& random) {
  const auto seed = Secret<32>::random(random);
  return from_seed(seed.view());
}

SigningKey SigningKey::from_seed(KeyView seed) {
  Secret<64> secret;
  VerifyKey key;
  crypto_sign_seed_keypair(key.key.data(), secret.mutable_view().data(), seed.data());
  return SigningKey(std::move(secret), key);
}

KeyView SigningKey::seed() const { return secret_.view().first<32>(); }

Signature SigningKey::sign(std::string_view label, ByteView body) const {
  Signature out{};
  const Bytes message = labelled_message(label, body);
  crypto_sign_detached(out.data(), nullptr, message.data(), message.size(), secret_.view().data());
  return out;
}

Result<void> verify_message(const VerifyKey& key, ByteView message, const Signature& signature) {
  if (crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.key.data()) != 0) {
    return kSignatureFalse;
  }
  return {};
}

Result<void> verify(const VerifyKey& key, std::string_view label, ByteView body, const Signature& signature) {
  return verify_message(key, labelled_message(label, body), signature);
}

}  // namespace holdfast::crypto
