// The values behind an entry's root, whole or in part (sync/FORMAT.md, "Opening").
//
// One part a class of answers, each with its own seed, so that a role may hold some parts and not others. What is not
// there any more (erased) or not for this reader (another class) stands as bare leaf hashes: one form for a complete
// opening, for a disclosure and for what is left after erasure.
#pragma once

#include <optional>
#include <vector>

#include "sync/commitment.h"

namespace holdfast::sync {

inline constexpr std::size_t kOpeningSizeMax = std::size_t{8} << 20;

struct OpeningPart {
  FieldClass field_class = FieldClass::Plain;
  Seed seed{};
  Values values;
  friend bool operator==(const OpeningPart&, const OpeningPart&) = default;
};

// A single disclosed value whose neighbours under the same seed must stay hidden.
struct RevealedLeaf {
  FieldClass field_class = FieldClass::Plain;
  Salt salt{};
  std::string path;
  CborValue value;
  friend bool operator==(const RevealedLeaf&, const RevealedLeaf&) = default;
};

struct Opening {
  std::vector<OpeningPart> parts;      // by ascending class, each class once
  std::vector<RevealedLeaf> revealed;  // by ascending leaf hash
  std::vector<Hash256> hidden;         // ascending; with the other two exactly all leaves, pads included
  friend bool operator==(const Opening&, const Opening&) = default;

  // Complete: nothing hidden, nothing revealed singly; the pads follow from the seed of the first part.
  bool complete() const { return revealed.empty() && hidden.empty(); }
};

// Splits values by class and gives each part a fresh seed. `class_of` names the classes of answers by path; an answer
// it does not name is Account, a path that begins with @ is Plain. At least one part always exists (an empty Plain one
// where there are no values).
Opening make_opening(const Values& values, const std::map<std::string, FieldClass>& class_of, Random& random);

// The root this opening proves; kOpeningMalformed if no tree has exactly these leaves.
Result<Hash256> opening_root(const Opening& opening);

// All values of all parts and revealed leaves. Paths are unique within an opening (checked by decode and root).
Values opening_values(const Opening& opening);

// Keeps only the parts (and single leaves) of `classes`; all other leaves become bare hashes.
Result<Opening> disclose_classes(const Opening& opening, std::span<const FieldClass> classes);
// Keeps only the leaves with these paths, as revealed leaves. A path that is not there changes nothing.
Result<Opening> disclose_paths(const Opening& opening, const std::vector<std::string>& paths);
// Removes the values whose leaf hashes are named. A part that loses one loses its seed, its other values stay as
// revealed leaves; parts that lose nothing stay as they are. Hashes of no value here change nothing.
Result<Opening> erase_leaves(const Opening& opening, std::span<const Hash256> leaf_hashes);
// The leaf hash of a value that the opening holds.
std::optional<Hash256> leaf_hash_of(const Opening& opening, std::string_view path);

Bytes encode_opening(const Opening& opening);
Result<Opening> decode_opening(ByteView bytes);

}  // namespace holdfast::sync
