#include "tests/app/cli/cli_world.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

namespace holdfast::test {

CliWorld::CliWorld() {
  std::string name = (std::filesystem::temp_directory_path() / "holdfast-cli-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  folder_ = name;
  write("passphrase", "invented words for a test only\n");
}

CliWorld::~CliWorld() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void CliWorld::write(const std::string& name, const std::string& content) const {
  std::ofstream out(folder_ / name, std::ios::binary);
  out << content;
}

std::string CliWorld::read(const std::string& name) const {
  std::ifstream in(folder_ / name, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

CommandRun CliWorld::run(const std::vector<std::string>& words, const std::string& input) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Result<text::Catalogue> catalogue = text::Catalogue::embedded("en");
  REQUIRE(catalogue.ok());
  cli::Context context{
      {files_, clock, random_, pool_}, in, out, err, terminal, std::move(catalogue).value(), [](const std::string&) {
        return std::optional<std::string>();
      }};
  context.password = crypto::PasswordParameters{3, crypto::kPasswordMemoryMin};
  context.guards = guards;
  CommandRun run;
  run.status = cli::run_command(context, words);
  run.out = out.str();
  run.err = err.str();
  return run;
}

CommandRun CliWorld::with_passphrase(std::vector<std::string> words, const std::string& input) {
  words.push_back("--passphrase-file");
  words.push_back(path("passphrase"));
  return run(words, input);
}

void CliWorld::make_team() {
  const CommandRun hq = with_passphrase(
      {"hq", "create", path("hq"), "--team", "Invented team", "--recovery-out", path("recovery"), "--json"});
  INFO(hq.err);
  REQUIRE(hq.status == cli::ExitStatus::Done);
  const CommandRun request =
      with_passphrase({"enroll", "request", path("laptop"), "--name", "R7", "--out", path("request"), "--json"});
  INFO(request.err);
  REQUIRE(request.status == cli::ExitStatus::Done);
  const std::string device_words = nlohmann::json::parse(request.out)["words"];
  const CommandRun approve = with_passphrase({"enroll", "approve", path("hq"), path("request"), "--device-words",
                                              device_words, "--role", "field", "--out", path("answer"), "--json"});
  INFO(approve.err);
  REQUIRE(approve.status == cli::ExitStatus::Done);
  const std::string hq_words = nlohmann::json::parse(approve.out)["words"];
  const CommandRun accept =
      with_passphrase({"enroll", "accept", path("laptop"), path("answer"), "--hq-words", hq_words});
  INFO(accept.err);
  REQUIRE(accept.status == cli::ExitStatus::Done);
}

}  // namespace holdfast::test
