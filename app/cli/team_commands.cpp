// hq, enroll, staff, device, keys: who belongs to the team and who may open what.
#include <nlohmann/json.hpp>

#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/exchange/enrolment.h"
#include "app/exchange/incoming.h"
#include "app/field/staff.h"
#include "app/hq/office/create.h"
#include "app/hq/office/devices.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

constexpr std::uint64_t kEnrolFileMax = std::uint64_t{32} << 20;

std::string words_text(const std::string& words, const std::string& digits) {
  return "  " + words + "\n  " + digits + "\n";
}

// Shares and root key, each in a file of its own, for a person to print and keep apart.
Result<void> write_recovery(Invocation& invocation, const hq::CreateAnswer& created, const std::string& folder) {
  Files& files = invocation.context.seams.files;
  TRY(files.make_folder(folder));
  for (std::size_t i = 0; i < created.recovery_shares.size(); ++i) {
    const std::string path = join_path(folder, "share-" + std::to_string(i + 1) + ".txt");
    TRY(write_new_file(files, path, created.recovery_shares[i].view()));
  }
  return write_new_file(files, join_path(folder, "root.key"), created.root_file.view());
}

// Without a folder the shares are shown, and typed back before the command ends.
Result<void> show_and_ask_back(Invocation& invocation, store::Vault& vault, const hq::CreateAnswer& created) {
  std::string text =
      "Write down each share on its own sheet. Two of them restore the team's key; one alone says nothing.\n";
  for (const crypto::SecretBuffer& share : created.recovery_shares)
    text += "\n  " + std::string(as_text(share.view())) + "\n";
  note(invocation, text);
  std::vector<crypto::SecretBuffer> typed;
  for (std::size_t i = 0; i < created.recovery_shares.size(); ++i) {
    typed.push_back(TRY(invocation.context.terminal.ask_secret("Type share " + std::to_string(i + 1) + ": ")));
  }
  return hq::confirm_recovery(vault, typed);
}

Result<ExitStatus> run_hq_create(Invocation& invocation) {
  const std::string team = invocation.option("team").value_or("");
  const auto folder = invocation.option("recovery-out");
  if (!folder && !invocation.context.terminal.input_is_terminal())
    return Error{kCommandNoTerminal, "--recovery-out DIR"};
  VaultHold vault = TRY(open_or_create_vault(invocation, invocation.option("staff").value_or("HQ-S1")));
  const crypto::Passphrase root =
      TRY(read_passphrase(invocation, invocation.has("new-passphrase-file") || invocation.has("new-passphrase-fd"),
                          "Passphrase for the root key"));
  hq::CreateRequest request;
  request.team = team;
  request.practice = invocation.has("practice");
  const hq::CreateAnswer created = TRY(hq::create_hq(*vault, request, root.text));
  if (folder)
    TRY(write_recovery(invocation, created, *folder));
  else
    TRY(show_and_ask_back(invocation, *vault, created));
  TRY(vault.close());
  const Json document{{"words", created.words}, {"digits", created.digits}, {"team", team}};
  std::string text =
      "Headquarters of " + text::printable(team) + " is made. Its words:\n" + words_text(created.words, created.digits);
  if (folder) {
    text += "The recovery shares and the root key lie in " + text::printable(*folder) +
            ". Print the shares, keep them and the key apart from this computer, then delete that folder.\n";
  }
  return answer(invocation, document.dump(), text);
}

Result<ExitStatus> run_request(Invocation& invocation) {
  const std::string name = invocation.option("name").value_or("");
  if (!sync::is_device_name(name)) return exchange::kEnrolName;
  VaultHold vault = TRY(open_or_create_vault(invocation, name + "-S1"));
  const exchange::RequestAnswer request = TRY(exchange::request_enrolment(*vault, name));
  TRY(write_output(invocation, invocation.option("out").value_or("-"), request.file, true));
  TRY(vault.close());
  return answer(
      invocation, Json{{"words", request.words}, {"digits", request.digits}}.dump(),
      "Read these words to headquarters, by phone or in person:\n" + words_text(request.words, request.digits));
}

