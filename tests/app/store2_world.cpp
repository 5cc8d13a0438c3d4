#include "tests/app/store2_world.h"

#include <sqlcipher/sqlite3.h>

#include "app/store/blobs.h"
#include "crypto/hash.h"
#include "sync/commitment.h"

namespace holdfast::test {

namespace {

constexpr std::int64_t kWorldTimeMs = 1'790'000'000'000;

// What all worlds of one role begin with: deriving a key from a passphrase takes too long to do it every time.
struct WorldTemplate {
  std::map<std::string, Bytes> files;
  crypto::Secret<32> vmk;
};

crypto::SigningKey root_key() {
  FakeRandom random(99);
  return crypto::SigningKey::generate(random);
}

sync::TeamId world_team() {
  FakeRandom random(98);
  return random.id();
}

sync::Roster world_roster() {
  FakeRandom random(97);
  sync::Roster roster;
  roster.team = world_team();
  roster.team_name = "Invented team";
  roster.version = 1;
  roster.root_keys = {root_key().public_key()};
  roster.hq_sign_keys = {root_key().public_key()};
  sync::Epoch epoch;
  epoch.number = 1;
  epoch.bundle = crypto::Identity::generate(random).recipient();
  for (crypto::Recipient& recipient : epoch.classes) recipient = crypto::Identity::generate(random).recipient();
  epoch.classes[static_cast<std::size_t>(sync::FieldClass::Card)] = epoch.bundle;
  roster.epochs = {epoch};
  roster.recovery = crypto::Identity::generate(random).recipient();
  roster.issued_ms = kWorldTimeMs;
  return roster;
}

sync::Certificate world_certificate(const store::Vault& vault, sync::Role role) {
  sync::Certificate certificate;
  certificate.team = world_team();
  certificate.device = vault.device();
  certificate.name = "R7";
  certificate.signing_key = vault.signing_key().public_key();
  certificate.encryption_key = vault.encryption_identity().recipient();
  certificate.role = role;
  certificate.issued_ms = kWorldTimeMs;
  certificate.expires_ms = kWorldTimeMs + std::int64_t{90} * 24 * 3600 * 1000;
  return certificate;
}

Result<void> enrol(store::Vault& vault, sync::Role role) {
  const sync::Roster roster = world_roster();
  const sync::Certificate certificate = world_certificate(vault, role);
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(vault.keep_roster(sync::sign_document(sync::kRosterLabel, sync::encode_roster(roster), root_key()), roster));
  TRY(vault.keep_certificate(
      sync::sign_document(sync::kCertificateLabel, sync::encode_certificate(certificate), root_key()), certificate));
  return transaction.commit();
}

Result<WorldTemplate> make_template(sync::Role role) {
  crypto::start_crypto();
  FakeFiles files;
  FakeClock clock;
  FakeRandom random(5);
  Pool pool{1};
  FilesVfs vfs(files, "world-template");
  store::Seams seams{files, clock, random, pool, vfs.name()};
  crypto::Passphrase passphrase{crypto::SecretBuffer::copy_of(as_bytes("an invented passphrase")), std::nullopt};
  store::Vault::Creation creation;
  creation.parameters = {3, std::uint64_t{64} << 20};
  WorldTemplate out;
  {
    store::Vault vault = TRY(store::Vault::create(seams, kWorldVault, passphrase, creation));
    TRY(enrol(vault, role));
    out.vmk = crypto::Secret<32>::copy_of(vault.header().vmk());
    TRY(vault.lock());
  }
  for (const std::string& path : files.paths()) out.files[path] = files.content(path);
  return out;
}

WorldTemplate must_make_template(sync::Role role) {
  Result<WorldTemplate> made = make_template(role);
  if (!made.ok()) std::fprintf(stderr, "%s %s\n", made.error().reason.code().data(), made.error().detail.c_str());
  return std::move(made).value();
}

const WorldTemplate& world_template(sync::Role role) {
  static const WorldTemplate kField = must_make_template(sync::Role::Field);
  static const WorldTemplate kHq = must_make_template(sync::Role::Hq);
  return role == sync::Role::Hq ? kHq : kField;
}

std::string vfs_name(const void* world) { return "world-" + std::to_string(reinterpret_cast<std::uintptr_t>(world)); }

std::string column_text(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL: return "null";
    case SQLITE_INTEGER: return std::to_string(sqlite3_column_int64(statement, column));
    default: {
      const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, column));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      return to_hex(ByteView(bytes, size));
    }
  }
}

