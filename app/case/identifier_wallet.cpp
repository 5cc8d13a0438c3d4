// Addresses of chains: what is one, where it could be used, and whether its checksum fits.
#include <algorithm>

#include "app/case/base58.h"
#include "app/case/identifier_parts.h"
#include "app/case/keccak.h"

namespace holdfast::cases {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";

bool is_hex(std::string_view text) {
  return !text.empty() && text.find_first_not_of(kHexDigits) == std::string_view::npos;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool is_evm(std::string_view text) {
  return text.size() == 42 && (text.starts_with("0x") || text.starts_with("0X")) && is_hex(text.substr(2));
}

// ERC-55: a letter is a capital where the hash of the small letters says so.
std::string with_eip55(const std::string& lower) {
  const Hash256 hash = keccak256(as_bytes(std::string_view(lower).substr(2)));
  std::string out = "0x";
  for (std::size_t i = 0; i + 2 < lower.size(); ++i) {
    const char c = lower[i + 2];
    const unsigned nibble = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0x0FU;
    out.push_back(c >= 'a' && nibble >= 8 ? static_cast<char>(c - 'a' + 'A') : c);
  }
  return out;
}

void check_evm(std::string_view text, IdentifierCheck& out) {
  out.normal = lower_ascii(text);
  const std::string right = with_eip55(out.normal);
  out.display = right;
  const std::string_view digits = text.substr(2);
  if (digits == std::string_view(right).substr(2)) return;
  const bool capital = digits.find_first_of("ABCDEF") != std::string_view::npos;
  const bool small = digits.find_first_of("abcdef") != std::string_view::npos;
  if (capital && small) {
    warn(out, "checksum", "The capitals of this address do not fit it: one sign is probably wrong.");
  } else if (capital != small) {
    warn(out, "no_checksum", "Typed without its capitals, this address cannot show a wrong sign. Compare it again.");
  }
}

// Monero cuts eleven characters to eight bytes, the last seven to five; the last four bytes are a checksum.
bool monero_fits(std::string_view text) {
  if (text.size() != 95 && text.size() != 106) return false;
  Bytes bytes;
  for (std::size_t at = 0; at < text.size(); at += 11) {
    const std::string_view piece = text.substr(at, 11);
    const std::size_t want = piece.size() == 11 ? 8 : 5;
    const std::optional<Bytes> read = base58_decode(piece);
    if (!read) return false;
    // Leading ones are zeros here, not bytes of their own.
    Bytes value = *read;
    while (value.size() > want && value.front() == 0) value.erase(value.begin());
    if (value.size() > want) return false;
    bytes.insert(bytes.end(), want - value.size(), 0);
    append(bytes, value);
  }
  const Hash256 check = keccak256(ByteView(bytes).first(bytes.size() - 4));
  return equal(ByteView(check).first(4), ByteView(bytes).last(4));
}

bool looks_like_monero(std::string_view text) {
  return (text.size() == 95 || text.size() == 106) && (text.front() == '4' || text.front() == '8');
}

// TON, the friendly form: 36 bytes as base64, the last two a CRC-16 (XMODEM).
std::optional<Bytes> base64url_decode(std::string_view text) {
  Bytes out;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    std::uint32_t value = 0;
    if (c >= 'A' && c <= 'Z') value = static_cast<std::uint32_t>(c - 'A');
    else if (c >= 'a' && c <= 'z') value = static_cast<std::uint32_t>(c - 'a') + 26;
    else if (c >= '0' && c <= '9') value = static_cast<std::uint32_t>(c - '0') + 52;
    else if (c == '-' || c == '+') value = 62;
    else if (c == '_' || c == '/') value = 63;
    else return std::nullopt;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out.push_back(static_cast<std::uint8_t>((held >> bits) & 0xFFU));
    }
  }
  return out;
}

std::uint16_t crc16_xmodem(ByteView bytes) {
  std::uint32_t crc = 0;
  for (const std::uint8_t byte : bytes) {
    crc ^= std::uint32_t{byte} << 8;
    for (int bit = 0; bit < 8; ++bit) crc = (crc << 1) ^ ((crc & 0x8000U) != 0 ? 0x11021U : 0U);
  }
  return static_cast<std::uint16_t>(crc);
}

bool looks_like_ton(std::string_view text) {
  return text.size() == 48 && (text.starts_with("EQ") || text.starts_with("UQ") || text.starts_with("kQ") ||
                               text.starts_with("0Q") || text.starts_with("Ef") || text.starts_with("Uf"));
}

bool ton_fits(std::string_view text) {
  const std::optional<Bytes> bytes = base64url_decode(text);
  if (!bytes || bytes->size() != 36) return false;
  const std::uint16_t crc = crc16_xmodem(ByteView(*bytes).first(34));
  return (*bytes)[34] == crc >> 8 && (*bytes)[35] == (crc & 0xFF);
}

