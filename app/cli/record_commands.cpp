// submit, search, record …: what an interviewer writes and finds again.
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/cli/attachments.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/field/history.h"
#include "app/field/submit.h"
#include "app/store/forms_store.h"
#include "app/store/search.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

constexpr std::uint64_t kAnswersSizeMax = std::uint64_t{64} << 20;

bool is_xml(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && text[first] == '<';
}

// The answers of one file: one JSON object, an ODK submission with its name, or one JSON object a line.
Result<std::vector<forms::XmlSubmission>> split_answers(Invocation& invocation, store::Vault& vault,
                                                        const std::string& form_id, ByteView content) {
  const std::string text(as_text(content));
  std::vector<forms::XmlSubmission> out;
  if (is_xml(text)) {
    const forms::Form form = TRY(store::form_by_id(vault, form_id));
    out.push_back(TRY(forms::submission_from_xml(form, content)));
    const bool has_code = !out[0].not_taken.empty();
    if (has_code) note(invocation, "The code in this file is not taken over: the program gives codes.");
    return out;
  }
  if (nlohmann::json::accept(text)) {
    out.push_back({text, {}, {}, {}});
    return out;
  }
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find_first_not_of(" \t\r") != std::string::npos) out.push_back({line, {}, {}, {}});
  }
  // Lines that are no JSON are reported by the check of the answers themselves.
  if (out.empty()) return forms::kAnswersMalformed;
  return out;
}

void print_problems(Invocation& invocation, const std::vector<forms::AnswerProblem>& problems) {
  for (const forms::AnswerProblem& problem : problems) {
    note(invocation, "  " + text::printable(problem.path) + ": " + text::printable(problem.sentence));
  }
}

Json json_of_submit(const field::SubmitAnswer& answer) {
  Json out;
  out["record"] = to_hex(answer.record);
  if (!answer.code.empty()) out["code"] = answer.code;
  out["sealed"] = answer.sealed;
  out["files"] = answer.files;
  out["unanswered"] = json_of(answer.unanswered);
  if (!answer.dropped.empty()) out["dropped"] = json_of(answer.dropped);
  if (answer.already_here) out["already_here"] = true;
  return out;
}

std::string text_of_submit(const field::SubmitAnswer& answer, const char* verb) {
  if (answer.already_here) return "Already here as record " + short_id(answer.record) + "; nothing was added.\n";
  std::string out = std::string(verb) + " " + (answer.code.empty() ? short_id(answer.record) : answer.code);
  if (answer.files > 0) out += " with " + std::to_string(answer.files) + (answer.files == 1 ? " file" : " files");
  if (answer.sealed) out += ", sealed: only headquarters can read it now";
  out += ".\n";
  for (const forms::AnswerProblem& open : answer.unanswered)
    out += "  not answered: " + text::printable(open.path) + "\n";
  for (const forms::AnswerProblem& gone : answer.dropped)
    out += "  no longer asked, taken away: " + text::printable(gone.path) + "\n";
  return out;
}

// Problems on stderr (or as the error object), nothing submitted.
Result<ExitStatus> refuse_answers(Invocation& invocation, const std::vector<forms::AnswerProblem>& problems) {
  if (invocation.json()) {
    Json body;
    body["error"]["code"] = std::string(forms::kAnswersInvalid.code());
    body["error"]["problems"] = json_of(problems);
    return answer(invocation, body.dump(), "", ExitStatus::Failed);
  }
  report_error(invocation.context, false, Error{forms::kAnswersInvalid, {}});
  print_problems(invocation, problems);
  return ExitStatus::Failed;
}

Result<field::SubmitRequest> submit_request(Invocation& invocation) {
  field::SubmitRequest request;
  request.form_id = invocation.option("form").value_or("");
  request.attachments = TRY(attachments_of(invocation));
  if (const auto reason = invocation.option("unfinished")) request.unfinished_reason = *reason;
  if (invocation.has("seal")) request.seal = true;
  if (invocation.has("no-seal")) request.seal = false;
  return request;
}

