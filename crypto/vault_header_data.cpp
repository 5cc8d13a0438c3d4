#include "crypto/vault_header_data.h"

namespace holdfast::crypto {

Result<void> VaultHeader::Data::commit(HeaderContent next, std::optional<Secret<32>> new_vmk, Reach reach) {
  const std::uint64_t generation = ++generation_used;
  next.preamble.generation = generation;
  if (reach == Reach::Both) next.preamble.durable_generation = generation;
  const Bytes bytes = seal_header_copy(next, new_vmk ? new_vmk->view() : vmk.view(), *random);

  // The only intact copy is never the one that is overwritten first.
  const std::size_t older = generations[0] <= generations[1] ? 0 : 1;
  const std::size_t newer = 1 - older;
  generations[older] = 0;
  TRY(overwrite_header_copy(*files, folder, older, bytes));
  generations[older] = generation;
  content = std::move(next);
  if (new_vmk) vmk = std::move(*new_vmk);
  if (reach == Reach::Older) return {};

  generations[newer] = 0;
  TRY(overwrite_header_copy(*files, folder, newer, bytes));
  generations[newer] = generation;
  return {};
}

Result<void> VaultHeader::Data::commit_state(ByteView state, Reach reach) {
  if (state.size() > kHeaderStateMax) return kHeaderStateTooLarge;
  HeaderContent next = content.clone();
  next.state = SecretBuffer::copy_of(state);
  return commit(std::move(next), std::nullopt, reach);
}

}  // namespace holdfast::crypto
