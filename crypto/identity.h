// Who can read, and who has signed: X25519 key pairs in age's spelling, Ed25519 key pairs with labelled messages.
#pragma once

#include <string>

#include "crypto/secret.h"

namespace holdfast::crypto {

// The public half for encryption (RFC 7748 X25519).
struct Recipient {
  ByteArray<32> key{};
  friend auto operator<=>(const Recipient&, const Recipient&) = default;
};

// "age1…" (bech32, lower case).
std::string to_text(const Recipient& recipient);
Result<Recipient> recipient_from_text(std::string_view text);
// SHA-256 under the label holdfast/recipient/v1: how manifests name recipients.
Hash256 recipient_hash(const Recipient& recipient);

// The private half. Movable, not copyable.
class Identity {
 public:
  static Identity generate(Random& random);
  static Identity from_scalar(Secret<32> scalar);
  // "AGE-SECRET-KEY-1…" (bech32, upper case), as a file for `age -i` holds it.
  static Result<Identity> from_text(ByteView text);
  SecretBuffer to_text() const;

  const Recipient& recipient() const { return recipient_; }
  KeyView scalar() const { return scalar_.view(); }
  Identity clone() const { return from_scalar(scalar_.clone()); }

 private:
  Identity(Secret<32> scalar, Recipient recipient) : scalar_(std::move(scalar)), recipient_(recipient) {}
  Secret<32> scalar_;
  Recipient recipient_;
};

// X25519; a result of all zeros (a hostile low-order point) is kIdentityMalformed.
Result<Secret<32>> shared_secret(KeyView scalar, const ByteArray<32>& point);
// The point of a scalar.
ByteArray<32> public_point(KeyView scalar);

using Signature = ByteArray<64>;

// The public half for signatures (RFC 8032 Ed25519).
struct VerifyKey {
  ByteArray<32> key{};
  friend auto operator<=>(const VerifyKey&, const VerifyKey&) = default;
};

class SigningKey {
 public:
  static SigningKey generate(Random& random);
  static SigningKey from_seed(KeyView seed);
  const VerifyKey& public_key() const { return public_; }
  KeyView seed() const;
  // Signs label, zero byte, body.
  Signature sign(std::string_view label, ByteView body) const;
  SigningKey clone() const { return from_seed(seed()); }

 private:
  explicit SigningKey(Secret<64> secret, VerifyKey key) : secret_(std::move(secret)), public_(key) {}
  Secret<64> secret_;  // libsodium's form: seed, public key
  VerifyKey public_;
};

// kSignatureFalse where label, body, key and signature do not belong together.
Result<void> verify(const VerifyKey& key, std::string_view label, ByteView body, const Signature& signature);
// The same over a message that already begins with its label.
Result<void> verify_message(const VerifyKey& key, ByteView message, const Signature& signature);

}  // namespace holdfast::crypto