// The folder in which the files of these answers are looked for: the one that was named, or an ODK submission's own.
std::string attachments_folder(const Invocation& invocation, const std::string& file, ByteView content) {
  if (const auto named = invocation.option("attach-from")) return *named;
  if (file == "-" || !is_xml(as_text(content))) return "";
  const std::size_t slash = file.find_last_of('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

// One submission for each set of answers in the files, with what lies beside them.
Result<std::vector<field::SubmitRequest>> submit_requests(Invocation& invocation, store::Vault& vault) {
  const field::SubmitRequest common = TRY(submit_request(invocation));
  std::vector<field::SubmitRequest> out;
  for (const std::string& file : invocation.values("answers")) {
    const Bytes content = TRY(read_input(invocation, file, kAnswersSizeMax));
    const std::string folder = attachments_folder(invocation, file, content);
    for (const forms::XmlSubmission& submission : TRY(split_answers(invocation, vault, common.form_id, content))) {
      const std::string& answers = submission.answers;
      field::SubmitRequest request = common;
      request.answers_json = answers;
      request.instance_id = submission.instance_id;
      request.deprecated_id = submission.deprecated_id;
      if (!folder.empty()) {
        const forms::Form form = TRY(store::form_by_id(vault, common.form_id));
        const std::vector<field::AttachmentSource> beside = TRY(
            attachments_beside(invocation.context.seams.files, form, answers, folder, common.attachments));
        request.attachments.insert(request.attachments.end(), beside.begin(), beside.end());
      }
      out.push_back(std::move(request));
    }
  }
  return out;
}

Result<ExitStatus> run_submit(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const std::vector<field::SubmitRequest> all = TRY(submit_requests(invocation, *vault));
  BarProgress progress(invocation.context, "Submitting");
  Json records = Json::array();
  std::string text;
  for (const field::SubmitRequest& request : all) {
    const field::SubmitAnswer done = TRY(field::submit(*vault, request, progress));
    if (!done.problems.empty()) {
      const std::string before = "Records before this one were submitted: " + std::to_string(records.size()) + ".";
      if (!records.empty()) note(invocation, text + before);
      TRY(vault.close());
      return refuse_answers(invocation, done.problems);
    }
    records.push_back(json_of_submit(done));
    text += text_of_submit(done, "Submitted");
  }
  TRY(vault.close());
  Json document;
  if (records.size() == 1)
    document = records[0];
  else
    document["records"] = records;
  return answer(invocation, document.dump(), text);
}

Result<ExitStatus> run_edit(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  field::ReviseRequest request;
  request.record = TRY(store::resolve_object(*vault, invocation.argument("record")));
  request.reason = invocation.option("reason").value_or("");
  const Bytes content = TRY(read_input(invocation, invocation.option("answers").value_or("-"), kAnswersSizeMax));
  request.answers_json = std::string(as_text(content));
  BarProgress progress(invocation.context, "Saving");
  const field::SubmitAnswer done = TRY(field::revise(*vault, request, progress));
  TRY(vault.close());
  if (!done.problems.empty()) return refuse_answers(invocation, done.problems);
  return answer(invocation, json_of_submit(done).dump(), text_of_submit(done, "Revised"));
}

Result<ExitStatus> run_supplement(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  field::SupplementRequest request;
  request.record = TRY(store::resolve_object(*vault, invocation.argument("record")));
  request.attachments = TRY(attachments_of(invocation));
  const Bytes content = TRY(read_input(invocation, invocation.option("answers").value_or("-"), kAnswersSizeMax));
  request.answers_json = std::string(as_text(content));
  BarProgress progress(invocation.context, "Saving");
  const field::SubmitAnswer done = TRY(field::supplement(*vault, request, progress));
  TRY(vault.close());
  if (!done.problems.empty()) return refuse_answers(invocation, done.problems);
  return answer(invocation, json_of_submit(done).dump(), text_of_submit(done, "Supplemented"));
}

Result<ExitStatus> run_seal(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId record = TRY(store::resolve_object(*vault, invocation.argument("record")));
  TRY(confirm(invocation,
              "After sealing, nobody here can read this record any more, with no passphrase. Only headquarters can. "
              "This cannot be undone.",
              "seal"));
  if (invocation.has("dry-run")) return answer(invocation, "{\"sealed\":false}", "Nothing was done.\n");
  BarProgress progress(invocation.context, "Sealing");
  TRY(field::seal_record(*vault, record, progress));
  TRY(vault.close());
  return answer(invocation, Json({{"record", to_hex(record)}, {"sealed", true}}).dump(), "Sealed.\n");
}

std::string rows_text(const std::vector<store::RecordRow>& rows) {
  std::vector<std::vector<std::string>> table{{"RECORD", "FORM", "STATE", "WRITTEN", "TITLE"}};
  for (const store::RecordRow& row : rows) {
    const std::string state = row.in_conflict ? row.state + ", 2 versions" : row.state;
    table.push_back({name_of(row), row.form_id, state, local_time(row.created_ms), text::printable(row.title)});
  }
  return rows.empty() ? "No records.\n" : table_text(table);
}

Result<ExitStatus> answer_rows(Invocation& invocation, const std::vector<store::RecordRow>& rows) {
  Json list = Json::array();
  for (const store::RecordRow& row : rows) list.push_back(json_of(row));
  return answer(invocation, Json({{"records", list}}).dump(), rows_text(rows));
}

Result<ExitStatus> run_list(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  store::RecordFilter filter;
  filter.form_id = invocation.option("form").value_or("");
  if (const auto person = invocation.option("person")) {
    filter.about_person = TRY(store::resolve_object(*vault, *person));
  }
  filter.limit = 100000;
  const std::vector<store::RecordRow> rows = TRY(store::list_records(*vault, filter));
  TRY(vault.close());
  return answer_rows(invocation, rows);
}

Result<ExitStatus> run_search(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const Bytes words = TRY(read_input(invocation, invocation.argument("words"), 4096));
  const std::vector<store::SearchHit> hits = TRY(store::search_records(*vault, as_text(words), 1000));
  TRY(vault.close());
  std::vector<store::RecordRow> rows;
  for (const store::SearchHit& hit : hits) rows.push_back(hit.record);
  return answer_rows(invocation, rows);
}

Result<ExitStatus> run_show(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId id = TRY(store::resolve_object(*vault, invocation.argument("record")));
  const std::optional<store::RecordRow> row = TRY(store::find_record(*vault, id));
  if (!row) return store::kRecordUnknown;
  const std::vector<store::CurrentValue> values = TRY(store::current_values(*vault, id));
  TRY(vault.close());
  Json document = json_of(*row);
  Json answers = Json::array();
  std::string text = rows_text({*row}) + "\n";
  for (const store::CurrentValue& value : values) {
    if (value.path[0] == '@') continue;  // which file answers which question: no answer of a person
    answers.push_back({{"path", value.path}, {"value", json_of(value.value)}, {"device", to_hex(value.device)}});
    text += text::printable(value.path) + ": " + text_of(value.value) + "\n";
  }
  document["answers"] = answers;
  if (row->state == "sealed") note(invocation, "This record is sealed: only headquarters can read its answers.");
  return answer(invocation, document.dump(), text);
}

Result<ExitStatus> run_history(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId id = TRY(store::resolve_object(*vault, invocation.argument("record")));
  const std::vector<field::Version> versions = TRY(field::history(*vault, id));
  TRY(vault.close());
  Json list = Json::array();
  std::vector<std::vector<std::string>> table{{"WRITTEN", "DEVICE", "BY", "WHAT", "CHANGED", "REASON"}};
  std::string aside;
  for (const field::Version& version : versions) {
    const sync::Entry& entry = version.entry.signed_entry.entry;
    Json values = Json::object();
    for (const auto& [path, value] : version.aside_values) {
      values[path] = json_of(value);
      aside += "  " + text::printable(path) + ": " + text_of(value) + "\n";
    }
    std::string paths;
    for (const std::string& path : version.paths) paths += (paths.empty() ? "" : ", ") + path;
    list.push_back({{"entry", to_hex(version.entry.signed_entry.hash)},
                    {"device", version.author},
                    {"staff", version.actor},
                    {"type", std::string(sync::to_string(entry.type))},
                    {"written", utc_time(entry.wall_ms)},
                    {"held", version.entry.held},
                    {"opening", std::string(store::to_string(version.opening))},
                    {"paths", version.paths},
                    {"aside_values", values},
                    {"reason", version.reason}});
    table.push_back({local_time(entry.wall_ms), version.author, version.actor, std::string(sync::to_string(entry.type)),
                     text::printable(paths), text::printable(version.reason)});
  }
  if (!aside.empty()) aside = "Of a history that headquarters decided against; counted nowhere:\n" + aside;
  return answer(invocation, Json({{"versions", list}}).dump(), table_text(table) + aside);
}

}  // namespace

std::vector<CommandSpec> record_commands() {
  const OptionSpec answers{"answers", "FILE",
                           "Answers as JSON, one JSON object a line, or an ODK submission; - for stdin.", true, true};
  const OptionSpec attach{"attach", "QUESTION=PATH", "A file for a file question.", true};
  return {
      {"submit",
       "daily",
       "Sign answers to a form: after this they can be revised, never changed.",
       Opens::Vault,
       {},
       {{"form", "ID", "The form.", false, true},
        answers,
        attach,
        {"attach-from", "DIR", "Folder with the files that the answers name; of a submission in XML its own folder."},
        {"unfinished", "REASON", "Submit although required answers are missing, and say why."},
        {"seal", nullptr, "Give up our own key: only headquarters can read it."},
        {"no-seal", nullptr, "Keep it readable here, although the form seals."}},
       run_submit},
      {"search",
       "daily",
       "Find open records by words in any script, read from standard input or a file.",
       Opens::Vault,
       {{"words", "File with the words; - for standard input."}},
       {},
       run_search},
      {"record list",
       "record",
       "List records, the newest first.",
       Opens::Vault,
       {},
       {{"form", "ID", "Only of this form."}, {"person", "PERSON", "Only about this person."}},
       run_list},
      {"record show",
       "record",
       "Show one record as it stands.",
       Opens::Vault,
       {{"record", "Code or start of the id."}},
       {},
       run_show},
      {"record edit",
       "record",
       "Revise some answers; the old ones stay in the history.",
       Opens::Vault,
       {{"record", "Code or start of the id."}},
       {{"answers", "FILE", "Only the answers that change, as JSON; - for stdin.", false, true},
        {"reason", "TEXT", "Why."}},
       run_edit},
      {"record supplement",
       "record",
       "Add answers to a sealed record.",
       Opens::Vault,
       {{"record", "Code or start of the id."}},
       {{"answers", "FILE", "Only the added answers, as JSON; - for stdin.", false, true}, attach},
       run_supplement},
      {"record history",
       "record",
       "Show every version of a record: by whom, when, what changed.",
       Opens::Vault,
       {{"record", "Code or start of the id."}},
       {},
       run_history},
      {"record seal",
       "record",
       "Give up our own key to a record; cannot be undone.",
       Opens::Vault,
       {{"record", "Code or start of the id."}},
       {{"yes", nullptr, "Do not ask."}, {"dry-run", nullptr, "Only say what would be gone."}},
       run_seal},
  };
}

}  // namespace holdfast::cli