Result<ExitStatus> run_approve(Invocation& invocation) {
  const std::string role = invocation.option("role").value_or("field");
  if (role != "field" && role != "hq") return Error{kCommandUsage, "--role field or hq"};
  const Bytes file = TRY(read_input(invocation, invocation.argument("file"), kEnrolFileMax));
  VaultHold vault = TRY(open_vault(invocation));
  std::string words = invocation.option("device-words").value_or("");
  if (words.empty()) words = TRY(invocation.context.terminal.ask("The words the laptop's holder reads to you: "));
  const exchange::ApproveAnswer approved =
      TRY(exchange::approve_enrolment(*vault, file, words, role == "hq" ? sync::Role::Hq : sync::Role::Field));
  TRY(write_output(invocation, invocation.option("out").value_or("-"), approved.file, true));
  TRY(vault.close());
  return answer(invocation,
                Json{{"words", approved.words}, {"digits", approved.digits}, {"device", approved.device}}.dump(),
                text::printable(approved.device) + " is approved. Read these words to the laptop's holder:\n" +
                    words_text(approved.words, approved.digits));
}

Result<ExitStatus> run_accept(Invocation& invocation) {
  const Bytes file = TRY(read_input(invocation, invocation.argument("file"), kEnrolFileMax));
  VaultHold vault = TRY(open_vault(invocation));
  std::string words = invocation.option("hq-words").value_or("");
  if (words.empty()) words = TRY(invocation.context.terminal.ask("The words headquarters reads to you: "));
  TRY(exchange::accept_enrolment(*vault, file, words));
  TRY(vault.close());
  return answer(invocation, "{\"accepted\":true}", "This laptop belongs to the team now and can submit records.\n");
}

Result<ExitStatus> run_staff_list(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const std::vector<field::StaffRow> rows = TRY(field::list_staff(*vault));
  TRY(vault.close());
  Json list = Json::array();
  std::vector<std::vector<std::string>> table{{"STAFF", "ADDED", ""}};
  for (const field::StaffRow& row : rows) {
    list.push_back(
        {{"code", row.code}, {"key", to_hex(row.key.key)}, {"added", utc_time(row.added_ms)}, {"here", row.here}});
    table.push_back({text::printable(row.code), local_time(row.added_ms), row.here ? "opened this vault" : ""});
  }
  return answer(invocation, Json({{"staff", list}}).dump(), table_text(table));
}

Result<ExitStatus> run_staff_add(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const std::string code = invocation.argument("code");
  const crypto::Passphrase passphrase =
      TRY(read_passphrase(invocation, true, "Passphrase of " + text::printable(code)));
  TRY(field::add_staff(*vault, code, passphrase));
  TRY(vault.close());
  return answer(invocation, Json{{"code", code}}.dump(), text::printable(code) + " can open this vault now.\n");
}

Result<ExitStatus> run_staff_remove(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const std::string code = invocation.argument("code");
  TRY(field::remove_staff(*vault, code));
  TRY(vault.close());
  return answer(invocation, Json{{"code", code}}.dump(),
                text::printable(code) +
                    " cannot open this vault any more. A copy of its old key file could still be opened; "
                    "`vault renew` makes such copies useless.\n");
}

// In a batch the vault is locked and opened again by the other person; elsewhere each command names its person itself.
Result<ExitStatus> run_staff_switch(Invocation& invocation) {
  Context& context = invocation.context;
  if (!context.open_vault) return Error{kCommandOnlyInBatch, "use --as CODE"};
  invocation.options["as"] = {invocation.argument("code")};
  const crypto::Passphrase passphrase =
      TRY(read_passphrase(invocation, false, "Passphrase of " + invocation.argument("code")));
  store::Vault::OpenOptions options;
  options.staff = invocation.argument("code");
  TRY(context.open_vault->lock());
  context.open_vault.reset();
  context.open_vault = TRY(store::Vault::open(context.seams, context.open_vault_path, passphrase, options));
  return answer(invocation, Json{{"code", options.staff}}.dump(), text::printable(options.staff) + " acts now.\n");
}

