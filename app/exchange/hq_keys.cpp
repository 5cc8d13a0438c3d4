#include "app/exchange/hq_keys.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace holdfast::exchange {

namespace {

constexpr std::string_view kSignName = "hq/sign";
constexpr std::string_view kEpochPrefix = "hq/epoch/";
constexpr std::string_view kClassNames[] = {"identity", "account", "health", "intelligence", "plain"};
static_assert(std::size(kClassNames) + 1 == sync::kFieldClassCount);  // card is never sealed

std::string epoch_key_name(std::uint32_t number, std::string_view what) {
  return std::string(kEpochPrefix) + std::to_string(number) + "/" + std::string(what);
}

Result<crypto::Secret<32>> read_role_key(store::Vault& vault, std::string_view name) {
  const std::optional<crypto::SecretBuffer> bytes = TRY(vault.secret(name));
  if (!bytes || bytes->size() != 32) return Error{kHqKeysMissing, std::string(name)};
  return crypto::Secret<32>::copy_of(bytes->view());
}

Result<HqEpochKeys> read_epoch_keys(store::Vault& vault, std::uint32_t number) {
  crypto::Secret<32> bundle = TRY(read_role_key(vault, epoch_key_name(number, "bundle")));
  HqEpochKeys out{number, crypto::Identity::from_scalar(std::move(bundle)), {}};
  for (const std::string_view name : kClassNames) {
    crypto::Secret<32> scalar = TRY(read_role_key(vault, epoch_key_name(number, name)));
    out.classes.push_back(crypto::Identity::from_scalar(std::move(scalar)));
  }
  return out;
}

// The numbers of the epochs whose keys lie here, ascending.
Result<std::set<std::uint32_t>> epoch_numbers(store::Vault& vault) {
  const std::vector<std::string> names = TRY(vault.secret_names(kEpochPrefix));
  std::set<std::uint32_t> out;
  for (const std::string& name : names) {
    std::uint32_t number = 0;
    const char* const begin = name.data() + kEpochPrefix.size();
    const auto [end, problem] = std::from_chars(begin, name.data() + name.size(), number);
    if (problem == std::errc() && end != begin) out.insert(number);
  }
  return out;
}

}  // namespace

std::vector<const crypto::Identity*> HqKeys::bundle_identities() const {
  std::vector<const crypto::Identity*> out;
  for (auto epoch = epochs.rbegin(); epoch != epochs.rend(); ++epoch) out.push_back(&epoch->bundle);
  return out;
}

std::vector<const crypto::Identity*> HqKeys::class_identities() const {
  std::vector<const crypto::Identity*> out;
  for (auto epoch = epochs.rbegin(); epoch != epochs.rend(); ++epoch) {
    for (const crypto::Identity& identity : epoch->classes) out.push_back(&identity);
  }
  return out;
}

Result<HqKeys> hq_keys(store::Vault& vault) {
  const std::optional<crypto::SecretBuffer> sign = TRY(vault.secret(kSignName));
  if (!sign) return kNotHq;
  if (sign->size() != 32) return Error{kHqKeysMissing, std::string(kSignName)};
  HqKeys out{crypto::SigningKey::from_seed(crypto::KeyView(sign->view().data(), 32)), {}};
  const std::set<std::uint32_t> numbers = TRY(epoch_numbers(vault));
  for (const std::uint32_t number : numbers) out.epochs.push_back(TRY(read_epoch_keys(vault, number)));
  if (out.epochs.empty()) return Error{kHqKeysMissing, std::string(kEpochPrefix)};
  return out;
}

Result<crypto::VerifyKey> make_hq_sign_key(store::Vault& vault) {
  const crypto::SigningKey key = crypto::SigningKey::generate(vault.seams().random);
  TRY(vault.set_secret(kSignName, key.seed()));
  return key.public_key();
}

Result<sync::Epoch> make_epoch(store::Vault& vault, std::uint32_t number) {
  sync::Epoch out;
  out.number = number;
  const crypto::Identity bundle = crypto::Identity::generate(vault.seams().random);
  TRY(vault.set_secret(epoch_key_name(number, "bundle"), bundle.scalar()));
  out.bundle = bundle.recipient();
  out.classes.fill(out.bundle);
  for (std::size_t i = 0; i < std::size(kClassNames); ++i) {
    const crypto::Identity identity = crypto::Identity::generate(vault.seams().random);
    TRY(vault.set_secret(epoch_key_name(number, kClassNames[i]), identity.scalar()));
    out.classes[i] = identity.recipient();
  }
  return out;
}

}  // namespace holdfast::exchange
