#include "app/store/openings.h"

#include <algorithm>

#include "app/store/blobs.h"
#include "app/store/erasure.h"
#include "app/store/opening_parts.h"
#include "crypto/box.h"

namespace holdfast::store {

std::string_view to_string(OpeningState state) {
  switch (state) {
    case OpeningState::Missing: return "missing";
    case OpeningState::Open: return "open";
    case OpeningState::Sealed: return "sealed";
    case OpeningState::Dropped: return "dropped";
    case OpeningState::Erased: return "erased";
  }
  return "missing";
}

namespace {

// What is not part of a class: singly revealed leaves and bare hashes. Shares the boxes' form under a class of its own.
constexpr std::uint8_t kRestClass = 255;

Bytes opening_context(std::string_view label, const sync::EntryHash& entry, std::uint8_t field_class) {
  Writer out;
  out.bytes(as_bytes(label)).u8(0).bytes(entry).u8(field_class);
  return out.take();
}

struct BoxedPart {
  Bytes key;  // boxed under the wrap key
  Bytes box;
};

// `key` is filled anew for each part.
BoxedPart box_part(Vault& vault, const sync::EntryHash& entry, std::uint8_t field_class, ByteView plain,
                   crypto::Secret<32>& key) {
  Random& random = vault.seams().random;
  random.fill(key.mutable_view());
  BoxedPart out;
  out.box = crypto::seal_box(key.view(), opening_context("holdfast/opening/v1", entry, field_class), plain, random);
  const Bytes key_context = opening_context("holdfast/opening-key/v1", entry, field_class);
  out.key = crypto::seal_box(vault.wrap_key(), key_context, key.view(), random);
  return out;
}

// Opens the boxes of one opening one after another. Its memory is locked once, which takes longer than opening a box.
class PartOpener {
 public:
  explicit PartOpener(const Vault& vault) : vault_(vault) {}

  // The content, valid until the next call.
  Result<ByteView> open(const sync::EntryHash& entry, std::uint8_t field_class, ByteView key_box, ByteView box) {
    if (key_box.size() != 32 + crypto::kBoxOverhead || box.size() < crypto::kBoxOverhead) return kOpeningDamaged;
    const Bytes key_context = opening_context("holdfast/opening-key/v1", entry, field_class);
    if (!crypto::open_box_into(vault_.wrap_key(), key_context, key_box, key_.mutable_view()).ok()) {
      return kOpeningDamaged;
    }
    const std::size_t size = box.size() - crypto::kBoxOverhead;
    if (plain_.size() < size) plain_ = crypto::SecretBuffer(std::max(size, kPartUsual));
    const MutableByteView plain = plain_.mutable_view().first(size);
    const Bytes context = opening_context("holdfast/opening/v1", entry, field_class);
    if (!crypto::open_box_into(key_.view(), context, box, plain).ok()) return kOpeningDamaged;
    return ByteView(plain);
  }

