// Runs commands in this process as a shell would: words in, exit status, stdout and stderr out.
#pragma once

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "app/cli/command_table.h"
#include "tests/support/fake_seams.h"

namespace holdfast::test {

// No terminal at all: whatever would have to be asked fails with the option that would have answered.
class NoTerminal final : public cli::Terminal {
 public:
  bool input_is_terminal() const override { return terminal; }
  bool output_is_terminal() const override { return terminal; }
  bool error_is_terminal() const override { return false; }
  Result<crypto::SecretBuffer> ask_secret(const std::string&) override { return cli::kCommandNoTerminal; }
  Result<std::string> ask(const std::string&) override {
    if (!terminal || answers.empty()) return cli::kCommandNoTerminal;
    std::string first = answers.front();
    answers.erase(answers.begin());
    return first;
  }
  Result<crypto::SecretBuffer> read_descriptor(int) override { return cli::kCommandInput; }

  bool terminal = false;
  std::vector<std::string> answers;
};

struct CommandRun {
  cli::ExitStatus status = cli::ExitStatus::Done;
  std::string out;
  std::string err;
};

// A temp folder of its own, the real disk, vaults at the library's floor.
class CliWorld {
 public:
  CliWorld();
  ~CliWorld();
  CliWorld(const CliWorld&) = delete;
  CliWorld& operator=(const CliWorld&) = delete;

  CommandRun run(const std::vector<std::string>& words, const std::string& input = "");
  // The same with the passphrase file of this world behind the words.
  CommandRun with_passphrase(std::vector<std::string> words, const std::string& input = "");
  // The path of something in the folder.
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void write(const std::string& name, const std::string& content) const;
  std::string read(const std::string& name) const;

  // HQ "hq" and laptop "laptop" (R7), enrolled with words in both directions.
  void make_team();

  std::function<crypto::ProcessGuards()> guards{};
  FakeClock clock;
  NoTerminal terminal;

 private:
  std::filesystem::path folder_;
  SystemFiles files_;
  SystemRandom random_;
  Pool pool_{2};
};

}  // namespace holdfast::test
