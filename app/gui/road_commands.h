// Commands of sync, set-up and enrolment.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "crypto/vault_header.h"

namespace holdfast::gui {

struct LookAtRoad {};
struct LookForSticks {};
// A laptop: receipts are taken, what is new is written. Headquarters: bundles are taken, receipts are written.
struct SyncWith {
  std::string path;
};
struct StopSync {};

// --- set-up and enrolment ---
struct MakeVault {
  std::shared_ptr<crypto::Passphrase> passphrase;
  std::string name;  // of this laptop: becomes the prefix of its codes
};
struct AskEnrolment {
  std::string name;
};
struct SaveRequest {
  std::string path;  // folder
};
struct WordsCompared {
  bool match = false;
};
struct AcceptEnrolment {
  std::string path;      // of the answer file, or of the folder it lies in
  std::string hq_words;
};
struct LookAtStaff {};
struct AddStaff {
  std::string code;
  std::shared_ptr<crypto::Passphrase> passphrase;
};
struct RemoveStaff {
  std::string code;
};

using RoadCommand = std::variant<LookAtRoad, LookForSticks, SyncWith, StopSync, MakeVault, AskEnrolment, SaveRequest,
                                 WordsCompared, AcceptEnrolment, LookAtStaff, AddStaff, RemoveStaff>;

}  // namespace holdfast::gui
