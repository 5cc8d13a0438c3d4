// The examples of crypto/FORMAT.md, "Vectors", and the files of version 1 that must open for ever.
#include <catch2/catch_test_macros.hpp>

#include "crypto/box.h"
#include "crypto/envelope.h"
#include "crypto/fingerprint.h"
#include "crypto/hash.h"
#include "crypto/shares.h"
#include "crypto/vault_slot.h"
#include "tests/crypto/crypto_support.h"
#include "tests/crypto/vault_support.h"

namespace holdfast::crypto {
namespace {

using test::test_key;

// Gives 00 01 02 ...: the "random" bytes of the examples.
class CountingBytes final : public Random {
 public:
  void fill(MutableByteView out) override {
    for (std::uint8_t& byte : out) byte = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

Id16 counted_id() {
  CountingBytes bytes;
  return bytes.id();
}

Bytes golden_file(const std::string& name) {
  std::ifstream in(std::string(HOLDFAST_SOURCE_DIR) + "/tests/vectors/crypto/" + name, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return to_bytes(as_bytes(out.str()));
}

TEST_CASE("The examples of hashes, boxes and streams hold") {
  const Secret<32> key = test_key();
  Pool pool(1);
  CHECK(to_hex(labelled_hash("holdfast/test/v1", {as_bytes("abc")})) ==
        "f2c821ddcfa467b2a1148f82892b154351d3bed911b1fd1040d2c004cc36382c");
  CHECK(to_hex(derive_key(key.view(), "holdfast/test/v1", {as_bytes("abc")}).view()) ==
        "b989d9e1653517380934c4f071685456f55657b9666e3d8546a3b50e6c0a00a2");
  CountingBytes nonce;
  Bytes context = to_bytes(as_bytes("holdfast/test/v1"));
  context.push_back(0);
  CHECK(to_hex(seal_box(key.view(), context, as_bytes("Mei"), nonce)) ==
        "000102030405060708090a0b0c0d0e0f1011121314151617d840bb110b88af528cf87983a488f108f763c4");
  CHECK(to_hex(test::seal_stream(key.view(), {}, pool)) == "ebc87bb498d2cf767b620485d8e74873");
  CHECK(to_hex(test::seal_stream(key.view(), as_bytes("M"), pool)) == "595e73925e14c183b944ac3ac845aea1fb");
  CHECK(to_hex(sha256(test::seal_stream(key.view(), Bytes(5000), pool))) ==
        "fadb4d0af5cfec547cb2e983df07851211ee114060ae6566514a5ece6ab7f888");
  CHECK(to_hex(sha256(test::seal_stream(key.view(), Bytes(65537), pool))) ==
        "cb778cfe3654e92062b0ad78ca410e435720f68800f27686eec05f03ec365b36");
}

TEST_CASE("The examples of keys, signatures and fingerprints hold") {
  const Identity identity = Identity::from_scalar(test_key());
  CHECK(to_text(identity.recipient()) == "age1q73he0q5yzfu3d64msd3p6rvksnrwjk3d2598mgtmlqt9wrdr37q2vrn72");
  CHECK(to_hex(recipient_hash(identity.recipient())) ==
        "27b2dbb623865d3a82516c32a6159e76f5bd5bfe7c5cd674677d8d46a04bd99b");
  const SigningKey signing = SigningKey::from_seed(test_key().view());
  CHECK(to_hex(signing.public_key().key) == "79b5562e8fe654f94078b112e8a98ba7901f853ae695bed7e0e3910bad049664");
  CHECK(to_hex(signing.sign("holdfast/test/v1", as_bytes("abc"))) ==
        "75c2db5dae350b6d956adb2495dcdaa13c30f474e118d0e688c4f01d9a2cc66b"
        "10eecb8819a7a2cd775318772790616ad308df835dc74677b9501dbf51af860f");
  const Fingerprint known = fingerprint("hq", counted_id(), test_key().view()).value();
  CHECK(to_words(known) == "shoe wrong tip route worth door spatial balance");
  CHECK(to_digits(known) == "239 971 028 847 491 311 230 787 725");
}

TEST_CASE("The example shares join to their key") {
  std::vector<SecretBuffer> shares;
  shares.push_back(SecretBuffer::copy_of(as_bytes(
      "divorce acoustic avoid awake light advice can alpha amount dolphin alcohol avoid maple despair cage adapt "
      "blossom doctor asthma hybrid letter army gasp absurd wedding scare rose math expire correct victory dust")));
  shares.push_back(SecretBuffer::copy_of(as_bytes(
      "divorce acoustic bamboo call loan bright sea asthma flame long bright valley auto joke girl blade "
      "radar sheriff dilemma ticket minimum ladder sentence bullet wheat match where slender select about true dish")));
  CHECK(equal(join_shares(shares).value().view(), test_key().view()));
}

TEST_CASE("The example slots hold") {
  SlotPlace place;
  place.number = 1;
  for (std::size_t i = 0; i < place.fixed.size(); ++i) place.fixed[i] = static_cast<std::uint8_t>(i);
  SlotSecret secret;
  secret.vmk = test_key(0x40);
  secret.person_seed = test_key(0x80);
  CountingBytes random;
  const Bytes slot =
      seal_passphrase_slot(place, test_key().view(), test::passphrase_of("not used"), secret, random);
  CHECK(to_hex(ByteView(slot).subspan(32, 32)) == "bf832b54fc9bd3f96a6a66776d73fb309cf4956e85c69475243d818df5d303ee");
  CHECK(to_hex(sha256(slot)) == "60127e66b0a4ec0340e116767232694c60dd5b53c7c9803bc696296927390f33");
  CountingBytes again;
  const Bytes escrow =
      seal_escrow_slot(place, Identity::from_scalar(test_key()).recipient(), secret, again).value();
  CHECK(to_hex(ByteView(escrow).subspan(32, 32)) == "db42ebb94c8da92aa24c9924c33e569587f2eb634d028b2df978e87f8b0095fc");
  CHECK(to_hex(sha256(escrow)) == "ab4a2cbb9cdcca4d5b887809ff1a93d8bbd586cc9cdea6212d0e55dd6a3a280b");
}

TEST_CASE("The header of version 1 opens by passphrase and by recovery key") {
  const Bytes copy = golden_file("header_v1.bin");
  REQUIRE(copy.size() == kHeaderSize);
  test::HeaderOnDisk disk;
  disk.files.put(test::kHeaderA, copy);
  disk.files.put(test::kHeaderB, copy);
  const VaultHeader header = disk.unlock("correct horse battery staple").value();
  CHECK(to_hex(header.vmk()) == "81f01f7ce0cb5862549e963a88a4547eec46752820b64a8cbb69026917b06b32");
  CHECK(test::state_text(header) == "sealed state of the example");
  CHECK(header.generation() == 3);
  REQUIRE(header.slots().size() == 2);
  CHECK(header.slots()[0].label == "AB-01");
  CHECK(header.slots()[1].kind == SlotKind::Escrow);
  const Identity recovery = Identity::from_scalar(test_key());
  CHECK(VaultHeader::unlock_with_identity(disk.files, test::kVaultFolder, recovery, disk.random).ok());
}

TEST_CASE("The envelope of version 1 opens") {
  Pool pool(1);
  const std::string secret = "AGE-SECRET-KEY-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQGPQYEE";
  const Identity identity = Identity::from_text(as_bytes(secret)).value();
  const Identity* const keys[] = {&identity};
  const SecretBuffer opened = open_age(golden_file("envelope_v1.age"), keys, pool).value();
  CHECK(as_text(opened.view()) == "Mei, 23, seen on Tuesday. An invented example.\n");
}

}  // namespace
}  // namespace holdfast::crypto
