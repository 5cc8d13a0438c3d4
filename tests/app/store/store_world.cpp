#include "tests/app/store/store_world.h"

#include <sqlcipher/sqlite3.h>

#include <cstdlib>
#include <filesystem>

#include "app/store/forms_store.h"
#include "tests/app/forms/forms_support.h"

namespace holdfast::test {

namespace {

constexpr std::int64_t kTeamTimeMs = 1'790'000'000'000;

crypto::Identity made_identity(std::uint64_t seed) {
  FakeRandom random(seed);
  return crypto::Identity::generate(random);
}

crypto::SigningKey made_signing_key(std::uint64_t seed) {
  FakeRandom random(seed);
  return crypto::SigningKey::generate(random);
}

constexpr const char* kStorySurvey =
    "type,name,label,holdfast:class,holdfast:keep\n"
    "text,name,Name,identity,\n"
    "text,story,Story,account,\n"
    "text,wounds,Wounds,health,\n"
    "text,boss,Boss,intelligence,\n"
    "text,language,Language,card,\n"
    "text,place,Place,plain,\n";

std::string vfs_name_of(const void* world) {
  return "store-" + std::to_string(reinterpret_cast<std::uintptr_t>(world));
}

// A finished vault of each role, made once.
struct MadeVault {
  std::map<std::string, Bytes> files;
  crypto::Secret<32> vmk;
};

MadeVault make_vault(const TeamKeys& team, sync::Role role) {
  FakeFiles files;
  FakeClock clock;
  FakeRandom random(role == sync::Role::Hq ? 15 : 5);
  Pool pool{1};
  const FilesVfs vfs(files, "store-made");
  const store::Seams seams{files, clock, random, pool, vfs.name()};
  MadeVault out;
  {
    auto vault = store::Vault::create(seams, kVaultPath, passphrase_of("an invented passphrase"), quick_creation());
    REQUIRE(vault.ok());
    REQUIRE(enrol_vault(*vault, team, role).ok());
    out.vmk = crypto::Secret<32>::copy_of(vault->header().vmk());
    REQUIRE(vault->lock().ok());
  }
  for (const std::string& path : files.paths()) out.files[path] = files.content(path);
  return out;
}

std::shared_ptr<const TeamKeys> shared_team() {
  static const auto kTeam = std::make_shared<const TeamKeys>();
  return kTeam;
}

const MadeVault& made_vault(sync::Role role) {
  static const MadeVault kField = make_vault(*shared_team(), sync::Role::Field);
  static const MadeVault kHq = make_vault(*shared_team(), sync::Role::Hq);
  return role == sync::Role::Hq ? kHq : kField;
}

void add_column(std::string& out, sqlite3_stmt* row, int column) {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
  if (bytes != nullptr) out.append(bytes, static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
  out.push_back('|');
}

std::vector<std::string> rows_of(store::Vault& vault, const std::string& sql) {
  sqlite3_stmt* row = nullptr;
  REQUIRE(sqlite3_prepare_v2(vault.database().handle(), sql.c_str(), -1, &row, nullptr) == SQLITE_OK);
  std::vector<std::string> out;
  while (sqlite3_step(row) == SQLITE_ROW) {
    std::string text;
    for (int i = 0; i < sqlite3_column_count(row); ++i) add_column(text, row, i);
    out.push_back(std::move(text));
  }
  sqlite3_finalize(row);
  return out;
}

}  // namespace

TeamKeys::TeamKeys()
    : root(made_signing_key(99)), bundle(made_identity(98)), recovery(made_identity(97)) {
  crypto::start_crypto();
  for (std::uint64_t i = 0; i < sync::kFieldClassCount; ++i) classes.push_back(made_identity(60 + i));
  roster.team = id_of(4711);
  roster.team_name = "Invented team";
  roster.version = 1;
  roster.root_keys = {root.public_key()};
  roster.hq_sign_keys = {root.public_key()};
  sync::Epoch epoch;
  epoch.number = 1;
  epoch.bundle = bundle.recipient();
  for (std::size_t i = 0; i < sync::kFieldClassCount; ++i) epoch.classes[i] = classes[i].recipient();
  epoch.classes[static_cast<std::size_t>(sync::FieldClass::Card)] = epoch.bundle;
  roster.epochs = {epoch};
  roster.recovery = recovery.recipient();
  roster.issued_ms = kTeamTimeMs;
}

sync::Certificate TeamKeys::certificate(const crypto::VerifyKey& key, const crypto::Recipient& encryption,
                                        sync::Role role) const {
  sync::Certificate out;
  out.team = roster.team;
  out.device = sync::device_id(key);
  out.name = role == sync::Role::Hq ? "HQ" : "R7";
  out.signing_key = key;
  out.encryption_key = encryption;
  out.role = role;
  out.issued_ms = kTeamTimeMs;
  out.expires_ms = kTeamTimeMs + std::int64_t{90} * 24 * 3600 * 1000;
  return out;
}

crypto::Passphrase passphrase_of(std::string_view text) {
  return {crypto::SecretBuffer::copy_of(as_bytes(text)), std::nullopt};
}

store::Vault::Creation quick_creation(const std::string& staff) { return {{3, std::uint64_t{64} << 20}, staff}; }

Result<void> enrol_vault(store::Vault& vault, const TeamKeys& team, sync::Role role) {
  const sync::Certificate certificate =
      team.certificate(vault.signing_key().public_key(), vault.encryption_identity().recipient(), role);
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(vault.keep_roster(sync::sign_document(sync::kRosterLabel, sync::encode_roster(team.roster), team.root),
                        team.roster));
  TRY(vault.keep_certificate(
      sync::sign_document(sync::kCertificateLabel, sync::encode_certificate(certificate), team.root), certificate));
  TRY(store::keep_form(vault, story_form(), true));
  return transaction.commit();
}

forms::Form story_form() { return form_of(kStorySurvey, {}, "form_id,form_title,version\nstory,Story,1\n"); }

store::NewEntry story_entry(const sync::ObjectId& object, const std::string& account, bool seal) {
  store::NewEntry entry;
  entry.object = object;
  entry.form = story_form().hash;
  entry.values = {{"name", CborValue("Invented Name")}, {"story", CborValue(account)},
                  {"wounds", CborValue("none (invented)")}, {"boss", CborValue("unknown (invented)")},
                  {"language", CborValue("km")}, {"place", CborValue("Invented Harbour")}};
  using enum sync::FieldClass;
  entry.classes = {{"name", Identity}, {"story", Account}, {"wounds", Health},
                   {"boss", Intelligence}, {"language", Card}, {"place", Plain}};
  entry.seal = seal;
  return entry;
}

Result<sync::SignedEntry> write_one(store::Vault& vault, const store::NewEntry& entry) {
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  sync::SignedEntry written = TRY(store::append_entry(vault, entry));
  TRY(store::commit_entries(vault, std::move(transaction)));
  return written;
}

RealFolder::RealFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "holdfast-store-XXXXXX").string();
  HOLDFAST_ASSERT(mkdtemp(pattern.data()) != nullptr);
  folder_ = pattern;
}

