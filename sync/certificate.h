// A device's place in the team, signed by HQ: the only thing a laptop shows of itself (sync/FORMAT.md, "Certificate").
#pragma once

#include <string>

#include "sync/roster.h"

namespace holdfast::sync {

struct Certificate {
  TeamId team{};
  DeviceId device{};
  std::string name;                  // code prefix, e.g. "R7": 1-4 of A-Z 0-9, first a letter
  crypto::VerifyKey signing_key;
  crypto::Recipient encryption_key;  // receipts and orders come to it
  Role role = Role::Field;
  std::int64_t issued_ms = 0;
  std::int64_t expires_ms = 0;
  friend bool operator==(const Certificate&, const Certificate&) = default;
};

inline constexpr std::string_view kCertificateLabel = "holdfast/certificate/v1";

bool is_device_name(std::string_view name);

Bytes encode_certificate(const Certificate& certificate);
Result<Certificate> decode_certificate(ByteView body);
// Signed by one of the roster's HQ keys, of the same team, device id fitting the signing key. Expiry is not judged
// here: an expired device's entries are held, not refused.
Result<Certificate> read_certificate(const SignedDocument& document, const Roster& roster);

// The file a laptop writes to ask for its place; self-signed, so that a flipped key shows at once.
struct EnrolRequest {
  std::string name;
  crypto::VerifyKey signing_key;
  crypto::Recipient encryption_key;
  std::int64_t made_ms = 0;
  friend bool operator==(const EnrolRequest&, const EnrolRequest&) = default;
};
inline constexpr std::string_view kEnrolRequestLabel = "holdfast/enrol-request/v1";
SignedDocument sign_request(const EnrolRequest& request, const crypto::SigningKey& key);
Result<EnrolRequest> read_request(const SignedDocument& document);
// What the device's 8 words are computed over: signing key, encryption key.
Bytes fingerprint_keys(const EnrolRequest& request);

// HQ's answer: CBOR [ roster document, certificate document ].
struct EnrolAnswer {
  SignedDocument roster;
  SignedDocument certificate;
};
Bytes encode_answer(const EnrolAnswer& answer);
Result<EnrolAnswer> decode_answer(ByteView bytes);

}  // namespace holdfast::sync
