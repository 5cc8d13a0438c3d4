// `holdfast demo`: a headquarters and four laptops in one folder, from the scenario in assets/demo, through the same
// use-cases as any other command. Ends with the figures that governments gave, counted from the records.
#pragma once

#include "app/cli/command_table.h"

namespace holdfast::cli {

Result<ExitStatus> run_demo(Invocation& invocation);

}  // namespace holdfast::cli
