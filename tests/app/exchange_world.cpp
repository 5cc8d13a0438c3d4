#include "tests/app/exchange_world.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <utility>

#include "app/exchange/devices.h"
#include "app/exchange/told.h"
#include "app/store/forms_store.h"
#include "crypto/hash.h"
#include "sync/reasons.h"
#include "tests/app/forms/forms_support.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {

namespace {

constexpr const char* kSurvey = "type,name,label\ntext,story,Story\ninteger,age,Age\nfile,paper,Paper\n";
constexpr const char* kNames[] = {kHq, kR7, kR8, kStranger};

std::string folder_of(const std::string& name) { return "/" + name; }

// Everything a world begins with: deriving keys from passphrases and words takes too long to do it every time.
struct TeamTemplate {
  std::map<std::string, Bytes> files;
  std::map<std::string, crypto::Secret<32>> vmks;
};

crypto::SigningKey root_key() {
  FakeRandom random(99);
  return crypto::SigningKey::generate(random);
}

struct TeamMaker {
  FakeFiles files;
  FakeClock clock;
  FakeRandom random{5};
  Pool pool{2};
  FilesVfs vfs{files, "exchange-template"};
  crypto::SigningKey root = root_key();

  store::Vault make_vault(const std::string& name) {
    store::Vault::Creation creation;
    creation.parameters = {3, std::uint64_t{64} << 20};
    const crypto::Passphrase passphrase{crypto::SecretBuffer::copy_of(as_bytes("an invented passphrase")), {}};
    return store::Vault::create({files, clock, random, pool, vfs.name()}, folder_of(name), passphrase, creation)
        .value();
  }

  Result<void> make_hq(store::Vault& vault) {
    sync::Roster roster;
    roster.team = random.id();
    roster.team_name = "Invented team";
    roster.version = 1;
    roster.root_keys = {root.public_key()};
    roster.hq_sign_keys = {TRY(exchange::make_hq_sign_key(vault))};
    roster.epochs = {TRY(exchange::make_epoch(vault, 1))};
    roster.recovery = crypto::Identity::generate(random).recipient();
    roster.issued_ms = clock.now_ms;
    TRY(vault.keep_roster(sync::sign_document(sync::kRosterLabel, sync::encode_roster(roster), root), roster));
    const exchange::HqKeys keys = TRY(exchange::hq_keys(vault));
    const sync::Certificate certificate =
        exchange::new_certificate(vault, kHq, vault.signing_key().public_key(),
                                  vault.encryption_identity().recipient(), sync::Role::Hq);
    TRY(vault.keep_certificate(exchange::sign_certificate(keys, certificate), certificate));
    TRY(exchange::change_devices(vault, keys, [&certificate](sync::DeviceList& list) -> Result<void> {
      exchange::put_device(list, {certificate, sync::DeviceState::Active, 0, {}});
      return {};
    }));
    return exchange::publish_form(vault, world_form());
  }

