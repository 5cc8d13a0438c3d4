// quarantine, conflicts, report: what people at headquarters look at and decide.
#include <nlohmann/json.hpp>

#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/exchange/incoming.h"
#include "app/hq/figures/status_report.h"
#include "app/hq/inbox/conflicts.h"
#include "app/hq/inbox/import_report.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

Json json_of(Context& context, const store::QuarantineRow& row) {
  Json out{{"id", row.id},           {"name", row.name},
           {"code", row.code},       {"sentence", sentence_of(context, row.code)},
           {"size", row.size_bytes}, {"sha256", to_hex(row.sha256)},
           {"number", row.number},   {"arrived", utc_time(row.arrived_ms)},
           {"state", row.state}};
  if (row.sender) out["sender"] = to_hex(*row.sender);
  return out;
}

Result<ExitStatus> run_quarantine_list(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const std::vector<store::QuarantineRow> rows = TRY(store::list_quarantine(*vault));
  TRY(vault.close());
  Json list = Json::array();
  std::vector<std::vector<std::string>> table{{"NO", "ARRIVED", "STATE", "SIZE", "WHY"}};
  for (const store::QuarantineRow& row : rows) {
    list.push_back(json_of(invocation.context, row));
    table.push_back({std::to_string(row.id), local_time(row.arrived_ms), row.state, human_size(row.size_bytes),
                     sentence_of(invocation.context, row.code)});
  }
  return answer(invocation, Json({{"quarantine", list}}).dump(),
                rows.empty() ? "Quarantine is empty.\n" : table_text(table));
}

Result<std::int64_t> quarantine_number(const Invocation& invocation) {
  const std::string& text = invocation.argument("number");
  char* end = nullptr;
  const long long value = std::strtoll(text.c_str(), &end, 10);
  if (*end != '\0' || value <= 0) return store::kQuarantineUnknown;
  return value;
}

Result<ExitStatus> run_quarantine_show(Invocation& invocation) {
  const std::int64_t wanted = TRY(quarantine_number(invocation));
  VaultHold vault = TRY(open_vault(invocation));
  const std::vector<store::QuarantineRow> rows = TRY(store::list_quarantine(*vault));
  TRY(vault.close());
  for (const store::QuarantineRow& row : rows) {
    if (row.id != wanted) continue;
    return answer(invocation, json_of(invocation.context, row).dump(),
                  text::printable(row.name) + ", " + human_size(row.size_bytes) + ", arrived " +
                      local_time(row.arrived_ms) + "\n" + sentence_of(invocation.context, row.code) + "\nSHA-256 " +
                      to_hex(row.sha256) + "\n");
  }
  return store::kQuarantineUnknown;
}

Result<ExitStatus> run_quarantine_again(Invocation& invocation, const std::optional<exchange::Release>& release) {
  const std::int64_t id = TRY(quarantine_number(invocation));
  VaultHold vault = TRY(open_vault(invocation));
  BarProgress progress(invocation.context, "Checking again");
  const exchange::RetryOutcome done = TRY(exchange::retry_quarantined(*vault, id, release, progress));
  TRY(vault.close());
  const exchange::ImportOutcome& outcome = done.file;
  const bool refused = outcome.state == exchange::ImportState::Refused;
  std::string text = refused ? "Still refused. " + sentence_of(invocation.context, outcome.code) + "\n"
                             : "Imported: " + std::to_string(outcome.new_entries) + " new entries.\n";
  if (done.decided_again) text = "Decided again: the other history stands now. Both decisions are kept.\n";
  if (!done.then.empty()) {
    text += std::to_string(done.then.size()) + " of the device's files had waited for this and were taken too.\n";
  }
  const Json json{{"code", outcome.code},
                  {"new_entries", outcome.new_entries},
                  {"refused", refused},
                  {"decided_again", done.decided_again},
                  {"then_imported", done.then.size()}};
  return answer(invocation, json.dump(), text, refused ? ExitStatus::Failed : ExitStatus::Done);
}

Result<ExitStatus> run_quarantine_retry(Invocation& invocation) {
  return run_quarantine_again(invocation, std::nullopt);
}

Result<ExitStatus> run_quarantine_release(Invocation& invocation) {
  exchange::Release release;
  const std::string stays = invocation.option("stays").value_or("");
  if (stays == "here") release.stays = exchange::History::Here;
  else if (stays == "file") release.stays = exchange::History::File;
  else if (!stays.empty()) return kCommandUsage;
  return run_quarantine_again(invocation, release);
}

Json json_of(const hq::ConflictView& view) {
  Json values = Json::array();
  for (std::size_t i = 0; i < view.row.values.size(); ++i) {
    values.push_back({{"choice", i + 1},
                      {"value", cli::json_of(view.row.values[i].value)},
                      {"author", view.authors[i]},
                      {"entry", to_hex(view.row.values[i].entry)}});
  }
  return {{"record", to_hex(view.row.object)}, {"code", view.record_code}, {"path", view.row.path}, {"values", values}};
}

std::string text_of(const hq::ConflictView& view) {
  std::string out = (view.record_code.empty() ? short_id(view.row.object) : view.record_code) + "  " +
                    text::printable(view.row.path) + "\n";
  for (std::size_t i = 0; i < view.row.values.size(); ++i) {
    out += "  " + std::to_string(i + 1) + "  " + cli::text_of(view.row.values[i].value) + "  (" +
           text::printable(view.authors[i]) + ")\n";
  }
  return out;
}

