// From a passphrase to a key: Argon2id (RFC 9106) with one lane, and parameters chosen for this machine.
#pragma once

#include "crypto/base/clock.h"
#include "crypto/secret.h"

namespace holdfast::crypto {

struct PasswordParameters {
  std::uint32_t passes = 3;                             // t
  std::uint64_t memory_bytes = std::uint64_t{256} << 20;  // m, a multiple of 1 MiB
  friend bool operator==(const PasswordParameters&, const PasswordParameters&) = default;
};

// What may be read from a disk. Outside: the header is damaged or hostile; nothing is allocated.
inline constexpr std::uint32_t kPasswordPassesMin = 3;     // floor for writing
inline constexpr std::uint32_t kPasswordPassesReadMin = 2;  // floor for reading
inline constexpr std::uint32_t kPasswordPassesMax = 32;
inline constexpr std::uint64_t kPasswordMemoryMin = std::uint64_t{64} << 20;
inline constexpr std::uint64_t kPasswordMemoryMax = std::uint64_t{2} << 30;

Result<void> check_password_parameters(const PasswordParameters& parameters);

// One Argon2id run. `passphrase` is already NFKC (the caller's task: Unicode lives in app/text).
// Not enough memory is kPasswordMemory, never a weaker run.
Result<Secret<32>> stretch_password(ByteView passphrase, const ByteArray<16>& salt,
                                    const PasswordParameters& parameters);

// Parameters that take 1.0-1.5 s here: memory first (up to 1 GiB and an eighth of the machine's), then passes; never
// below 256 MiB unless the machine has less than 2 GiB.
PasswordParameters calibrate_password(Clock& clock, std::uint64_t machine_memory_bytes);

// The steps of calibrating, pure: where to begin, the memory that fits a measured time, then the passes.
PasswordParameters first_password_guess(std::uint64_t machine_memory_bytes);
PasswordParameters scale_password_memory(const PasswordParameters& tried, std::int64_t took_ms,
                                         std::uint64_t machine_memory_bytes);
PasswordParameters scale_password_passes(const PasswordParameters& tried, std::int64_t took_ms);

}  // namespace holdfast::crypto
