#include "tests/app/team_world.h"

#include <algorithm>

#include "app/exchange/enrolment.h"

namespace holdfast::test {

namespace {

constexpr const char* kTeamNames[] = {"HQ", "R7", "R8"};

std::string team_folder(const std::string& name) { return "/" + name; }
std::string staff_of(const std::string& name) { return name + "-S1"; }

// Everything a world begins with: enrolling with words takes too long to do it for every case.
struct EnrolledTeam {
  std::map<std::string, Bytes> files;
  std::vector<Bytes> shares;
};

struct Enrolling {
  FakeFiles files;
  FakeClock clock;
  FakeRandom random{3};
  Pool pool{2};
  FilesVfs vfs{files, "team-template"};

  store::Vault make(const std::string& name) {
    store::Vault::Creation creation;
    creation.parameters = {3, crypto::kPasswordMemoryMin};
    creation.staff = staff_of(name);
    return need(
        store::Vault::create({files, clock, random, pool, vfs.name()}, team_folder(name), team_passphrase(), creation));
  }

  void enrol(store::Vault& hq, store::Vault& laptop, const std::string& name) {
    const exchange::RequestAnswer request = need(exchange::request_enrolment(laptop, name));
    const exchange::ApproveAnswer approved =
        need(exchange::approve_enrolment(hq, request.file, request.words, sync::Role::Field));
    need(exchange::accept_enrolment(laptop, approved.file, approved.words));
  }
};

EnrolledTeam make_enrolled_team() {
  crypto::start_crypto();
  Enrolling world;
  EnrolledTeam out;
  std::map<std::string, store::Vault> vaults;
  for (const char* name : kTeamNames) vaults.emplace(name, world.make(name));
  hq::CreateRequest request;
  request.team = "Invented team";
  const hq::CreateAnswer created =
      need(hq::create_hq(vaults.at("HQ"), request, crypto::SecretBuffer::copy_of(as_bytes("an invented root"))));
  for (const crypto::SecretBuffer& share : created.recovery_shares) out.shares.push_back(to_bytes(share.view()));
  world.enrol(vaults.at("HQ"), vaults.at("R7"), "R7");
  world.enrol(vaults.at("HQ"), vaults.at("R8"), "R8");
  for (auto& [name, vault] : vaults) need(vault.lock());
  vaults.clear();
  for (const std::string& path : world.files.paths()) out.files[path] = world.files.content(path);
  return out;
}

const EnrolledTeam& enrolled_team() {
  static const EnrolledTeam kTeam = make_enrolled_team();
  return kTeam;
}

std::string team_vfs_name(const void* world) {
  return "team-" + std::to_string(reinterpret_cast<std::uintptr_t>(world));
}

}  // namespace

crypto::Passphrase team_passphrase(const std::string& text) {
  return {crypto::SecretBuffer::copy_of(as_bytes(text)), {}};
}

std::vector<crypto::SecretBuffer> team_shares() {
  std::vector<crypto::SecretBuffer> out;
  for (const Bytes& share : enrolled_team().shares) out.push_back(crypto::SecretBuffer::copy_of(share));
  return out;
}

TeamWorld::TeamWorld() : vfs_(files, team_vfs_name(this)) {
  for (const auto& [path, bytes] : enrolled_team().files) files.put(path, bytes);
  need(files.make_folder(kTeamRoad));
  for (const char* name : kTeamNames) need(unlock(name, "an invented passphrase", staff_of(name)));
}

TeamWorld::~TeamWorld() = default;

store::Seams TeamWorld::seams() { return {files, clock, random, pool, vfs_.name()}; }

void TeamWorld::lock(const std::string& name) {
  need(vault(name).lock());
  vaults_[name].reset();
}

Result<void> TeamWorld::unlock(const std::string& name, const std::string& passphrase, const std::string& staff) {
  store::Vault::OpenOptions options;
  options.staff = staff;
  store::Vault opened = TRY(store::Vault::open(seams(), team_folder(name), team_passphrase(passphrase), options));
  vaults_[name] = std::make_unique<store::Vault>(std::move(opened));
  return {};
}

field::SubmitAnswer TeamWorld::submit(const std::string& name, const std::string& form, const std::string& answers) {
  field::SubmitRequest request;
  request.form_id = form;
  request.answers_json = answers;
  clock.now_ms += 1000;
  field::SubmitAnswer answer = need(field::submit(vault(name), request, progress));
  std::string said;
  for (const forms::AnswerProblem& problem : answer.problems) said += problem.path + ": " + problem.sentence + "\n";
  INFO(said);
  REQUIRE(answer.problems.empty());
  return answer;
}

sync::ObjectId TeamWorld::person(const std::string& name, const std::string& nationality, const std::string& out_when,
                                 const std::string& more) {
  const std::string said = nationality.empty() ? "" : ", \"nationality\": \"" + nationality + "\"";
  return submit(name, "register", "{\"country\": \"KH\", \"out_when\": \"" + out_when + "\"" + said + more + "}")
      .record;
}

void TeamWorld::status(const std::string& name, const sync::ObjectId& person, const std::string& status,
                       const std::string& when, const std::string& country) {
  submit(name, "status",
         "{\"person\": \"" + to_hex(person) + "\", \"status\": \"" + status + "\", \"when_\": \"" + when +
             "\", \"country\": \"" + country + "\", \"basis\": \"seen\"}");
}

sync::ObjectId TeamWorld::exhibit(const std::string& name, const std::string& file_name, ByteView content) {
  field::SubmitRequest request;
  request.form_id = "evidence";
  request.answers_json =
      R"({"type": "Document", "description": "Invented plan", "recovered_from": "Invented shelter",
          "collected_at": "2026-09-20T14:05:00.000+07:00", "acquisition_method": "Handover", "tamper_seal": "HF-1"})";
  request.attachments = {attachment("att", file_name, content)};
  const field::SubmitAnswer answer = need(field::submit(vault(name), request, progress));
  REQUIRE(answer.problems.empty());
  REQUIRE(answer.files == 1);
  return answer.record;
}

