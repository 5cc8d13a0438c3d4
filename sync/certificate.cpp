#include "sync/certificate.h"

#include <algorithm>

#include "sync/record.h"

namespace holdfast::sync {

namespace {

constexpr std::size_t kCertificateFields = 9;
constexpr std::size_t kEnrolRequestFields = 5;
constexpr std::size_t kDeviceNameMax = 4;
constexpr std::size_t kCertificateSizeMax = 512;

Result<Certificate> parse_certificate(ByteView body) {
  if (body.size() > kCertificateSizeMax) return kEncodingLimit;
  CborReader in(body);
  TRY(open_record(in, kCertificateFields));
  Certificate out;
  TRY(in.key(1));
  out.team = TRY(in.byte_array<16>());
  TRY(in.key(2));
  out.device = TRY(in.byte_array<16>());
  TRY(in.key(3));
  out.name = std::string(TRY(in.text(kDeviceNameMax)));
  TRY(in.key(4));
  out.signing_key.key = TRY(in.byte_array<32>());
  TRY(in.key(5));
  out.encryption_key.key = TRY(in.byte_array<32>());
  TRY(in.key(6));
  out.role = static_cast<Role>(TRY(in.uint_max(static_cast<std::uint64_t>(Role::Hq))));
  TRY(in.key(7));
  out.issued_ms = TRY(in.integer());
  TRY(in.key(8));
  out.expires_ms = TRY(in.integer());
  TRY(in.end());
  if (!is_device_name(out.name) || out.expires_ms < out.issued_ms) return kCertificateMalformed;
  // A device cannot be given the id, and with it the journal, of another one.
  if (out.device != device_id(out.signing_key)) return kCertificateMalformed;
  return out;
}

Result<EnrolRequest> parse_request(ByteView body) {
  if (body.size() > kCertificateSizeMax) return kEncodingLimit;
  CborReader in(body);
  TRY(open_record(in, kEnrolRequestFields));
  EnrolRequest out;
  TRY(in.key(1));
  out.name = std::string(TRY(in.text(kDeviceNameMax)));
  TRY(in.key(2));
  out.signing_key.key = TRY(in.byte_array<32>());
  TRY(in.key(3));
  out.encryption_key.key = TRY(in.byte_array<32>());
  TRY(in.key(4));
  out.made_ms = TRY(in.integer());
  TRY(in.end());
  if (!is_device_name(out.name)) return kCertificateMalformed;
  return out;
}

Result<EnrolAnswer> parse_answer(ByteView bytes) {
  if (bytes.size() > kDocumentSizeMax) return kEncodingLimit;
  CborReader in(bytes);
  TRY(in.array_of(2));
  EnrolAnswer out;
  const ByteView roster = TRY(in.raw());
  out.roster = TRY(decode_document(roster));
  const ByteView certificate = TRY(in.raw());
  out.certificate = TRY(decode_document(certificate));
  TRY(in.end());
  return out;
}

}  // namespace

bool is_device_name(std::string_view name) {
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (name.empty() || name.size() > kDeviceNameMax || !is_letter(name.front())) return false;
  return std::all_of(name.begin(), name.end(), [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

Bytes encode_certificate(const Certificate& certificate) {
  CborWriter out;
  begin_record(out, kCertificateFields);
  out.uint(1).bytes(certificate.team);
  out.uint(2).bytes(certificate.device);
  out.uint(3).text(certificate.name);
  out.uint(4).bytes(certificate.signing_key.key);
  out.uint(5).bytes(certificate.encryption_key.key);
  out.uint(6).uint(static_cast<std::uint64_t>(certificate.role));
  out.uint(7).integer(certificate.issued_ms);
  out.uint(8).integer(certificate.expires_ms);
  return out.take();
}

Result<Certificate> decode_certificate(ByteView body) {
  return refuse_as(parse_certificate(body), kCertificateMalformed);
}

Result<Certificate> read_certificate(const SignedDocument& document, const Roster& roster) {
  const auto valid = count_signatures(document, kCertificateLabel, roster.hq_sign_keys);
  if (!valid.ok() || *valid == 0) return kCertificateSignature;
  Certificate certificate = TRY(decode_certificate(document.body));
  if (certificate.team != roster.team) return kCertificateSignature;
  return certificate;
}

SignedDocument sign_request(const EnrolRequest& request, const crypto::SigningKey& key) {
  CborWriter out;
  begin_record(out, kEnrolRequestFields);
  out.uint(1).text(request.name);
  out.uint(2).bytes(request.signing_key.key);
  out.uint(3).bytes(request.encryption_key.key);
  out.uint(4).integer(request.made_ms);
  return sign_document(kEnrolRequestLabel, out.take(), key);
}

Result<EnrolRequest> read_request(const SignedDocument& document) {
  EnrolRequest request = TRY(refuse_as(parse_request(document.body), kCertificateMalformed));
  const auto valid = count_signatures(document, kEnrolRequestLabel, {&request.signing_key, 1});
  if (!valid.ok() || *valid != 1 || document.signatures.size() != 1) return kCertificateSignature;
  return request;
}

Bytes fingerprint_keys(const EnrolRequest& request) {
  Writer out;
  return out.bytes(request.signing_key.key).bytes(request.encryption_key.key).take();
}

Bytes encode_answer(const EnrolAnswer& answer) {
  CborWriter out;
  out.array(2).raw(encode_document(answer.roster)).raw(encode_document(answer.certificate));
  return out.take();
}

Result<EnrolAnswer> decode_answer(ByteView bytes) { return refuse_as(parse_answer(bytes), kDocumentMalformed); }

}  // namespace holdfast::sync
