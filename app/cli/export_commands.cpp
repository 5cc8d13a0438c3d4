// record export: records as files for other programs.
#include <nlohmann/json.hpp>

#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/field/export_record.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

Result<field::RecordFormat> record_format(const std::string& name) {
  if (name == "odk") return field::RecordFormat::Odk;
  if (name == "csv") return field::RecordFormat::Csv;
  if (name == "htcds") return field::RecordFormat::Htcds;
  return Error{kCommandUsage, "--format odk, csv or htcds"};
}

Result<ExitStatus> run_record_export(Invocation& invocation) {
  field::RecordExport request;
  request.format = TRY(record_format(invocation.option("format").value_or("")));
  VaultHold vault = TRY(open_vault(invocation));
  for (const std::string& name : invocation.argument_list("record")) {
    request.records.push_back(TRY(store::resolve_object(*vault, name)));
  }
  request.folder = invocation.option("out").value_or("");
  request.reason = invocation.option("reason").value_or("");
  request.exact = invocation.has("exact");
  request.standard_only = invocation.has("standard-only");
  TRY(confirm(invocation,
              "These records leave protection: anybody who has the folder can read them. What the people in them "
              "agreed to is not looked at here; holdfast person consent show says it.",
              "export"));
  BarProgress progress(invocation.context, "Exporting");
  const field::RecordExportAnswer done = TRY(field::export_records(*vault, request, progress));
  TRY(vault.close());
  Json list = Json::array();
  std::string text;
  for (const field::ExportedFile& file : done.files) {
    list.push_back({{"path", file.path}, {"sha256", to_hex(file.sha256)}, {"size", file.size_bytes}});
    text += to_hex(file.sha256) + "  " + text::printable(file.path) + "\n";
  }
  if (done.replaced > 0) {
    note(invocation, "Characters that XML cannot hold were replaced: " + std::to_string(done.replaced) + ".");
  }
  return answer(invocation, Json({{"files", list}, {"replaced", done.replaced}}).dump(), text);
}

}  // namespace

std::vector<CommandSpec> export_commands() {
  return {
      {"record export",
       "record",
       "Write records as files for other programs: they leave protection.",
       Opens::Vault,
       {{"record", "Codes or starts of ids.", false, true}},
       {{"format", "odk|csv|htcds",
         "ODK submissions with their files, flat tables as ODK lays them out, or one HTCDS table.", false, true},
        {"out", "DIR", "Folder to write into.", false, true},
        {"reason", "TEXT", "Why; signed.", false, true},
        {"exact", nullptr, "Of csv and htcds: leave texts alone that a spreadsheet would run as a formula."},
        {"standard-only", nullptr, "Of htcds: only fields and values of the standard, Other for ours."},
        {"yes", nullptr, "Do not ask."}},
       run_record_export},
  };
}

}  // namespace holdfast::cli