std::vector<exchange::WrittenBundle> TeamWorld::bundle(const std::string& name) {
  sync::Folder road(files, kTeamRoad);
  return need(exchange::write_bundles(vault(name), road, {}, progress));
}

std::vector<exchange::ImportOutcome> TeamWorld::import() {
  sync::Folder road(files, kTeamRoad);
  return need(exchange::import_road(hq(), road, progress));
}

void TeamWorld::carry(const std::string& name) {
  REQUIRE_FALSE(bundle(name).empty());
  for (const exchange::ImportOutcome& outcome : import()) {
    INFO(outcome.name << " " << outcome.code);
    CHECK(outcome.state != exchange::ImportState::Refused);
    CHECK(outcome.held.empty());
  }
}

hq::StatusReport TeamWorld::report(const std::string& day) {
  return need(hq::status_report(hq(), {need(cases::parse_day(day)), {}}));
}

field::AttachmentSource attachment(const std::string& question, const std::string& file_name, ByteView content,
                                   const std::string& media_type) {
  struct Owning final : Source {
    explicit Owning(Bytes bytes) : bytes_(std::move(bytes)), source_(bytes_) {}
    Result<std::size_t> read(MutableByteView out) override { return source_.read(out); }
    Bytes bytes_;
    MemorySource source_;
  };
  const Bytes bytes = to_bytes(content);
  return {question, file_name, media_type, [bytes]() -> Result<std::unique_ptr<Source>> {
            return std::unique_ptr<Source>(std::make_unique<Owning>(bytes));
          }};
}

bool has_problem(const std::vector<forms::AnswerProblem>& problems, const std::string& path, const std::string& code) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const auto& problem) { return problem.path == path && problem.code == code; });
}

}  // namespace holdfast::test
