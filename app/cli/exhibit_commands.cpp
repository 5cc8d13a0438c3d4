// exhibit …: evidence, taken in, handed over, exported.
#include <nlohmann/json.hpp>

#include "app/cli/attachments.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/field/exhibit.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

Result<ExitStatus> answer_exhibit(Invocation& invocation, const field::SubmitAnswer& done, const std::string& said) {
  if (!done.problems.empty()) {
    report_error(invocation.context, invocation.json(), Error{forms::kAnswersInvalid, {}});
    for (const forms::AnswerProblem& problem : done.problems) {
      note(invocation, "  " + text::printable(problem.path) + ": " + text::printable(problem.sentence));
    }
    return ExitStatus::Failed;
  }
  Json document{{"record", to_hex(done.record)}, {"files", done.files}};
  if (!done.code.empty()) document["code"] = done.code;
  return answer(invocation, document.dump(),
                said + " " + (done.code.empty() ? short_id(done.record) : done.code) + ".\n");
}

Result<ExitStatus> run_exhibit_add(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  field::SubmitRequest request;
  request.form_id = "evidence";
  const Bytes content = TRY(read_input(invocation, invocation.option("answers").value_or("-"), std::uint64_t{1} << 20));
  request.answers_json = std::string(as_text(content));
  request.attachments = TRY(attachments_of(invocation));
  BarProgress progress(invocation.context, "Taking in files");
  const field::SubmitAnswer done = TRY(field::submit(*vault, request, progress));
  TRY(vault.close());
  return answer_exhibit(invocation, done, "Exhibit");
}

Result<ExitStatus> run_exhibit_export(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId exhibit = TRY(store::resolve_object(*vault, invocation.argument("exhibit")));
  const std::string folder = invocation.option("out").value_or("");
  TRY(confirm(invocation, "These files leave protection: anybody who has the folder can read them.", "export"));
  BarProgress progress(invocation.context, "Exporting");
  const std::vector<field::ExportedFile> files =
      TRY(field::export_exhibit(*vault, exhibit, folder, invocation.option("reason").value_or(""), progress));
  TRY(vault.close());
  Json list = Json::array();
  std::string text;
  for (const field::ExportedFile& file : files) {
    list.push_back({{"path", file.path}, {"sha256", to_hex(file.sha256)}, {"size", file.size_bytes}});
    text += to_hex(file.sha256) + "  " + text::printable(file.path) + "\n";
  }
  return answer(invocation, Json({{"files", list}}).dump(), text);
}

// Whoever takes an exhibit over may hold no record of it: then its whole id, as the giver's paper or QR code says it.
Result<sync::ObjectId> exhibit_named(store::Vault& vault, const std::string& text, bool giving) {
  Result<sync::ObjectId> known = store::resolve_object(vault, text);
  if (known.ok() || giving) return known;
  const Result<sync::ObjectId> whole = array_from_hex<16>(text);
  return whole.ok() ? whole : known;
}

Result<ExitStatus> run_custody_act(Invocation& invocation, bool giving) {
  VaultHold vault = TRY(open_vault(invocation));
  field::CustodyRequest request;
  request.exhibit = TRY(exhibit_named(*vault, invocation.argument("exhibit"), giving));
  request.giving = giving;
  request.other_person = invocation.option(giving ? "to" : "from").value_or("");
  request.tamper_seal = invocation.option("tamper-seal").value_or("");
  request.place = invocation.option("at").value_or("");
  request.purpose = invocation.option("purpose").value_or("");
  if (const auto other = invocation.option("other-side")) request.other_side = TRY(array_from_hex<32>(*other));
  NoProgress progress;
  const field::SubmitAnswer done = TRY(field::hand_over(*vault, request, progress));
  TRY(vault.close());
  return answer_exhibit(invocation, done, giving ? "Given, record" : "Taken, record");
}

Result<ExitStatus> run_exhibit_give(Invocation& invocation) { return run_custody_act(invocation, true); }
Result<ExitStatus> run_exhibit_take(Invocation& invocation) { return run_custody_act(invocation, false); }

