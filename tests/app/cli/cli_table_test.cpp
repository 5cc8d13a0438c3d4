// The command table and what is made from it; nothing here opens a vault.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include <nlohmann/json.hpp>

#include "app/cli/batch.h"
#include "app/cli/help.h"
#include "app/cli/output.h"
#include "app/cli/time_text.h"
#include "app/text/catalogue.h"
#include "tests/app/cli/cli_world.h"

namespace holdfast::cli {

TEST_CASE("Every command has a name of its own, a summary, a group and a handler") {
  std::set<std::string> names;
  for (const CommandSpec& spec : command_table()) {
    INFO(spec.name);
    CHECK(names.insert(spec.name).second);
    CHECK(std::string(spec.summary).size() > 10);
    CHECK(std::string(spec.summary).back() == '.');
    CHECK(spec.handler != nullptr);
  }
  CHECK(names.size() > 40);
}

TEST_CASE("Help, man page and completion name every command and every option") {
  const std::vector<CommandSpec> table = command_table();
  const std::string help = help_text(table);
  const std::string man = man_page(table);
  const std::string completion = bash_completion(table);
  for (const CommandSpec& spec : table) {
    INFO(spec.name);
    CHECK(help.find(std::string("  ") + spec.name) != std::string::npos);
    CHECK(man.find("holdfast " + std::string(spec.name)) != std::string::npos);
    CHECK(completion.find(spec.name) != std::string::npos);
    for (const OptionSpec& option : all_options(spec)) {
      CHECK(command_help(spec).find("--" + std::string(option.name)) != std::string::npos);
      CHECK(completion.find("--" + std::string(option.name)) != std::string::npos);
    }
  }
}

TEST_CASE("The man page is roff that a reader of manuals can show") {
  const std::string man = man_page(command_table());
  CHECK(man.find(".TH HOLDFAST 1") != std::string::npos);
  // A line of text that began with a dot or a quote would be taken for a command and vanish.
  std::istringstream lines(man);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] != '.') continue;
    const std::string word = line.substr(0, line.find(' '));
    const std::set<std::string> known{".TH", ".SH", ".TP", ".B", ".I", ".RS", ".RE", ".nf", ".fi", ".\\\""};
    INFO(line);
    CHECK(known.count(word) == 1);
  }
}

TEST_CASE("A batch line is split as a shell would") {
  const auto words = [](std::string_view line) { return split_line(line).value(); };
  CHECK(words("submit --form x").size() == 3);
  CHECK(words("  a\t'b c' \"d \\\" e\" f\\ g # h") == std::vector<std::string>{"a", "b c", "d \" e", "f g"});
  CHECK(words("# only a comment").empty());
  CHECK(words("a '' b") == std::vector<std::string>{"a", "", "b"});
  CHECK_FALSE(split_line("a 'b").ok());
  CHECK_FALSE(split_line("a \"b").ok());
}

TEST_CASE("Kinds of failure have the exit statuses that scripts rely on") {
  CHECK(exit_status(Kind::Usage) == ExitStatus::Usage);
  CHECK(exit_status(Kind::Locked) == ExitStatus::Passphrase);
  CHECK(exit_status(Kind::NotYours) == ExitStatus::Passphrase);
  CHECK(exit_status(Kind::Busy) == ExitStatus::InUse);
  CHECK(exit_status(Kind::Damaged) == ExitStatus::Damaged);
  CHECK(exit_status(Kind::Cancelled) == ExitStatus::Interrupted);
  CHECK(exit_status(Kind::Refused) == ExitStatus::Failed);
  CHECK(exit_status(Kind::Full) == ExitStatus::Failed);
}

TEST_CASE("Sizes, ids and tables are written for people") {
  CHECK(human_size(0) == "0 B");
  CHECK(human_size(1023) == "1023 B");
  CHECK(human_size(1536) == "1.5 KiB");
  CHECK(human_size(std::uint64_t{3} << 30) == "3.0 GiB");
  CHECK(table_text({{"A", "B"}, {"long", "x"}}) == "A     B\nlong  x\n");
  CHECK(table_text({{"名字", "x"}, {"ab", "y"}}) == "名字  x\nab  y\n");
  CHECK(utc_time(1'790'000'000'000) == "2026-09-21T14:13:20Z");
}

TEST_CASE("A stated time is a day, or a day and a minute, and nothing else") {
  CHECK(parse_local_time("2026-11-24").ok());
  CHECK(parse_local_time("2026-11-24T10:15").ok());
  CHECK_FALSE(parse_local_time("yesterday").ok());
  CHECK_FALSE(parse_local_time("2026-11-24T10:15 or so").ok());
  CHECK_FALSE(parse_local_time("").ok());
}

TEST_CASE("An unknown command, option or a missing argument is usage, with the way out") {
  test::CliWorld world;
  CHECK(world.run({"frobnicate"}).status == ExitStatus::Usage);
  CHECK(world.run({}).status == ExitStatus::Usage);
  const test::CommandRun missing = world.run({"record", "show"});
  CHECK(missing.status == ExitStatus::Usage);
  CHECK(missing.err.find("usage: holdfast record show VAULT RECORD") != std::string::npos);
  CHECK(world.run({"version", "--frobnicate"}).status == ExitStatus::Usage);
  const test::CommandRun json = world.run({"record", "show", "--json"});
  CHECK(json.out.empty());
  const auto error = nlohmann::json::parse(json.err)["error"];
  CHECK(error["code"] == "command.usage");
  for (const char* member : {"happened", "safe", "do"}) CHECK_FALSE(error[member].get<std::string>().empty());
}

TEST_CASE("Help is an answer, not an error") {
  test::CliWorld world;
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{{"help"},
                                                                                     {"--help"},
                                                                                     {"help", "exit"},
                                                                                     {"help", "json"},
                                                                                     {"help", "man"},
                                                                                     {"help", "completion"},
                                                                                     {"help", "person", "status"},
                                                                                     {"help", "person"},
                                                                                     {"person", "status", "--help"},
                                                                                     {"version"},
                                                                                     {"--version"}}) {
    const test::CommandRun run = world.run(words);
    CHECK(run.status == ExitStatus::Done);
    CHECK_FALSE(run.out.empty());
    CHECK(run.err.empty());
  }
  CHECK(world.run({"help", "frobnicate"}).status == ExitStatus::Usage);
}

TEST_CASE("A vault that is not there, and a passphrase nobody gave, are said plainly") {
  test::CliWorld world;
  const test::CommandRun missing = world.with_passphrase({"verify", world.path("nowhere")});
  CHECK(missing.status == ExitStatus::Usage);
  CHECK_FALSE(missing.err.empty());
  CHECK(world.run({"verify", "@"}).status == ExitStatus::Usage);
  CHECK_FALSE(std::filesystem::exists(world.path("nowhere")));
}

TEST_CASE("Every reason of the command line has its sentence") {
  const text::Catalogue catalogue = text::Catalogue::embedded("en").value();
  for (const Reason& reason : kReasons) {
    INFO(reason.code());
    const text::Sentence* sentence = catalogue.find(reason.code());
    REQUIRE(sentence != nullptr);
    CHECK_FALSE(sentence->happened.empty());
    CHECK_FALSE(sentence->safe.empty());
    CHECK_FALSE(sentence->do_next.empty());
  }
}

}  // namespace holdfast::cli