  // What both sides have after an enrolment. Reading words aloud is exchange_enrolment_test's business: each reading
  // costs an Argon2 run.
  Result<void> enrol(store::Vault& hq, store::Vault& laptop, const std::string& name) {
    const exchange::HqKeys keys = TRY(exchange::hq_keys(hq));
    const sync::Certificate certificate =
        exchange::new_certificate(hq, name, laptop.signing_key().public_key(),
                                  laptop.encryption_identity().recipient(), sync::Role::Field);
    TRY(exchange::change_devices(hq, keys, [&certificate](sync::DeviceList& list) -> Result<void> {
      exchange::put_device(list, {certificate, sync::DeviceState::Active, 0, {}});
      return {};
    }));
    exchange::Told told;
    const sync::SignedDocument document = exchange::sign_certificate(keys, certificate);
    told.certificate = sync::document_hash(document);
    told.roster_version = hq.roster()->version;
    told.sent_epoch = told.known_epoch = hq.roster()->current_epoch().number;
    const auto roster = TRY(hq.roster_document());
    TRY(laptop.keep_roster(*roster, *hq.roster()));
    TRY(laptop.keep_certificate(document, certificate));
    for (const sync::SignedDocument& order : TRY(exchange::orders_for(hq, certificate.device))) {
      TRY(exchange::take_order(laptop, order));
      told.orders.push_back({TRY(sync::decode_order(order.body)).id, 0});
    }
    return exchange::keep_told(hq, certificate.device, told);
  }
};

TeamTemplate make_team() {
  crypto::start_crypto();
  TeamMaker maker;
  TeamTemplate out;
  std::map<std::string, store::Vault> vaults;
  for (const char* name : kNames) vaults.emplace(name, maker.make_vault(name));
  maker.make_hq(vaults.at(kHq)).value();
  maker.enrol(vaults.at(kHq), vaults.at(kR7), kR7).value();
  maker.enrol(vaults.at(kHq), vaults.at(kR8), kR8).value();
  for (auto& [name, vault] : vaults) {
    out.vmks.emplace(name, crypto::Secret<32>::copy_of(vault.header().vmk()));
    vault.lock().value();
  }
  vaults.clear();
  for (const std::string& path : maker.files.paths()) out.files[path] = maker.files.content(path);
  return out;
}

const TeamTemplate& team_template() {
  static const TeamTemplate kTeam = make_team();
  return kTeam;
}

std::string world_vfs_name(const void* world) {
  return "exchange-" + std::to_string(reinterpret_cast<std::uintptr_t>(world));
}

template <typename T>
T must(Result<T> result) {
  INFO((result.ok() ? std::string() : std::string(result.error().reason.code()) + " " + result.error().detail));
  REQUIRE(result.ok());
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

void change_device(ExchangeWorld& world, const sync::DeviceId& id, const std::function<void(sync::Device&)>& change) {
  const exchange::HqKeys keys = must(exchange::hq_keys(world.hq()));
  must(exchange::change_devices(world.hq(), keys, [&](sync::DeviceList& list) -> Result<void> {
    sync::Device device = *list.find(id);
    change(device);
    exchange::put_device(list, device);
    return {};
  }));
}

}  // namespace

forms::Form world_form() { return form_of(kSurvey, {}, "form_id,form_title,version\ntestimony,Testimony,1\n"); }

ExchangeWorld::ExchangeWorld() : ExchangeWorld(team_template().files, {kHq, kR7, kR8, kStranger}) {}

ExchangeWorld::ExchangeWorld(const WorldFiles& start, const std::set<std::string>& names)
    : vfs_(files, world_vfs_name(this)) {
  for (const auto& [path, bytes] : start) files.put(path, bytes);
  must(files.make_folder(kRoad));
  must(files.sync_folder("/"));
  for (const std::string& name : names) {
    vmks_.emplace(name, team_template().vmks.at(name).clone());
    open(name);
  }
}

WorldFiles ExchangeWorld::lock_and_copy() {
  for (auto& [name, held] : vaults_) {
    must(held->lock());
    held.reset();
  }
  WorldFiles out;
  for (const std::string& path : files.paths()) out[path] = files.content(path);
  return out;
}

ExchangeWorld::~ExchangeWorld() {
  files.fail_at = 0;
  files.fail_ever_after = false;
}

store::Seams ExchangeWorld::seams() { return {files, clock, random, pool, vfs_.name()}; }

void ExchangeWorld::open(const std::string& name) {
  vaults_[name] = std::make_unique<store::Vault>(
      must(store::Vault::open_with_vmk(seams(), folder_of(name), vmks_.at(name).clone())));
}

void ExchangeWorld::close(const std::string& name) { vaults_[name].reset(); }

void ExchangeWorld::reopen(const std::string& name) {
  must(vault(name).lock());
  close(name);
  open(name);
}

void ExchangeWorld::power_cut() {
  files.fail_at = files.calls + 1;
  files.fail_ever_after = true;
  for (auto& [name, held] : vaults_) held.reset();
  files.power_cut();
  files.fail_at = 0;
  files.fail_ever_after = false;
  for (auto& [name, held] : vaults_) open(name);
}

sync::SignedEntry write_record(ExchangeWorld& world, const std::string& name, const RecordOptions& options) {
  store::Vault& vault = world.vault(name);
  store::NewEntry entry;
  entry.type = sync::EntryType::Create;
  entry.object = world.random.id();
  entry.form = world_form().hash;
  entry.values = {{"story", CborValue(options.story)}, {"age", CborValue(31)}};
  entry.classes = {{"story", sync::FieldClass::Account}, {"age", sync::FieldClass::Identity}};
  entry.seal = options.seal;
  std::optional<store::StagedBlob> blob;
  if (!options.file.empty()) {
    MemorySource source(options.file);
    NoProgress progress;
    blob = must(store::take_in_blob(vault, source, "application/pdf", progress));
    entry.blobs = {blob->fact.ref};
    entry.values[sync::blob_path(blob->fact.ref)] = sync::blob_leaf(blob->fact);
  }
  store::Transaction transaction = must(store::Transaction::begin(vault.database()));
  if (blob && options.seal) entry.blob_keys.push_back({blob->fact.ref, blob->key.clone()});
  sync::SignedEntry out = must(store::append_entry(vault, entry));
  if (blob) must(store::attach_blob(vault, out.hash, *blob, options.seal));
  must(store::commit_entries(vault, std::move(transaction)));
  return out;
}

void write_records(ExchangeWorld& world, const std::string& name, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    write_record(world, name, {"invented story " + std::to_string(i), {}, false});
  }
}

