#include "app/case/base58.h"

#include "crypto/hash.h"

namespace holdfast::cases {

namespace {

constexpr std::string_view kBase58Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view kBech32Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kBech32Max = 90;
constexpr std::size_t kBech32Checksum = 6;
constexpr std::uint32_t kBech32Constant = 1;
constexpr std::uint32_t kBech32mConstant = 0x2BC830A3;

std::uint32_t bech32_step(std::uint32_t state, std::uint32_t value) {
  constexpr std::uint32_t kGenerator[5] = {0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3};
  const std::uint32_t top = state >> 25;
  state = ((state & 0x1FFFFFF) << 5) ^ value;
  for (unsigned bit = 0; bit < 5; ++bit) {
    if (((top >> bit) & 1U) != 0) state ^= kGenerator[bit];
  }
  return state;
}

std::uint32_t bech32_checksum(std::string_view prefix, const Bytes& data) {
  std::uint32_t state = 1;
  for (const char c : prefix) state = bech32_step(state, static_cast<unsigned char>(c) >> 5);
  state = bech32_step(state, 0);
  for (const char c : prefix) state = bech32_step(state, static_cast<unsigned char>(c) & 31U);
  for (const std::uint8_t value : data) state = bech32_step(state, value);
  return state;
}

// Lower case; nothing for mixed case and for bytes outside of printable ASCII.
std::optional<std::string> one_case(std::string_view text) {
  bool upper = false;
  bool lower = false;
  std::string out;
  for (const char c : text) {
    if (c < 33 || c > 126) return std::nullopt;
    upper = upper || (c >= 'A' && c <= 'Z');
    lower = lower || (c >= 'a' && c <= 'z');
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  if (upper && lower) return std::nullopt;
  return out;
}

// Eight bits a byte out of five; what is left over must be fewer than five bits, all zero.
std::optional<Bytes> eight_bits(ByteView fives) {
  Bytes out;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const std::uint8_t value : fives) {
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push_back(static_cast<std::uint8_t>(held >> bits));
      held &= (1U << bits) - 1U;
    }
  }
  if (bits >= 5 || held != 0) return std::nullopt;
  return out;
}

}  // namespace

std::optional<Bytes> base58_decode(std::string_view text) {
  if (text.empty() || text.size() > kBase58TextMax) return std::nullopt;
  Bytes reversed;  // least byte first
  for (const char c : text) {
    const std::size_t digit = kBase58Alphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    auto carry = static_cast<std::uint32_t>(digit);
    for (std::uint8_t& byte : reversed) {
      carry += std::uint32_t{byte} * 58;
      byte = static_cast<std::uint8_t>(carry & 0xFF);
      carry >>= 8;
    }
    while (carry > 0) {
      reversed.push_back(static_cast<std::uint8_t>(carry & 0xFF));
      carry >>= 8;
    }
  }
  Bytes out;
  for (std::size_t i = 0; i < text.size() && text[i] == '1'; ++i) out.push_back(0);
  out.insert(out.end(), reversed.rbegin(), reversed.rend());
  return out;
}

std::optional<Bytes> base58check_decode(std::string_view text) {
  std::optional<Bytes> bytes = base58_decode(text);
  if (!bytes || bytes->size() < 5) return std::nullopt;
  const ByteView payload(bytes->data(), bytes->size() - 4);
  const Hash256 check = crypto::sha256(crypto::sha256(payload));
  if (!equal(ByteView(check).first(4), ByteView(*bytes).last(4))) return std::nullopt;
  return to_bytes(payload);
}

std::optional<Bech32> bech32_read(std::string_view text) {
  if (text.size() > kBech32Max) return std::nullopt;
  const std::optional<std::string> lower = one_case(text);
  const std::size_t separator = lower ? lower->rfind('1') : std::string::npos;
  if (separator == std::string::npos || separator == 0) return std::nullopt;
  if (lower->size() - separator - 1 < kBech32Checksum) return std::nullopt;
  Bech32 out;
  out.prefix = lower->substr(0, separator);
  for (const char c : lower->substr(separator + 1)) {
    const std::size_t value = kBech32Alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    out.data.push_back(static_cast<std::uint8_t>(value));
  }
  const std::uint32_t checksum = bech32_checksum(out.prefix, out.data);
  if (checksum != kBech32Constant && checksum != kBech32mConstant) return std::nullopt;
  out.is_m = checksum == kBech32mConstant;
  out.data.resize(out.data.size() - kBech32Checksum);
  return out;
}

std::optional<SegwitProgram> segwit_read(std::string_view text) {
  const std::optional<Bech32> read = bech32_read(text);
  if (!read || read->data.empty() || read->data.front() > 16) return std::nullopt;
  const std::optional<Bytes> program = eight_bits(ByteView(read->data).subspan(1));
  if (!program || program->size() < 2 || program->size() > 40) return std::nullopt;
  SegwitProgram out{read->prefix, read->data.front(), *program};
  if (out.version == 0 && program->size() != 20 && program->size() != 32) return std::nullopt;
  if (read->is_m != (out.version != 0)) return std::nullopt;
  return out;
}

}  // namespace holdfast::cases
