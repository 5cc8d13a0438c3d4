// Every command, once: names, arguments, options, summary, handler. Help, man page, completion and parsing follow
// from these rows; a command that is not here does not exist.
#pragma once

#include <span>

#include "app/cli/context.h"
#include "app/cli/exit_status.h"

namespace holdfast::cli {

using Handler = Result<ExitStatus> (*)(Invocation& invocation);

struct ArgumentSpec {
  const char* name;  // shown in capitals
  const char* help;
  bool optional = false;
  bool many = false;  // takes all that follow
  const char* shown = nullptr;  // instead of the name, where that says more
};

struct OptionSpec {
  const char* name;             // long, without dashes
  const char* value = nullptr;  // shown in capitals; none: a flag
  const char* help = "";
  bool many = false;  // may be given several times
  bool required = false;
};

// Which of the common options a command takes.
enum class Opens : std::uint8_t {
  Nothing,
  Vault,     // VAULT is the first argument and is opened: --passphrase-file, --passphrase-fd, --as, --key-file, --now
  FormOrVault,  // names a form: a file alone, or VAULT and its id (form_named.h); the options of Vault
  NewVault,  // may make one: also --new-passphrase-file, --new-passphrase-fd
};

struct CommandSpec {
  const char* name;     // "person status", or one word for a daily verb
  const char* group;    // as in interface.md: daily, record, person, …
  const char* summary;  // one sentence
  Opens opens = Opens::Nothing;
  std::vector<ArgumentSpec> arguments;  // without VAULT
  std::vector<OptionSpec> options;      // without the common ones
  Handler handler = nullptr;
};

// In the order of the help page. Built on each call from the groups' own rows.
std::vector<CommandSpec> command_table();

// The rows of each group, in its own file.
std::vector<CommandSpec> record_commands();
std::vector<CommandSpec> person_commands();
std::vector<CommandSpec> person_view_commands();  // person show, person consent show; part of the above
std::vector<CommandSpec> interpreter_commands();
std::vector<CommandSpec> exhibit_commands();
std::vector<CommandSpec> export_commands();    // record export
std::vector<CommandSpec> form_commands();
std::vector<CommandSpec> form_lint_commands();  // forms lint
std::vector<CommandSpec> form_logic_commands();  // forms eval
std::vector<CommandSpec> paper_commands();     // forms print
std::vector<CommandSpec> check_commands();     // identifier, date, code
std::vector<CommandSpec> judge_commands();     // age, screening
std::vector<CommandSpec> road_commands();
std::vector<CommandSpec> decision_commands();  // quarantine, conflicts, report
std::vector<CommandSpec> team_commands();      // enroll, device, staff, hq, keys
std::vector<CommandSpec> vault_commands();     // vault, verify, batch
std::vector<CommandSpec> program_commands();   // demo, help, version

// All options of a command, the common ones included.
std::vector<OptionSpec> all_options(const CommandSpec& spec);
// All arguments, VAULT included.
std::vector<ArgumentSpec> all_arguments(const CommandSpec& spec);
// "holdfast person status VAULT PERSON --place P …"
std::string usage_line(const CommandSpec& spec);

// Runs one command line (without the program's name) and returns the exit status. All output goes to the context.
ExitStatus run_command(Context& context, const std::vector<std::string>& words);

}  // namespace holdfast::cli