std::vector<exchange::WrittenBundle> send(ExchangeWorld& world, const std::string& name,
                                          const exchange::BundleRequest& request) {
  sync::Folder road = world.road();
  NoProgress progress;
  return must(exchange::write_bundles(world.vault(name), road, request, progress));
}

std::vector<exchange::ImportOutcome> receive(ExchangeWorld& world, const std::string& name) {
  sync::Folder road = world.road();
  NoProgress progress;
  return must(exchange::import_road(world.vault(name), road, progress));
}

std::vector<exchange::SentReceipt> answer(ExchangeWorld& world) {
  sync::Folder road = world.road();
  NoProgress progress;
  return must(exchange::write_receipts(world.hq(), road, progress));
}

exchange::ImportOutcome import_bytes(ExchangeWorld& world, ByteView bytes, const std::string& name) {
  MemorySource source(bytes);
  NoProgress progress;
  return must(exchange::import_file(world.vault(name), "a file.age", source, progress));
}

exchange::Confirmation confirmed(ExchangeWorld& world, const std::string& name) {
  return must(exchange::confirmation(world.vault(name)));
}

void set_device_state(ExchangeWorld& world, const sync::DeviceId& device, sync::DeviceState state,
                      std::uint64_t revoked_after_seq) {
  change_device(world, device, [&](sync::Device& changed) {
    changed.state = state;
    changed.revoked_after_seq = revoked_after_seq;
    changed.revoked_head = {};
    if (revoked_after_seq == 0) return;
    // As whoever revokes knows it: from HQ's vault or, here, from the laptop itself.
    for (const char* name : {kR7, kHq}) {
      const auto last = must(store::entry_at(world.vault(name), device, revoked_after_seq));
      if (last) changed.revoked_head = last->signed_entry.hash;
    }
  });
}

void set_device_expiry(ExchangeWorld& world, const sync::DeviceId& device, std::int64_t days) {
  change_device(world, device, [&](sync::Device& changed) {
    changed.certificate.expires_ms = world.clock.now_ms + days * 24 * 3600 * 1000;
    changed.certificate.issued_ms = changed.certificate.expires_ms - 1;
  });
}

void new_epoch(ExchangeWorld& world, std::uint32_t number) {
  sync::Roster roster = *world.hq().roster();
  ++roster.version;
  roster.epochs.push_back(must(exchange::make_epoch(world.hq(), number)));
  must(world.hq().keep_roster(sync::sign_document(sync::kRosterLabel, sync::encode_roster(roster), root_key()),
                              roster));
}

void set_small_bundles(ExchangeWorld& world, bool small) {
  sync::Roster roster = *world.hq().roster();
  ++roster.version;
  roster.policy.small_bundles = small;
  must(world.hq().keep_roster(sync::sign_document(sync::kRosterLabel, sync::encode_roster(roster), root_key()),
                              roster));
}

std::map<std::string, Bytes> road_files(ExchangeWorld& world) {
  std::map<std::string, Bytes> out;
  const std::string prefix = std::string(kRoad) + "/";
  for (const std::string& path : world.files.paths()) {
    if (path.compare(0, prefix.size(), prefix) == 0) out[path.substr(prefix.size())] = world.files.content(path);
  }
  return out;
}

