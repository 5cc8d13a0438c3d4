// verify, batch, vault …: the vault itself.
#include <nlohmann/json.hpp>

#include "app/cli/batch.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/store/verify.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

Result<ExitStatus> run_verify(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  BarProgress progress(invocation.context, "Checking");
  const store::Verification found = TRY(store::verify_vault(*vault, progress));
  TRY(vault.close());
  Json findings = Json::array();
  std::string text = std::to_string(found.entries) + " entries, " + std::to_string(found.openings) +
                     " with answers here, " + std::to_string(found.sealed) + " sealed, " +
                     std::to_string(found.dropped) + " kept by headquarters only, " + std::to_string(found.blobs) +
                     " files (" + human_size(found.blob_bytes) + ").\n";
  for (const store::Finding& finding : found.findings) {
    findings.push_back({{"code", finding.code}, {"what", finding.what}});
    text += text::printable(finding.what) + ": " + sentence_of(invocation.context, finding.code) + "\n";
  }
  if (found.findings.empty()) text += "Everything is as it was written.\n";
  const Json document{{"entries", found.entries},       {"openings", found.openings}, {"sealed", found.sealed},
                      {"dropped", found.dropped},       {"files", found.blobs},       {"bytes", found.blob_bytes},
                      {"lost_files", found.lost_files}, {"findings", findings}};
  return answer(invocation, document.dump(), text, found.findings.empty() ? ExitStatus::Done : ExitStatus::Damaged);
}

Result<ExitStatus> run_passphrase(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const crypto::Passphrase fresh = TRY(read_passphrase(invocation, true, "New passphrase"));
  TRY(vault->change_passphrase(fresh));
  TRY(vault.close());
  return answer(
      invocation, "{\"changed\":true}",
      "The passphrase is changed; the old one opens nothing here any more. If somebody may have copied the vault's key "
      "file before, run `holdfast vault renew`.\n");
}

const char* kind_word(crypto::SlotKind kind) {
  switch (kind) {
    case crypto::SlotKind::Passphrase: return "passphrase";
    case crypto::SlotKind::PassphraseAndKeyFile: return "passphrase and key file";
    case crypto::SlotKind::Escrow: return "headquarters";
  }
  return "";
}

Result<ExitStatus> run_slots(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  Json list = Json::array();
  std::vector<std::vector<std::string>> table{{"SLOT", "OPENS WITH", "STAFF", "MADE"}};
  for (const crypto::SlotInfo& slot : vault->header().slots()) {
    list.push_back({{"slot", slot.index},
                    {"kind", kind_word(slot.kind)},
                    {"staff", slot.label},
                    {"made", utc_time(slot.created_ms)}});
    table.push_back(
        {std::to_string(slot.index), kind_word(slot.kind), text::printable(slot.label), local_time(slot.created_ms)});
  }
  TRY(vault.close());
  return answer(invocation, Json({{"slots", list}}).dump(), table_text(table));
}

Result<ExitStatus> run_renew(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  TRY(confirm(invocation,
              "All keys of this vault are made anew. Everybody but you loses their way in and must be added again.",
              "renew"));
  const crypto::Passphrase fresh = TRY(read_passphrase(invocation, true, "New passphrase"));
  BarProgress progress(invocation.context, "Renewing");
  TRY(vault->renew(fresh, progress));
  TRY(vault.close());
  return answer(invocation, "{\"renewed\":true}",
                "All keys are new; older copies of this vault's key file open nothing of what is here.\n");
}

}  // namespace

std::vector<CommandSpec> vault_commands() {
  return {
      {"verify",
       "daily",
       "Check everything the vault holds against everything it should hold.",
       Opens::Vault,
       {},
       {},
       run_verify},
      {"batch",
       "daily",
       "Run many commands with one unlock: a line each, without holdfast and VAULT.",
       Opens::Vault,
       {{"file", "File with the commands; standard input where it is not given.", true}},
       {{"keep-going", nullptr, "Go on after a command that failed."}},
       run_batch},
      {"vault passphrase",
       "vault",
       "Change your passphrase; does not depend on how much the vault holds.",
       Opens::NewVault,
       {},
       {},
       run_passphrase},
      {"vault slots", "vault", "List what opens this vault.", Opens::Vault, {}, {}, run_slots},
      {"vault renew",
       "vault",
       "Make all keys anew: the cure where somebody may have copied the vault.",
       Opens::NewVault,
       {},
       {{"yes", nullptr, "Do not ask."}},
       run_renew},
  };
}

}  // namespace holdfast::cli
