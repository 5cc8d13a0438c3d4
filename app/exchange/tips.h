// Tips of ours: short words that go ahead of the journal. Each is signed, kept, and repeated by an entry in one
// transaction before its first byte is written. sync/FORMAT.md, "Tip".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/exchange/reasons.h"
#include "app/store/vault.h"
#include "sync/tip.h"
#include "sync/transport.h"

namespace holdfast::exchange {

struct TipRequest {
  sync::TipKind kind = sync::TipKind::Text;
  std::optional<Id16> about{};  // person or record; none: the tip has a name of its own
  std::string text;
};
// kTipText where there is no text or too much of it. Lies on no road yet.
Result<void> make_tip(store::Vault& vault, const TipRequest& request);
// A tip for every withdrawal that nothing has told headquarters of. A vault in doubt makes them too, without entries.
Result<void> make_withdrawal_tips(store::Vault& vault);

struct WrittenTip {
  std::string name;  // on the road
  sync::TipKind kind = sync::TipKind::Text;
};
// Puts every tip that lay on no road yet there.
Result<std::vector<WrittenTip>> write_tips(store::Vault& vault, sync::Transport& road, Progress& progress);

}  // namespace holdfast::exchange
