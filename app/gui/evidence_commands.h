// Commands of evidence.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/vault_header.h"

namespace holdfast::gui {

struct LookAtExhibits {
  static constexpr std::string_view kUseCase = "window";
};
struct ChooseExhibit {
  static constexpr std::string_view kUseCase = "window";
  std::string id;
};
struct NewExhibit {  // an item without files first: the form
  static constexpr std::string_view kUseCase = "window";
};
struct FindFiles {           // dropped, or a path that was typed: files and folders
  static constexpr std::string_view kUseCase = "window";
  std::vector<std::string> paths;
};
struct ForgetFound {
  static constexpr std::string_view kUseCase = "window";
};
struct TakeInFiles {         // those that were found
  static constexpr std::string_view kUseCase = "exhibit add";
  std::string description, found_where, tamper_seal, type, method;
  bool one_each = false;     // an exhibit a file
};
struct CheckFiles {          // every file of the exhibit that is shown is read and compared again
  static constexpr std::string_view kUseCase = "verify";
  std::string id;
};
struct HandOver {
  static constexpr std::string_view kUseCase = "exhibit give";
  std::string exhibit, to, place, purpose, tamper_seal;
  std::shared_ptr<crypto::Passphrase> passphrase;  // of who takes it, on this laptop; null: only the giver signs
};
struct AskThumbnail {
  static constexpr std::string_view kUseCase = "window";
  std::string ref;
};
struct ViewFile {
  static constexpr std::string_view kUseCase = "window";
  std::string ref, name, media_type;
};
struct CloseFile {
  static constexpr std::string_view kUseCase = "window";
};
struct ForgetLeft {
  static constexpr std::string_view kUseCase = "window";
};

using EvidenceCommand = std::variant<LookAtExhibits, ChooseExhibit, NewExhibit, FindFiles, ForgetFound, TakeInFiles,
                                     CheckFiles, HandOver, AskThumbnail, ViewFile, CloseFile, ForgetLeft>;

}  // namespace holdfast::gui
