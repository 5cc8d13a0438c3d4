// From words to a call: finds the command in the table, lets CLI11 parse the rest, runs the handler.
// CLI11 throws; this is the one file that calls it, and it catches here.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "app/cli/command_table.h"
#include "app/cli/help.h"
#include "app/cli/output.h"

namespace holdfast::cli {

namespace {

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out(1);
  for (char c : name) {
    if (c == ' ')
      out.emplace_back();
    else
      out.back().push_back(c);
  }
  return out;
}

// The row whose name is the longest prefix of the words; null where there is none.
const CommandSpec* find_command(const std::vector<CommandSpec>& table, const std::vector<std::string>& words) {
  const CommandSpec* best = nullptr;
  std::size_t best_size = 0;
  for (const CommandSpec& spec : table) {
    const std::vector<std::string> name = words_of(spec.name);
    const bool fits = name.size() <= words.size() && std::equal(name.begin(), name.end(), words.begin());
    if (fits && name.size() > best_size) {
      best = &spec;
      best_size = name.size();
    }
  }
  return best;
}

// Declares the arguments and options of a row; CLI11 writes straight into the invocation.
void declare(CLI::App& app, Invocation& invocation, std::map<std::string, bool>& flags) {
  for (const ArgumentSpec& argument : all_arguments(invocation.spec)) {
    CLI::Option* option = app.add_option(argument.name, invocation.arguments[argument.name], argument.help);
    // CLI11 never fills a single thing that expects none; what makes it optional is that it is not required.
    option->expected(argument.optional && argument.many ? 0 : 1, argument.many ? 1 << 20 : 1);
    if (!argument.optional) option->required();
    // A list takes what stands behind it; a single thing leaves it to the next argument.
    if (!argument.many) option->allow_extra_args(false);
  }
  for (const OptionSpec& spec : all_options(invocation.spec)) {
    const std::string name = "--" + std::string(spec.name);
    if (spec.value == nullptr) {
      app.add_flag(name, flags[spec.name], spec.help);
      continue;
    }
    CLI::Option* option = app.add_option(name, invocation.options[spec.name], spec.help);
    option->take_all()->expected(1, spec.many ? 1 << 20 : 1)->allow_extra_args(false);
    if (spec.required) option->required();
  }
}

// Empty entries are what CLI11 left untouched.
void drop_unset(Invocation& invocation, const std::map<std::string, bool>& flags) {
  for (auto it = invocation.options.begin(); it != invocation.options.end();) {
    it = it->second.empty() ? invocation.options.erase(it) : std::next(it);
  }
  for (const auto& [name, set] : flags) {
    if (set) invocation.options[name] = {};
  }
}

ExitStatus usage_failed(Context& context, const CommandSpec* spec, bool json, const std::string& detail) {
  report_error(context, json, Error{kCommandUsage, detail});
  if (!json && spec != nullptr) context.err << "usage: " << usage_line(*spec) << '\n';
  return ExitStatus::Usage;
}

ExitStatus call(Invocation& invocation) {
  Result<ExitStatus> result = invocation.spec.handler(invocation);
  if (result.ok()) return *result;
  report_error(invocation.context, invocation.json(), result.error());
  return exit_status(result.error().kind());
}

}  // namespace

ExitStatus run_command(Context& context, const std::vector<std::string>& words) {
  const std::vector<CommandSpec> table = command_table();
  const bool json = std::find(words.begin(), words.end(), "--json") != words.end();
  if (words.empty() || words[0] == "--help" || words[0] == "-h") {
    context.out << help_text(table);
    return words.empty() ? ExitStatus::Usage : ExitStatus::Done;
  }
  if (words[0] == "--version") return run_command(context, {"version"});
  const CommandSpec* spec = find_command(table, words);
  if (spec == nullptr) return usage_failed(context, nullptr, json, "there is no such command: see holdfast help");
  if (std::find(words.begin(), words.end(), "--help") != words.end()) {
    context.out << command_help(*spec);
    return ExitStatus::Done;
  }
  Invocation invocation{context, *spec, {}, {}};
  std::map<std::string, bool> flags;
  CLI::App app;
  app.set_help_flag();
  declare(app, invocation, flags);
  // CLI11 takes its words from the back.
  std::vector<std::string> rest(words.begin() + static_cast<std::ptrdiff_t>(words_of(spec->name).size()), words.end());
  std::reverse(rest.begin(), rest.end());
  try {
    app.parse(rest);
  } catch (const CLI::ParseError& error) {
    return usage_failed(context, spec, json, error.what());
  }
  drop_unset(invocation, flags);
  return call(invocation);
}

}  // namespace holdfast::cli
