// A tip: an age file of exactly 1,000 bytes with up to 692 bytes of text, small enough for one QR code or a chat
// message; shown at HQ at once as "not yet in the journal" (sync/FORMAT.md, "Tip").
#pragma once

#include "crypto/envelope.h"
#include "sync/hlc.h"
#include "sync/types.h"

namespace holdfast::sync {

inline constexpr std::size_t kTipFileSize = 1000;
inline constexpr std::size_t kTipTextMax = 692;

enum class TipKind : std::uint8_t { Text = 1, Withdraw = 2, Flag = 3, Danger = 4 };

struct Tip {
  TipKind kind = TipKind::Text;
  DeviceId sender{};
  Id16 ref{};
  Hlc hlc{};
  std::string text;
  friend bool operator==(const Tip&, const Tip&) = default;
};

Result<Bytes> write_tip(const Tip& tip, const crypto::SigningKey& key, const crypto::Recipient& hq, Random& random,
                        Pool& pool);

// The sender's key is looked up by the caller between the two steps.
struct OpenedTip {
  Tip tip;
  Bytes signed_body;
  crypto::Signature signature{};
};
Result<OpenedTip> open_tip(ByteView file, std::span<const crypto::Identity* const> identities, Pool& pool);
Result<void> check_tip(const OpenedTip& tip, const crypto::VerifyKey& sender);

}  // namespace holdfast::sync
