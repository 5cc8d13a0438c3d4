// Wires the real seams and runs one command. The one catch-all of the program is here: whatever a library throws ends
// the command with keys wiped by the destructors on the way.
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "app/cli/command_table.h"
#include "app/cli/output.h"
#include "app/store/wiping.h"
#include "app/text/time_zone.h"
#include "crypto/secret.h"

namespace holdfast {
namespace {

extern "C" void on_interrupt(int) { cli::request_interrupt(); }

std::optional<std::string> environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return std::nullopt;
  return std::string(value);
}

int run(int count, char** words) {
  SystemFiles files;
  SystemClock clock;
  SystemRandom random;
  Pool pool;
  cli::SystemTerminal terminal;
  Result<text::Catalogue> catalogue = text::Catalogue::embedded("en");
  HOLDFAST_ASSERT(catalogue.ok());
  cli::Context context{{files, clock, random, pool}, std::cin,   std::cout, std::cerr, terminal,
                       std::move(catalogue).value(), environment};
  context.guards = crypto::process_guards;
  context.seams.time_zone = text::time_zone_of_this_machine();
  return static_cast<int>(cli::run_command(context, std::vector<std::string>(words + 1, words + count)));
}

}  // namespace
}  // namespace holdfast

int main(int count, char** words) {
  std::setlocale(LC_TIME, "C");
  std::signal(SIGINT, holdfast::on_interrupt);
  std::signal(SIGTERM, holdfast::on_interrupt);
  std::signal(SIGPIPE, SIG_IGN);
  holdfast::crypto::start_crypto();
  holdfast::store::install_wiping_allocators();
  try {
    return holdfast::run(count, words);
  } catch (const std::exception&) {
    std::cerr
        << "Something inside the program failed. What was reported as saved is safe. Please run holdfast verify.\n";
    return static_cast<int>(holdfast::cli::ExitStatus::Failed);
  }
}