Result<ExitStatus> run_conflicts_list(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const std::vector<hq::ConflictView> views = TRY(hq::conflicts(*vault));
  TRY(vault.close());
  Json list = Json::array();
  std::string text;
  for (const hq::ConflictView& view : views) {
    list.push_back(json_of(view));
    text += text_of(view);
  }
  return answer(invocation, Json({{"conflicts", list}}).dump(), views.empty() ? "No conflicts.\n" : text);
}

Result<ExitStatus> run_conflicts_show(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId object = TRY(store::resolve_object(*vault, invocation.argument("record")));
  const std::vector<hq::ConflictView> views = TRY(hq::conflicts(*vault));
  TRY(vault.close());
  Json list = Json::array();
  std::string text;
  for (const hq::ConflictView& view : views) {
    if (view.row.object != object) continue;
    list.push_back(json_of(view));
    text += text_of(view);
  }
  if (list.empty()) return hq::kConflictNone;
  return answer(invocation, Json({{"conflicts", list}}).dump(), text);
}

Result<ExitStatus> run_conflicts_resolve(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId object = TRY(store::resolve_object(*vault, invocation.argument("record")));
  const std::string choice = invocation.option("choice").value_or("");
  char* end = nullptr;
  const unsigned long number = std::strtoul(choice.c_str(), &end, 10);
  if (*end != '\0' || number == 0) return hq::kConflictValue;
  TRY(hq::resolve_conflict(*vault, object, invocation.argument("path"), number - 1,
                           invocation.option("reason").value_or("")));
  TRY(vault.close());
  return answer(invocation, "{\"resolved\":true}", "Resolved. The other value stays in the history.\n");
}

Result<hq::ReportRequest> report_request(Invocation& invocation, store::Vault& vault) {
  hq::ReportRequest request;
  const auto day = invocation.option("as-of");
  request.as_of = day ? TRY(cases::parse_day(*day)) : cases::day_of_ms(vault.now_ms());
  if (const auto known = invocation.option("known-at")) {
    char* end = nullptr;
    request.known_at = std::strtoull(known->c_str(), &end, 10);
    if (*end != '\0') return Error{kCommandUsage, "--known-at takes a number of entries"};
  }
  return request;
}

Result<ExitStatus> run_report_status(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const hq::ReportRequest request = TRY(report_request(invocation, *vault));
  const hq::StatusReport report = TRY(hq::status_report(*vault, request));
  TRY(vault.close());
  const std::string format = invocation.json() ? "json" : invocation.option("format").value_or("text");
  if (format != "text" && format != "csv" && format != "json")
    return Error{kCommandUsage, "--format text, csv or json"};
  const std::string body = format == "csv"    ? hq::report_csv(report)
                           : format == "json" ? hq::report_json(report)
                                              : hq::report_text(report);
  if (const auto file = invocation.option("out")) {
    TRY(write_output(invocation, *file, as_bytes(body), false));
    return ExitStatus::Done;
  }
  return answer(invocation, hq::report_json(report), body);
}

Result<ExitStatus> run_report_import(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const hq::ImportReport report = TRY(hq::import_report(*vault));
  TRY(vault.close());
  return answer(invocation, hq::import_report_json(report), hq::import_report_text(report));
}

}  // namespace

std::vector<CommandSpec> decision_commands() {
  const ArgumentSpec number{"number", "The number in the list."};
  const ArgumentSpec record{"record", "Code or start of the id."};
  return {
      {"quarantine list",
       "decide",
       "List the files that were refused, with the reason.",
       Opens::Vault,
       {},
       {},
       run_quarantine_list},
      {"quarantine show", "decide", "Show one refused file.", Opens::Vault, {number}, {}, run_quarantine_show},
      {"quarantine retry", "decide", "Check a refused file again.", Opens::Vault, {number}, {}, run_quarantine_retry},
      {"quarantine release",
       "decide",
       "Import a refused file by a signed decision (headquarters).",
       Opens::Vault,
       {number},
       {{"stays", "WHICH", "Of two histories of one device: here, or file."}},
       run_quarantine_release},
      {"conflicts list",
       "decide",
       "List answers that two people gave differently.",
       Opens::Vault,
       {},
       {},
       run_conflicts_list},
      {"conflicts show", "decide", "Show the conflicts of one record.", Opens::Vault, {record}, {}, run_conflicts_show},
      {"conflicts resolve",
       "decide",
       "Say which value stands; the other stays in the history.",
       Opens::Vault,
       {record, {"path", "The question."}},
       {{"choice", "N", "Number of the value, as listed.", false, true}, {"reason", "TEXT", "Why."}},
       run_conflicts_resolve},
      {"report status",
       "report",
       "Who came out, where each of them is, who is missing: counted from records.",
       Opens::Vault,
       {},
       {{"as-of", "DAY", "Day (2022-12-31); today where it is not given."},
        {"known-at", "N", "Only what the journal held after N entries."},
        {"format", "F", "text, csv or json."},
        {"out", "FILE", "Write it there."},
        {"force", nullptr, "Replace the file."}},
       run_report_status},
      {"report import",
       "report",
       "Who sent what and when; what is missing, held or refused.",
       Opens::Vault,
       {},
       {},
       run_report_import},
  };
}

}  // namespace holdfast::cli
