#include "app/cli/batch.h"

#include <ostream>
#include <sstream>

#include "app/cli/output.h"
#include "app/cli/vault_access.h"

namespace holdfast::cli {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// One word from `line` at `at`; stops behind it.
Result<std::string> read_word(std::string_view line, std::size_t& at) {
  std::string out;
  char quote = '\0';
  for (; at < line.size() && (quote != '\0' || !is_blank(line[at])); ++at) {
    const char c = line[at];
    if (quote != '\0' && c == quote)
      quote = '\0';
    else if (quote == '\0' && (c == '\'' || c == '"'))
      quote = c;
    else if (c == '\\' && quote != '\'' && at + 1 < line.size())
      out.push_back(line[++at]);
    else
      out.push_back(c);
  }
  if (quote != '\0') return Error{kCommandUsage, "a quote is not closed"};
  return out;
}

}  // namespace

Result<std::vector<std::string>> split_line(std::string_view line) {
  std::vector<std::string> out;
  std::size_t at = 0;
  for (;;) {
    while (at < line.size() && is_blank(line[at])) ++at;
    if (at >= line.size() || line[at] == '#') return out;
    out.push_back(TRY(read_word(line, at)));
  }
}

namespace {

// The command of a line with the vault put in where the grammar has it: behind the command's words.
std::vector<std::string> with_vault(const std::vector<std::string>& words, const std::string& vault) {
  std::size_t best = 1;
  for (const CommandSpec& spec : command_table()) {
    std::istringstream name(spec.name);
    std::size_t count = 0;
    bool fits = true;
    for (std::string part; name >> part; ++count) fits = fits && count < words.size() && words[count] == part;
    if (fits && count > best) best = count;
  }
  std::vector<std::string> out(words.begin(),
                               words.begin() + static_cast<std::ptrdiff_t>(std::min(best, words.size())));
  out.push_back(vault);
  out.insert(out.end(), words.begin() + static_cast<std::ptrdiff_t>(std::min(best, words.size())), words.end());
  return out;
}

// Holds the vault open for the time of the batch and gives it back to nobody.
Result<void> hold_open(Invocation& invocation) {
  Context& context = invocation.context;
  const std::string path = TRY(vault_path(invocation));
  store::Vault::OpenOptions options;
  options.staff = invocation.option("as").value_or("");
  const crypto::Passphrase passphrase = TRY(read_passphrase(invocation, false, "Passphrase"));
  if (!TRY(context.seams.files.exists(path))) return store::kVaultMissing;
  context.open_vault = TRY(store::Vault::open(context.seams, path, passphrase, options));
  context.open_vault_path = path;
  return {};
}

Result<ExitStatus> run_lines(Invocation& invocation, const std::string& text) {
  Context& context = invocation.context;
  std::istringstream lines(text);
  ExitStatus worst = ExitStatus::Done;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const std::vector<std::string> words = TRY(split_line(line));
    if (words.empty()) continue;
    if (words[0] == "batch") return Error{kCommandUsage, "a batch inside a batch"};
    if (!context.open_vault) return Error{store::kVaultMissing, "line " + std::to_string(number)};
    std::vector<std::string> full = with_vault(words, context.open_vault_path);
    if (invocation.json()) full.push_back("--json");
    const ExitStatus status = run_command(context, full);
    if (context.open_vault) TRY(context.open_vault->flush_state_if_due());
    if (status == ExitStatus::Done) continue;
    note(invocation, "holdfast: line " + std::to_string(number) + " of the batch ended with " +
                         std::to_string(static_cast<int>(status)) + ".");
    worst = status;
    if (!invocation.has("keep-going")) break;
  }
  return worst;
}

}  // namespace

Result<ExitStatus> run_batch(Invocation& invocation) {
  constexpr std::uint64_t kBatchSizeMax = std::uint64_t{64} << 20;
  const std::vector<std::string>& files = invocation.argument_list("file");
  const Bytes content = TRY(read_input(invocation, files.empty() ? "-" : files.front(), kBatchSizeMax));
  TRY(hold_open(invocation));
  Result<ExitStatus> status = run_lines(invocation, std::string(as_text(content)));
  Context& context = invocation.context;
  if (context.open_vault) {
    Result<void> locked = context.open_vault->lock();
    context.open_vault.reset();
    if (!locked.ok()) return locked.error();
  }
  return status;
}

}  // namespace holdfast::cli
