// A tip at HQ: checked like everything else, shown at once, in no journal until the device's next segment repeats it.
#include "app/exchange/devices.h"
#include "app/exchange/import_context.h"
#include "app/store/tips_store.h"
#include "crypto/hash.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

Result<void> take_tip(ImportContext& context, const HqKeys& keys, ByteView file) {
  const std::vector<const crypto::Identity*> identities = keys.bundle_identities();
  const sync::OpenedTip opened = TRY(sync::open_tip(file, identities, context.vault.seams().pool));
  context.outcome.sender = opened.tip.sender;
  const sync::DeviceList devices = TRY(current_devices(context.vault));
  const sync::Device* const device = devices.find(opened.tip.sender);
  if (device == nullptr) return sync::kBundleUnknownSender;
  context.outcome.device = device->certificate.name;
  TRY(sync::check_tip(opened, device->certificate.signing_key));
  if (device->state == sync::DeviceState::Revoked && !context.request.release) return sync::kBundleRevokedSender;
  if (device->state == sync::DeviceState::Suspended && !context.request.release) return kSenderSuspended;
  const Hash256 sha256 = crypto::sha256(file);
  const bool room = context.request.release || TRY(store::has_room_for_tip(context.vault, opened.tip, sha256));
  if (!room) return kTipTooMany;
  const bool fresh = TRY(store::keep_tip(context.vault, opened.tip, sha256));
  context.outcome.state = fresh ? ImportState::Tip : ImportState::Repeated;
  return {};
}

}  // namespace holdfast::exchange
