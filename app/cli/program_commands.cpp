// demo, help, version.
#include <nlohmann/json.hpp>

#include "app/cli/build_facts.h"
#include "app/cli/demo.h"
#include "app/cli/help.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"

namespace holdfast::cli {

namespace {

Result<ExitStatus> run_help(Invocation& invocation) {
  const std::vector<CommandSpec> table = command_table();
  std::string name;
  for (const std::string& word : invocation.argument_list("command")) name += (name.empty() ? "" : " ") + word;
  std::string text;
  if (name.empty())
    text = help_text(table);
  else if (name == "exit")
    text = exit_help();
  else if (name == "json")
    text = json_help();
  else if (name == "man")
    text = man_page(table);
  else if (name == "completion")
    text = bash_completion(table);
  for (const CommandSpec& spec : table) {
    const std::string_view full = spec.name;
    if (text.empty() && full == name) text = command_help(spec);
  }
  // A noun alone: all its verbs.
  if (text.empty()) {
    for (const CommandSpec& spec : table) {
      if (std::string_view(spec.name).substr(0, name.size() + 1) == name + " ")
        text += usage_line(spec) + "\n    " + spec.summary + "\n";
    }
  }
  if (text.empty()) return Error{kCommandUsage, "there is no such command: see holdfast help"};
  return answer(invocation, Json({{"help", text}}).dump(), text);
}

Result<ExitStatus> run_version(Invocation& invocation) {
  return answer(invocation, Json{{"name", kProductName}, {"version", kProductVersion}}.dump(),
                std::string(kProductName) + " " + kProductVersion + "\n");
}

}  // namespace

std::vector<CommandSpec> program_commands() {
  return {
      {"demo",
       "program",
       "Play the whole story in one folder: four laptops, sticks, headquarters, figures.",
       Opens::Nothing,
       {},
       {{"dir", "DIR", "Folder for it; must not exist yet (holdfast-demo)."}},
       run_demo},
      {"help",
       "program",
       "Explain a command; also: json, exit, man, completion.",
       Opens::Nothing,
       {{"command", "Command.", true, true}},
       {},
       run_help},
      {"version", "program", "Say which version this is.", Opens::Nothing, {}, {}, run_version},
  };
}

}  // namespace holdfast::cli
