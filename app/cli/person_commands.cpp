// person …: what is done about somebody, each act a record of a built-in form.
#include <nlohmann/json.hpp>

#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/field/person.h"
#include "app/hq/match/people.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

// Answers of FILE (or none), with the fields that options gave on top.
Result<std::string> answers_with(Invocation& invocation, const Json& given) {
  Json answers = Json::object();
  if (const auto file = invocation.option("answers")) {
    const Bytes content = TRY(read_input(invocation, *file, std::uint64_t{1} << 20));
    answers = Json::parse(as_text(content), nullptr, false);
    if (!answers.is_object()) return forms::kAnswersMalformed;
  }
  for (const auto& [key, value] : given.items()) answers[key] = value;
  return answers.dump();
}

Result<ExitStatus> answer_act(Invocation& invocation, const field::SubmitAnswer& done, const std::string& said) {
  if (!done.problems.empty()) {
    report_error(invocation.context, invocation.json(), Error{forms::kAnswersInvalid, {}});
    for (const forms::AnswerProblem& problem : done.problems) {
      note(invocation, "  " + text::printable(problem.path) + ": " + text::printable(problem.sentence));
    }
    return ExitStatus::Failed;
  }
  Json document{{"record", to_hex(done.record)}};
  if (!done.code.empty()) document["code"] = done.code;
  const std::string name = done.code.empty() ? short_id(done.record) : done.code;
  return answer(invocation, document.dump(), said + " (" + name + ").\n");
}

// Options that stand for questions of the same meaning.
void take_option(Invocation& invocation, Json& answers, const char* option, const char* question) {
  if (const auto value = invocation.option(option)) answers[question] = *value;
}

Result<ExitStatus> run_register(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  Json given = Json::object();
  take_option(invocation, given, "nationality", "nationality");
  take_option(invocation, given, "country", "country");
  take_option(invocation, given, "how", "exit_mode");
  take_option(invocation, given, "on", "at");
  field::SubmitRequest request;
  request.form_id = "register";
  request.answers_json = TRY(answers_with(invocation, given));
  NoProgress progress;
  const field::SubmitAnswer done = TRY(field::submit(*vault, request, progress));
  TRY(vault.close());
  return answer_act(invocation, done, "Registered");
}

Result<ExitStatus> run_status(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId person = TRY(store::resolve_object(*vault, invocation.argument("person")));
  Json given{{"person", to_hex(person)}};
  take_option(invocation, given, "place", "status");
  take_option(invocation, given, "on", "when_");
  take_option(invocation, given, "country", "country");
  take_option(invocation, given, "basis", "basis");
  field::SubmitRequest request;
  request.form_id = "status";
  request.answers_json = TRY(answers_with(invocation, given));
  NoProgress progress;
  const field::SubmitAnswer done = TRY(field::submit(*vault, request, progress));
  TRY(vault.close());
  return answer_act(invocation, done, "Recorded");
}

Result<ExitStatus> run_flag(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  field::FlagRequest request;
  request.person = TRY(store::resolve_object(*vault, invocation.argument("person")));
  request.flag = invocation.argument("flag");
  request.until = invocation.option("until").value_or("");
  request.reason = invocation.option("reason").value_or("");
  request.lifted = invocation.has("lift");
  NoProgress progress;
  const field::SubmitAnswer done = TRY(field::flag_person(*vault, request, progress));
  TRY(vault.close());
  return answer_act(invocation, done, request.lifted ? "Flag lifted" : "Flagged");
}

Result<ExitStatus> run_consent(Invocation& invocation, const char* act) {
  VaultHold vault = TRY(open_vault(invocation));
  field::ConsentRequest request;
  request.person = TRY(store::resolve_object(*vault, invocation.argument("person")));
  request.act = act;
  Json given = Json::object();
  take_option(invocation, given, "on", "when_");
  request.answers_json = TRY(answers_with(invocation, given));
  NoProgress progress;
  const field::SubmitAnswer done = TRY(field::record_consent(*vault, request, progress));
  TRY(vault.close());
  return answer_act(invocation, done, std::string("Consent ") + act);
}

Result<ExitStatus> run_give(Invocation& invocation) { return run_consent(invocation, "given"); }
Result<ExitStatus> run_change(Invocation& invocation) { return run_consent(invocation, "changed"); }
Result<ExitStatus> run_withdraw(Invocation& invocation) { return run_consent(invocation, "withdrawn"); }
Result<ExitStatus> run_refuse(Invocation& invocation) { return run_consent(invocation, "refused"); }