RealFolder::~RealFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

store::Vault RealWorld::create(sync::Role role) {
  auto vault = store::Vault::create(seams(), folder.vault(), passphrase_of("an invented passphrase"), quick_creation());
  INFO((vault.ok() ? std::string() : std::string(vault.error().reason.code()) + " " + vault.error().detail));
  REQUIRE(vault.ok());
  REQUIRE(enrol_vault(*vault, team, role).ok());
  return std::move(vault).value();
}

FakeWorld::FakeWorld(sync::Role role)
    : team_(shared_team()), vmk_(made_vault(role).vmk.clone()), vfs_(files, vfs_name_of(this)) {
  for (const auto& [path, bytes] : made_vault(role).files) files.put(path, bytes);
}

FakeWorld::FakeWorld(const FakeWorld& other)
    : clock(other.clock), team_(other.team_), vmk_(other.vmk_.clone()), vfs_(files, vfs_name_of(this)) {
  for (const std::string& path : other.files.paths()) {
    if (!path.ends_with("/lock")) files.put(path, other.files.content(path));
  }
}

FakeWorld::~FakeWorld() {
  files.fail_at = 0;
  files.fail_ever_after = false;
}

Result<store::Vault> FakeWorld::try_open() { return store::Vault::open_with_vmk(seams(), kVaultPath, vmk_.clone()); }

store::Vault& FakeWorld::open() {
  Result<store::Vault> opened = try_open();
  INFO((opened.ok() ? std::string() : std::string(opened.error().reason.code()) + " " + opened.error().detail));
  REQUIRE(opened.ok());
  vault_ = std::make_unique<store::Vault>(std::move(opened).value());
  return *vault_;
}

void FakeWorld::lock() {
  REQUIRE(vault_->lock().ok());
  vault_.reset();
}

void FakeWorld::forget_vault() {
  files.fail_at = files.calls + 1;
  files.fail_ever_after = true;
  vault_.reset();
  files.power_cut();
  files.fail_at = 0;
  files.fail_ever_after = false;
}

store::Vault& FakeWorld::cut_and_open() {
  forget_vault();
  return open();
}

Id16 id_of(std::uint64_t number) {
  FakeRandom random(number + 1000);
  return random.id();
}

std::uint64_t own_entries(store::Vault& vault) { return store::own_head(vault).value().seq; }

std::string views_text(store::Vault& vault) {
  std::string out;
  for (const char* sql :
       {"SELECT * FROM record ORDER BY object", "SELECT * FROM current_value ORDER BY object, path, entry",
        "SELECT * FROM conflict ORDER BY object, path", "SELECT * FROM entity ORDER BY record, position",
        "SELECT * FROM person_link ORDER BY object",
        "SELECT o.object, s.words FROM search s JOIN search_object o ON o.id = s.rowid ORDER BY o.object"}) {
    out += std::string(sql) + "\n";
    const std::vector<std::string> rows = rows_of(vault, sql);
    for (const std::string& row : rows) out += row + "\n";
  }
  return out;
}

Bytes all_rows(store::Vault& vault) {
  Bytes out;
  const std::vector<std::string> tables =
      rows_of(vault, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'");
  for (const std::string& table : tables) {
    const std::string name = table.substr(0, table.size() - 1);
    const std::vector<std::string> rows = rows_of(vault, "SELECT * FROM \"" + name + "\"");
    for (const std::string& row : rows) append(out, as_bytes(row));
  }
  return out;
}

bool contains(ByteView haystack, std::string_view needle) {
  return as_text(haystack).find(needle) != std::string_view::npos;
}

Bytes raw_files(FakeWorld& world) {
  Bytes out;
  for (const std::string& path : world.files.paths()) append(out, world.files.content(path));
  return out;
}

}  // namespace holdfast::test
