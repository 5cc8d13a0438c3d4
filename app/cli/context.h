// What a command runs in: the seams, the streams, the languages, and in a batch the one vault that stays open.
#pragma once

#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/terminal.h"
#include "app/store/vault.h"
#include "app/text/catalogue.h"
#include "crypto/process.h"

namespace holdfast::cli {

struct Context {
  store::Seams seams;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  Terminal& terminal;
  text::Catalogue catalogue;
  std::function<std::optional<std::string>(const std::string&)> environment;
  // Parameters for new vaults. Nothing: measured on this machine when needed.
  std::optional<crypto::PasswordParameters> password{};
  // What the system did for our secrets; main wires crypto::process_guards. Nothing: not looked at.
  std::function<crypto::ProcessGuards()> guards{};
  // Set while a batch runs: commands use this vault instead of opening one.
  std::optional<store::Vault> open_vault{};
  std::string open_vault_path{};
};

struct CommandSpec;

// One command as it was typed, parsed against its row of the table.
struct Invocation {
  Context& context;
  const CommandSpec& spec;
  std::map<std::string, std::vector<std::string>> arguments;  // by name; positional
  std::map<std::string, std::vector<std::string>> options;    // by long name without dashes; flags have no values

  bool has(const std::string& option) const { return options.count(option) != 0; }
  bool json() const { return has("json"); }
  std::optional<std::string> option(const std::string& name) const;
  const std::vector<std::string>& values(const std::string& option) const;
  // The value of a single argument. REQUIRES: the table says it is required.
  const std::string& argument(const std::string& name) const;
  const std::vector<std::string>& argument_list(const std::string& name) const;
};

}  // namespace holdfast::cli
