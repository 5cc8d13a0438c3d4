#include "crypto/password.h"

#include <algorithm>
#include <sodium.h>

namespace holdfast::crypto {

namespace {

constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20;
constexpr std::int64_t kUnlockMinMs = 1000;
constexpr std::int64_t kUnlockAimMs = 1250;
constexpr std::int64_t kUnlockMaxMs = 1500;

}  // namespace

Result<void> check_password_parameters(const PasswordParameters& parameters) {
  if (parameters.passes < kPasswordPassesReadMin || parameters.passes > kPasswordPassesMax) return kPasswordParameters;
  if (parameters.memory_bytes < kPasswordMemoryMin || parameters.memory_bytes > kPasswordMemoryMax) {
    return kPasswordParameters;
  }
  if (parameters.memory_bytes % kMebibyte != 0) return kPasswordParameters;
  return {};
}

Result<Secret<32>> stretch_password(ByteView passphrase, const ByteArray<16>& salt,
                                    const PasswordParameters& parameters) {
  static_assert(crypto_pwhash_SALTBYTES == 16);
  TRY(check_password_parameters(parameters));
  Secret<32> out;
  const auto memory = static_cast<std::size_t>(parameters.memory_bytes);
  const char* text = passphrase.empty() ? "" : as_text(passphrase).data();
  const int stretched = crypto_pwhash(out.mutable_view().data(), out.view().size(), text, passphrase.size(),
                                      salt.data(), parameters.passes, memory, crypto_pwhash_ALG_ARGON2ID13);
  // With parameters in range, the only way to fail is memory.
  if (stretched != 0) return kPasswordMemory;
  return out;
}

PasswordParameters first_password_guess(std::uint64_t machine_memory_bytes) {
  PasswordParameters out;
  if (machine_memory_bytes < std::uint64_t{2} << 30) out.memory_bytes = kPasswordMemoryMin;
  return out;
}

PasswordParameters scale_password_memory(const PasswordParameters& tried, std::int64_t took_ms,
                                         std::uint64_t machine_memory_bytes) {
  const PasswordParameters floor = first_password_guess(machine_memory_bytes);
  const std::uint64_t ceiling =
      std::max(floor.memory_bytes, std::min(std::uint64_t{1} << 30, machine_memory_bytes / 8));
  const std::uint64_t wanted =
      tried.memory_bytes / kMebibyte * kUnlockAimMs / static_cast<std::uint64_t>(std::max<std::int64_t>(1, took_ms));
  PasswordParameters out = tried;
  out.memory_bytes = std::clamp(wanted * kMebibyte, floor.memory_bytes, ceiling / kMebibyte * kMebibyte);
  return out;
}

PasswordParameters scale_password_passes(const PasswordParameters& tried, std::int64_t took_ms) {
  if (took_ms >= kUnlockMinMs) return tried;
  PasswordParameters out = tried;
  const std::int64_t wanted = std::int64_t{tried.passes} * kUnlockAimMs / std::max<std::int64_t>(1, took_ms);
  out.passes = static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(wanted, kPasswordPassesMin, kPasswordPassesMax));
  return out;
}

PasswordParameters calibrate_password(Clock& clock, std::uint64_t machine_memory_bytes) {
  const PasswordParameters floor = first_password_guess(machine_memory_bytes);
  const ByteArray<16> salt{};
  // How long one run takes; a machine that has not got the memory counts as far too slow for it.
  const auto measure = [&](const PasswordParameters& parameters) {
    const std::int64_t start = clock.steady_ms();
    const bool enough_memory = stretch_password({}, salt, parameters).ok();
    return enough_memory ? clock.steady_ms() - start : 4 * kUnlockMaxMs;
  };
  PasswordParameters chosen = scale_password_memory(floor, measure(floor), machine_memory_bytes);
  const std::int64_t took_ms = measure(chosen);
  // Large memory is slower than in proportion, so the first step may overshoot; the second corrects it downwards.
  if (took_ms > kUnlockMaxMs) return scale_password_memory(chosen, took_ms, machine_memory_bytes);
  return scale_password_passes(chosen, took_ms);
}

}  // namespace holdfast::crypto
