// Evidence: taken in, sealed in a bag, handed over by two people, exported as the bytes it was.
#pragma once

#include "app/field/submit.h"

namespace holdfast::field {

// A hand-over, seen from one side; HQ pairs both. `giving` false: taking, and `other_side` is the giver's entry.
struct CustodyRequest {
  sync::ObjectId exhibit{};
  bool giving = true;
  std::string other_person;  // staff code or name of who takes or gives
  std::string tamper_seal;   // number on the bag, or empty
  std::string place;
  std::string purpose;
  std::optional<sync::EntryHash> other_side;
};
Result<SubmitAnswer> hand_over(store::Vault& vault, const CustodyRequest& request, Progress& progress);

struct CustodyStep {
  std::string from, to, when, tamper_seal, place;
  sync::EntryHash entry{};
  bool paired = false;  // the other side signed too
  std::string action;   // "give", "take", "open", …
};
struct CustodyGap {
  sync::ObjectId exhibit{};
  std::string code;  // as app/case/custody.h names it: "unpaired", "seal_jump", …
  std::string what;
  sync::EntryHash entry{};  // the step at which it shows
};
Result<std::vector<CustodyStep>> custody_of(store::Vault& vault, const sync::ObjectId& exhibit);
Result<std::vector<CustodyGap>> custody_gaps(store::Vault& vault);

// Plaintext leaves protection: writes only under `folder`, never over an existing file, and is a signed export entry.
struct ExportedFile {
  std::string path;
  Hash256 sha256{};
  std::uint64_t size_bytes = 0;
};
Result<std::vector<ExportedFile>> export_exhibit(store::Vault& vault, const sync::ObjectId& exhibit,
                                                 const std::string& folder, const std::string& reason,
                                                 Progress& progress);

}  // namespace holdfast::field