const char* state_word(const hq::DeviceRow& row) {
  if (row.device.state == sync::DeviceState::Revoked) return "revoked";
  if (row.device.state == sync::DeviceState::Suspended) return "suspended";
  return row.expired ? "expired" : "active";
}

Result<ExitStatus> run_device_list(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const std::vector<hq::DeviceRow> rows = TRY(hq::list_devices(*vault));
  TRY(vault.close());
  Json list = Json::array();
  std::vector<std::vector<std::string>> table{
      {"DEVICE", "STATE", "CERTIFICATE UNTIL", "LAST HEARD", "ENTRIES", "MISSING"}};
  for (const hq::DeviceRow& row : rows) {
    const sync::Certificate& certificate = row.device.certificate;
    Json gaps = Json::array();
    std::string missing;
    for (const sync::WantedRange& gap : row.gaps) {
      gaps.push_back({{"from", gap.from}, {"to", gap.to}});
      missing += (missing.empty() ? "" : ", ") + std::to_string(gap.from) + "-" + std::to_string(gap.to);
    }
    list.push_back({{"id", to_hex(certificate.device)},
                    {"name", certificate.name},
                    {"state", state_word(row)},
                    {"role", certificate.role == sync::Role::Hq ? "hq" : "field"},
                    {"expires", utc_time(certificate.expires_ms)},
                    {"entries", row.entries},
                    {"gaps", gaps}});
    table.push_back({certificate.name, state_word(row), local_time(certificate.expires_ms),
                     local_time(row.last_arrived_ms), std::to_string(row.entries), missing});
  }
  return answer(invocation, Json({{"devices", list}}).dump(), table_text(table));
}

Result<ExitStatus> run_device_extend(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::DeviceId device = TRY(hq::find_device(*vault, invocation.argument("device")));
  TRY(hq::extend_device(*vault, device));
  const std::size_t freed = TRY(exchange::free_expired(*vault, device));
  TRY(vault.close());
  return answer(
      invocation, Json{{"freed", freed}}.dump(),
      "Extended; " + std::to_string(freed) + " held entries count now. The laptop learns it with its next receipt.\n");
}

Result<ExitStatus> run_device_suspending(Invocation& invocation, bool suspended) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::DeviceId device = TRY(hq::find_device(*vault, invocation.argument("device")));
  TRY(hq::suspend_device(*vault, device, suspended));
  TRY(vault.close());
  return answer(
      invocation, Json{{"suspended", suspended}}.dump(),
      suspended ? "Suspended: its bundles wait in quarantine.\n" : "Active again; retry what waits in quarantine.\n");
}

Result<ExitStatus> run_device_suspend(Invocation& invocation) {
  return run_device_suspending(invocation, !invocation.has("lift"));
}

Result<ExitStatus> run_device_revoke(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::DeviceId device = TRY(hq::find_device(*vault, invocation.argument("device")));
  TRY(confirm(invocation,
              "Everything this device wrote after what is here now will go to quarantine. This cannot be undone.",
              "revoke"));
  if (invocation.has("dry-run")) return answer(invocation, "{\"revoked\":false}", "Nothing was done.\n");
  TRY(hq::revoke_device(*vault, device, invocation.option("reason").value_or("")));
  TRY(vault.close());
  return answer(invocation, "{\"revoked\":true}", "Revoked. What headquarters already holds stays.\n");
}

Result<ExitStatus> run_keys_export(Invocation& invocation) {
  const std::string text = invocation.option("epoch").value_or("1");
  char* end = nullptr;
  const unsigned long epoch = std::strtoul(text.c_str(), &end, 10);
  if (*end != '\0' || epoch == 0) return hq::kEpochUnknown;
  VaultHold vault = TRY(open_vault(invocation));
  TRY(confirm(invocation, "Whoever has this file can read every bundle of that month.", "export"));
  const crypto::SecretBuffer identity = TRY(hq::export_epoch_identity(*vault, static_cast<std::uint32_t>(epoch)));
  TRY(write_output(invocation, invocation.option("out").value_or("-"), identity.view(), false));
  TRY(vault.close());
  return ExitStatus::Done;
}