void clear_road(ExchangeWorld& world) {
  for (const auto& [name, bytes] : road_files(world)) must(world.files.remove(std::string(kRoad) + "/" + name));
}

std::string outside_quarantine(ExchangeWorld& world, const std::string& name) {
  std::string out;
  for (const auto& [table, rows] : dump_tables(world.vault(name), {"quarantine", "sqlite_sequence"})) {
    out += "table " + table + "\n";
    for (const std::string& row : rows) out += row + "\n";
  }
  for (const std::string& path : world.files.paths()) {
    const bool vault_file = path.compare(0, name.size() + 2, folder_of(name) + "/") == 0;
    const bool counts = path.find("/blobs/") != std::string::npos || path.find("/lost/") != std::string::npos ||
                        path.find(".temp") != std::string::npos;
    if (vault_file && counts) out += "file " + path + "\n";
  }
  return out;
}

Hash256 state_of(ExchangeWorld& world, const std::string& name) { return must(store::state_hash(world.vault(name))); }

std::uint64_t entries_of_device(ExchangeWorld& world, const std::string& at, const std::string& device) {
  std::uint64_t out = 0;
  for (const sync::HeldRange& range : must(store::held_ranges(world.vault(at), world.vault(device).device()))) {
    out += range.to - range.from + 1;
  }
  return out;
}

Bytes craft(ExchangeWorld& world, const CraftedBundle& parts) {
  const sync::Roster& roster = *world.hq().roster();
  std::vector<crypto::Recipient> recipients = parts.recipients;
  if (recipients.empty()) recipients.push_back(roster.current_epoch().bundle);
  sync::Manifest manifest;
  manifest.team = parts.team.value_or(roster.team);
  manifest.sender = sync::device_id(parts.signer->public_key());
  manifest.number = parts.number;
  manifest.kind = parts.kind;
  std::vector<sync::SectionContent> sections;
  const auto add = [&sections](sync::SectionType type, ByteView raw) {
    sync::PackedSection packed = sync::pack_section(raw);
    sections.push_back(sync::section_from_bytes(type, std::move(packed.stored), packed.raw_size));
  };
  if (!parts.entries.empty()) {
    manifest.segment = sync::range_of(parts.entries);
    add(sync::SectionType::Entries, sync::encode_entries(parts.entries));
  }
  if (!parts.openings.empty()) add(sync::SectionType::Openings, sync::encode_openings(parts.openings));
  for (const sync::SectionContent& section : parts.more) sections.push_back(section);
  const sync::BundleContent content = must(sync::prepare_bundle(manifest, std::move(sections), recipients));
  NoProgress progress;
  MemorySink out;
  must(sync::write_bundle(
      content, {recipients, *parts.signer, sync::kBundleFloor, world.random, world.pool, progress}, out));
  return out.take();
}

CraftedChain& CraftedChain::after(const sync::SignedEntry& entry) {
  seq_ = entry.entry.seq;
  prev_ = entry.hash;
  return *this;
}

sync::SignedEntry CraftedChain::add(const sync::Values& values, const std::optional<Hash256>& form,
                                    sync::EntryType type) {
  sync::Opening opening = sync::make_opening(values, {}, world_.random);
  sync::Entry entry;
  entry.team = world_.hq().roster()->team;
  entry.device = sync::device_id(key_.public_key());
  entry.seq = ++seq_;
  entry.prev = prev_;
  entry.wall_ms = world_.clock.now_ms;
  entry.hlc = sync::next_hlc({}, entry.wall_ms);
  entry.type = type;
  entry.object = world_.random.id();
  entry.form = form;
  entry.root = sync::opening_root(opening).value();
  entry.blobs = std::exchange(next_blobs, {});
  entry.parents = std::exchange(next_parents, {});
  std::sort(entry.parents.begin(), entry.parents.end());
  sync::SignedEntry signed_entry = sync::sign_entry(entry, key_);
  prev_ = signed_entry.hash;
  entries.push_back(signed_entry);
  openings.push_back({signed_entry.hash, std::move(opening)});
  return signed_entry;
}

}  // namespace holdfast::test
