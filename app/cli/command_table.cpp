#include "app/cli/command_table.h"

#include <algorithm>
#include <cctype>

namespace holdfast::cli {

namespace {

void add_rows(std::vector<CommandSpec>& table, std::vector<CommandSpec> rows) {
  for (CommandSpec& row : rows) table.push_back(std::move(row));
}

std::string capitals(std::string_view name) {
  std::string out;
  for (char c : name) out.push_back(c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  return out;
}

}  // namespace

std::vector<CommandSpec> command_table() {
  std::vector<CommandSpec> table;
  add_rows(table, record_commands());
  add_rows(table, export_commands());
  add_rows(table, road_commands());
  add_rows(table, person_commands());
  add_rows(table, interpreter_commands());
  add_rows(table, exhibit_commands());
  add_rows(table, form_commands());
  add_rows(table, form_lint_commands());
  add_rows(table, form_logic_commands());
  add_rows(table, paper_commands());
  add_rows(table, check_commands());
  add_rows(table, judge_commands());
  add_rows(table, decision_commands());
  add_rows(table, team_commands());
  add_rows(table, vault_commands());
  add_rows(table, program_commands());
  // Stable: the order inside a group stays as its file has it.
  constexpr std::string_view kGroups[] = {"daily",  "record", "person", "exhibit", "check",  "forms",
                                          "decide", "report", "team",   "vault",   "program"};
  const auto rank = [&kGroups](const CommandSpec& spec) {
    return std::find(std::begin(kGroups), std::end(kGroups), spec.group) - std::begin(kGroups);
  };
  std::stable_sort(table.begin(), table.end(),
                   [&rank](const CommandSpec& a, const CommandSpec& b) { return rank(a) < rank(b); });
  return table;
}

std::vector<OptionSpec> all_options(const CommandSpec& spec) {
  std::vector<OptionSpec> out = spec.options;
  if (spec.opens != Opens::Nothing) {
    out.push_back({"passphrase-file", "FILE", "Read the passphrase from FILE."});
    out.push_back({"passphrase-fd", "N", "Read the passphrase from the open descriptor N."});
    out.push_back({"key-file", "FILE", "The key file that goes with the passphrase."});
    out.push_back({"as", "CODE", "Open as the person with this staff code."});
    out.push_back({"now", "TIME", "The true day and time (2026-11-24T10:15), where this computer's clock is wrong."});
  }
  if (spec.opens == Opens::NewVault) {
    out.push_back({"new-passphrase-file", "FILE", "Read the new passphrase from FILE."});
    out.push_back({"new-passphrase-fd", "N", "Read the new passphrase from the open descriptor N."});
  }
  out.push_back({"json", nullptr, "Answer with one JSON document."});
  return out;
}

std::vector<ArgumentSpec> all_arguments(const CommandSpec& spec) {
  std::vector<ArgumentSpec> out;
  if (spec.opens == Opens::Vault || spec.opens == Opens::NewVault)
    out.push_back({"vault", "The vault's folder; @ is the one named by HOLDFAST_VAULT."});
  out.insert(out.end(), spec.arguments.begin(), spec.arguments.end());
  return out;
}

std::string usage_line(const CommandSpec& spec) {
  std::string out = "holdfast " + std::string(spec.name);
  for (const ArgumentSpec& argument : all_arguments(spec)) {
    std::string name = argument.shown != nullptr ? capitals(argument.shown)
                                                 : capitals(argument.name) + (argument.many ? "..." : "");
    out += argument.optional ? " [" + name + "]" : " " + name;
  }
  for (const OptionSpec& option : spec.options) {
    std::string text = "--" + std::string(option.name);
    if (option.value != nullptr) text += " " + std::string(option.value);
    if (option.many) text += "...";
    out += option.required ? " " + text : " [" + text + "]";
  }
  return out;
}

}  // namespace holdfast::cli
