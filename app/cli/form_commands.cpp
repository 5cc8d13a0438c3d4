// forms …: what can be filled in here.
#include <nlohmann/json.hpp>

#include "app/cli/form_files.h"
#include "app/cli/form_languages.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/exchange/orders.h"
#include "app/store/forms_store.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

Result<ExitStatus> run_forms_add(Invocation& invocation) {
  // All are added or none: whoever is told that one was refused need not ask which of the others are there.
  std::vector<forms::Form> added;
  for (const std::string& path : invocation.argument_list("form")) {
    forms::Form form = TRY(form_at_path(invocation.context.seams.files, path));
    added.push_back(std::move(form));
  }
  VaultHold vault = TRY(open_vault(invocation));
  TRY(exchange::publish_forms(*vault, added));
  Json list = Json::array();
  std::string text;
  for (const forms::Form& form : added) {
    list.push_back({{"id", form.id}, {"version", form.version}, {"hash", to_hex(form.hash)}});
    text += "Form " + text::printable(form.id) + " is signed; laptops get it with their next receipt.\n";
  }
  TRY(vault.close());
  // One form keeps the answer that scripts know.
  Json document = list.size() == 1 ? list.front() : Json({{"forms", list}});
  return answer(invocation, document.dump(), text);
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

std::string_view class_name(sync::FieldClass field_class) {
  constexpr std::string_view kNames[] = {"identity", "account", "health", "intelligence", "plain", "card"};
  return kNames[static_cast<std::size_t>(field_class)];
}

std::string label_of(const std::map<std::string, std::string>& labels) {
  if (labels.empty()) return "";
  const auto plain = labels.find("");
  return plain != labels.end() ? plain->second : labels.begin()->second;
}

// "forms show VAULT ID" shows a form of the vault; "forms show FILE" (and "forms show VAULT FILE") one that lies in a
// file or folder, and opens no vault.
Result<forms::Form> named_form(Invocation& invocation) {
  Files& files = invocation.context.seams.files;
  const std::vector<std::string>& named = invocation.argument_list("form");
  if (named.empty()) return form_at_path(files, invocation.argument("vault"));
  const std::string& what = named.front();
  if (what.find('/') != std::string::npos || what.find(".xlsx") != std::string::npos ||
      what.find(".xml") != std::string::npos) {
    return form_at_path(files, what);
  }
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
             {"type", std::string(forms::to_string(question.type))},
             {"class", std::string(class_name(question.field_class))},
             {"required", question.required},
             {"label", label_of(question.labels)}};
    if (!question.list.empty()) row["list"] = question.list;
    if (!question.relevant.empty()) row["relevant"] = question.relevant;
    questions.push_back(row);
    table.push_back({text::printable(question.path), std::string(forms::to_string(question.type)),
                     std::string(class_name(question.field_class)), question.required ? "yes" : "",
                     text::printable(label_of(question.labels))});
  }
  Json choices = Json::object();
  for (const auto& [list, items] : form.choices) {
    for (const forms::Choice& choice : items)
      choices[list].push_back({{"name", choice.name}, {"label", label_of(choice.labels)}});
  }
  const Json document{{"id", form.id},
                      {"title", form.title},
                      {"version", form.version},
                      {"hash", to_hex(form.hash)},
                      {"seals", form.seals},
                      {"headquarters_only", form.for_hq},
                      {"languages", TRY(form_languages_json(form))},
                      {"questions", questions},
                      {"choices", choices}};
  return answer(invocation, document.dump(),
                text::printable(form.title) + "\n\n" + table_text(table) + TRY(form_languages_text(form)));
}

}  // namespace

std::vector<CommandSpec> form_commands() {
  return {
      {"forms add",
       "forms",
       "Sign forms and send them to all laptops (headquarters).",
       Opens::Vault,
       {{"form", "An .xlsx, an XForm .xml, or a folder of CSV sheets; lists beside it come along.", false, true}},
       {},
       run_forms_add},
      {"forms list", "forms", "List the forms this vault knows.", Opens::Vault, {}, {}, run_forms_list},
      {"forms show",
       "forms",
       "Show the questions of a form.",
       Opens::Vault,
       {{"form", "The form's id, or a file or folder. One file as the only argument needs no vault.", true}},
       {},
       run_forms_show},
  };
}

}  // namespace holdfast::cli
