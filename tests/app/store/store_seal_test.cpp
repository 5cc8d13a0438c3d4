// After a seal, all keys of the vault together open nothing that was sealed, and nothing readable of it is left in
// pages, WAL or index. formats.md, "Sealed opening".
#include <openssl/evp.h>

#include "app/store/blobs.h"
#include "app/store/drafts.h"
#include "app/store/sealed_content.h"
#include "app/store/search.h"
#include "crypto/box.h"
#include "crypto/hash.h"
#include "tests/app/store/store_world.h"

namespace holdfast::test {
namespace {

using store::KeyView;

constexpr std::size_t kPage = 8192;
constexpr std::size_t kReserved = 80;  // IV, then HMAC
constexpr std::string_view kCanary = "kestrelcanaryzebrawood";
constexpr const char* kDatabasePath = "/vault/records.1.db";

// One page as SQLCipher wrote it, decrypted without SQLCipher, whatever its MAC says. Nothing for a page of zeros.
Bytes decrypt_page(ByteView page, KeyView key) {
  const ByteView body = page.first(kPage - kReserved);
  const ByteView iv = page.subspan(kPage - kReserved, 16);
  Bytes out(body.size() + 16);
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  int size = 0;
  REQUIRE(EVP_DecryptInit_ex(context, EVP_aes_256_cbc(), nullptr, key.data(), iv.data()) == 1);
  EVP_CIPHER_CTX_set_padding(context, 0);
  REQUIRE(EVP_DecryptUpdate(context, out.data(), &size, body.data(), static_cast<int>(body.size())) == 1);
  EVP_CIPHER_CTX_free(context);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

// All pages of the database and all frames of its WAL, also those that are free or overtaken.
Bytes all_pages(FakeWorld& world) {
  const crypto::SecretBuffer& whole = world.vault().state().database.key;
  const KeyView key(whole.view().data(), 32);
  Bytes out;
  const Bytes database = world.files.content(kDatabasePath);
  for (std::size_t at = 0; at + kPage <= database.size(); at += kPage) {
    // The first 16 bytes of the file are the salt; what follows them is one block chain like any other.
    Bytes page(database.begin() + static_cast<std::ptrdiff_t>(at),
               database.begin() + static_cast<std::ptrdiff_t>(at + kPage));
    if (at == 0) {
      page.erase(page.begin(), page.begin() + 16);
      page.insert(page.end() - static_cast<std::ptrdiff_t>(kReserved), 16, 0);
    }
    append(out, decrypt_page(page, key));
  }
  const Bytes wal = world.files.content(std::string(kDatabasePath) + "-wal");
  for (std::size_t at = 32; at + 24 + kPage <= wal.size(); at += 24 + kPage) {
    append(out, decrypt_page(ByteView(wal).subspan(at + 24, kPage), key));
  }
  return out;
}

store::NewEntry entry_with_canary(bool seal) {
  return story_entry(id_of(1), "invented account with " + std::string(kCanary) + " in it", seal);
}

bool knows_canary(FakeWorld& world) {
  return contains(all_pages(world), kCanary) || contains(all_rows(world.vault()), kCanary) ||
         contains(raw_files(world), kCanary);
}

TEST_CASE("of a sealed record nothing readable is left in pages, WAL, tables and index") {
  FakeWorld world;
  store::Vault& vault = world.open();
  const auto written = write_one(vault, entry_with_canary(true));
  REQUIRE(written.ok());
  CHECK_FALSE(knows_canary(world));
  REQUIRE(vault.database().checkpoint().ok());
  CHECK_FALSE(knows_canary(world));
  CHECK(store::search_records(vault, kCanary, 10)->empty());
  CHECK(store::search_records(vault, "Harbour", 10)->empty());
  const auto record = store::find_record(vault, id_of(1)).value();
  REQUIRE(record.has_value());
  CHECK(record->state == "sealed");
  // The card, and nothing else, is an answer that can still be read.
  const auto values = store::current_values(vault, id_of(1)).value();
  REQUIRE(values.size() == 1);
  CHECK(values[0].path == "language");
  CHECK(store::get_opening(vault, *written)->parts.size() == 1);
}

// The twin: the same search finds the same words where the record was not sealed, so it can find them.
TEST_CASE("of an open record the same search finds the words in pages and tables, but not in the raw files") {
  FakeWorld world;
  REQUIRE(write_one(world.open(), entry_with_canary(false)).ok());
  CHECK(contains(all_pages(world), kCanary));
  CHECK(contains(all_rows(world.vault()), kCanary));
  CHECK_FALSE(contains(raw_files(world), kCanary));
  CHECK(store::search_records(world.vault(), kCanary, 10)->size() == 1);
}

// Every 32-byte secret that this vault holds or can derive its boxes from.
std::vector<crypto::Secret<32>> all_keys(store::Vault& vault) {
  std::vector<crypto::Secret<32>> out;
  const auto add = [&out](ByteView bytes) {
    for (std::size_t at = 0; at + 32 <= bytes.size(); at += 16) {
      out.push_back(crypto::Secret<32>::copy_of(bytes.subspan(at, 32)));
    }
  };
  add(vault.header().vmk());
  add(vault.wrap_key());
  add(vault.draft_key());
  add(vault.state().database.key.view());
  add(vault.signing_key().seed());
  add(vault.encryption_identity().scalar());
  const auto names = vault.secret_names("").value();
  for (const std::string& name : names) add(vault.secret(name).value()->view());
  store::Statement boxes(vault.database(),
                         "SELECT key FROM opening_part UNION SELECT key FROM blob WHERE key NOT NULL");
  std::vector<Bytes> wrapped;
  while (boxes.step().value()) wrapped.push_back(boxes.blob(0));
  // The wrapped ones are of other, open entries; as bytes they are tried as well.
  for (const Bytes& one : wrapped) add(one);
  return out;
}

TEST_CASE("all keys of the vault together open no sealed part, and HQ's key of the class opens its own alone") {
  FakeWorld world;
  store::Vault& vault = world.open();
  REQUIRE(write_one(vault, story_entry(id_of(2), "another invented account")).ok());
  const auto written = write_one(vault, entry_with_canary(true));
  REQUIRE(written.ok());
  const auto parts = store::sealed_parts(vault, written->hash).value();
  CHECK(parts.size() == 5);  // every class but card
  std::size_t tried = 0;
  const std::vector<crypto::Secret<32>> keys = all_keys(vault);
  for (const store::SealedPart& part : parts) {
    for (const crypto::Secret<32>& key : keys) {
      const crypto::Identity identity = crypto::Identity::from_scalar(key.clone());
      const crypto::Identity* const identities[] = {&identity};
      CHECK_FALSE(store::open_sealed_part(part, identities, world.pool).ok());
      CHECK_FALSE(crypto::open_box(key.view(), {}, part.file).ok());
      ++tried;
    }
    for (std::size_t i = 0; i < world.team().classes.size(); ++i) {
      const crypto::Identity* const identities[] = {&world.team().classes[i]};
      const auto opened = store::open_sealed_part(part, identities, world.pool);
      CHECK(opened.ok() == (i == static_cast<std::size_t>(part.field_class)));
    }
    const crypto::Identity* const recovery[] = {&world.team().recovery};
    CHECK(store::open_sealed_part(part, recovery, world.pool).ok());
  }
  CHECK(tried > 50);
}

TEST_CASE("what HQ opens of a sealed record is what was signed, and the seal entry commits to the files") {
  FakeWorld world;
  store::Vault& vault = world.open();
  const auto written = write_one(vault, entry_with_canary(true));
  REQUIRE(written.ok());
  sync::Opening whole = store::get_opening(vault, *written).value();
  const auto parts = store::sealed_parts(vault, written->hash).value();
  for (const store::SealedPart& part : parts) {
    CHECK(part.file.size() > 4096);  // the floor: a short account is as long as none
    const crypto::Identity* const recovery[] = {&world.team().recovery};
    whole.parts.push_back(store::open_sealed_part(part, recovery, world.pool)->part);
  }
  std::sort(whole.parts.begin(), whole.parts.end(),
            [](const auto& a, const auto& b) { return a.field_class < b.field_class; });
  CHECK(sync::opening_root(whole).value() == written->entry.root);
  const auto entries = store::entries_of(vault, id_of(1)).value();
  REQUIRE(entries.size() == 2);
  CHECK(entries[1].signed_entry.entry.type == sync::EntryType::Seal);
  const sync::Values seal = sync::opening_values(store::get_opening(vault, entries[1].signed_entry).value());
  const Hash256 file = crypto::sha256(parts[1].file);
  CHECK(seal.at("@sealed/account") == CborValue(to_bytes(file)));
  const CborValue::Array* recipients = seal.at("@recipients/account").array();
  REQUIRE(recipients != nullptr);
  CHECK((*recipients)[1] == CborValue(to_bytes(crypto::recipient_hash(world.team().recovery.recipient()))));
}

TEST_CASE("the key of a sealed file goes with the class of its question and is nowhere in the vault") {
  FakeWorld world;
  store::Vault& vault = world.open();
  NoProgress quiet;
  const Bytes content = to_bytes(as_bytes("an invented recording with " + std::string(kCanary)));
  MemorySource source(content);
  const auto blob = store::take_in_blob(vault, source, "audio/ogg", quiet).value();
  store::NewEntry entry = entry_with_canary(true);
  entry.blobs = {blob.fact.ref};
  entry.values[sync::blob_path(blob.fact.ref)] = sync::blob_leaf(blob.fact);
  entry.values["@file/" + to_hex(blob.fact.ref)] = CborValue("wounds");
  entry.blob_keys.push_back({blob.fact.ref, blob.key.clone()});
  {
    store::Transaction transaction = store::Transaction::begin(vault.database()).value();
    const auto written = store::append_entry(vault, entry);
    REQUIRE(written.ok());
    REQUIRE(store::attach_blob(vault, written->hash, blob, true).ok());
    REQUIRE(store::commit_entries(vault, std::move(transaction)).ok());
  }
  const sync::EntryHash hash = store::entry_at(vault, vault.device(), 1).value()->signed_entry.hash;
  const std::string key(as_text(blob.key.view()));
  CHECK_FALSE(contains(all_pages(world), key));
  CHECK_FALSE(contains(all_rows(vault), key));
  CHECK_FALSE(knows_canary(world));
  CHECK(store::open_blob(vault, blob.fact.ref).error().reason == store::kOpeningSealed);
  const auto parts = store::sealed_parts(vault, hash).value();
  for (const store::SealedPart& part : parts) {
    const crypto::Identity* const recovery[] = {&world.team().recovery};
    const auto opened = store::open_sealed_part(part, recovery, world.pool);
    REQUIRE(opened.ok());
    CHECK(opened->keys.size() == (part.field_class == sync::FieldClass::Health ? 1 : 0));
    for (const store::SealedBlobKey& one : opened->keys) CHECK(equal(one.key.view(), blob.key.view()));
  }
}

TEST_CASE("a record that is sealed later leaves search, values and keys, and its residue goes with the next epoch") {
  FakeWorld world;
  store::Vault& vault = world.open();
  const auto written = write_one(vault, entry_with_canary(false));
  REQUIRE(written.ok());
  {
    store::Transaction transaction = store::Transaction::begin(vault.database()).value();
    REQUIRE(store::seal_entry(vault, *written).ok());
    REQUIRE(store::commit_entries(vault, std::move(transaction)).ok());
  }
  CHECK_FALSE(contains(all_rows(vault), kCanary));
  CHECK(store::search_records(vault, kCanary, 10)->empty());
  CHECK(store::opening_state(vault, written->hash).value() == store::OpeningState::Sealed);
  // Free pages are zeroed; what the WAL still has goes with the checkpoint.
  REQUIRE(vault.database().checkpoint().ok());
  CHECK_FALSE(contains(all_pages(world), kCanary));
  store::Transaction transaction = store::Transaction::begin(vault.database()).value();
  CHECK(store::seal_entry(vault, *written).error().reason == store::kOpeningSealed);
}

TEST_CASE("a draft that became a sealed record is a box without a key") {
  FakeWorld world;
  store::Vault& vault = world.open();
  const Bytes answers = to_bytes(as_bytes("{\"story\":\"" + std::string(kCanary) + "\"}"));
  REQUIRE(store::save_draft(vault, {id_of(5), "story", answers, 1}).ok());
  CHECK_FALSE(knows_canary(world));
  const auto old_key = crypto::Secret<32>::copy_of(vault.draft_key());
  Bytes box;
  {
    store::Statement find(vault.database(), "SELECT box FROM draft");
    REQUIRE(find.step().value());
    box = find.blob(0);
  }
  REQUIRE(store::discard_draft(vault, id_of(5)).ok());
  CHECK_FALSE(equal(vault.draft_key(), old_key.view()));
  CHECK(vault.previous_draft_key() == nullptr);
  // Neither copy of the header knows the old key any more.
  world.lock();
  for (const char* name : {"/vault/header.a", "/vault/header.b"}) {
    FakeWorld only(world);
    only.files.put(name, Bytes(8192, 0xAA));
    CHECK_FALSE(equal(only.open().draft_key(), old_key.view()));
    CHECK(only.vault().previous_draft_key() == nullptr);
  }
  CHECK(box.size() > answers.size());
}

}  // namespace
}  // namespace holdfast::test
