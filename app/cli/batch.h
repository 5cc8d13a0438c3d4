// Many commands with one unlock: a line each, without "holdfast" and VAULT.
#pragma once

#include "app/cli/command_table.h"

namespace holdfast::cli {

// A line as a shell would split it: blanks, single and double quotes, backslash; # begins a comment.
// kCommandUsage where a quote is not closed.
Result<std::vector<std::string>> split_line(std::string_view line);

Result<ExitStatus> run_batch(Invocation& invocation);

}  // namespace holdfast::cli
