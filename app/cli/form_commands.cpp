// forms …: what can be filled in here.
#include <nlohmann/json.hpp>

#include "app/cli/form_files.h"
#include "app/cli/form_languages.h"
#include "app/cli/form_named.h"
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
  const std::vector<std::string>& paths = invocation.argument_list("form");
  for (const std::string& path : paths) {
    Result<forms::Form> form = form_at_path(invocation.context.seams.files, path);
    // Of several files the one that is wrong is named, beside its row.
    if (!form.ok() && paths.size() > 1) return Error{form.error().reason, path + ": " + form.error().detail};
    if (!form.ok()) return form.error();
    added.push_back(std::move(*form));
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

Json media_json(const forms::Form& form) {
  Json out = Json::array();
  for (const std::string& name : forms::media_named(form)) {
    const auto file = form.media.find(name);
    Json row{{"name", name}, {"here", file != form.media.end()}};
    if (file != form.media.end()) {
      row["type"] = file->second.type;
      row["size"] = file->second.bytes->size();
      row["sha256"] = to_hex(file->second.sha256);
    }
    out.push_back(std::move(row));
  }
  return out;
}

std::string media_text(const forms::Form& form) {
  std::vector<std::vector<std::string>> table{{"PICTURE OR SOUND", "TYPE", "BYTES"}};
  for (const std::string& name : forms::media_named(form)) {
    const auto file = form.media.find(name);
    if (file == form.media.end()) table.push_back({text::printable(name), "not here", ""});
    else table.push_back({text::printable(name), file->second.type, std::to_string(file->second.bytes->size())});
  }
  return table.size() == 1 ? std::string() : "\n" + table_text(table);
}

Result<ExitStatus> run_forms_show(Invocation& invocation) {
  const forms::Form form = TRY(form_of_words(invocation, invocation.argument_list("form")));
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
                      {"media", media_json(form)},
                      {"choices", choices}};
  return answer(invocation, document.dump(),
                text::printable(form.title) + "\n\n" + table_text(table) + media_text(form) +
                    TRY(form_languages_text(form)));
}

}  // namespace

std::vector<CommandSpec> form_commands() {
  return {
      {"forms add",
       "forms",
       "Sign forms and send them to all laptops (headquarters).",
       Opens::Vault,
       {{"form", "An .xlsx, an XForm .xml, or a folder of CSV sheets; lists and pictures beside it come along.", false,
         true}},
       {},
       run_forms_add},
      {"forms list", "forms", "List the forms this vault knows.", Opens::Vault, {}, {}, run_forms_list},
      {"forms show",
       "forms",
       "Show the questions of a form.",
       Opens::FormOrVault,
       {{"form", kFormWordsHelp, false, true, kFormWords}},
       {},
       run_forms_show},
  };
}

}  // namespace holdfast::cli