// Options and arguments that several rows share.
constexpr OptionSpec kYes{"yes", nullptr, "Do not ask."};
constexpr OptionSpec kDryRun{"dry-run", nullptr, "Only say what would be gone."};
constexpr ArgumentSpec kDevice{"device", "Name, or start of the id."};
constexpr ArgumentSpec kStaffCode{"code", "Staff code."};

std::vector<CommandSpec> device_rows() {
  return {
      {"device list", "team", "List the laptops of the team (headquarters).", Opens::Vault, {}, {}, run_device_list},
      {"device extend",
       "team",
       "Give a laptop a new certificate; frees what it sent after the old one ran out.",
       Opens::Vault,
       {kDevice},
       {},
       run_device_extend},
      {"device suspend",
       "team",
       "Let a laptop's bundles wait in quarantine.",
       Opens::Vault,
       {kDevice},
       {{"lift", nullptr, "Make it active again."}},
       run_device_suspend},
      {"device revoke",
       "team",
       "Believe nothing that a lost or seized laptop writes from now on.",
       Opens::Vault,
       {kDevice},
       {{"reason", "TEXT", "Why."}, kYes, kDryRun},
       run_device_revoke},
      {"keys export",
       "team",
       "Write headquarters' keys of one epoch as an age identity: opens bundles with a standard tool.",
       Opens::Vault,
       {},
       {{"epoch", "N", "Which epoch."},
        {"out", "FILE", "Where to.", false, true},
        {"force", nullptr, "Replace the file."},
        kYes},
       run_keys_export},
  };
}

}  // namespace

std::vector<CommandSpec> team_commands() {
  std::vector<CommandSpec> rows{
      {"hq create",
       "team",
       "Make a headquarters: its vault, its keys, its recovery shares.",
       Opens::NewVault,
       {},
       {{"team", "NAME", "The team's name.", false, true},
        {"staff", "CODE", "Your staff code (HQ-S1)."},
        {"recovery-out", "DIR", "Write the recovery shares and the root key there instead of showing them."},
        {"practice", nullptr, "A team for practice: a real headquarters refuses its bundles."}},
       run_hq_create},
      {"enroll request",
       "team",
       "Ask for this laptop's place in a team; makes the vault where there is none.",
       Opens::NewVault,
       {},
       {{"name", "R7", "The laptop's short name; its codes begin with it.", false, true},
        {"out", "FILE", "The request.", false, true},
        {"force", nullptr, "Replace the file."}},
       run_request},
      {"enroll approve",
       "team",
       "Give a laptop its place, after its words were read aloud (headquarters).",
       Opens::Vault,
       {{"file", "The request."}},
       {{"device-words", "WORDS", "The words (or digits) as the laptop's holder reads them."},
        {"role", "R", "field or hq."},
        {"out", "FILE", "The answer.", false, true},
        {"force", nullptr, "Replace the file."}},
       run_approve},
      {"enroll accept",
       "team",
       "Take the place, after headquarters' words were read aloud.",
       Opens::Vault,
       {{"file", "The answer."}},
       {{"hq-words", "WORDS", "The words (or digits) as headquarters reads them."}},
       run_accept},
      {"staff list", "team", "List who can open this vault.", Opens::Vault, {}, {}, run_staff_list},
      {"staff add",
       "team",
       "Let another person open this vault with a passphrase of their own.",
       Opens::NewVault,
       {kStaffCode},
       {},
       run_staff_add},
      {"staff switch",
       "team",
       "In a batch: go on as another person.",
       Opens::Vault,
       {kStaffCode},
       {},
       run_staff_switch},
      {"staff remove",
       "team",
       "Take a person's way into this vault.",
       Opens::Vault,
       {kStaffCode},
       {},
       run_staff_remove},
  };
  for (CommandSpec& row : device_rows()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace holdfast::cli
