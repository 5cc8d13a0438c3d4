// Functions of bytes: hashes and signatures that other systems made, and ids made by chance.
#include <array>
#include <cmath>

#include "app/forms/xpath_functions.h"
#include "crypto/identity.h"
#include "crypto/outside_hash.h"

namespace holdfast::forms::xpath {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string to_base64(ByteView bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t given = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < given ? bytes[i + k] : 0U);
    for (std::size_t k = 0; k < 4; ++k) out.push_back(k <= given ? kBase64[bits >> (18 - 6 * k) & 0x3fU] : '=');
  }
  return out;
}

// Blanks are passed over, the alphabet for web addresses is taken too, padding may be missing.
std::optional<Bytes> from_base64(std::string_view text) {
  Bytes out;
  std::uint32_t bits = 0;
  std::size_t count = 0;
  bool ended = false;
  for (char c : text) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    if (c == '=') {
      ended = true;
      continue;
    }
    if (c == '-') c = '+';
    if (c == '_') c = '/';
    const std::size_t value = kBase64.find(c);
    if (ended || value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xff'ffffU;
    if (++count % 4 == 1) continue;
    const unsigned spare = count % 4 == 2 ? 4 : count % 4 == 3 ? 2 : 0;  // bits of the next byte
    out.push_back(static_cast<std::uint8_t>(bits >> spare));
  }
  if (count % 4 == 1) return std::nullopt;
  return out;
}

Result<Value> run_digest(Evaluation& evaluation, const Expr& call) {
  const std::string text = TRY(evaluation.text(call.parts[0]));
  const std::string algorithm = TRY(evaluation.text(call.parts[1]));
  std::string encoding = "base64";
  if (call.parts.size() == 3) encoding = TRY(evaluation.text(call.parts[2]));
  const std::optional<Bytes> hash = crypto::outside_hash(algorithm, as_bytes(text));
  if (!hash.has_value()) return evaluation.failed(call, "digest() knows MD5, SHA-1, SHA-256, SHA-384 and SHA-512");
  if (encoding == "base64") return Value::of(to_base64(*hash));
  if (encoding == "hex") return Value::of(to_hex(*hash));
  return evaluation.failed(call, "digest() writes base64 or hex");
}

Result<Value> run_base64_decode(Evaluation& evaluation, const Expr& call) {
  const std::string text = TRY(evaluation.text(call.parts[0]));
  const std::optional<Bytes> bytes = from_base64(text);
  if (!bytes.has_value()) return evaluation.failed(call, "base64-decode() was given no base64");
  if (!is_utf8(*bytes)) return evaluation.failed(call, "base64-decode() found bytes that are no text");
  return evaluation.text_value(std::string(bytes->begin(), bytes->end()));
}

// extract-signed(base64 of an Ed25519 signature and the text behind it, base64 of the key): the text, or '' where the
// signature is not that key's.
Result<Value> run_extract_signed(Evaluation& evaluation, const Expr& call) {
  const std::string contents = TRY(evaluation.text(call.parts[0]));
  const std::string key_text = TRY(evaluation.text(call.parts[1]));
  const std::optional<Bytes> bytes = from_base64(contents);
  const std::optional<Bytes> key_bytes = from_base64(key_text);
  crypto::VerifyKey key;
  crypto::Signature signature{};
  if (!key_bytes.has_value() || key_bytes->size() != key.key.size()) {
    return evaluation.failed(call, "extract-signed() needs a public key of 32 bytes in base64");
  }
  if (!bytes.has_value() || bytes->size() < signature.size()) return Value::of(std::string());
  std::copy(key_bytes->begin(), key_bytes->end(), key.key.begin());
  const auto message_begins = bytes->begin() + static_cast<std::ptrdiff_t>(signature.size());
  std::copy(bytes->begin(), message_begins, signature.begin());
  const ByteView message = ByteView(*bytes).subspan(signature.size());
  if (!crypto::verify_message(key, message, signature).ok() || !is_utf8(message)) return Value::of(std::string());
  return evaluation.text_value(std::string(message_begins, bytes->end()));
}

// uuid(): version 4. uuid(n): n letters and digits.
Result<Value> run_uuid(Evaluation& evaluation, const Expr& call) {
  Random* random = evaluation.context().random;
  if (random == nullptr) return evaluation.failed(call, "uuid() has no source of chance here");
  if (call.parts.size() == 1) {
    constexpr std::string_view kSigns = "0123456789ABCDEFGHIJKLMNOPQRSTUV";  // 32: every byte's low bits give one
    const double length = TRY(evaluation.number(call.parts[0]));
    if (!(length >= 1 && length <= 1000)) return evaluation.failed(call, "uuid() makes 1 to 1000 characters");
    Bytes bytes(static_cast<std::size_t>(length));
    random->fill(bytes);
    std::string out;
    for (const std::uint8_t byte : bytes) out.push_back(kSigns[byte & 0x1fU]);
    return Value::of(std::move(out));
  }
  ByteArray<16> bytes = random->array<16>();
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0fU) | 0x40U);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3fU) | 0x80U);
  std::string out = to_hex(bytes);
  for (const std::size_t place : {20U, 16U, 12U, 8U}) out.insert(place, "-");
  return Value::of(std::move(out));
}

constexpr Function kHashFunctions[] = {
    {"digest", 2, 3, run_digest},
    {"base64-decode", 1, 1, run_base64_decode},
    {"extract-signed", 2, 2, run_extract_signed},
    {"uuid", 0, 1, run_uuid},
};

}  // namespace

std::span<const Function> hash_functions() { return kHashFunctions; }

}  // namespace holdfast::forms::xpath
