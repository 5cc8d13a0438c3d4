#include "app/cli/help.h"

#include <algorithm>
#include <set>

#include "app/cli/output.h"

namespace holdfast::cli {

namespace {

constexpr std::string_view kOpening =
    "holdfast: the encrypted field notebook of a rescue team\n\n"
    "usage: holdfast COMMAND VAULT THING... [--options]\n"
    "VAULT is a folder; @ is the one named by HOLDFAST_VAULT. FILE may be - for standard input or output.\n"
    "Secrets come from a prompt, --passphrase-file or --passphrase-fd, never from the command line itself.\n";

std::string option_text(const OptionSpec& option) {
  std::string out = "--" + std::string(option.name);
  if (option.value != nullptr) out += " " + std::string(option.value);
  return out;
}

// In roff a leading dot or quote is a command, and a dash must be told apart from a hyphen.
std::string roff(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out.push_back(c);
  }
  return !out.empty() && (out[0] == '.' || out[0] == '\'') ? "\\&" + out : out;
}

}  // namespace

std::string help_text(const std::vector<CommandSpec>& table) {
  std::string out(kOpening);
  std::string_view group;
  std::vector<std::vector<std::string>> rows;
  const auto flush = [&out, &rows] {
    if (!rows.empty()) out += table_text(rows);
    rows.clear();
  };
  for (const CommandSpec& spec : table) {
    if (group != spec.group) {
      flush();
      group = spec.group;
      out += "\n" + std::string(group) + "\n";
    }
    rows.push_back({"  " + std::string(spec.name), spec.summary});
  }
  flush();
  return out +
         "\nholdfast help COMMAND says more; holdfast help json and holdfast help exit say what scripts may rely on.\n";
}

std::string command_help(const CommandSpec& spec) {
  std::string out = std::string(spec.summary) + "\n\nusage: " + usage_line(spec) + "\n\n";
  std::vector<std::vector<std::string>> rows;
  for (const ArgumentSpec& argument : all_arguments(spec))
    rows.push_back({"  " + std::string(argument.shown != nullptr ? argument.shown : argument.name), argument.help});
  for (const OptionSpec& option : all_options(spec)) rows.push_back({"  " + option_text(option), option.help});
  return out + table_text(rows);
}

std::string exit_help() {
  return "Exit status\n"
         "  0    done, or nothing to do\n"
         "  1    failed; nothing was changed\n"
         "  2    the command was not understood, or names something that is not there\n"
         "  3    done in part; the rest is named\n"
         "  4    passphrase, key or slot does not open it\n"
         "  5    the vault is in use by another program\n"
         "  6    damage was found\n"
         "  130  interrupted; nothing is half done\n";
}

std::string json_help() {
  return "With --json a command prints one document on standard output. Its shape does not change within a major "
         "version.\n"
         "An error is one object on standard error:\n"
         "  {\"error\": {\"code\": \"bundle.replayed\", \"happened\": \"…\", \"safe\": \"…\", \"do\": \"…\"}}\n"
         "Lists are one object whose member is the plural noun, e.g. {\"forms\": [{\"id\": \"register\", …}]}.\n"
         "  enroll request, enroll approve  {\"words\": \"…\", \"digits\": \"…\"}\n"
         "  submit                          {\"record\": ID, \"code\": CODE, \"unanswered\": […]}\n"
         "  forms show                      {\"questions\": [{\"path\", \"type\", \"class\", \"required\", …}]}\n"
         "  identifier check                {\"identifiers\": [{\"typed\", \"kind\", \"normal\", \"display\",\n"
         "                                   \"chains\", \"ask_chain\", \"ask_region\", \"warnings\", \"facts\"}]}\n"
         "  date show                       {\"dates\": [{\"calendar\", \"earliest\", \"latest\",\n"
         "                                   \"other_readings\": […]}]}\n"
         "  person show                     {\"consent_stands\": {\"state\", \"scopes\", \"never\"},\n"
         "                                   \"may_be_minor\", \"age\", \"flags\", …}\n"
         "  report status                   {\"rows\": [{\"nationality\", \"people\": [ids], \"home\": [ids],\n"
         "                                   \"places\": {place: count}}], \"as_of\", \"known_at\", \"doubts\"}\n"
         "Times are UTC, hashes and ids lower-case hex.\n";
}

