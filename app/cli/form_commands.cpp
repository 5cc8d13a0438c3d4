// forms …: what can be filled in here.
#include <nlohmann/json.hpp>

#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/exchange/orders.h"
#include "app/store/forms_store.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

// An XLSForm as a folder of CSV sheets; choices and settings may be absent.
Result<forms::Form> form_from_folder(Invocation& invocation, const std::string& folder) {
  Files& files = invocation.context.seams.files;
  forms::FormSheets sheets;
  sheets.survey = TRY(read_file(files, join_path(folder, "survey.csv"), forms::kSheetSizeMax));
  for (const auto& [name, sheet] :
       {std::pair{"choices.csv", &sheets.choices}, std::pair{"settings.csv", &sheets.settings}}) {
    const std::string path = join_path(folder, name);
    if (TRY(files.exists(path))) *sheet = TRY(read_file(files, path, forms::kSheetSizeMax));
  }
  std::string trimmed = folder;
  while (trimmed.size() > 1 && trimmed.back() == '/') trimmed.pop_back();
  sheets.fallback_id = trimmed.substr(trimmed.find_last_of('/') + 1);
  return forms::load_form(sheets);
}

Result<ExitStatus> run_forms_add(Invocation& invocation) {
  const forms::Form form = TRY(form_from_folder(invocation, invocation.argument("form")));
  VaultHold vault = TRY(open_vault(invocation));
  TRY(exchange::publish_form(*vault, form));
  TRY(vault.close());
  return answer(invocation, Json({{"id", form.id}, {"version", form.version}, {"hash", to_hex(form.hash)}}).dump(),
                "Form " + text::printable(form.id) + " is signed; laptops get it with their next receipt.\n");
}

Result<ExitStatus> run_forms_list(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const std::vector<store::FormRow> rows = TRY(store::list_forms(*vault));
  TRY(vault.close());
  Json list = Json::array();
  std::vector<std::vector<std::string>> table{{"FORM", "VERSION", "CAN BE FILLED", "TITLE"}};
  for (const store::FormRow& row : rows) {
    list.push_back({{"id", row.id},
                    {"version", row.version},
                    {"title", row.title},
                    {"runs", row.runs},
                    {"hash", to_hex(row.hash)}});
    table.push_back(
        {text::printable(row.id), text::printable(row.version), row.runs ? "yes" : "no", text::printable(row.title)});
  }
  return answer(invocation, Json({{"forms", list}}).dump(), rows.empty() ? "No forms.\n" : table_text(table));
}

std::string_view type_name(forms::QuestionType type) {
  constexpr std::string_view kNames[] = {"text",
                                         "integer",
                                         "decimal",
                                         "date",
                                         "time",
                                         "dateTime",
                                         "select_one",
                                         "select_multiple",
                                         "select_one_from_file",
                                         "select_multiple_from_file",
                                         "geopoint",
                                         "geotrace",
                                         "geoshape",
                                         "image",
                                         "audio",
                                         "video",
                                         "file",
                                         "barcode",
                                         "acknowledge",
                                         "calculate",
                                         "note",
                                         "hidden",
                                         "range",
                                         "rank",
                                         "metadata",
                                         "group",
                                         "repeat"};
  return kNames[static_cast<std::size_t>(type)];
}

std::string_view class_name(sync::FieldClass field_class) {
  constexpr std::string_view kNames[] = {"identity", "account", "health", "intelligence", "plain", "card"};
  return kNames[static_cast<std::size_t>(field_class)];
}

std::string label_of(const std::map<std::string, std::string>& labels) {
  if (labels.empty()) return "";
  const auto plain = labels.find("");
  return plain != labels.end() ? plain->second : labels.begin()->second;
}

// A path names a folder of sheets; anything else a form of the vault. A folder needs no vault at all.
Result<forms::Form> named_form(Invocation& invocation) {
  const std::string& what = invocation.argument("form");
  if (what.find('/') != std::string::npos) return form_from_folder(invocation, what);
  VaultHold vault = TRY(open_vault(invocation));
  forms::Form form = TRY(store::form_by_id(*vault, what));
  TRY(vault.close());
  return form;
}

Result<ExitStatus> run_forms_show(Invocation& invocation) {
  const forms::Form form = TRY(named_form(invocation));
  Json questions = Json::array();
  std::vector<std::vector<std::string>> table{{"QUESTION", "TYPE", "CLASS", "REQUIRED", "LABEL"}};
  for (const forms::Question& question : form.questions) {
    Json row{{"path", question.path},
             {"name", question.name},
             {"type", std::string(type_name(question.type))},
             {"class", std::string(class_name(question.field_class))},
             {"required", question.required},
             {"label", label_of(question.labels)}};
    if (!question.list.empty()) row["list"] = question.list;
    if (!question.relevant.empty()) row["relevant"] = question.relevant;
    questions.push_back(row);
    table.push_back({text::printable(question.path), std::string(type_name(question.type)),
                     std::string(class_name(question.field_class)), question.required ? "yes" : "",
                     text::printable(label_of(question.labels))});
  }
  Json choices = Json::object();
  for (const auto& [list, items] : form.choices) {
    for (const forms::Choice& choice : items)
      choices[list].push_back({{"name", choice.name}, {"label", label_of(choice.labels)}});
  }
  const Json document{
      {"id", form.id},       {"title", form.title},    {"version", form.version}, {"hash", to_hex(form.hash)},
      {"seals", form.seals}, {"questions", questions}, {"choices", choices}};
  return answer(invocation, document.dump(), text::printable(form.title) + "\n\n" + table_text(table));
}

}  // namespace

std::vector<CommandSpec> form_commands() {
  return {
      {"forms add",
       "forms",
       "Sign a form and send it to all laptops (headquarters).",
       Opens::Vault,
       {{"form", "Folder with survey.csv, choices.csv, settings.csv."}},
       {},
       run_forms_add},
      {"forms list", "forms", "List the forms this vault knows.", Opens::Vault, {}, {}, run_forms_list},
      {"forms show",
       "forms",
       "Show the questions of a form.",
       Opens::Vault,
       {{"form", "The form's id, or a folder of CSV sheets (with a slash in its name)."}},
       {},
       run_forms_show},
  };
}

}  // namespace holdfast::cli
