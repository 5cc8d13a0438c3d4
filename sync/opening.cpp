#include "sync/opening.h"

#include <algorithm>
#include <set>

#include "sync/record.h"

namespace holdfast::sync {

namespace {

Hash256 revealed_hash(const RevealedLeaf& leaf) { return leaf_hash(leaf.salt, leaf.path, leaf.value); }

RevealedLeaf reveal(const OpeningPart& part, const std::string& path, const CborValue& value) {
  return {part.field_class, leaf_salt(part.seed, path), path, value};
}

void add_part_hashes(std::vector<Hash256>& out, const OpeningPart& part) {
  for (const auto& [path, value] : part.values) out.push_back(leaf_hash(leaf_salt(part.seed, path), path, value));
}

void sort_revealed(std::vector<RevealedLeaf>& leaves) {
  std::vector<std::pair<Hash256, std::size_t>> order;
  for (std::size_t i = 0; i < leaves.size(); ++i) order.emplace_back(revealed_hash(leaves[i]), i);
  std::sort(order.begin(), order.end());
  std::vector<RevealedLeaf> out;
  for (const auto& [hash, index] : order) out.push_back(std::move(leaves[index]));
  leaves = std::move(out);
}

// The pads of a complete opening. They come from the seed of the first part.
std::vector<Hash256> pads_of(const Opening& opening) {
  std::size_t leaves = 0;
  for (const OpeningPart& part : opening.parts) leaves += part.values.size();
  std::vector<Hash256> out;
  for (std::size_t i = leaves; i < padded_leaf_count(leaves); ++i) {
    out.push_back(pad_hash(opening.parts.front().seed, static_cast<std::uint32_t>(i - leaves)));
  }
  return out;
}

// Each path once over everything the opening shows, and none but those that a leaf can carry.
Result<void> check_values(const Opening& opening) {
  std::set<std::string_view> paths;
  const auto check = [&paths](const std::string& path, const CborValue& value) -> Result<void> {
    if (path.empty() || path.size() > kPathMax || !is_utf8(as_bytes(path))) return kOpeningMalformed;
    if (!paths.insert(path).second) return kOpeningMalformed;
    if (value_depth(value) > kValueDepthMax || encode_value(value).size() > kValueSizeMax) return kOpeningMalformed;
    return {};
  };
  for (const OpeningPart& part : opening.parts) {
    for (const auto& [path, value] : part.values) TRY(check(path, value));
  }
  for (const RevealedLeaf& leaf : opening.revealed) TRY(check(leaf.path, leaf.value));
  return {};
}

// Parts by ascending class, each once; an empty part only where it is all there is.
Result<void> check_parts(const Opening& opening) {
  for (std::size_t i = 0; i < opening.parts.size(); ++i) {
    if (i > 0 && opening.parts[i - 1].field_class >= opening.parts[i].field_class) return kOpeningMalformed;
    if (opening.parts[i].values.empty() && (opening.parts.size() > 1 || !opening.complete())) return kOpeningMalformed;
  }
  if (opening.complete() && opening.parts.empty()) return kOpeningMalformed;
  return {};
}

// All leaf hashes of the tree, pads included, in tree order.
Result<std::vector<Hash256>> all_leaves(const Opening& opening) {
  TRY(check_parts(opening));
  TRY(check_values(opening));
  std::vector<Hash256> leaves;
  for (const OpeningPart& part : opening.parts) add_part_hashes(leaves, part);
  if (opening.complete()) {
    if (leaves.size() > kLeavesMax) return kOpeningMalformed;
    const std::vector<Hash256> pads = pads_of(opening);
    leaves.insert(leaves.end(), pads.begin(), pads.end());
  }
  for (const RevealedLeaf& leaf : opening.revealed) leaves.push_back(revealed_hash(leaf));
  leaves.insert(leaves.end(), opening.hidden.begin(), opening.hidden.end());
  if (leaves.size() > kLeavesMax || padded_leaf_count(leaves.size()) != leaves.size()) return kOpeningMalformed;
  std::sort(leaves.begin(), leaves.end());
  if (std::adjacent_find(leaves.begin(), leaves.end()) != leaves.end()) return kOpeningMalformed;
  return leaves;
}

// What a complete opening only implies, its pads, has to be written down once anything else is hidden.
std::vector<Hash256> hidden_of(const Opening& opening) {
  return opening.complete() ? pads_of(opening) : opening.hidden;
}

Opening finish_opening(Opening opening) {
  sort_revealed(opening.revealed);
  std::sort(opening.hidden.begin(), opening.hidden.end());
  return opening;
}

}  // namespace

Opening make_opening(const Values& values, const std::map<std::string, FieldClass>& class_of, Random& random) {
  std::map<FieldClass, Values> by_class;
  for (const auto& [path, value] : values) {
    const auto known = class_of.find(path);
    const bool ours = !path.empty() && path.front() == '@';
    // An answer whose form names no class is part of the account: never readable by more people than was thought.
    const FieldClass stated = known == class_of.end() ? FieldClass::Account : known->second;
    by_class[ours ? FieldClass::Plain : stated].emplace(path, value);
  }
  if (by_class.empty()) by_class[FieldClass::Plain];
  Opening out;
  for (auto& [field_class, part_values] : by_class) {
    out.parts.push_back({field_class, random.array<32>(), std::move(part_values)});
  }
  return out;
}

Result<Hash256> opening_root(const Opening& opening) {
  const std::vector<Hash256> leaves = TRY(all_leaves(opening));
  return tree_root(leaves);
}

Values opening_values(const Opening& opening) {
  Values out;
  for (const OpeningPart& part : opening.parts) out.insert(part.values.begin(), part.values.end());
  for (const RevealedLeaf& leaf : opening.revealed) out.emplace(leaf.path, leaf.value);
  return out;
}

Result<Opening> disclose_classes(const Opening& opening, std::span<const FieldClass> classes) {
  TRY(all_leaves(opening));
  const auto wanted = [classes](FieldClass field_class) {
    return std::find(classes.begin(), classes.end(), field_class) != classes.end();
  };
  const bool all_parts = std::all_of(opening.parts.begin(), opening.parts.end(),
                                     [&wanted](const OpeningPart& part) { return wanted(part.field_class); });
  if (opening.complete() && all_parts) return opening;
  Opening out;
  out.hidden = hidden_of(opening);
  for (const OpeningPart& part : opening.parts) {
    if (wanted(part.field_class) && !part.values.empty()) out.parts.push_back(part);
    else add_part_hashes(out.hidden, part);
  }
  for (const RevealedLeaf& leaf : opening.revealed) {
    if (wanted(leaf.field_class)) out.revealed.push_back(leaf);
    else out.hidden.push_back(revealed_hash(leaf));
  }
  return finish_opening(std::move(out));
}

Result<Opening> disclose_paths(const Opening& opening, const std::vector<std::string>& paths) {
  TRY(all_leaves(opening));
  const std::set<std::string_view> wanted(paths.begin(), paths.end());
  Opening out;
  out.hidden = hidden_of(opening);
  for (const OpeningPart& part : opening.parts) {
    for (const auto& [path, value] : part.values) {
      RevealedLeaf leaf = reveal(part, path, value);
      if (wanted.count(path) > 0) out.revealed.push_back(std::move(leaf));
      else out.hidden.push_back(revealed_hash(leaf));
    }
  }
  for (const RevealedLeaf& leaf : opening.revealed) {
    if (wanted.count(leaf.path) > 0) out.revealed.push_back(leaf);
    else out.hidden.push_back(revealed_hash(leaf));
  }
  return finish_opening(std::move(out));
}

Result<Opening> erase_leaves(const Opening& opening, std::span<const Hash256> leaf_hashes) {
  TRY(all_leaves(opening));
  const std::set<Hash256> erased(leaf_hashes.begin(), leaf_hashes.end());
  Opening out;
  bool changed = false;
  for (const OpeningPart& part : opening.parts) {
    std::vector<RevealedLeaf> kept;
    std::vector<Hash256> gone;
    for (const auto& [path, value] : part.values) {
      RevealedLeaf leaf = reveal(part, path, value);
      const Hash256 hash = revealed_hash(leaf);
      if (erased.count(hash) > 0) gone.push_back(hash);
      else kept.push_back(std::move(leaf));
    }
    if (gone.empty()) {
      out.parts.push_back(part);
      continue;
    }
    // The seed goes with the value: with it, the salt could be made again and the erased value guessed.
    changed = true;
    out.hidden.insert(out.hidden.end(), gone.begin(), gone.end());
    for (RevealedLeaf& leaf : kept) out.revealed.push_back(std::move(leaf));
  }
  for (const RevealedLeaf& leaf : opening.revealed) {
    const Hash256 hash = revealed_hash(leaf);
    const bool goes = erased.count(hash) > 0;
    changed = changed || goes;
    if (goes) out.hidden.push_back(hash);
    else out.revealed.push_back(leaf);
  }
  if (!changed) return opening;
  const std::vector<Hash256> hidden_before = hidden_of(opening);
  out.hidden.insert(out.hidden.end(), hidden_before.begin(), hidden_before.end());
  return finish_opening(std::move(out));
}

std::optional<Hash256> leaf_hash_of(const Opening& opening, std::string_view path) {
  const std::string wanted(path);
  for (const OpeningPart& part : opening.parts) {
    const auto found = part.values.find(wanted);
    if (found != part.values.end()) return leaf_hash(leaf_salt(part.seed, path), path, found->second);
  }
  for (const RevealedLeaf& leaf : opening.revealed) {
    if (leaf.path == path) return revealed_hash(leaf);
  }
  return std::nullopt;
}

// -- encoding ------------------------------------------------------------------------------------------------------

Bytes encode_opening(const Opening& opening) {
  CborWriter out;
  begin_record(out, 4);
  out.uint(1).array(opening.parts.size());
  for (const OpeningPart& part : opening.parts) {
    out.array(3).uint(static_cast<std::uint64_t>(part.field_class)).bytes(part.seed);
    write_value(out, CborValue(part.values));
  }
  out.uint(2).array(opening.revealed.size());
  for (const RevealedLeaf& leaf : opening.revealed) {
    out.array(4).uint(static_cast<std::uint64_t>(leaf.field_class)).bytes(leaf.salt).text(leaf.path);
    write_value(out, leaf.value);
  }
  out.uint(3);
  write_array_list(out, opening.hidden);
  return out.take();
}

namespace {

Result<FieldClass> read_class(CborReader& in) {
  return static_cast<FieldClass>(TRY(in.uint_max(kFieldClassCount - 1)));
}

// A value is measured before it is built: a megabyte of CBOR can become forty in memory.
Result<CborValue> read_leaf_value(CborReader& in) {
  const ByteView raw = TRY(in.raw());
  if (raw.size() > kValueSizeMax) return kEncodingLimit;
  return decode_value(raw);
}

Result<OpeningPart> read_part(CborReader& in, std::size_t leaves_left) {
  OpeningPart out;
  TRY(in.array_of(3));
  out.field_class = TRY(read_class(in));
  out.seed = TRY(in.byte_array<32>());
  const std::size_t count = TRY(in.map(leaves_left));
  for (std::size_t i = 0; i < count; ++i) {
    std::string path(TRY(in.text(kPathMax)));
    CborValue value = TRY(read_leaf_value(in));
    out.values.emplace(std::move(path), std::move(value));
  }
  return out;
}

Result<Opening> parse_opening(ByteView bytes) {
  if (bytes.size() > kOpeningSizeMax) return kEncodingLimit;
  CborReader in(bytes);
  TRY(open_record(in, 4));
  Opening out;
  TRY(in.key(1));
  const std::size_t parts = TRY(in.array(kFieldClassCount));
  std::size_t leaves_left = kLeavesMax;
  for (std::size_t i = 0; i < parts; ++i) {
    out.parts.push_back(TRY(read_part(in, leaves_left)));
    leaves_left -= out.parts.back().values.size();
  }
  TRY(in.key(2));
  const std::size_t revealed = TRY(in.array(leaves_left));
  std::optional<Hash256> last;
  for (std::size_t i = 0; i < revealed; ++i) {
    RevealedLeaf leaf;
    TRY(in.array_of(4));
    leaf.field_class = TRY(read_class(in));
    leaf.salt = TRY(in.byte_array<32>());
    leaf.path = std::string(TRY(in.text(kPathMax)));
    leaf.value = TRY(read_leaf_value(in));
    const Hash256 hash = revealed_hash(leaf);
    if (last && !(*last < hash)) return kEncodingNotCanonical;
    last = hash;
    out.revealed.push_back(std::move(leaf));
  }
  TRY(in.key(3));
  out.hidden = TRY(read_ascending<32>(in, leaves_left - revealed));
  TRY(in.end());
  TRY(all_leaves(out));
  return out;
}

}  // namespace

Result<Opening> decode_opening(ByteView bytes) { return refuse_as(parse_opening(bytes), kOpeningMalformed); }

}  // namespace holdfast::sync