// Versions of base58check addresses. One key has one legacy address on Bitcoin and on Bitcoin Cash, and scripts share
// their version with Litecoin's old ones.
std::vector<std::string> chains_of_version(const Bytes& payload) {
  if (payload.size() != 21) return {};
  switch (payload.front()) {
    case 0x00: return {"BTC", "BCH"};
    case 0x05: return {"BTC", "BCH", "LTC"};
    case 0x30: return {"LTC"};
    case 0x32: return {"LTC"};
    case 0x1E: return {"DOGE"};
    case 0x41: return {"TRX"};
    default: return {};
  }
}

bool looks_like_bech32(std::string_view text) {
  const std::string lower = lower_ascii(text);
  return lower.starts_with("bc1") || lower.starts_with("tb1") || lower.starts_with("ltc1");
}

bool looks_like_base58check(std::string_view text) {
  return text.size() >= 26 && text.size() <= 35 && text.find_first_of("13TLMD") == 0;
}

void check_segwit(std::string_view text, IdentifierCheck& out) {
  out.normal = lower_ascii(text);
  out.display = out.normal;
  const std::optional<SegwitProgram> read = segwit_read(text);
  if (!read) {
    warn(out, "checksum", "This address does not fit its own checksum: one sign is probably wrong.");
  } else if (read->prefix == "tb") {
    warn(out, "test_network", "This is an address of Bitcoin's test network: no money lies there.");
  }
}

}  // namespace

std::vector<std::string> chains_of(std::string_view address) {
  if (address.empty()) return {};
  // One key, one address on every chain that runs Ethereum's machine.
  if (is_evm(address)) return {"ETH", "BSC", "MATIC", "ARB", "BASE"};
  if (const auto segwit = segwit_read(address)) {
    if (segwit->prefix == "bc" || segwit->prefix == "tb") return {"BTC"};
    return segwit->prefix == "ltc" ? std::vector<std::string>{"LTC"} : std::vector<std::string>{};
  }
  if (const auto payload = base58check_decode(address)) {
    std::vector<std::string> chains = chains_of_version(*payload);
    if (!chains.empty()) return chains;
  }
  if (looks_like_monero(address) && monero_fits(address)) return {"XMR"};
  if (looks_like_ton(address) && ton_fits(address)) return {"TON"};
  // Solana has no checksum: any 32 bytes are an address.
  if (address.size() >= 32 && address.size() <= 44) {
    const std::optional<Bytes> bytes = base58_decode(address);
    if (bytes && bytes->size() == 32) return {"SOL"};
  }
  return {};
}

void check_wallet(std::string_view text, const std::string& chain, IdentifierCheck& out) {
  out.normal = std::string(text);
  out.display = out.normal;
  out.chains = chains_of(text);
  if (is_evm(text)) {
    check_evm(text, out);
  } else if (looks_like_bech32(text)) {
    check_segwit(text, out);
  } else if (out.chains.empty()) {
    const bool shaped = looks_like_base58check(text) || looks_like_monero(text) || looks_like_ton(text);
    if (shaped) warn(out, "checksum", "This address does not fit its own checksum: one sign is probably wrong.");
    if (!shaped) warn(out, "shape", "This does not look like an address of a chain that the program knows.");
  } else if (out.chains.front() == "SOL") {
    warn(out, "no_checksum", "Addresses of this chain cannot show a wrong sign. Compare it again.");
  }
  const bool said = !chain.empty() && chain != "OTHER";
  if (!said) {
    out.ask_chain = out.chains.size() > 1;
  } else if (!out.chains.empty() && std::find(out.chains.begin(), out.chains.end(), chain) == out.chains.end()) {
    warn(out, "chain", "This address does not belong to the network that was said (" + chain + ").");
  }
}

void check_transaction(std::string_view text, IdentifierCheck& out) {
  out.normal = lower_ascii(text);
  out.display = out.normal;
  const bool prefixed = out.normal.starts_with("0x");
  const std::string_view digits = std::string_view(out.normal).substr(prefixed ? 2 : 0);
  if (digits.size() == 64 && is_hex(digits)) {
    out.chains = prefixed ? std::vector<std::string>{"ETH", "BSC", "MATIC", "ARB", "BASE"}
                          : std::vector<std::string>{"BTC", "TRX", "LTC", "XMR"};
    out.ask_chain = true;
    return;
  }
  const std::optional<Bytes> bytes = base58_decode(text);
  if (bytes && bytes->size() == 64) {
    out.normal = std::string(text);
    out.display = out.normal;
    out.chains = {"SOL"};
    return;
  }
  warn(out, "shape", "This does not look like the hash of a payment: 64 digits and letters a to f.");
}

}  // namespace holdfast::cases
