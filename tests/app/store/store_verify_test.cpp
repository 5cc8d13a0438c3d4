// Verify names each damage that was planted, and nothing in a vault that is whole.
#include "app/store/verify.h"

#include "app/store/blobs.h"
#include "app/store/import_stage.h"
#include "tests/app/store/store_world.h"

namespace holdfast::test {
namespace {

NoProgress quiet{};

using Codes = std::set<std::string>;

Codes codes_of(const store::Verification& verification) {
  Codes out;
  for (const store::Finding& finding : verification.findings) out.insert(finding.code);
  return out;
}

Codes verify_codes(store::Vault& vault) { return codes_of(store::verify_vault(vault, quiet).value()); }

// Three records: an open one with a file, a sealed one, another open one.
void fill_vault(store::Vault& vault) {
  MemorySource source(as_bytes("an invented picture"));
  const auto blob = store::take_in_blob(vault, source, "image/jpeg", quiet).value();
  store::Transaction transaction = store::Transaction::begin(vault.database()).value();
  store::NewEntry entry = story_entry(id_of(0), "first invented account");
  entry.blobs = {blob.fact.ref};
  entry.values[sync::blob_path(blob.fact.ref)] = sync::blob_leaf(blob.fact);
  const auto written = store::append_entry(vault, entry);
  REQUIRE(written.ok());
  REQUIRE(store::attach_blob(vault, written->hash, blob, false).ok());
  REQUIRE(store::append_entry(vault, story_entry(id_of(1), "second invented account", true)).ok());
  REQUIRE(store::append_entry(vault, story_entry(id_of(2), "third invented account")).ok());
  REQUIRE(store::commit_entries(vault, std::move(transaction)).ok());
}

struct FilledWorld {
  FilledWorld() { fill_vault(world.open()); }
  store::Vault& vault() { return world.vault(); }
  void plant(const char* sql) {
    REQUIRE(vault().database().run(sql).ok());
    REQUIRE(vault().database().changes() > 0);
  }
  FakeWorld world;
};

TEST_CASE("in a whole vault verify finds nothing and counts everything") {
  FilledWorld filled;
  const auto verification = store::verify_vault(filled.vault(), quiet);
  REQUIRE(verification.ok());
  CHECK(codes_of(*verification) == Codes{});
  CHECK(verification->entries == 4);
  CHECK(verification->openings == 3);
  CHECK(verification->sealed == 1);
  CHECK(verification->dropped == 0);
  CHECK(verification->blobs == 1);
  CHECK(verification->blob_bytes == 19);
  CHECK(verification->lost_files == 0);
}

TEST_CASE("every planted damage of the database has its finding") {
  struct Damage {
    const char* sql;
    const char* code;
  };
  for (const Damage& damage : {
           Damage{"UPDATE entry SET signature = zeroblob(64) WHERE seq = 1", "vault.rolled_back"},
           Damage{"UPDATE opening_part SET box = zeroblob(length(box)) WHERE class = 1", "opening.damaged"},
           Damage{"UPDATE opening_part SET key = zeroblob(length(key)) WHERE class = 0", "opening.damaged"},
           Damage{"DELETE FROM opening_part WHERE class = 2", "opening.damaged"},
           Damage{"DELETE FROM opening WHERE state = 1", "opening.missing"},
           Damage{"UPDATE sealed_part SET file = zeroblob(length(file)) WHERE class = 1", "opening.damaged"},
           Damage{"DELETE FROM sealed_part WHERE class = 1", "opening.damaged"},
           Damage{"DELETE FROM entry WHERE seq = 2", "vault.rolled_back"},
           Damage{"DELETE FROM entry WHERE seq = 1", "vault.rolled_back"},
           Damage{"DELETE FROM entry WHERE seq = 4", "vault.rolled_back"},
           Damage{"DELETE FROM blob", "blob.missing"},
           Damage{"UPDATE blob SET key = zeroblob(length(key))", "blob.damaged"},
           Damage{"UPDATE blob SET sha256 = zeroblob(32)", "blob.damaged"},
           Damage{"UPDATE blob SET state = 0", "blob.missing"},
       }) {
    INFO(damage.sql);
    FilledWorld filled;
    filled.plant(damage.sql);
    CHECK(verify_codes(filled.vault()).count(damage.code) == 1);
  }
}

TEST_CASE("a damaged, cut or missing file of evidence has its finding") {
  for (int damage = 0; damage < 3; ++damage) {
    FilledWorld filled;
    std::string path;
    const std::vector<std::string> paths = filled.world.files.paths();
    for (const std::string& one : paths) {
      if (one.find("/blobs/") != std::string::npos) path = one;
    }
    REQUIRE_FALSE(path.empty());
    Bytes bytes = filled.world.files.content(path);
    if (damage == 0) bytes[100] = static_cast<std::uint8_t>(bytes[100] ^ 1);
    if (damage == 1) bytes.resize(bytes.size() - 1);
    if (damage == 2) REQUIRE(filled.world.files.remove(path).ok());
    if (damage != 2) filled.world.files.put(path, bytes);
    const Codes codes = verify_codes(filled.vault());
    INFO(damage);
    CHECK((codes == Codes{"blob.damaged"} || codes == Codes{"blob.missing"}));
  }
}

TEST_CASE("files that are lost and a vault in doubt are named") {
  FilledWorld filled;
  filled.world.files.put("/vault/lost/0123.20000", as_bytes("x"));
  const auto verification = store::verify_vault(filled.vault(), quiet).value();
  CHECK(verification.lost_files == 1);
  CHECK(codes_of(verification).count("blob.lost") == 1);
  filled.vault().raise_doubt(store::Doubt::HeaderOld);
  CHECK(verify_codes(filled.vault()).count("vault.header_old") == 1);
}

TEST_CASE("what a receipt let go is counted as dropped; without a receipt it is a finding") {
  FilledWorld filled;
  store::Vault& vault = filled.vault();
  const auto first = store::entry_at(vault, vault.device(), 1).value();
  REQUIRE(store::drop_opening(vault, first->signed_entry.hash).ok());
  CHECK(verify_codes(vault) == Codes{"opening.missing"});
  sync::Receipt receipt;
  receipt.team = filled.world.team().roster.team;
  receipt.device = vault.device();
  receipt.number = 1;
  receipt.safe_to = 1;
  receipt.held = {{1, 4, store::own_head(vault)->hash}};
  const auto document =
      sync::sign_document(sync::kReceiptLabel, sync::encode_receipt(receipt), filled.world.team().root);
  REQUIRE(store::keep_receipt(vault, receipt, document).ok());
  const auto verification = store::verify_vault(vault, quiet).value();
  CHECK(verification.dropped == 1);
  CHECK(verification.findings.empty());
}

TEST_CASE("verify stops when the person asks it to") {
  struct Stop final : Progress {
    void report(std::uint64_t, std::uint64_t) override {}
    bool cancelled() override { return true; }
  } stop;
  FilledWorld filled;
  CHECK(store::verify_vault(filled.vault(), stop).error().reason == kCancelled);
}

// Random words in every field, in secrets, names and files: nothing of them may lie on the disk readable.
TEST_CASE("no word of any answer lies in the raw files, before or after locking") {
  FakeWorld world;
  store::Vault& vault = world.open();
  std::vector<std::string> canaries;
  for (int i = 0; i < 12; ++i) canaries.push_back("canary" + to_hex(world.random.id()));
  store::NewEntry entry = story_entry(id_of(1), canaries[0]);
  entry.values["name"] = CborValue(canaries[1]);
  entry.values["wounds"] = CborValue(canaries[2]);
  entry.values["place"] = CborValue(canaries[3]);
  entry.values["@reason"] = CborValue(canaries[4]);
  REQUIRE(write_one(vault, entry).ok());
  entry = story_entry(id_of(2), canaries[5], true);
  entry.values["language"] = CborValue(canaries[6]);
  REQUIRE(write_one(vault, entry).ok());
  REQUIRE(vault.set_secret("canary", as_bytes(canaries[7])).ok());
  REQUIRE(vault.set_meta(canaries[8], as_bytes(canaries[9])).ok());
  REQUIRE(vault.add_staff(passphrase_of(canaries[10]), canaries[11]).ok());
  const std::string picture = canaries[0] + canaries[1];
  MemorySource source(as_bytes(picture));
  REQUIRE(store::take_in_blob(vault, source, "image/jpeg", quiet).ok());
  const auto found = [&] {
    const Bytes raw = raw_files(world);
    return std::any_of(canaries.begin(), canaries.end(), [&raw](const std::string& one) { return contains(raw, one); });
  };
  CHECK_FALSE(found());
  REQUIRE(vault.database().checkpoint().ok());
  CHECK_FALSE(found());
  CHECK(contains(all_rows(vault), canaries[0]));  // through the keys it is there: the search can find it
  world.lock();
  CHECK_FALSE(found());
}

}  // namespace
}  // namespace holdfast::test
