// Drafts: boxes under a key that lies only in the sealed state; once it is gone, what the disk keeps opens to nobody.
#include "app/store/drafts.h"

#include <openssl/evp.h>

#include "app/store/journal.h"
#include "app/store/openings.h"
#include "app/store/sealed_state.h"
#include "crypto/box.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {
namespace {

constexpr std::string_view kCanary = "canary-of-an-invented-witness";
constexpr std::size_t kPage = 8192;
constexpr std::size_t kReserve = 80;  // SQLCipher: 16 of initialisation vector, 64 of HMAC-SHA512

store::Draft draft(std::uint8_t number, std::string_view text) {
  store::Draft out;
  out.id[0] = number;
  out.form_id = "interview";
  out.content = to_bytes(as_bytes(text));
  out.updated_ms = 1000 + number;
  return out;
}

bool contains(const Bytes& bytes, ByteView piece) {
  return std::search(bytes.begin(), bytes.end(), piece.begin(), piece.end()) != bytes.end();
}

// One page as SQLCipher decrypts it (AES-256-CBC); `skip`: the salt at the front of page 1.
Bytes decrypt_page(ByteView page, ByteView key, std::size_t skip) {
  Bytes out(kPage + 32);
  const std::size_t size = kPage - kReserve - skip;
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  int written = 0;
  REQUIRE(EVP_DecryptInit_ex(context, EVP_aes_256_cbc(), nullptr, key.data(), page.data() + kPage - kReserve) == 1);
  EVP_CIPHER_CTX_set_padding(context, 0);
  REQUIRE(EVP_DecryptUpdate(context, out.data(), &written, page.data() + skip, static_cast<int>(size)) == 1);
  EVP_CIPHER_CTX_free(context);
  out.resize(static_cast<std::size_t>(written));
  return out;
}

// Every page of database and WAL that the disk holds, live or not, decrypted with the database's key.
std::vector<Bytes> all_pages(StoreWorld& world) {
  const crypto::SecretBuffer key = world.vault().state().database.key.clone();
  std::vector<Bytes> out;
  for (const std::string& path : world.files.paths()) {
    const Bytes bytes = world.files.content(path);
    if (path.ends_with(".db")) {
      for (std::size_t at = 0; at + kPage <= bytes.size(); at += kPage) {
        out.push_back(decrypt_page(ByteView(bytes).subspan(at, kPage), key.view().first(32), at == 0 ? 16 : 0));
      }
    }
    if (path.ends_with(".db-wal")) {
      for (std::size_t at = 32; at + 24 + kPage <= bytes.size(); at += 24 + kPage) {
        const ByteView frame = ByteView(bytes).subspan(at, 24 + kPage);
        const bool first = frame[0] == 0 && frame[1] == 0 && frame[2] == 0 && frame[3] == 1;
        out.push_back(decrypt_page(frame.subspan(24), key.view().first(32), first ? 16 : 0));
      }
    }
  }
  return out;
}

bool any_contains(const std::vector<Bytes>& pages, ByteView piece) {
  return std::any_of(pages.begin(), pages.end(), [&](const Bytes& page) { return contains(page, piece); });
}

Bytes stored_box(store::Vault& vault, const Id16& id) {
  store::Statement find(vault.database(), "SELECT box FROM draft WHERE id = ?");
  REQUIRE(find.bind(id).step().value());
  return find.blob(0);
}

TEST_CASE("a draft is kept, replaced, listed and loaded, over lock and power cut") {
  StoreWorld world;
  REQUIRE(store::save_draft(world.vault(), draft(1, "first")).ok());
  REQUIRE(store::save_draft(world.vault(), draft(2, "other")).ok());
  REQUIRE(store::save_draft(world.vault(), draft(1, "second")).ok());
  world.die_and_reopen();
  CHECK(store::list_drafts(world.vault()).value().size() == 2);
  const store::Draft loaded = store::load_draft(world.vault(), draft(1, "").id).value();
  CHECK(as_text(loaded.content) == "second");
  CHECK(loaded.form_id == "interview");
  CHECK(loaded.updated_ms == 1001);
  world.lock_and_reopen();
  CHECK(as_text(store::load_draft(world.vault(), draft(2, "").id).value().content) == "other");
  Result<store::Draft> unknown = store::load_draft(world.vault(), draft(3, "").id);
  CHECK((!unknown.ok() && unknown.error().reason == store::kDraftUnknown));
  CHECK_FALSE(store::discard_draft(world.vault(), draft(3, "").id).ok());
}

TEST_CASE("the pages of the database hold a draft only as a box") {
  StoreWorld world;
  REQUIRE(store::save_draft(world.vault(), draft(1, kCanary)).ok());
  const Bytes box = stored_box(world.vault(), draft(1, "").id);
  const std::vector<Bytes> pages = all_pages(world);
  // The method itself: what is stored is found in the decrypted pages.
  CHECK(any_contains(pages, ByteView(box).first(60)));
  CHECK_FALSE(any_contains(pages, as_bytes(kCanary)));
}

TEST_CASE("after a draft is discarded no key that is left opens what the disk keeps of it") {
  StoreWorld world;
  REQUIRE(store::save_draft(world.vault(), draft(1, kCanary)).ok());
  REQUIRE(store::save_draft(world.vault(), draft(2, "other")).ok());
  const Bytes box = stored_box(world.vault(), draft(1, "").id);
  const crypto::Secret<32> old_key = crypto::Secret<32>::copy_of(world.vault().draft_key());
  Bytes context = to_bytes(as_bytes(std::string_view("holdfast/draft/v1\0", 18)));
  append(context, draft(1, "").id);
  REQUIRE(crypto::open_box(old_key.view(), context, box).ok());

  REQUIRE(store::discard_draft(world.vault(), draft(1, "").id).ok());
  const Bytes header_a = world.files.content(std::string(kWorldVault) + "/header.a");
  const Bytes header_b = world.files.content(std::string(kWorldVault) + "/header.b");
  CHECK(world.vault().previous_draft_key() == nullptr);
  CHECK_FALSE(crypto::equal_secrets(old_key.view(), world.vault().draft_key()));
  CHECK_FALSE(crypto::open_box(world.vault().draft_key(), context, box).ok());
  const std::vector<Bytes> pages = all_pages(world);
  CHECK_FALSE(any_contains(pages, old_key.view()));
  CHECK_FALSE(any_contains(pages, as_bytes(kCanary)));

  // Each copy of the header alone leads to a state without the old key.
  for (const bool use_a : {true, false}) {
    INFO(use_a);
    world.files.put(std::string(kWorldVault) + "/header.a", use_a ? header_a : header_b);
    world.files.put(std::string(kWorldVault) + "/header.b", use_a ? header_a : header_b);
    world.die_and_reopen();
    CHECK(world.vault().previous_draft_key() == nullptr);
    CHECK_FALSE(crypto::equal_secrets(old_key.view(), world.vault().draft_key()));
    CHECK_FALSE(crypto::open_box(world.vault().draft_key(), context, box).ok());
    CHECK(as_text(store::load_draft(world.vault(), draft(2, "").id).value().content) == "other");
  }
}

// Submitting a sealed form as app/field does it: one change of draft key around one transaction.
Result<sync::EntryHash> submit_sealed(store::Vault& vault, const Id16& id) {
  store::NewEntry entry;
  entry.object = vault.seams().random.id();
  entry.values["account/what_happened"] = CborValue(std::string(kCanary));
  entry.classes["account/what_happened"] = sync::FieldClass::Account;
  entry.seal = true;
  TRY(vault.begin_draft_change());
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  const sync::SignedEntry written = TRY(store::append_entry(vault, entry));
  TRY(store::remove_draft(vault, id));
  TRY(store::rebox_drafts(vault));
  TRY(store::commit_entries(vault, std::move(transaction)));
  TRY(vault.finish_draft_change());
  return written.hash;
}

TEST_CASE("after a sealed form is submitted neither its draft nor its answers open to any key that is left") {
  StoreWorld world;
  REQUIRE(store::save_draft(world.vault(), draft(1, kCanary)).ok());
  REQUIRE(store::save_draft(world.vault(), draft(2, "other")).ok());
  const Bytes box = stored_box(world.vault(), draft(1, "").id);
  const crypto::Secret<32> old_key = crypto::Secret<32>::copy_of(world.vault().draft_key());
  Bytes context = to_bytes(as_bytes(std::string_view("holdfast/draft/v1\0", 18)));
  append(context, draft(1, "").id);
  REQUIRE(crypto::open_box(old_key.view(), context, box).ok());

  const sync::EntryHash entry = submit_sealed(world.vault(), draft(1, "").id).value();
  const std::vector<Bytes> pages = all_pages(world);
  CHECK_FALSE(any_contains(pages, as_bytes(kCanary)));
  CHECK_FALSE(any_contains(pages, old_key.view()));
  CHECK(any_contains(pages, ByteView(box).first(60)));  // the old box is still there, in the WAL
  world.die_and_reopen();
  CHECK_FALSE(crypto::equal_secrets(old_key.view(), world.vault().draft_key()));
  CHECK_FALSE(crypto::open_box(world.vault().draft_key(), context, box).ok());
  CHECK_FALSE(crypto::open_box(world.vault().wrap_key(), context, box).ok());
  CHECK(store::opening_state(world.vault(), entry).value() == store::OpeningState::Sealed);
  CHECK(store::list_drafts(world.vault()).value().size() == 1);
  CHECK(as_text(store::load_draft(world.vault(), draft(2, "").id).value().content) == "other");
}

TEST_CASE("wherever the disk fails while a draft is discarded, the other drafts can be read") {
  const FailingDisk how = GENERATE(FailingDisk::Dies, FailingDisk::DiesTorn, FailingDisk::Stumbles);
  bool done = false;
  std::size_t failures = 0;
  for (std::uint64_t call = 1; !done; ++call) {
    INFO("changing call " << call);
    StoreWorld world;
    REQUIRE(store::save_draft(world.vault(), draft(1, "one")).ok());
    REQUIRE(store::save_draft(world.vault(), draft(2, "two")).ok());
    world.fail_from(call, how);
    const bool discarded = store::discard_draft(world.vault(), draft(1, "").id).ok();
    if (!discarded) ++failures;
    done = !world.has_failed();
    world.die_and_reopen();
    Result<store::Draft> other = store::load_draft(world.vault(), draft(2, "").id);
    REQUIRE(other.ok());
    CHECK(as_text(other.value().content) == "two");
    Result<store::Draft> first = store::load_draft(world.vault(), draft(1, "").id);
    if (first.ok()) CHECK(as_text(first.value().content) == "one");
    if (discarded) CHECK_FALSE(first.ok());
    // And the next discard works, from whatever state the failure left.
    if (first.ok()) CHECK(store::discard_draft(world.vault(), draft(1, "").id).ok());
    CHECK(store::finish_left_draft_change(world.vault()).ok());
    CHECK(world.vault().previous_draft_key() == nullptr);
    CHECK(as_text(store::load_draft(world.vault(), draft(2, "").id).value().content) == "two");
    REQUIRE(call < 100);
  }
  CHECK(failures > 3);
}

}  // namespace
}  // namespace holdfast::test