std::string man_page(const std::vector<CommandSpec>& table) {
  std::string out =
      ".\\\" Made by `holdfast help man` from the command table.\n"
      ".TH HOLDFAST 1\n.SH NAME\nholdfast \\- the encrypted field notebook of a rescue team\n"
      ".SH SYNOPSIS\n.B holdfast\n.I COMMAND VAULT\n[\\-\\-options]\n.SH DESCRIPTION\n"
      "Records interviews and evidence on a laptop without a network, seals them, and carries them, signed and\n"
      "encrypted, to headquarters.\n"
      "Secrets come from a prompt, a file or a descriptor, never from the command line itself.\n.SH COMMANDS\n";
  for (const CommandSpec& spec : table) {
    out += ".TP\n.B " + roff(usage_line(spec)) + "\n" + roff(spec.summary) + "\n";
    for (const OptionSpec& option : spec.options) {
      out += ".RS\n.TP\n.B " + roff(option_text(option)) + "\n" + roff(option.help) + "\n.RE\n";
    }
  }
  out += ".SH COMMON OPTIONS\n";
  CommandSpec common;
  common.opens = Opens::NewVault;
  for (const OptionSpec& option : all_options(common)) {
    out += ".TP\n.B " + roff(option_text(option)) + "\n" + roff(option.help) + "\n";
  }
  out += ".SH EXIT STATUS\n.nf\n" + roff(exit_help()) +
         ".fi\n.SH ENVIRONMENT\n.TP\n.B HOLDFAST_VAULT\nThe vault that @ stands for.\n";
  return out;
}

std::string bash_completion(const std::vector<CommandSpec>& table) {
  std::set<std::string> first_words;
  std::map<std::string, std::string> verbs;
  std::string cases;
  for (const CommandSpec& spec : table) {
    const std::string name = spec.name;
    const std::size_t blank = name.find(' ');
    first_words.insert(name.substr(0, blank));
    if (blank != std::string::npos) verbs[name.substr(0, blank)] += " " + name.substr(blank + 1);
    std::string options;
    for (const OptionSpec& option : all_options(spec)) options += " --" + std::string(option.name);
    cases += "    '" + name + "') words=\"" + options.substr(1) + "\" ;;\n";
  }
  std::string out =
      "# Made by `holdfast help completion` from the command table.\n_holdfast() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} first=${COMP_WORDS[1]} second=${COMP_WORDS[2]} words=\n";
  std::string all;
  for (const std::string& word : first_words) all += " " + word;
  out += "  if [ \"$COMP_CWORD\" -eq 1 ]; then words=\"" + all.substr(1) +
         "\"\n  elif [ \"$COMP_CWORD\" -eq 2 ]; then\n    case $first in\n";
  for (const auto& [noun, list] : verbs) out += "    " + noun + ") words=\"" + list.substr(1) + "\" ;;\n";
  out += "    esac\n  fi\n  if [[ $word == --* ]]; then\n    case \"$first $second\" in\n" + cases +
         "    esac\n    if [ -z \"$words\" ]; then case $first in\n";
  for (const CommandSpec& spec : table) {
    if (std::string_view(spec.name).find(' ') != std::string_view::npos) continue;
    std::string options;
    for (const OptionSpec& option : all_options(spec)) options += " --" + std::string(option.name);
    out += "    " + std::string(spec.name) + ") words=\"" + options.substr(1) + "\" ;;\n";
  }
  out +=
      "    esac; fi\n  fi\n  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
      "  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$word\"))\n}\ncomplete -F _holdfast holdfast\n";
  return out;
}

}  // namespace holdfast::cli
