// What the evidence screen knows: exhibits, their custody as one line, what is seen of their files, and what lies on a
// card.
// Plain values; pictures are pixels that the decoder gave.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/bytes.h"

namespace holdfast::gui {

struct ExhibitRow {
  std::string id, code, what;  // id in hex; the first line of its description
  std::string kind;            // choice of the form: "MobileDevice"
  std::string seal;            // number of the tamper seal; empty: none
  std::string picture;         // reference of a file that may be a picture, in hex; empty: none
  std::size_t gaps = 0;
  bool sealed = false;         // only headquarters reads it
};

struct ExhibitFileFacts {
  std::string ref, name, media_type;
  std::uint64_t size_bytes = 0;
  std::string sha256;          // 64 digits; empty where only headquarters knows it
  bool here = false;           // its bytes are in this vault
  std::optional<bool> same;    // checked again in this session
  std::int64_t checked_ms = 0;
};

enum class CustodyMark : std::uint8_t { Step, Gap };
struct CustodyLine {
  CustodyMark mark = CustodyMark::Step;
  std::string action;          // "collected", "give", "take", "open", …; of a gap its code
  std::string from, to, place, tamper_seal;
  std::int64_t at_ms = 0;      // 0: not said
  std::int64_t until_ms = 0;   // of a gap
  bool hand_over = false, paired = false;
  bool doubt = false;          // something is missing at this step
  std::string what;            // the sentence of what is missing
};

struct ExhibitFacts {
  std::string id, code, what, found_where, found_by, owner, return_by, seal, stored_at;
  std::int64_t collected_ms = 0;
  std::string collected_said;
  std::vector<ExhibitFileFacts> files;
  std::vector<CustodyLine> custody;
  std::size_t gaps = 0;
};

struct SeenPicture {
  std::uint32_t width = 0, height = 0;
  std::shared_ptr<const Bytes> rgba;  // null: it cannot be shown
};

// A file that is looked at inside: a picture, or text as it stands there, never as a page.
struct ViewedFile {
  std::string ref, name;
  bool is_text = false, cut = false;
  std::string text;
};

// After files were taken in: where they still lie, unprotected.
struct LeftBehind {
  std::string folder;
  std::size_t files = 0;
};

struct TakingIn {
  std::string name;  // of what is being taken in
  std::size_t exhibits = 0;
};

// Files that were dropped or chosen, with what is in their folders: before somebody says what they are.
struct FoundFiles {
  std::vector<std::string> paths;
  std::uint64_t bytes = 0;
  std::string folder;      // of the first of them
  bool too_many = false;
};

struct EvidenceFacts {
  bool known = false;
  std::vector<ExhibitRow> rows;
  std::string chosen;                    // hex
  std::optional<ExhibitFacts> exhibit;   // of what is chosen
  std::map<std::string, SeenPicture> pictures;  // thumbnails by reference
  std::map<std::string, bool> asked_pictures;
  std::optional<SeenPicture> large;      // of what is viewed
  std::optional<ViewedFile> viewed;
  std::optional<FoundFiles> found;
  std::optional<TakingIn> taking;
  std::optional<LeftBehind> left;
  std::vector<std::string> staff;        // other people of this laptop
  std::string hand_over_failed;          // a sentence; the dialog stays
  std::uint64_t handed_over = 0;         // counts, so that the dialog knows that it was done
};

}  // namespace holdfast::gui
