#include "app/cli/demo_world.h"

#include "app/cli/machine.h"
#include "app/exchange/enrolment.h"
#include "app/hq/office/create.h"
#include "app/text/unicode.h"
#include "crypto/fingerprint.h"

namespace holdfast::cli {

namespace {

constexpr const char* kDemoTeamName = "Invented rescue team";
constexpr const char* kDemoHqStaff = "HQ-S1";

// Words in a file, as a script would read them back with --passphrase-file.
Result<crypto::Passphrase> make_demo_passphrase(const store::Seams& seams, const std::string& path) {
  const crypto::SecretBuffer words = crypto::generate_passphrase(seams.random);
  crypto::SecretBuffer line(words.size() + 1);
  for (std::size_t i = 0; i < words.size(); ++i) line.mutable_view()[i] = words.view()[i];
  line.mutable_view()[words.size()] = '\n';
  TRY(write_new_file(seams.files, path, line.view()));
  return crypto::Passphrase{text::nfkc_passphrase(line.view()), std::nullopt};
}

}  // namespace

Result<DemoWorld> DemoWorld::create(Context& context, const std::string& folder) {
  const store::Seams& seams = context.seams;
  if (TRY(seams.files.exists(folder))) return Error{kDemoFolder, folder};
  TRY(seams.files.make_folder(folder));
  crypto::Passphrase passphrase = TRY(make_demo_passphrase(seams, join_path(folder, "passphrase")));
  // Measured once: all five vaults stand on one machine, and cost a thief the same.
  const crypto::PasswordParameters parameters =
      context.password ? *context.password : crypto::calibrate_password(seams.clock, machine_memory_bytes());
  DemoWorld world(folder, std::move(passphrase), parameters);
  TRY(world.create_hq(seams));
  return world;
}

Result<void> DemoWorld::create_hq(const store::Seams& seams) {
  hq_ = TRY(store::Vault::create(seams, path("hq"), passphrase_, {parameters_, kDemoHqStaff}));
  hq::CreateRequest request;
  request.team = kDemoTeamName;
  const hq::CreateAnswer created = TRY(hq::create_hq(*hq_, request, passphrase_.text));
  const std::string recovery = path("recovery");
  TRY(seams.files.make_folder(recovery));
  for (std::size_t i = 0; i < created.recovery_shares.size(); ++i) {
    const std::string share = join_path(recovery, "share-" + std::to_string(i + 1) + ".txt");
    TRY(write_new_file(seams.files, share, created.recovery_shares[i].view()));
  }
  TRY(write_new_file(seams.files, join_path(recovery, "root.key"), created.root_file.view()));
  return hq::confirm_recovery(*hq_, created.recovery_shares);
}

Result<DemoWorld::Enrolled> DemoWorld::add_laptop(const DemoTeam& team) {
  store::Vault vault =
      TRY(store::Vault::create(hq_->seams(), path("laptop-" + team.laptop), passphrase_, {parameters_, team.staff}));
  const exchange::RequestAnswer request = TRY(exchange::request_enrolment(vault, team.device));
  const exchange::ApproveAnswer approved =
      TRY(exchange::approve_enrolment(*hq_, request.file, request.words, sync::Role::Field));
  TRY(exchange::accept_enrolment(vault, approved.file, approved.words));
  laptops_.emplace(team.laptop, std::move(vault));
  names_.push_back(team.laptop);
  return Enrolled{request.words, approved.words};
}

store::Vault* DemoWorld::laptop(const std::string& name) {
  const auto found = laptops_.find(name);
  return found == laptops_.end() ? nullptr : &found->second;
}

Result<std::string> DemoWorld::stick(const std::string& name) {
  const std::string folder = path("stick-" + name);
  TRY(seams().files.make_folder(folder));
  return folder;
}

Result<void> DemoWorld::lock() {
  Result<void> out = {};
  for (auto& [name, vault] : laptops_) {
    const Result<void> locked = vault.lock();
    if (!locked.ok() && out.ok()) out = locked.error();
  }
  const Result<void> locked = hq_->lock();
  return out.ok() ? locked : out;
}

}  // namespace holdfast::cli