Result<ExitStatus> run_exhibit_custody(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId exhibit = TRY(store::resolve_object(*vault, invocation.argument("exhibit")));
  const std::vector<field::CustodyStep> steps = TRY(field::custody_of(*vault, exhibit));
  TRY(vault.close());
  Json list = Json::array();
  std::vector<std::vector<std::string>> table{
      {"WHEN", "WHAT", "FROM", "TO", "TAMPER SEAL", "PLACE", "BOTH SIGNED"}};
  for (const field::CustodyStep& step : steps) {
    list.push_back({{"when", step.when},
                    {"action", step.action},
                    {"from", step.from},
                    {"to", step.to},
                    {"tamper_seal", step.tamper_seal},
                    {"place", step.place},
                    {"paired", step.paired},
                    {"entry", to_hex(step.entry)}});
    const bool handed = step.action == "give" || step.action == "take";
    table.push_back({text::printable(step.when), text::printable(step.action), text::printable(step.from),
                     text::printable(step.to), text::printable(step.tamper_seal), text::printable(step.place),
                     handed ? (step.paired ? "yes" : "no") : ""});
  }
  return answer(invocation, Json({{"steps", list}}).dump(), table_text(table));
}

Result<ExitStatus> run_exhibit_gaps(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const std::vector<field::CustodyGap> gaps = TRY(field::custody_gaps(*vault));
  TRY(vault.close());
  Json list = Json::array();
  std::string text;
  for (const field::CustodyGap& gap : gaps) {
    list.push_back({{"exhibit", to_hex(gap.exhibit)},
                    {"code", gap.code},
                    {"what", gap.what},
                    {"entry", to_hex(gap.entry)}});
    text += short_id(gap.exhibit) + ": " + text::printable(gap.what) + "\n";
  }
  return answer(invocation, Json({{"gaps", list}}).dump(), gaps.empty() ? "No gaps in custody.\n" : text);
}

}  // namespace

std::vector<CommandSpec> exhibit_commands() {
  const ArgumentSpec exhibit{"exhibit", "Code, or start of the id."};
  const OptionSpec seal{"tamper-seal", "NUMBER", "The number on the bag."};
  const OptionSpec at{"at", "PLACE", "Where."};
  const OptionSpec purpose{"purpose", "TEXT", "What for."};
  const OptionSpec other{"other-side", "HASH", "The other side's entry, as its QR code says."};
  return {
      {"exhibit add",
       "exhibit",
       "Take evidence in: original bytes, SHA-256 at once.",
       Opens::Vault,
       {},
       {{"answers", "FILE", "Answers to the form evidence, as JSON; - for stdin.", false, true},
        {"attach", "QUESTION=PATH", "A file.", true}},
       run_exhibit_add},
      {"exhibit export",
       "exhibit",
       "Write an exhibit's files as they were: they leave protection.",
       Opens::Vault,
       {exhibit},
       {{"out", "DIR", "Folder to write into.", false, true},
        {"reason", "TEXT", "Why; signed.", false, true},
        {"yes", nullptr, "Do not ask."}},
       run_exhibit_export},
      {"exhibit give",
       "exhibit",
       "Hand an exhibit over to somebody: the giver's side.",
       Opens::Vault,
       {exhibit},
       {{"to", "WHO", "Staff code or name.", false, true}, seal, at, purpose, other},
       run_exhibit_give},
      {"exhibit take",
       "exhibit",
       "Take an exhibit over from somebody: the receiver's side.",
       Opens::Vault,
       {{"exhibit", "Code, start of the id, or the whole id where this laptop has no record of it."}},
       {{"from", "WHO", "Staff code or name.", false, true}, seal, at, purpose, other},
       run_exhibit_take},
      {"exhibit custody",
       "exhibit",
       "Show every hand-over of an exhibit.",
       Opens::Vault,
       {exhibit},
       {},
       run_exhibit_custody},
      {"exhibit gaps", "exhibit", "Show where custody has gaps.", Opens::Vault, {}, {}, run_exhibit_gaps},
  };
}

}  // namespace holdfast::cli
