#include "sync/tip.h"

#include <algorithm>

#include "tests/fuzz/fuzz_targets.h"
#include "tests/support/fake_seams.h"

namespace holdfast::fuzz {

int fuzz_tip(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kContentSize = 736;
  crypto::start_crypto();
  ByteArray<800> payload{};
  std::copy_n(data, std::min(size, payload.size()), payload.begin());
  test::FakeRandom random(1);
  Pool pool(1);
  const crypto::Identity identity = fuzz_identity();
  const crypto::Recipient recipient = identity.recipient();
  const Result<Bytes> file = crypto::seal_age({&recipient, 1}, crypto::Padding::None, payload, random, pool);
  HOLDFAST_ASSERT(file.ok() && file->size() == sync::kTipFileSize);
  const crypto::Identity* const identities[] = {&identity};
  const Result<sync::OpenedTip> opened = sync::open_tip(*file, identities, pool);
  if (!opened.ok()) return 0;
  // Written again, the signed content is the same, byte for byte.
  const ByteView content = ByteView(opened->signed_body).last(kContentSize);
  HOLDFAST_ASSERT(equal(content, ByteView(payload).first(kContentSize)));
  const Result<Bytes> again = sync::write_tip(opened->tip, fuzz_signing_key(), recipient, random, pool);
  HOLDFAST_ASSERT(again.ok());
  const Result<sync::OpenedTip> reopened = sync::open_tip(*again, identities, pool);
  HOLDFAST_ASSERT(reopened.ok() && equal(ByteView(reopened->signed_body).last(kContentSize), content));
  return 1;
}

}  // namespace holdfast::fuzz
