// A vault header on a fake disk, for the tests of crypto/vault_header.
#pragma once

#include "crypto/vault_header.h"
#include "tests/support/fake_seams.h"

namespace holdfast::test {

inline constexpr const char* kVaultFolder = "/vault";
inline constexpr const char* kHeaderA = "/vault/header.a";
inline constexpr const char* kHeaderB = "/vault/header.b";

// The floor that formats allow for writing, and the cheapest: deriving dominates these tests.
inline crypto::PasswordParameters cheapest_parameters() { return {3, std::uint64_t{64} << 20}; }

inline crypto::Passphrase passphrase_of(std::string_view text) {
  return {crypto::SecretBuffer::copy_of(as_bytes(text)), std::nullopt};
}

inline crypto::Passphrase passphrase_with_key_file(std::string_view text, ByteView key_file) {
  return {crypto::SecretBuffer::copy_of(as_bytes(text)), crypto::SecretBuffer::copy_of(key_file)};
}

// A disk with a header made under `passphrase` for "AB-01", state "first".
struct HeaderOnDisk {
  FakeFiles files;
  FakeClock clock;
  FakeRandom random{77};

  HeaderOnDisk() {
    files.make_folder(kVaultFolder).value();
    files.sync_folder("/").value();
  }
  Result<crypto::VaultHeader> create(std::string_view passphrase = "first passphrase") {
    return crypto::VaultHeader::create(files, kVaultFolder, cheapest_parameters(), passphrase_of(passphrase), "AB-01",
                                       as_bytes("first"), clock, random);
  }
  Result<crypto::VaultHeader> unlock(std::string_view passphrase) {
    return crypto::VaultHeader::unlock(files, kVaultFolder, passphrase_of(passphrase), random);
  }
  Result<crypto::VaultHeader> unlock_with(crypto::KeyView vmk) {
    return crypto::VaultHeader::unlock_with_vmk(files, kVaultFolder, crypto::Secret<32>::copy_of(vmk), random);
  }
};

inline std::string state_text(const crypto::VaultHeader& header) { return std::string(as_text(header.state())); }

}  // namespace holdfast::test
