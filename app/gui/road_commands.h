// Commands of sync, set-up and enrolment.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "crypto/vault_header.h"

namespace holdfast::gui {

struct LookAtRoad {
  static constexpr std::string_view kUseCase = "window";
};
struct LookForSticks {
  static constexpr std::string_view kUseCase = "window";
};
// A laptop: receipts are taken, what is new is written. Headquarters: bundles are taken, receipts are written.
struct SyncWith {
  static constexpr std::string_view kUseCase = "sync";
  std::string path;
};
struct StopSync {
  static constexpr std::string_view kUseCase = "window";
};

// --- set-up and enrolment ---
struct MakeVault {
  static constexpr std::string_view kUseCase = "enroll request";
  std::shared_ptr<crypto::Passphrase> passphrase;
  std::string name;  // of this laptop: becomes the prefix of its codes
};
struct AskEnrolment {
  static constexpr std::string_view kUseCase = "enroll request";
  std::string name;
};
struct SaveRequest {
  static constexpr std::string_view kUseCase = "window";
  std::string path;  // folder
};
struct WordsCompared {
  static constexpr std::string_view kUseCase = "window";
  bool match = false;
};
struct AcceptEnrolment {
  static constexpr std::string_view kUseCase = "enroll accept";
  std::string path;      // of the answer file, or of the folder it lies in
  std::string hq_words;
};
struct LookAtStaff {
  static constexpr std::string_view kUseCase = "window";
};
struct AddStaff {
  static constexpr std::string_view kUseCase = "staff add";
  std::string code;
  std::shared_ptr<crypto::Passphrase> passphrase;
};
struct RemoveStaff {
  static constexpr std::string_view kUseCase = "staff remove";
  std::string code;
};

using RoadCommand = std::variant<LookAtRoad, LookForSticks, SyncWith, StopSync, MakeVault, AskEnrolment, SaveRequest,
                                 WordsCompared, AcceptEnrolment, LookAtStaff, AddStaff, RemoveStaff>;

}  // namespace holdfast::gui
