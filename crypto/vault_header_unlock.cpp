// The three ways to open a vault header: a passphrase, a recovery key, the vault master key itself.
#include <functional>

#include "crypto/vault_header_data.h"

namespace holdfast::crypto {

namespace {

struct OpenedSlot {
  std::size_t number = 0;
  SlotSecret secret;
};

using SlotOpener = std::function<std::optional<SlotSecret>(const SlotPlace& place, ByteView slot)>;

std::optional<OpenedSlot> first_slot_that_opens(const HeaderCopy& copy, const SlotOpener& open) {
  for (std::size_t i = 0; i < kSlotCount; ++i) {
    const SlotPlace place{header_fixed_part(*copy.preamble), static_cast<std::uint8_t>(i)};
    std::optional<SlotSecret> secret = open(place, header_slot(copy.bytes, i));
    if (secret) return OpenedSlot{i, std::move(*secret)};
  }
  return std::nullopt;
}

// The directory must name the slot that opened, with its kind and person.
bool directory_agrees(const HeaderContent& content, const OpenedSlot& slot) {
  const std::optional<SlotInfo>& info = content.directory[slot.number];
  if (!info || info->kind != slot.secret.kind) return false;
  if (info->kind == SlotKind::Escrow) return true;
  return SigningKey::from_seed(slot.secret.person_seed.view()).public_key().key == info->person_key;
}

// Whether the copy that was not read is whole: it may be older, but its MAC must fit too.
bool is_whole(const HeaderCopy& copy, KeyView vmk) { return copy.intact && open_header_copy(copy.bytes, vmk).ok(); }

// What VaultHeader::Data needs to know about both copies.
struct CopyStates {
  std::array<std::uint64_t, kHeaderCopies> generations{};
  std::uint64_t highest = 0;
  bool all_whole = true;
};

CopyStates states_of(const HeaderCopies& all, KeyView vmk) {
  CopyStates out;
  for (std::size_t i = 0; i < kHeaderCopies; ++i) {
    const HeaderCopy& copy = all.copies[i];
    // Damaged ones count too, so that no number is ever used for two contents.
    if (copy.preamble && copy.generation() < UINT64_MAX / 2) out.highest = std::max(out.highest, copy.generation());
    if (is_whole(copy, vmk)) out.generations[i] = copy.generation();
    else out.all_whole = false;
  }
  return out;
}

}  // namespace

Result<VaultHeader> VaultHeader::unlock(Files& files, const std::string& folder, const Passphrase& passphrase,
                                        Random& random) {
  HeaderCopies all = TRY(read_header_copies(files, folder));
  for (std::size_t best : all.best_first()) {
    HeaderCopy& copy = all.copies[best];
    const Secret<32> stretched =
        TRY(stretch_password(passphrase.text.view(), copy.preamble->salt, copy.preamble->parameters));
    std::optional<OpenedSlot> slot = first_slot_that_opens(copy, [&](const SlotPlace& place, ByteView bytes) {
      return open_passphrase_slot(place, bytes, stretched.view(), passphrase);
    });
    if (!slot) return kHeaderPassphrase;
    Result<HeaderContent> content = open_header_copy(copy.bytes, slot->secret.vmk.view());
    if (!content.ok() || !directory_agrees(*content, *slot)) {
      copy.intact = false;
      continue;
    }
    const CopyStates states = states_of(all, slot->secret.vmk.view());
    auto data = std::make_unique<Data>(files, folder, random);
    data->content = std::move(content).value();
    data->vmk = std::move(slot->secret.vmk);
    data->person_seed = std::move(slot->secret.person_seed);
    data->opened = slot->number;
    data->repaired = !states.all_whole;
    data->generations = states.generations;
    data->generation_used = states.highest;
    return VaultHeader(std::move(data));
  }
  return all.failure();
}

Result<VaultHeader> VaultHeader::unlock_with_identity(Files& files, const std::string& folder,
                                                      const Identity& identity, Random& random) {
  const HeaderCopies all = TRY(read_header_copies(files, folder));
  for (std::size_t best : all.best_first()) {
    std::optional<OpenedSlot> slot =
        first_slot_that_opens(all.copies[best], [&](const SlotPlace& place, ByteView bytes) {
          return open_escrow_slot(place, bytes, identity);
        });
    if (!slot) return kHeaderPassphrase;
    Result<HeaderContent> content = open_header_copy(all.copies[best].bytes, slot->secret.vmk.view());
    if (!content.ok() || !directory_agrees(*content, *slot)) continue;
    return unlock_with_vmk(files, folder, std::move(slot->secret.vmk), random);
  }
  return all.failure();
}

Result<VaultHeader> VaultHeader::unlock_with_vmk(Files& files, const std::string& folder, Secret<32> vmk,
                                                 Random& random) {
  const HeaderCopies all = TRY(read_header_copies(files, folder));
  for (std::size_t best : all.best_first()) {
    Result<HeaderContent> content = open_header_copy(all.copies[best].bytes, vmk.view());
    if (!content.ok()) continue;
    const CopyStates states = states_of(all, vmk.view());
    auto data = std::make_unique<Data>(files, folder, random);
    data->content = std::move(content).value();
    data->vmk = std::move(vmk);
    data->repaired = !states.all_whole;
    data->generations = states.generations;
    data->generation_used = states.highest;
    return VaultHeader(std::move(data));
  }
  return all.failure();
}

}  // namespace holdfast::crypto
