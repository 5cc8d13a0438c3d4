// Commands of evidence.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "crypto/vault_header.h"

namespace holdfast::gui {

struct LookAtExhibits {};
struct ChooseExhibit {
  std::string id;
};
struct NewExhibit {};        // an item without files first: the form
struct FindFiles {           // dropped, or a path that was typed: files and folders
  std::vector<std::string> paths;
};
struct ForgetFound {};
struct TakeInFiles {         // those that were found
  std::string description, found_where, tamper_seal, type, method;
  bool one_each = false;     // an exhibit a file
};
struct CheckFiles {          // every file of the exhibit that is shown is read and compared again
  std::string id;
};
struct HandOver {
  std::string exhibit, to, place, purpose, tamper_seal;
  std::shared_ptr<crypto::Passphrase> passphrase;  // of who takes it, on this laptop; null: only the giver signs
};
struct AskThumbnail {
  std::string ref;
};
struct ViewFile {
  std::string ref, name, media_type;
};
struct CloseFile {};
struct ForgetLeft {};

using EvidenceCommand = std::variant<LookAtExhibits, ChooseExhibit, NewExhibit, FindFiles, ForgetFound, TakeInFiles,
                                     CheckFiles, HandOver, AskThumbnail, ViewFile, CloseFile, ForgetLeft>;

}  // namespace holdfast::gui