Result<ExitStatus> run_merging(Invocation& invocation, bool merge) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId a = TRY(store::resolve_object(*vault, invocation.argument("a")));
  const sync::ObjectId b = TRY(store::resolve_object(*vault, invocation.argument("b")));
  const std::string reason = invocation.option("reason").value_or("");
  if (merge)
    TRY(hq::merge_people(*vault, a, b, reason));
  else
    TRY(hq::unmerge_people(*vault, a, b, reason));
  TRY(vault.close());
  return answer(invocation, Json{{"a", to_hex(a)}, {"b", to_hex(b)}, {"merged", merge}}.dump(),
                merge ? "These two count as one person now. unmerge takes it back.\n" : "Taken apart again.\n");
}

Result<ExitStatus> run_merge(Invocation& invocation) { return run_merging(invocation, true); }
Result<ExitStatus> run_unmerge(Invocation& invocation) { return run_merging(invocation, false); }

// Options and arguments that several rows share.
constexpr ArgumentSpec kPerson{"person", "Code, or start of the id."};
constexpr OptionSpec kOn{"on", "DATE", "When: a date, a part of one, or a range (2022-10, 2022-10-03/2022-10-05)."};
constexpr OptionSpec kCountry{"country", "CC", "Where: two-letter country code."};
constexpr OptionSpec kOtherAnswers{"answers", "FILE", "The other answers of the form, as JSON; - for stdin."};

std::vector<CommandSpec> consent_rows() {
  return {
      {"person consent give",
       "person",
       "Record that a person agrees, to what and until when.",
       Opens::Vault,
       {kPerson},
       {kOn, kOtherAnswers},
       run_give},
      {"person consent change",
       "person",
       "Record that a person changes what they agreed to.",
       Opens::Vault,
       {kPerson},
       {kOn, kOtherAnswers},
       run_change},
      {"person consent refuse",
       "person",
       "Record that a person does not agree.",
       Opens::Vault,
       {kPerson},
       {kOn, kOtherAnswers},
       run_refuse},
      {"person consent withdraw",
       "person",
       "Withdraw consent: acts at once and travels before everything else.",
       Opens::Vault,
       {kPerson},
       {kOn, kOtherAnswers},
       run_withdraw},
      {"person merge",
       "person",
       "Decide that two registrations are one person (headquarters).",
       Opens::Vault,
       {{"a", "One person."}, {"b", "The other."}},
       {{"reason", "TEXT", "Why."}},
       run_merge},
      {"person unmerge",
       "person",
       "Take a merge back (headquarters).",
       Opens::Vault,
       {{"a", "One person."}, {"b", "The other."}},
       {{"reason", "TEXT", "Why."}},
       run_unmerge},
  };
}

}  // namespace

std::vector<CommandSpec> person_commands() {
  std::vector<CommandSpec> rows{
      {"person register",
       "person",
       "Register somebody who was found; everything but the code may stay unknown.",
       Opens::Vault,
       {},
       {{"nationality", "CC", "Nationality as said: two-letter country code."},
        kCountry,
        {"how", "HOW", "How the person came out: raid, escape, ransom, released, handed_over, returned."},
        kOn,
        kOtherAnswers},
       run_register},
      {"person status",
       "person",
       "Record one dated event: where somebody is, or what happened.",
       Opens::Vault,
       {kPerson},
       {{"place", "P",
         "What: shelter, hospital, police_custody, immigration_detention, arrived, … (see the form status)."},
        kOn,
        kCountry,
        {"basis", "B", "How we know: seen, document, authority, person, other."},
        kOtherAnswers},
       run_status},
      {"person flag",
       "person",
       "Mark somebody as needing attention: shown first, everywhere.",
       Opens::Vault,
       {kPerson, {"flag", "urgent_medical, maybe_minor, keep_apart, …"}},
       {{"until", "DATE", "How long."}, {"lift", nullptr, "Take the flag away."}, {"reason", "TEXT", "Why."}},
       run_flag},
  };
  for (CommandSpec& row : consent_rows()) rows.push_back(std::move(row));
  for (CommandSpec& row : person_view_commands()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace holdfast::cli
