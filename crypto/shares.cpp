#include "crypto/shares.h"

#include <array>
#include <cstring>

#include "crypto/hash.h"
#include "crypto/word_list.h"

namespace holdfast::crypto {

namespace {

// One share's bits: version 2, set 20, threshold-1 4, number-1 4, value 288, checksum 34. crypto/FORMAT.md, "Shares".
constexpr std::size_t kShareWords = 32;
constexpr std::size_t kShareBytes = kShareWords * kWordBits / 8;  // 44
constexpr std::size_t kShareValueSize = 36;
constexpr std::size_t kShareSetAt = 2;
constexpr std::size_t kShareThresholdAt = 22;
constexpr std::size_t kShareNumberAt = 26;
constexpr std::size_t kShareValueAt = 30;
constexpr std::size_t kShareChecksumAt = kShareValueAt + kShareValueSize * 8;  // 318
constexpr std::uint32_t kShareVersion = 1;

// Product in GF(2^8), polynomial 0x11b: no table and no branch that depends on a secret.
std::uint8_t field_multiply(std::uint8_t a, std::uint8_t b) {
  std::uint32_t product = 0;
  std::uint32_t shifted = a;
  for (int i = 0; i < 8; ++i) {
    product ^= shifted & (0u - (static_cast<std::uint32_t>(b) >> i & 1u));
    shifted = shifted << 1 ^ (0x11bu & (0u - (shifted >> 7 & 1u)));
  }
  return static_cast<std::uint8_t>(product);
}

// a^254. Only ever of share numbers, which are not secret.
std::uint8_t field_inverse(std::uint8_t a) {
  std::uint8_t out = 1;
  for (int i = 0; i < 254; ++i) out = field_multiply(out, a);
  return out;
}

struct Share {
  std::uint32_t set = 0;
  std::uint32_t threshold = 0;
  std::uint32_t number = 0;  // 1..16: where the polynomial is evaluated
  Secret<kShareValueSize> value;
};

// The 34 bits as a hash whose first bits they are.
Hash256 share_checksum(ByteView packed) {
  SecretBuffer covered(40);
  std::memcpy(covered.mutable_view().data(), packed.data(), 40);
  // The last two bits of byte 39 are the checksum's first two; they count as zero.
  covered.mutable_view()[39] &= 0xfc;
  return labelled_hash("holdfast/share/v1", {covered.view()});
}

SecretBuffer share_in_words(const Share& share) {
  SecretBuffer packed(kShareBytes);
  const MutableByteView bits = packed.mutable_view();
  write_bits(bits, 0, 2, kShareVersion);
  write_bits(bits, kShareSetAt, 20, share.set);
  write_bits(bits, kShareThresholdAt, 4, share.threshold - 1);
  write_bits(bits, kShareNumberAt, 4, share.number - 1);
  for (std::size_t i = 0; i < kShareValueSize; ++i) write_bits(bits, kShareValueAt + 8 * i, 8, share.value.view()[i]);
  const Hash256 checksum = share_checksum(bits);
  write_bits(bits, kShareChecksumAt, 32, read_bits(checksum, 0, 32));
  write_bits(bits, kShareChecksumAt + 32, 2, read_bits(checksum, 32, 2));

  SecretBuffer out(kShareWords * 9);
  std::size_t size = 0;
  for (std::size_t i = 0; i < kShareWords; ++i) {
    if (i > 0) out.mutable_view()[size++] = ' ';
    for (char c : word_at(read_bits(bits, i * kWordBits, kWordBits))) {
      out.mutable_view()[size++] = static_cast<std::uint8_t>(c);
    }
  }
  out.shrink(size);
  return out;
}

bool is_share_blank(std::uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

// The 352 bits of a line of words. Any case, any number of blanks.
Result<SecretBuffer> packed_share(ByteView text) {
  SecretBuffer packed(kShareBytes);
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (is_share_blank(text[at])) {
      ++at;
      continue;
    }
    SecretBuffer word(8);
    std::size_t size = 0;
    for (; at < text.size() && !is_share_blank(text[at]); ++at) {
      if (size == word.size()) return kSharesMalformed;
      const std::uint8_t c = text[at];
      word.mutable_view()[size++] = c >= 'A' && c <= 'Z' ? static_cast<std::uint8_t>(c - 'A' + 'a') : c;
    }
    const std::optional<std::size_t> index = word_index(as_text(word.view().first(size)));
    if (!index || words == kShareWords) return kSharesMalformed;
    write_bits(packed.mutable_view(), words++ * kWordBits, kWordBits, static_cast<std::uint32_t>(*index));
  }
  if (words != kShareWords) return kSharesMalformed;
  return packed;
}

Result<Share> share_from_words(ByteView text) {
  const SecretBuffer packed = TRY(packed_share(text));
  const ByteView bits = packed.view();
  const Hash256 checksum = share_checksum(bits);
  if (read_bits(bits, kShareChecksumAt, 32) != read_bits(checksum, 0, 32) ||
      read_bits(bits, kShareChecksumAt + 32, 2) != read_bits(checksum, 32, 2)) {
    return kSharesMalformed;
  }
  Share out;
  out.set = read_bits(bits, kShareSetAt, 20);
  out.threshold = read_bits(bits, kShareThresholdAt, 4) + 1;
  out.number = read_bits(bits, kShareNumberAt, 4) + 1;
  if (read_bits(bits, 0, 2) != kShareVersion || out.threshold < 2) return kSharesMalformed;
  for (std::size_t i = 0; i < kShareValueSize; ++i) {
    out.value.mutable_view()[i] = static_cast<std::uint8_t>(read_bits(bits, kShareValueAt + 8 * i, 8));
  }
  return out;
}

Hash256 share_secret_check(KeyView secret) { return labelled_hash("holdfast/share-secret/v1", {secret}); }

// Adds a share unless it is there already; two different ones with one number cannot be of one set.
Result<void> add_share(std::vector<Share>& shares, Share share) {
  for (const Share& known : shares) {
    if (known.set != share.set || known.threshold != share.threshold) return kSharesMixed;
    if (known.number != share.number) continue;
    if (equal_secrets(known.value.view(), share.value.view())) return {};
    return kSharesMixed;
  }
  shares.push_back(std::move(share));
  return {};
}

// Lagrange's polynomial through all shares, at 0.
Secret<kShareValueSize> value_at_zero(const std::vector<Share>& shares) {
  Secret<kShareValueSize> out;
  for (const Share& share : shares) {
    std::uint8_t weight = 1;
    for (const Share& other : shares) {
      if (other.number == share.number) continue;
      const auto x = static_cast<std::uint8_t>(other.number);
      weight = field_multiply(weight, x);
      weight = field_multiply(weight, field_inverse(static_cast<std::uint8_t>(other.number ^ share.number)));
    }
    for (std::size_t i = 0; i < kShareValueSize; ++i) {
      out.mutable_view()[i] ^= field_multiply(share.value.view()[i], weight);
    }
  }
  return out;
}

}  // namespace

std::vector<SecretBuffer> split_secret(const Secret<32>& secret, std::size_t threshold, std::size_t count,
                                       Random& random) {
  HOLDFAST_ASSERT(threshold >= 2 && threshold <= count && count <= kSharesMax);
  const std::uint32_t set = read_bits(random.array<3>(), 0, 20);
  // Row 0 is what is shared, the other rows are the random coefficients of x, x^2, ...
  SecretBuffer coefficients(threshold * kShareValueSize);
  random.fill(coefficients.mutable_view().subspan(kShareValueSize));
  const Hash256 check = share_secret_check(secret.view());
  std::memcpy(coefficients.mutable_view().data(), secret.view().data(), 32);
  std::memcpy(coefficients.mutable_view().data() + 32, check.data(), kShareValueSize - 32);

  std::vector<SecretBuffer> out;
  for (std::size_t number = 1; number <= count; ++number) {
    Share share;
    share.set = set;
    share.threshold = static_cast<std::uint32_t>(threshold);
    share.number = static_cast<std::uint32_t>(number);
    const auto x = static_cast<std::uint8_t>(number);
    for (std::size_t i = 0; i < kShareValueSize; ++i) {
      std::uint8_t value = 0;
      for (std::size_t row = threshold; row-- > 0;) {
        value = static_cast<std::uint8_t>(field_multiply(value, x) ^ coefficients.view()[row * kShareValueSize + i]);
      }
      share.value.mutable_view()[i] = value;
    }
    out.push_back(share_in_words(share));
  }
  return out;
}

Result<Secret<32>> join_shares(std::span<const SecretBuffer> lines) {
  std::vector<Share> shares;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Result<Share> share = share_from_words(lines[i].view());
    if (!share.ok()) return Error{share.error().reason, "share " + std::to_string(i + 1)};
    TRY(add_share(shares, std::move(share).value()));
  }
  if (shares.empty() || shares.size() < shares[0].threshold) return kSharesTooFew;
  const Secret<kShareValueSize> joined = value_at_zero(shares);
  auto secret = Secret<32>::copy_of(ByteView(joined.view()).first(32));
  const Hash256 check = share_secret_check(secret.view());
  if (!equal_secrets(ByteView(joined.view()).subspan(32), ByteView(check).first(kShareValueSize - 32))) {
    return kSharesMixed;
  }
  return secret;
}

}  // namespace holdfast::crypto
