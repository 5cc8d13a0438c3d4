#include "app/case/keccak.h"

#include <bit>

namespace holdfast::cases {

namespace {

// FIPS 202, section 3.2: twenty-five lanes of 64 bits, lane (x, y) at x + 5 y.
using Lanes = std::array<std::uint64_t, 25>;
constexpr std::size_t kRateBytes = 136;  // 1600 - 2 * 256 bits

constexpr std::uint64_t kRoundConstants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B,
    0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088,
    0x0000000080008009, 0x000000008000000A, 0x000000008000808B, 0x800000000000008B, 0x8000000000008089,
    0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

void theta(Lanes& lanes) {
  std::uint64_t column[5];
  for (std::size_t x = 0; x < 5; ++x) {
    column[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
  }
  for (std::size_t x = 0; x < 5; ++x) {
    const std::uint64_t mixed = column[(x + 4) % 5] ^ std::rotl(column[(x + 1) % 5], 1);
    for (std::size_t y = 0; y < 25; y += 5) lanes[x + y] ^= mixed;
  }
}

// rho and pi in one walk: each lane moves to its new place, turned by the triangular number of the step.
void rho_and_pi(Lanes& lanes) {
  std::uint64_t moving = lanes[1];
  std::size_t x = 1;
  std::size_t y = 0;
  int turn = 0;
  for (int step = 1; step <= 24; ++step) {
    turn = (turn + step) % 64;
    const std::size_t next_y = (2 * x + 3 * y) % 5;
    x = y;
    y = next_y;
    const std::uint64_t displaced = lanes[x + 5 * y];
    lanes[x + 5 * y] = std::rotl(moving, turn);
    moving = displaced;
  }
}

void chi(Lanes& lanes) {
  for (std::size_t y = 0; y < 25; y += 5) {
    std::uint64_t row[5];
    for (std::size_t x = 0; x < 5; ++x) row[x] = lanes[y + x];
    for (std::size_t x = 0; x < 5; ++x) lanes[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
  }
}

void permute(Lanes& lanes) {
  for (const std::uint64_t constant : kRoundConstants) {
    theta(lanes);
    rho_and_pi(lanes);
    chi(lanes);
    lanes[0] ^= constant;
  }
}

void absorb(Lanes& lanes, const ByteArray<kRateBytes>& block) {
  for (std::size_t i = 0; i < kRateBytes; ++i) lanes[i / 8] ^= std::uint64_t{block[i]} << (8 * (i % 8));
  permute(lanes);
}

}  // namespace

Hash256 keccak256(ByteView bytes) {
  Lanes lanes{};
  ByteArray<kRateBytes> block{};
  while (bytes.size() >= kRateBytes) {
    absorb(lanes, to_array<kRateBytes>(bytes.first(kRateBytes)));
    bytes = bytes.subspan(kRateBytes);
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) block[i] = bytes[i];
  block[bytes.size()] = 0x01;  // SHA-3 would write 0x06 here
  block[kRateBytes - 1] = static_cast<std::uint8_t>(block[kRateBytes - 1] | 0x80);
  absorb(lanes, block);
  Hash256 out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(lanes[i / 8] >> (8 * (i % 8)));
  return out;
}

}  // namespace holdfast::cases
