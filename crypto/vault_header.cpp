#include "crypto/vault_header.h"

#include <algorithm>

#include "crypto/vault_header_data.h"

namespace holdfast::crypto {

namespace {

bool is_slot_label(const std::string& label) {
  return !label.empty() && label.size() <= kSlotLabelMax && is_utf8(as_bytes(label));
}

SlotKind kind_of(const Passphrase& passphrase) {
  return passphrase.key_file ? SlotKind::PassphraseAndKeyFile : SlotKind::Passphrase;
}

void put_slot(HeaderContent& content, std::size_t number, ByteView slot) {
  std::copy(slot.begin(), slot.end(), content.slots.begin() + static_cast<std::ptrdiff_t>(number * kSlotSize));
}

SlotPlace place_of(const HeaderContent& content, std::size_t number) {
  return {header_fixed_part(content.preamble), static_cast<std::uint8_t>(number)};
}

// Wraps `vmk` and `seed` for this passphrase into slot `number`, and enters it in the directory. One Argon2id run.
Result<void> fill_slot(HeaderContent& content, std::size_t number, const Passphrase& passphrase, KeyView vmk,
                       KeyView seed, const std::string& label, std::int64_t created_ms, Random& random) {
  const Secret<32> stretched =
      TRY(stretch_password(passphrase.text.view(), content.preamble.salt, content.preamble.parameters));
  SlotSecret secret;
  secret.vmk = Secret<32>::copy_of(vmk);
  secret.person_seed = Secret<32>::copy_of(seed);
  secret.kind = kind_of(passphrase);
  put_slot(content, number,
           seal_passphrase_slot(place_of(content, number), stretched.view(), passphrase, secret, random));
  const ByteArray<32> person = SigningKey::from_seed(seed).public_key().key;
  content.directory[number] = SlotInfo{number, secret.kind, label, person, created_ms};
  return {};
}

HeaderContent empty_content(const PasswordParameters& parameters, ByteView state, Random& random) {
  HeaderContent out;
  out.preamble.parameters = parameters;
  out.preamble.salt = random.array<16>();
  out.preamble.vault_id = random.id();
  for (std::size_t i = 0; i < kSlotCount; ++i) append(out.slots, unused_slot(random));
  out.state = SecretBuffer::copy_of(state);
  return out;
}

// The first slot that is free for this label and kind.
Result<std::size_t> free_slot(const HeaderContent& content, SlotKind kind, const std::string& label) {
  if (!is_slot_label(label)) return kHeaderSlotLabel;
  for (const std::optional<SlotInfo>& slot : content.directory) {
    if (slot && slot->kind == kind && slot->label == label) return kHeaderSlotExists;
  }
  for (std::size_t i = 0; i < kSlotCount; ++i) {
    if (!content.directory[i]) return i;
  }
  return kHeaderSlotsFull;
}

}  // namespace

VaultHeader::VaultHeader(std::unique_ptr<Data> data) : data_(std::move(data)) {}
VaultHeader::VaultHeader(VaultHeader&&) noexcept = default;
VaultHeader& VaultHeader::operator=(VaultHeader&&) noexcept = default;
VaultHeader::~VaultHeader() = default;

Result<VaultHeader> VaultHeader::create(Files& files, const std::string& folder, const PasswordParameters& parameters,
                                        const Passphrase& passphrase, const std::string& label, ByteView state,
                                        Clock& clock, Random& random) {
  TRY(check_password_parameters(parameters));
  if (parameters.passes < kPasswordPassesMin) return kPasswordParameters;
  if (state.size() > kHeaderStateMax) return kHeaderStateTooLarge;
  if (!is_slot_label(label)) return kHeaderSlotLabel;
  for (std::size_t i = 0; i < kHeaderCopies; ++i) {
    if (TRY(files.exists(header_path(folder, i)))) return kFileExists;
  }
  auto data = std::make_unique<Data>(files, folder, random);
  data->vmk = Secret<32>::random(random);
  data->person_seed = Secret<32>::random(random);
  data->opened = 0;
  HeaderContent content = empty_content(parameters, state, random);
  TRY(fill_slot(content, 0, passphrase, data->vmk.view(), data->person_seed.view(), label, clock.wall_ms(), random));
  const Result<void> written = data->commit(std::move(content), std::nullopt, Data::Reach::Both);
  if (!written.ok()) {
    // Best effort, so that trying again does not meet half a header. Neither file was there before.
    for (std::size_t i = 0; i < kHeaderCopies; ++i) static_cast<void>(files.remove(header_path(folder, i)).ok());
    return written.error();
  }
  return VaultHeader(std::move(data));
}

const Id16& VaultHeader::vault_id() const { return data_->content.preamble.vault_id; }
std::uint64_t VaultHeader::generation() const { return data_->content.preamble.generation; }
std::uint64_t VaultHeader::durable_generation() const { return data_->content.preamble.durable_generation; }
const PasswordParameters& VaultHeader::parameters() const { return data_->content.preamble.parameters; }
KeyView VaultHeader::vmk() const { return data_->vmk.view(); }
std::optional<std::size_t> VaultHeader::opened_slot() const { return data_->opened; }
bool VaultHeader::was_repaired() const { return data_->repaired; }
ByteView VaultHeader::state() const { return data_->content.state.view(); }

KeyView VaultHeader::person_seed() const {
  HOLDFAST_ASSERT(data_->opened.has_value());
  return data_->person_seed.view();
}

std::vector<SlotInfo> VaultHeader::slots() const {
  std::vector<SlotInfo> out;
  for (const std::optional<SlotInfo>& slot : data_->content.directory) {
    if (slot) out.push_back(*slot);
  }
  return out;
}

Result<void> VaultHeader::write_state(ByteView state) { return data_->commit_state(state, Data::Reach::Older); }
Result<void> VaultHeader::write_state_to_both(ByteView state) { return data_->commit_state(state, Data::Reach::Both); }

Result<void> VaultHeader::add_slot(const Passphrase& passphrase, SlotKind kind, const std::string& label,
                                   Clock& clock) {
  HOLDFAST_ASSERT(kind == kind_of(passphrase));
  const std::size_t number = TRY(free_slot(data_->content, kind, label));
  HeaderContent next = data_->content.clone();
  const auto seed = Secret<32>::random(*data_->random);
  TRY(fill_slot(next, number, passphrase, vmk(), seed.view(), label, clock.wall_ms(), *data_->random));
  return data_->commit(std::move(next), std::nullopt, Data::Reach::Both);
}

Result<void> VaultHeader::add_escrow(const Recipient& recipient, const std::string& label, Clock& clock) {
  const std::size_t number = TRY(free_slot(data_->content, SlotKind::Escrow, label));
  HeaderContent next = data_->content.clone();
  SlotSecret secret;
  secret.vmk = Secret<32>::copy_of(vmk());
  secret.kind = SlotKind::Escrow;
  const Bytes slot = TRY(seal_escrow_slot(place_of(next, number), recipient, secret, *data_->random));
  put_slot(next, number, slot);
  next.directory[number] = SlotInfo{number, SlotKind::Escrow, label, {}, clock.wall_ms()};
  return data_->commit(std::move(next), std::nullopt, Data::Reach::Both);
}

Result<void> VaultHeader::change_passphrase(std::size_t slot, const Passphrase& passphrase) {
  if (slot >= kSlotCount || !data_->content.directory[slot]) return kHeaderNoSuchSlot;
  if (data_->opened != slot) return kHeaderNotYourSlot;
  const SlotInfo known = *data_->content.directory[slot];
  for (const std::optional<SlotInfo>& other : data_->content.directory) {
    if (!other || other->index == slot || other->label != known.label) continue;
    if (other->kind == kind_of(passphrase)) return kHeaderSlotExists;
  }
  HeaderContent next = data_->content.clone();
  TRY(fill_slot(next, slot, passphrase, vmk(), person_seed(), known.label, known.created_ms, *data_->random));
  return data_->commit(std::move(next), std::nullopt, Data::Reach::Both);
}

Result<void> VaultHeader::remove_slot(std::size_t slot) {
  if (slot >= kSlotCount || !data_->content.directory[slot]) return kHeaderNoSuchSlot;
  HeaderContent next = data_->content.clone();
  next.directory[slot].reset();
  // Escrow alone would leave the team locked out of its own vault.
  const bool somebody_left = std::any_of(next.directory.begin(), next.directory.end(), [](const auto& other) {
    return other && other->kind != SlotKind::Escrow;
  });
  if (!somebody_left) return kHeaderLastSlot;
  put_slot(next, slot, unused_slot(*data_->random));
  const Result<void> done = data_->commit(std::move(next), std::nullopt, Data::Reach::Both);
  // Also after half a failure: what is in force is what the newest copy says.
  if (data_->opened == slot && !data_->content.directory[slot]) data_->opened.reset();
  return done;
}

Result<void> VaultHeader::renew(const Passphrase& passphrase, ByteView state) {
  if (state.size() > kHeaderStateMax) return kHeaderStateTooLarge;
  if (!data_->opened) return kHeaderNotYourSlot;
  const std::size_t number = *data_->opened;
  const SlotInfo known = *data_->content.directory[number];
  HeaderContent next = empty_content(parameters(), state, *data_->random);
  next.preamble.vault_id = vault_id();
  auto new_vmk = Secret<32>::random(*data_->random);
  TRY(fill_slot(next, number, passphrase, new_vmk.view(), person_seed(), known.label, known.created_ms,
                *data_->random));
  return data_->commit(std::move(next), std::move(new_vmk), Data::Reach::Both);
}

Result<void> destroy_header(Files& files, const std::string& folder, Random& random) {
  std::size_t found = 0;
  Result<void> out;
  for (std::size_t i = 0; i < kHeaderCopies; ++i) {
    const std::string path = header_path(folder, i);
    if (!TRY(files.exists(path))) continue;
    ++found;
    Bytes noise(kHeaderSize);
    random.fill(noise);
    // A failure at one copy must not spare the other.
    Result<void> done = overwrite_header_copy(files, folder, i, noise);
    if (!done.ok()) out = std::move(done);
  }
  if (found == 0) return kHeaderMissing;
  return out;
}

}  // namespace holdfast::crypto
