// Base58 and base58check (address formats of Bitcoin, TRON, Solana, Monero), and bech32/bech32m of BIP 173 and 350.
// Reading only; a wrong checksum is told apart from text that is no such thing at all.
#pragma once

#include <optional>

#include "crypto/base/bytes.h"

namespace holdfast::cases {

inline constexpr std::size_t kBase58TextMax = 128;
// Leading ones are leading zero bytes. Nothing for characters outside the alphabet, empty or too long text.
std::optional<Bytes> base58_decode(std::string_view text);

// Payload without the four bytes of checksum; nothing where the checksum does not fit.
std::optional<Bytes> base58check_decode(std::string_view text);

struct Bech32 {
  std::string prefix;  // lower case
  Bytes data;          // groups of five bits, without the checksum
  bool is_m = false;   // bech32m
};
// At most 90 characters, one case, checksum of either kind; otherwise nothing.
std::optional<Bech32> bech32_read(std::string_view text);

struct SegwitProgram {
  std::string prefix;
  int version = 0;  // 0..16
  Bytes program;    // 2..40 bytes; 20 or 32 for version 0
};
// BIP 350: version 0 in bech32, later ones in bech32m.
std::optional<SegwitProgram> segwit_read(std::string_view text);

}  // namespace holdfast::cases