 private:
  static constexpr std::size_t kPartUsual = 4096;
  const Vault& vault_;
  crypto::Secret<32> key_;
  crypto::SecretBuffer plain_;
};

constexpr const char* kFindState = "SELECT state FROM opening WHERE entry = ?";
constexpr const char* kPutState =
    "INSERT INTO opening (entry, state, rest_box, rest_key) VALUES (?, ?, ?, ?) ON CONFLICT (entry) DO UPDATE SET "
    "state = excluded.state, rest_box = excluded.rest_box, rest_key = excluded.rest_key";
constexpr const char* kRemoveParts = "DELETE FROM opening_part WHERE entry = ?";
constexpr const char* kPutPart = "INSERT INTO opening_part (entry, class, key, box) VALUES (?, ?, ?, ?)";
constexpr const char* kErasedLeaves = "SELECT leaf FROM erased_leaf WHERE entry = ?";

Result<void> put_part(Vault& vault, const sync::EntryHash& entry, const sync::OpeningPart& part,
                      crypto::Secret<32>& key) {
  const auto number = static_cast<std::uint8_t>(part.field_class);
  Bytes plain = encode_boxed_part(part);
  const BoxedPart boxed = box_part(vault, entry, number, plain, key);
  crypto::wipe(plain);
  Statement put(vault.database(), kPutPart);
  return put.bind(entry).bind(static_cast<int>(number)).bind(boxed.key).bind(boxed.box).run();
}

// A part that lost leaves stays with what is left; `rest` takes revealed leaves and hashes.
Result<void> replace_opening(Vault& vault, const sync::EntryHash& entry, const sync::Opening& opening,
                             OpeningState state) {
  Statement remove(vault.database(), kRemoveParts);
  TRY(remove.bind(entry).run());
  crypto::Secret<32> key;
  for (const sync::OpeningPart& part : opening.parts) TRY(put_part(vault, entry, part, key));
  Statement put(vault.database(), kPutState);
  put.bind(entry).bind(static_cast<int>(state));
  if (opening.complete()) return put.bind_null().bind_null().run();
  const BoxedPart rest = box_part(vault, entry, kRestClass, encode_rest(opening), key);
  return put.bind(rest.box).bind(rest.key).run();
}

Result<std::vector<Hash256>> erased_leaves(Vault& vault, const sync::EntryHash& entry) {
  Statement find(vault.database(), kErasedLeaves);
  find.bind(entry);
  std::vector<Hash256> out;
  while (TRY(find.step())) out.push_back(TRY(find.array<32>(0)));
  return out;
}

}  // namespace

Result<OpeningState> opening_state(Vault& vault, const sync::EntryHash& entry) {
  Statement find(vault.database(), kFindState);
  if (!TRY(find.bind(entry).step())) return OpeningState::Missing;
  const std::int64_t state = find.integer(0);
  if (state < 0 || state > static_cast<int>(OpeningState::Erased)) return kVaultDatabase;
  return static_cast<OpeningState>(state);
}

Result<void> put_opening(Vault& vault, const sync::EntryHash& entry, const sync::Opening& opening) {
  const OpeningState before = TRY(opening_state(vault, entry));
  // States only go to the right: what was dropped or erased here does not come back by being sent again.
  if (before == OpeningState::Dropped || before == OpeningState::Erased) return {};
  const std::vector<Hash256> erased = TRY(erased_leaves(vault, entry));
  if (erased.empty()) return replace_opening(vault, entry, opening, OpeningState::Open);
  TRY(erase_files_of_cut_leaves(vault, entry, opening));
  const sync::Opening cut = TRY(sync::erase_leaves(opening, erased));
  // What was erased may lie in a part that is not among these.
  const bool changed = !(cut == opening);
  return replace_opening(vault, entry, cut, changed ? OpeningState::Erased : OpeningState::Open);
}

namespace {

constexpr const char* kFindParts = "SELECT class, key, box FROM opening_part WHERE entry = ? ORDER BY class";
constexpr const char* kFindRest = "SELECT rest_key, rest_box FROM opening WHERE entry = ? AND rest_box IS NOT NULL";

Result<std::vector<sync::OpeningPart>> read_parts(Vault& vault, const sync::EntryHash& entry, PartOpener& opener) {
  Statement find(vault.database(), kFindParts);
  find.bind(entry);
  std::vector<sync::OpeningPart> out;
  while (TRY(find.step())) {
    const std::int64_t number = find.integer(0);
    if (number < 0 || number >= static_cast<std::int64_t>(sync::kFieldClassCount)) return kOpeningDamaged;
    const ByteView plain =
        TRY(opener.open(entry, static_cast<std::uint8_t>(number), find.blob_view(1), find.blob_view(2)));
    Result<sync::OpeningPart> part = decode_boxed_part(static_cast<sync::FieldClass>(number), plain);
    if (!part.ok()) return kOpeningDamaged;
    out.push_back(std::move(part).value());
  }
  return out;
}

}  // namespace

Result<sync::Opening> get_opening(Vault& vault, const sync::SignedEntry& entry) {
  const OpeningState state = TRY(opening_state(vault, entry.hash));
  if (state == OpeningState::Missing || state == OpeningState::Dropped) return kOpeningMissing;
  sync::Opening opening;
  PartOpener opener(vault);
  opening.parts = TRY(read_parts(vault, entry.hash, opener));
  if (state == OpeningState::Sealed && opening.parts.empty()) return kOpeningSealed;
  Statement rest(vault.database(), kFindRest);
  if (TRY(rest.bind(entry.hash).step())) {
    const ByteView plain = TRY(opener.open(entry.hash, kRestClass, rest.blob_view(0), rest.blob_view(1)));
    if (!decode_rest(plain, opening).ok()) return kOpeningDamaged;
  } else if (state == OpeningState::Sealed) {
    return opening;  // the card of a sealed entry whose other leaves are not here
  }
  const Result<Hash256> root = sync::opening_root(opening);
  if (!root.ok() || *root != entry.entry.root) return kOpeningDamaged;
  return opening;
}

namespace {

constexpr const char* kPutSealed =
    "INSERT INTO sealed_part (entry, class, file) VALUES (?, ?, ?) ON CONFLICT (entry, class) DO NOTHING";
constexpr const char* kFindSealed = "SELECT class, file FROM sealed_part WHERE entry = ? ORDER BY class";
constexpr const char* kSetState = "UPDATE opening SET state = ? WHERE entry = ?";
constexpr const char* kRemoveSealed = "DELETE FROM sealed_part WHERE entry = ?";
constexpr const char* kRemoveRest = "UPDATE opening SET rest_box = NULL, rest_key = NULL WHERE entry = ?";
constexpr const char* kAddErased =
    "INSERT INTO erased_leaf (entry, leaf) VALUES (?, ?) ON CONFLICT (entry, leaf) DO NOTHING";

}  // namespace

Result<void> put_sealed(Vault& vault, const sync::EntryHash& entry, const std::vector<SealedPart>& parts,
                        const std::optional<sync::OpeningPart>& card) {
  for (const SealedPart& part : parts) {
    Statement put(vault.database(), kPutSealed);
    TRY(put.bind(entry).bind(static_cast<int>(part.field_class)).bind(part.file).run());
  }
  // HQ keeps the files of what it has opened, too: they prove what was sealed, and to whom.
  if (TRY(opening_state(vault, entry)) != OpeningState::Missing) return {};
  crypto::Secret<32> key;
  if (card) TRY(put_part(vault, entry, *card, key));
  Statement put(vault.database(), kPutState);
  return put.bind(entry).bind(static_cast<int>(OpeningState::Sealed)).bind_null().bind_null().run();
}

Result<void> close_opening(Vault& vault, const sync::EntryHash& entry, const std::vector<SealedPart>& parts,
                           const std::optional<sync::OpeningPart>& card) {
  Statement remove(vault.database(), kRemoveParts);
  TRY(remove.bind(entry).run());
  crypto::Secret<32> key;
  if (card) TRY(put_part(vault, entry, *card, key));
  Statement rest(vault.database(), kRemoveRest);
  TRY(rest.bind(entry).run());
  Statement set(vault.database(), kSetState);
  TRY(set.bind(static_cast<int>(OpeningState::Sealed)).bind(entry).run());
  return put_sealed(vault, entry, parts, std::nullopt);
}

Result<std::vector<SealedPart>> sealed_parts(Vault& vault, const sync::EntryHash& entry) {
  Statement find(vault.database(), kFindSealed);
  find.bind(entry);
  std::vector<SealedPart> out;
  while (TRY(find.step())) {
    const std::int64_t number = find.integer(0);
    if (number < 0 || number >= static_cast<std::int64_t>(sync::kFieldClassCount)) return kVaultDatabase;
    out.push_back({static_cast<sync::FieldClass>(number), find.blob(1)});
  }
  return out;
}

namespace {

// Boxes, keys and sealed files of an entry go; that there was an opening stays known.
Result<void> empty_opening(Vault& vault, const sync::EntryHash& entry, OpeningState state) {
  for (const char* sql : {kRemoveParts, kRemoveSealed, kRemoveRest}) {
    Statement remove(vault.database(), sql);
    TRY(remove.bind(entry).run());
  }
  Statement set(vault.database(), kSetState);
  return set.bind(static_cast<int>(state)).bind(entry).run();
}

}  // namespace

Result<void> drop_opening(Vault& vault, const sync::EntryHash& entry) {
  const OpeningState before = TRY(opening_state(vault, entry));
  if (before != OpeningState::Open && before != OpeningState::Sealed) return {};
  return empty_opening(vault, entry, OpeningState::Dropped);
}

Result<void> erase_values(Vault& vault, const sync::EntryHash& entry, std::span<const Hash256> leaves) {
  for (const Hash256& leaf : leaves) {
    Statement add(vault.database(), kAddErased);
    TRY(add.bind(entry).bind(leaf).run());
  }
  const OpeningState state = TRY(opening_state(vault, entry));
  if (state == OpeningState::Missing || state == OpeningState::Dropped) return {};
  // Nobody here can cut a sealed opening: it goes whole, and HQ's copy is cut there.
  if (state == OpeningState::Sealed) return empty_opening(vault, entry, OpeningState::Dropped);
  const std::optional<StoredEntry> stored = TRY(find_entry(vault, entry));
  if (!stored) return {};
  const Result<sync::Opening> opening = get_opening(vault, stored->signed_entry);
  // Of a damaged one nobody knows what is left in it.
  const bool damaged = !opening.ok() && opening.error().reason == kOpeningDamaged;
  if (damaged) return empty_opening(vault, entry, OpeningState::Dropped);
  if (!opening.ok()) return opening.error();
  const std::vector<Hash256> erased = TRY(erased_leaves(vault, entry));
  const sync::Opening cut = TRY(sync::erase_leaves(opening.value(), erased));
  if (cut == opening.value()) return {};
  // The files in which it came sealed would bring the values back to whoever has HQ's keys.
  Statement remove(vault.database(), kRemoveSealed);
  TRY(remove.bind(entry).run());
  return replace_opening(vault, entry, cut, OpeningState::Erased);
}

}  // namespace holdfast::store
