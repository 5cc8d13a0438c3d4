// The computers of the demo: headquarters and its laptops, each with a vault of its own, all open in this process.
//
//   DIR/passphrase            opens all of them; a real team never shares one, and never keeps it beside the vaults
//   DIR/hq, DIR/laptop-<name> the vaults
//   DIR/recovery              headquarters' recovery shares and root key: in a real team on paper, and apart
//   DIR/stick-<name>          roads, made as they are needed
#pragma once

#include <map>
#include <optional>

#include "app/cli/context.h"
#include "app/cli/demo_scenario.h"

namespace holdfast::cli {

class DemoWorld {
 public:
  // Makes the folder, the passphrase and headquarters. The folder must not exist (kDemoFolder).
  static Result<DemoWorld> create(Context& context, const std::string& folder);

  struct Enrolled {
    std::string device_words;
    std::string hq_words;
  };
  // A laptop's vault, and its place in the team: words compared in both directions.
  Result<Enrolled> add_laptop(const DemoTeam& team);

  store::Vault& hq() { return *hq_; }
  // Null where no team has such a laptop.
  store::Vault* laptop(const std::string& name);
  const std::vector<std::string>& laptop_names() const { return names_; }

  // The stick's folder, made if it is not there yet.
  Result<std::string> stick(const std::string& name);
  std::string path(const std::string& name) const { return join_path(folder_, name); }
  const std::string& folder() const { return folder_; }
  const store::Seams& seams() const { return hq_->seams(); }

  // Locks everything; the first error is told.
  Result<void> lock();

 private:
  DemoWorld(std::string folder, crypto::Passphrase passphrase, const crypto::PasswordParameters& parameters)
      : folder_(std::move(folder)), passphrase_(std::move(passphrase)), parameters_(parameters) {}
  Result<void> create_hq(const store::Seams& seams);

  std::string folder_;
  crypto::Passphrase passphrase_;
  crypto::PasswordParameters parameters_;
  std::optional<store::Vault> hq_;
  std::vector<std::string> names_;
  std::map<std::string, store::Vault> laptops_;
};

}  // namespace holdfast::cli