std::vector<std::string> raw_rows(store::Vault& vault, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  HOLDFAST_ASSERT(sqlite3_prepare_v2(vault.database().handle(), sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
  std::vector<std::string> out;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    std::string row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) row += column_text(statement, i) + "|";
    out.push_back(row);
  }
  sqlite3_finalize(statement);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

StoreWorld::StoreWorld(sync::Role role)
    : vmk_(world_template(role).vmk.clone()), vfs_(files, vfs_name(this)) {
  for (const auto& [path, bytes] : world_template(role).files) files.put(path, bytes);
  open();
}

StoreWorld::~StoreWorld() { stop_failing(); }

store::Seams StoreWorld::seams() { return {files, clock, random, pool, vfs_.name()}; }

void StoreWorld::open() {
  Result<store::Vault> opened = store::Vault::open_with_vmk(seams(), kWorldVault, vmk_.clone());
  INFO((opened.ok() ? std::string() : std::string(opened.error().reason.code()) + " " + opened.error().detail));
  REQUIRE(opened.ok());
  vault_ = std::make_unique<store::Vault>(std::move(opened).value());
  REQUIRE(store::discard_left_stages(*vault_).ok());
  REQUIRE(store::tidy_blobs(*vault_).ok());
}

void StoreWorld::die_and_reopen() {
  files.fail_at = files.calls + 1;
  files.fail_ever_after = true;
  vault_.reset();
  files.power_cut();
  stop_failing();
  open();
}

void StoreWorld::lock_and_reopen() {
  REQUIRE(vault_->lock().ok());
  vault_.reset();
  open();
}

void StoreWorld::fail_from(std::uint64_t n, FailingDisk how) {
  files.fail_at = files.calls + n;
  files.fail_ever_after = how != FailingDisk::Stumbles;
  files.torn_writes = how == FailingDisk::DiesTorn;
  files.torn_seed = n;
}

void StoreWorld::stop_failing() {
  files.fail_at = 0;
  files.fail_ever_after = false;
}

sync::TeamId StoreWorld::team() const { return world_team(); }

std::map<std::string, std::vector<std::string>> dump_tables(store::Vault& vault, const std::set<std::string>& without) {
  sqlite3_stmt* statement = nullptr;
  const char* kTables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";
  HOLDFAST_ASSERT(sqlite3_prepare_v2(vault.database().handle(), kTables, -1, &statement, nullptr) == SQLITE_OK);
  std::vector<std::string> names;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    names.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
  }
  sqlite3_finalize(statement);
  std::map<std::string, std::vector<std::string>> out;
  for (const std::string& name : names) {
    if (!without.contains(name)) out[name] = raw_rows(vault, "SELECT * FROM \"" + name + "\"");
  }
  return out;
}

std::int64_t count_rows(store::Vault& vault, const char* sql) {
  store::Statement statement(vault.database(), sql);
  REQUIRE(statement.step().value());
  return statement.integer(0);
}

Bytes sample_bytes(std::size_t size, std::uint64_t seed) {
  Bytes out(size);
  FakeRandom random(seed);
  random.fill(out);
  return out;
}

Result<Bytes> read_all(Source& source) {
  Bytes out;
  Bytes buffer(10'000);
  for (;;) {
    const std::size_t got = TRY(source.read(buffer));
    if (got == 0) return out;
    append(out, ByteView(buffer).first(got));
  }
}

OtherDevice::OtherDevice(const sync::TeamId& team, std::uint64_t seed)
    : random_(seed),
      key_(crypto::SigningKey::generate(random_)),
      team_(team),
      id_(sync::device_id(key_.public_key())) {}

MadeEntry OtherDevice::make(sync::EntryType type, const sync::ObjectId& object, sync::Values values,
                            std::vector<sync::BlobRef> blobs, std::vector<sync::EntryHash> parents) {
  std::map<std::string, sync::FieldClass> classes;
  for (const auto& [path, value] : values) classes[path] = sync::FieldClass::Plain;
  MadeEntry made;
  made.opening = sync::make_opening(values, classes, random_);
  sync::Entry entry;
  entry.team = team_;
  entry.device = id_;
  entry.seq = ++seq_;
  entry.prev = prev_;
  entry.wall_ms = kWorldTimeMs + static_cast<std::int64_t>(seq_);
  entry.hlc = sync::next_hlc({}, entry.wall_ms);
  entry.type = type;
  entry.object = object;
  std::sort(parents.begin(), parents.end());
  entry.parents = std::move(parents);
  if (type == sync::EntryType::Create) entry.form = crypto::sha256(as_bytes("an invented form"));
  entry.root = sync::opening_root(made.opening).value();
  std::sort(blobs.begin(), blobs.end());
  entry.blobs = std::move(blobs);
  made.entry = sync::sign_entry(entry, key_);
  prev_ = made.entry.hash;
  return made;
}

MadeEntry OtherDevice::make_with_blob(const sync::BlobRef& ref, ByteView content) {
  sync::Values values;
  values["note"] = CborValue("an invented record with a file");
  values[sync::blob_path(ref)] = sync::blob_leaf(fact_of(ref, content));
  return make(sync::EntryType::Create, random_.id(), values, {ref});
}

sync::BlobFact fact_of(const sync::BlobRef& ref, ByteView content) {
  return {ref, crypto::sha256(content), content.size(), "image/jpeg"};
}

store::ImportedBundle bundle_from(const OtherDevice& device, std::uint64_t number) {
  store::ImportedBundle bundle;
  bundle.sender = device.id();
  bundle.number = number;
  bundle.manifest = sample_bytes(40, number);
  append(bundle.manifest, device.id());
  bundle.manifest_hash = crypto::sha256(bundle.manifest);
  bundle.imported_ms = kWorldTimeMs;
  return bundle;
}

Result<void> stage_entry(store::ImportStage& stage, const MadeEntry& made, sync::Role role) {
  const store::StagedEntry entry{made.entry, {}, role};
  TRY(stage.add_entries({&entry, 1}));
  return stage.add_opening(made.entry.hash, made.opening);
}

Result<void> stage_blob(store::ImportStage& stage, const sync::BlobPart& place, ByteView bytes, bool sealed) {
  std::unique_ptr<Sink> sink = TRY(stage.begin_blob(place, sealed));
  // In two pieces, as a section comes.
  TRY(sink->write(bytes.first(bytes.size() / 3)));
  TRY(sink->write(bytes.subspan(bytes.size() / 3)));
  return stage.finish_blob();
}

}  // namespace holdfast::test
