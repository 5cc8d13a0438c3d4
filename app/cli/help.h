// Help, man page and completion, all from the command table.
#pragma once

#include "app/cli/command_table.h"

namespace holdfast::cli {

// All commands by group, a line each.
std::string help_text(const std::vector<CommandSpec>& table);
// One command with its arguments and options.
std::string command_help(const CommandSpec& spec);
// `holdfast help exit` and `holdfast help json`.
std::string exit_help();
std::string json_help();
// roff for holdfast.1, and a script for bash.
std::string man_page(const std::vector<CommandSpec>& table);
std::string bash_completion(const std::vector<CommandSpec>& table);

}  // namespace holdfast::cli
