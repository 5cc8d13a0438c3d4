#include "sync/mailbox.h"

#include <algorithm>
#include <chrono>

#include "crypto/hash.h"

namespace holdfast::sync {

namespace {

constexpr std::string_view kMailboxLabel = "holdfast/mailbox/v1";
constexpr std::size_t kTagBytes = 8;

}  // namespace

std::string upload_name(Random& random) { return to_hex(random.array<16>()) + ".age"; }

Result<std::string> mailbox_tag(const crypto::Identity& ours, const crypto::Recipient& theirs, std::uint32_t month) {
  const crypto::Secret<32> shared = TRY(crypto::shared_secret(ours.scalar(), theirs.key));
  // Both public keys go in, in one order for both sides, so that the tag belongs to this pair alone.
  const auto [lower, higher] = std::minmax(ours.recipient().key, theirs.key);
  Writer salt;
  salt.bytes(lower).bytes(higher).u32(month);
  const crypto::Secret<32> tag = crypto::hkdf_sha256(salt.view(), shared.view(), kMailboxLabel);
  return to_hex(ByteView(tag.view()).first(kTagBytes));
}

std::uint32_t month_of(std::int64_t wall_ms) {
  using namespace std::chrono;
  const std::int64_t clamped = std::clamp<std::int64_t>(wall_ms, 0, std::int64_t{1} << 47);
  const auto day = floor<days>(sys_time<milliseconds>(milliseconds(clamped)));
  const year_month_day date(day);
  const auto years = static_cast<unsigned>(static_cast<int>(date.year()) - 1970);
  return years * 12 + static_cast<unsigned>(date.month()) - 1;
}

std::string download_name(const std::string& tag, Random& random) { return tag + to_hex(random.array<16>()) + ".age"; }

}  // namespace holdfast::sync
